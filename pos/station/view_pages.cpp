// SPDX-License-Identifier: Apache-2.0
// Sign-in, resume card, menus, find, and the pages where selling has ended.
#include "pos/station/acts.h"
#include "pos/station/find.h"
#include "pos/station/menu.h"
#include "pos/station/view_parts.h"

namespace till::pos::station {

namespace {

void drawPeople(Drawing& drawing, bool approving) {
  const auto& people = drawing.world.people;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const bool may = !approving || maySecond(drawing.state, drawing.world, people[i]);
    drawing.view.choices.push_back({.key = std::to_string(i + 1),
                                    .text = people[i].name,
                                    .detail = "",
                                    .enabled = may,
                                    .selected = drawing.state.pin.person == people[i].id});
  }
}

void drawPin(Drawing& drawing) {
  const PinEntry& pin = drawing.state.pin;
  EntryBox& entry = drawing.view.entry;
  // A PIN is in no view: only how much of it there is.
  entry.text = pin.person ? std::string(pin.typed.size(), '*') : pin.typed;
  entry.enabled = !pin.check;
  entry.masked = pin.person.has_value();
  entry.label = pin.person ? drawing.words("entry.pin_of", {personName(drawing.world, *pin.person)})
                           : drawing.words("entry.person_number");
}

}  // namespace

void drawSignIn(Drawing& drawing) {
  drawing.view.title = drawing.words("sign_in.title");
  drawPeople(drawing, false);
  drawPin(drawing);
  drawing.hint("hints.sign_in");
}

void drawLocked(Drawing& drawing) {
  drawing.view.title = drawing.words("sign_in.locked");
  drawPeople(drawing, false);
  drawPin(drawing);
  drawing.hint("hints.locked");
}

void drawResume(Drawing& drawing) {
  drawing.view.title = drawing.words("resume.title");
  drawing.view.resume = ResumeView{.title = drawing.view.title, .facts = drawing.state.resumeFacts};
  drawing.view.entry = {.label = drawing.words("entry.go_on"), .text = "", .masked = false, .enabled = true};
  drawing.hint("hints.resume");
}

void drawMenu(Drawing& drawing) {
  const Menu& menu = drawing.state.menu;
  const MenuActs* acts = menuActs(menu.kind);
  if (!acts) {
    drawing.view.title = approvalTitle(drawing.state, drawing.world);
    drawPeople(drawing, true);
    drawPin(drawing);
    return drawing.hint("hints.approval");
  }
  drawing.view.title = drawing.words(acts->title);
  drawing.view.entry = {.label = drawing.words("entry.choice"), .text = "", .masked = false, .enabled = true};
  drawing.hint("hints.menu");
  if (acts->notes)
    for (auto& note : acts->notes(drawing.state, drawing.world)) drawing.view.notices.push_back(std::move(note));
  const auto items = acts->items(drawing.state, drawing.world);
  for (std::size_t i = 0; i < items.size(); ++i)
    drawing.view.choices.push_back({.key = i < 9 ? std::to_string(i + 1) : "",
                                    .text = items[i].text,
                                    .detail = items[i].detail,
                                    .enabled = items[i].enabled,
                                    .selected = i == menu.selected});
}

void drawFind(Drawing& drawing) {
  drawing.view.title = drawing.words("find.title");
  drawing.view.entry = {
      .label = drawing.words("entry.find"), .text = drawing.state.find.typed, .masked = false, .enabled = true};
  drawing.hint("hints.find");
  const auto found = foundAccounts(drawing.state, drawing.world);
  for (std::size_t i = 0; i < found.size(); ++i)
    drawing.view.choices.push_back({.key = "",
                                    .text = found[i].name + "  " + found[i].street,
                                    .detail = found[i].account,
                                    .enabled = true,
                                    .selected = i == drawing.state.find.selected});
  if (found.empty() && !drawing.state.find.typed.empty()) drawing.say(Level::info, "find.nothing");
}

void drawStopped(Drawing& drawing) {
  const bool readOnly = drawing.state.page == Page::readOnly;
  drawing.view.title = drawing.words(readOnly ? "stopped.read_only_title" : "stopped.title");
  drawing.view.notices.clear();
  drawing.say(Level::stop, readOnly ? "stopped.read_only" : "stopped.io", {drawing.state.stoppedWhy});
  drawing.view.entry.enabled = false;
}

}  // namespace till::pos::station
