// SPDX-License-Identifier: Apache-2.0
// Cash that is no payment, on the count sheet.
#include <array>

#include "pos/station/acts.h"
#include "pos/station/view_parts.h"

namespace till::pos::station {

namespace {

using funds::Act;
using Step = DrawerAct::Step;

struct ActWords {
  Act act;
  std::string_view name;  // the end of its keys
};
constexpr std::array<ActWords, 5> kActs{{{Act::drop, "drop"},
                                         {Act::pickUp, "pick_up"},
                                         {Act::change, "change"},
                                         {Act::handOver, "hand_over"},
                                         {Act::accept, "accept"}}};

std::string nameOf(Act act) {
  for (const auto& words : kActs)
    if (words.act == act) return std::string(words.name);
  return "drop";
}

}  // namespace

void drawDrawerCash(Drawing& drawing) {
  const DrawerAct& at = drawing.state.drawerAct;
  const bool back = at.step == Step::back;
  const auto& pile = back ? at.back : at.out;
  const std::string name = nameOf(at.act) + (back ? "_back" : "");
  const std::string who = personName(drawing.world, at.act == Act::accept ? at.over.giver : at.receiver);
  CountView view;
  view.title = drawing.words("fund.title." + name, {who});
  view.hint = drawing.words("fund.hint." + name);
  const bool counting = at.step != Step::reference;
  drawSheet(drawing, pile, at.sheet, counting, view);
  view.sealCaption = drawing.words("fund.do." + name);
  view.sealHint = drawing.words("fund.do_hint");
  view.sealEnabled = !drawing.state.diskFull;
  drawing.view.title = view.title;
  drawing.view.count = std::move(view);
  drawing.hint(counting ? "hints.drawer_cash" : "hints.envelope");
  drawing.view.entry = {.label = counting ? fieldLabel(drawing, pile, at.sheet.field) : drawing.words("entry.envelope"),
                        .text = counting ? at.sheet.typed : at.reference,
                        .masked = false,
                        .enabled = true};
  if (at.confirming) drawing.say(Level::look, "fund.confirm." + nameOf(at.act), {toText(pile.total()), who});
}

// Never how much: the count at the end is blind.
void sayDropWanted(Drawing& drawing) {
  const Page page = drawing.state.page;
  if (!drawing.state.dropWanted || (page != Page::counter && page != Page::change)) return;
  drawing.say(Level::look, "fund.drop_wanted");
}

}  // namespace till::pos::station
