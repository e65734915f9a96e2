// SPDX-License-Identifier: Apache-2.0
// Count sheets, and what the seal reveals.
#include <array>

#include "pos/shift/office_time.h"
#include "pos/station/acts.h"
#include "pos/station/view_parts.h"

namespace till::pos::station {

namespace {

using drivers::drawer::DrawerState;

// The denominations in the order of the sheet: notes, loose coin, rolls, straps; the same order as countUnits().
std::vector<const Denomination*> sheetOrder(const StationSettings& settings) {
  std::vector<const Denomination*> order;
  for (const auto& money : settings.denominations)
    if (money.form == "note") order.push_back(&money);
  for (const auto& money : settings.denominations)
    if (money.form == "coin") order.push_back(&money);
  for (const auto& money : settings.denominations)
    if (money.rollPieces > 0) order.push_back(&money);
  for (const auto& money : settings.denominations)
    if (money.strapPieces > 0) order.push_back(&money);
  return order;
}

std::string typedText(const shift::CashCount& count, const SheetEntry& entry, std::size_t line, bool selected) {
  const auto pieces = count.pieces(line);
  std::string had = pieces ? std::to_string(*pieces) : "";
  if (!selected || entry.typed.empty()) return had;
  return entry.adding && pieces ? had + "+" + entry.typed : entry.typed;
}

}  // namespace

void drawSheet(const Drawing& drawing, const shift::CashCount& count, const SheetEntry& entry, bool active,
               CountView& view) {
  const auto order = sheetOrder(drawing.world.settings);
  for (std::size_t line = 0; line < count.size() && line < order.size(); ++line) {
    const bool selected = active && line == entry.field;
    view.fields.push_back({.label = order[line]->name,
                           .form = count.units()[line].form,
                           .typed = typedText(count, entry, line, selected),
                           .amount = count.pieces(line) ? toText(count.amount(line)) : "",
                           .selected = selected,
                           .again = false});
  }
  view.notesTotal = toText(count.totalOf("note") + count.totalOf("strap"));
  view.coinTotal = toText(count.totalOf("coin") + count.totalOf("roll"));
  view.counted = toText(count.total());
}

std::string fieldLabel(const Drawing& drawing, const shift::CashCount& count, std::size_t line) {
  const auto order = sheetOrder(drawing.world.settings);
  if (line >= order.size() || line >= count.size()) return {};
  const auto& form = count.units()[line].form;
  return drawing.words("entry.count_" + form, {order[line]->plural});
}

namespace {

struct TapeWords {
  std::string_view title, hint, one, many, entry;
};
constexpr std::array<TapeWords, shift::kTapes> kTapes{
    {{"tape.checks", "tape.checks_hint", "tape.one_check", "tape.many_checks", "entry.check_amount"},
     {"tape.money_orders", "tape.money_orders_hint", "tape.one_money_order", "tape.many_money_orders",
      "entry.money_order_amount"},
     {"tape.cards", "tape.cards_hint", "tape.one_card", "tape.many_cards", "entry.card_amount"},
     {"tape.batches", "tape.batches_hint", "tape.one_batch", "tape.many_batches", "entry.batch_amount"}}};

void drawTapes(Drawing& drawing, const Counting& at, CountView& view) {
  for (std::size_t i = 0; i < kTapes.size(); ++i) {
    const TapeWords& words = kTapes.at(i);
    const auto& tape = *shift::tapesOf(at.count).at(i);
    const auto count = std::to_string(tape.size());
    CountView::Tape drawn;
    drawn.title = drawing.words(words.title);
    drawn.hint = drawing.words(words.hint);
    drawn.summary = drawing.words(tape.size() == 1 ? words.one : words.many, {count, toText(ledger::money::sum(tape))});
    for (const Money amount : tape) drawn.amounts.push_back(toText(amount));
    drawn.selected = static_cast<std::size_t>(at.tape) == i + 1;
    drawn.again = at.count.again.tapes.at(i);
    view.tapes.push_back(std::move(drawn));
  }
}

std::string tapeEntryText(const std::string& typed) {
  const auto money = typedMoney(typed);
  return money && typed.find('.') == std::string::npos ? toText(*money) : typed;
}

void sayFloatDifference(Drawing& drawing, const FloatCount& at) {
  const Money expected = floatPlan(drawing.world, at.till.value_or(0)).expected;
  const Money counted = at.cash.total();
  const Money difference = counted - expected;
  if (difference.isZero()) return drawing.say(Level::look, "float.confirm", {toText(counted)});
  const std::string_view key = difference.isNegative() ? "float.confirm_short" : "float.confirm_over";
  drawing.say(Level::look, key,
              {toText(counted), toText(expected), toText(difference.isNegative() ? -difference : difference)});
}

void chooseTill(Drawing& drawing) {
  drawing.view.title = drawing.words("float.which_till");
  drawing.hint("hints.till");
  drawing.view.entry = {.label = drawing.words("entry.choice"), .text = "", .masked = false, .enabled = true};
  int key = 0;
  for (const int till : freeTills(drawing.world))
    drawing.view.choices.push_back({.key = std::to_string(++key),
                                    .text = drawing.words("header.till", {std::to_string(till)}),
                                    .detail = "",
                                    .enabled = true,
                                    .selected = false});
}

std::string drawerDetail(Drawing& drawing, DrawerState state) {
  if (state == DrawerState::unknown) return "";
  return drawing.words(state == DrawerState::open ? "float.drawer_is_open" : "float.drawer_is_shut");
}

void whichDrawer(Drawing& drawing, int till) {
  drawing.view.title = drawing.words("float.which_drawer", {std::to_string(till)});
  drawing.hint(freeTills(drawing.world).size() > 1 ? "hints.drawer" : "hints.till");
  drawing.view.entry = {.label = drawing.words("entry.choice"), .text = "", .masked = false, .enabled = true};
  int key = 0;
  for (const std::size_t drawer : freeDrawers(drawing.world))
    drawing.view.choices.push_back({.key = std::to_string(++key),
                                    .text = drawing.words("float.drawer", {drawerName(drawing.world.settings, drawer)}),
                                    .detail = drawerDetail(drawing, drawing.state.devices.drawers.at(drawer).state),
                                    .enabled = true,
                                    .selected = false});
}

}  // namespace

void drawFloat(Drawing& drawing) {
  const FloatCount& at = drawing.state.openingFloat;
  if (!at.till) return chooseTill(drawing);
  if (!at.drawer) return whichDrawer(drawing, *at.till);
  drawing.hint("hints.float");
  const std::string date = shift::isoDate(shift::officeTime(drawing.now.unixMillis, drawing.world.settings.timeZone));
  CountView view;
  view.title = drawing.words("float.title", {std::to_string(*at.till)});
  const FloatPlan plan = floatPlan(drawing.world, *at.till);
  view.hint = drawing.words(plan.fromSafe.isZero() ? "float.hint" : "float.hint_safe",
                            {date, toText(plan.expected), toText(plan.fromSafe)});
  drawSheet(drawing, at.cash, at.sheet, true, view);
  view.sealCaption = drawing.words("float.open");
  view.sealHint = drawing.words("float.open_hint", {date});
  view.sealEnabled = !drawing.state.diskFull;
  drawing.view.title = view.title;
  drawing.view.entry = {
      .label = fieldLabel(drawing, at.cash, at.sheet.field), .text = at.sheet.typed, .masked = false, .enabled = true};
  drawing.view.count = std::move(view);
  if (at.confirming) sayFloatDifference(drawing, at);
}

void drawCountDown(Drawing& drawing) {
  const Counting& at = drawing.state.counting;
  const auto& session = drawing.state.session;
  CountView view;
  view.title = drawing.words(drawing.state.surprise ? "fund.title.surprise" : "count.title",
                             {std::to_string(session ? session->till.value_or(0) : 0)});
  view.hint = drawing.words("count.hint");
  drawSheet(drawing, at.count.cash, at.sheet, at.tape == Tape::none, view);
  for (const auto line : at.count.again.cash)
    if (line < view.fields.size()) view.fields[line].again = true;
  drawTapes(drawing, at, view);
  view.sealCaption = drawing.words("count.seal");
  view.sealHint = drawing.words("count.seal_hint");
  view.sealEnabled = true;
  drawing.view.title = view.title;
  drawing.hint("hints.count");
  if (at.tape == Tape::none) {
    drawing.view.entry = {.label = fieldLabel(drawing, at.count.cash, at.sheet.field),
                          .text = at.sheet.typed,
                          .masked = false,
                          .enabled = true};
  } else {
    const auto& words = kTapes.at(static_cast<std::size_t>(at.tape) - 1);
    drawing.view.entry = {
        .label = drawing.words(words.entry), .text = tapeEntryText(at.sheet.typed), .masked = false, .enabled = true};
    drawing.hint("hints.tape");
  }
  drawing.view.count = std::move(view);
  if (at.confirming)
    drawing.say(Level::look, drawing.state.surprise ? "fund.confirm.surprise" : "count.confirm",
                {toText(at.count.cash.total())});
  const std::string marked = std::to_string(at.count.again.size());
  if (at.count.again.any() && !(session && session->countedOnce)) drawing.say(Level::look, "count.again", {marked});
}

namespace {

std::string signedText(Money amount) { return amount.isPositive() ? "+" + toText(amount) : toText(amount); }

ClosingView closingView(const Drawing& drawing) {
  static constexpr std::array<std::string_view, 4> kKinds{"closing.cash", "closing.checks", "closing.money_orders",
                                                          "closing.cards"};
  const Closing& at = drawing.state.closing;
  ClosingView view;
  for (const auto& line : at.figures.lines)
    view.rows.push_back({.label = drawing.words(kKinds.at(static_cast<std::size_t>(line.kind))),
                         .expected = toText(line.expected),
                         .counted = toText(line.counted),
                         .overShort = signedText(line.overShort),
                         .differs = !line.overShort.isZero()});
  const Money difference = shift::overShort(at.figures.lines);
  view.overShort = toText(difference.isNegative() ? -difference : difference);
  view.overShortLabel = drawing.words(difference.isZero()       ? "closing.even"
                                      : difference.isNegative() ? "closing.short"
                                                                : "closing.over");
  view.notesTitle = drawing.words("difference.title");
  view.notes = at.notes;
  if (at.z) view.z = "Z " + std::to_string(*at.z);
  return view;
}

}  // namespace

void drawClosing(Drawing& drawing) {
  const Closing& at = drawing.state.closing;
  ClosingView view = closingView(drawing);
  view.title = drawing.words("closing.title");
  drawing.view.title = view.title;
  drawing.view.closing = std::move(view);
  drawing.hint("hints.closing");
  drawing.view.entry = {.label = drawing.words("entry.close"), .text = at.reason, .masked = false, .enabled = true};
  const auto rule = approvalOfClosing(drawing.state, drawing.world);
  if (rule == people::ApprovalRule::atOnce) drawing.say(Level::look, "closing.approval_first");
  if (rule == people::ApprovalRule::after) drawing.say(Level::look, "closing.approval_later");
  if (!shift::differs(at.figures.lines)) return;
  drawing.view.entry.label = drawing.words("entry.reason");
  int key = 0;
  for (const auto& reason : drawing.world.settings.overShortReasons)
    drawing.view.choices.push_back(
        {.key = std::to_string(++key), .text = reason, .detail = "", .enabled = true, .selected = reason == at.reason});
}

void drawClosed(Drawing& drawing) {
  ClosingView view = closingView(drawing);
  view.title = drawing.words("closing.closed", {view.z});
  drawing.view.title = view.title;
  drawing.view.closing = std::move(view);
  drawing.view.entry = {.label = drawing.words("entry.sign_out"), .text = "", .masked = false, .enabled = true};
  drawing.hint(doubtfulPaper(drawing.state) ? "hints.doubtful" : "hints.closed");
}

}  // namespace till::pos::station
