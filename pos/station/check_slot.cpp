// SPDX-License-Identifier: Apache-2.0
// The check reader and the slip printer at the counter. A check's number is read where it is asked for, and typed
// wherever that does not work; what is printed on checks and stubs comes after the posting. No sale waits for a sheet.
#include <algorithm>
#include <array>

#include "drivers/printer/receipt_printer_device.h"
#include "pos/shift/office_time.h"
#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

using drivers::printer::JobOutcome;
using ledger::journal::TenderKind;
namespace slip = drivers::slip;

// --- reading ------------------------------------------------------------------------------------------------------

bool asksForCheckNumber(const State& state) {
  return state.page == Page::counter && state.counter.asking == Asking::reference &&
         state.counter.tender.kind == TenderKind::check;
}

// Once for each time the number is asked for. A digit, another kind of paper, another page: the keys have the word.
void tendReading(Turn& turn) {
  CheckSlot& slot = turn.state.checkSlot;
  const bool asked = asksForCheckNumber(turn.state);
  const bool wanted = asked && turn.state.counter.typed.empty() && turn.world.settings.readsChecks;
  if (!asked) slot.tried = false;
  if (!wanted && slot.reading) turn.effect(CancelSheet{*std::exchange(slot.reading, std::nullopt)});
  if (!wanted || slot.tried) return;
  slot.tried = true;
  slot.reading = turn.state.nextSheet++;
  turn.effect(ReadCheck{*slot.reading});
}

struct WhyNot {
  std::string_view reason, words;
};
constexpr std::array<WhyNot, 6> kWhyNot{{{slip::reason::kNotInserted, "check.not_inserted"},
                                         {drivers::micr::reason::kNoMagnetism, "check.turn_it"},
                                         {drivers::micr::reason::kWrongSize, "check.turn_it"},
                                         {drivers::micr::reason::kNoTransit, "check.other_paper"},
                                         {slip::reason::kSheetLeft, "check.sheet_left"},
                                         {drivers::printer::reason::kCoverOpen, "check.cover_open"}}};

// --- printing -----------------------------------------------------------------------------------------------------

std::string filledIn(std::string line, std::initializer_list<std::pair<std::string_view, std::string>> values) {
  for (const auto& [name, value] : values) {
    const auto at = line.find(name);
    if (at != std::string::npos) line.replace(at, name.size(), value);
  }
  return line;
}

SlipTask taskOf(const Turn& turn, slip::Sheet sheet, slip::Side side, const std::vector<std::string>& lines,
                const std::string& label, Money amount) {
  const LastPayment& last = *turn.state.last;
  const auto time = shift::officeTime(turn.now.unixMillis, turn.world.settings.timeZone);
  SlipTask task{.job = {sheet, side, {}}, .label = label, .customer = turn.state.customer};
  for (const std::string& line : lines) {
    task.job.lines.push_back(filledIn(line, {{"{office}", turn.world.settings.officeName},
                                             {"{window}", turn.world.settings.windowName},
                                             {"{receipt}", last.receipt},
                                             {"{amount}", toText(amount)},
                                             {"{date}", shift::isoDate(time)},
                                             {"{time}", shift::clockText(time)}}));
  }
  return task;
}

// Those of a payment whose customer has left, or that was taken back: nobody waits for them any more.
void dropOld(Turn& turn) {
  CheckSlot& slot = turn.state.checkSlot;
  if (slot.tasks.empty()) return;
  const bool here = turn.state.last && slot.tasks.front().customer == turn.state.customer;
  if (here) return;
  if (slot.printing) turn.effect(CancelSheet{*slot.printing});
  if (!turn.state.message) turn.tell(Level::look, "slip.left", {slot.tasks.front().label});
  slot.printing.reset();
  slot.tasks.clear();
}

void tendSlips(Turn& turn) {
  dropOld(turn);
  CheckSlot& slot = turn.state.checkSlot;
  if (slot.printing || slot.tasks.empty()) return;
  slot.printing = turn.state.nextSheet++;
  turn.effect(PrintSheet{*slot.printing, slot.tasks.front().job});
}

}  // namespace

void tendCheckSlot(Turn& turn) {
  tendReading(turn);
  tendSlips(turn);
}

void checkRead(Turn& turn, const CheckRead& read) {
  if (checkTested(turn, read)) return;
  CheckSlot& slot = turn.state.checkSlot;
  if (slot.reading != read.id) return;
  slot.reading.reset();
  if (read.number.empty()) {
    const auto known = std::ranges::find(kWhyNot, read.reason, &WhyNot::reason);
    return turn.refuse(known == kWhyNot.end() ? "check.not_read" : known->words);
  }
  turn.state.counter.typed = read.number;
  if (!read.whole) return turn.refuse("check.compare", {read.number});
  turn.tell(Level::info, "check.read", {read.number});
  referenceTyped(turn);
}

bool canEndorse(const State& state, const StationSettings& settings) {
  const auto isCheck = [](const auto& tender) { return tender.kind == TenderKind::check; };
  return !settings.endorseCheck.empty() && state.last && std::ranges::any_of(state.last->tenders, isCheck);
}

bool canValidate(const State& state, const StationSettings& settings) {
  return !settings.validateStub.empty() && state.last;
}

void endorseChecks(Turn& turn) {
  if (!canEndorse(turn.state, turn.world.settings)) return;
  for (const auto& tender : turn.state.last->tenders) {
    if (tender.kind != TenderKind::check) continue;
    turn.state.checkSlot.tasks.push_back(taskOf(turn, slip::Sheet::slip, slip::Side::back,
                                                turn.world.settings.endorseCheck,
                                                turn.words("slip.check", {tender.reference}), tender.given));
  }
}

void validateStub(Turn& turn) {
  turn.state.checkSlot.tasks.push_back(taskOf(turn, slip::Sheet::validation, slip::Side::face,
                                              turn.world.settings.validateStub, turn.words("slip.stub"),
                                              turn.state.last->total));
}

bool skipSlip(Turn& turn) {
  CheckSlot& slot = turn.state.checkSlot;
  if (slot.tasks.empty()) return false;
  if (slot.printing) turn.effect(CancelSheet{*slot.printing});
  slot.printing.reset();
  slot.tasks.pop_front();
  turn.accept();
  return true;
}

void sheetPrinted(Turn& turn, const SheetPrinted& printed) {
  CheckSlot& slot = turn.state.checkSlot;
  if (slot.printing != printed.id) return;
  const std::string label = slot.tasks.front().label;
  slot.printing.reset();
  slot.tasks.pop_front();
  if (printed.result.outcome == JobOutcome::confirmed) return turn.accept();
  const bool doubt = printed.result.outcome == JobOutcome::unconfirmed;
  turn.refuse(doubt ? "slip.doubtful" : "slip.not_printed", {label});
}

}  // namespace till::pos::station
