// SPDX-License-Identifier: Apache-2.0
// Money comes in. Each act works on a copy of the sale; only one that went through replaces it.
#include <algorithm>
#include <array>

#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

using sale::SaleErrorCode;
using sale::Tender;
using sale::TenderKind;

struct Refusal {
  SaleErrorCode code;
  std::string_view words;
};
constexpr std::array<Refusal, 8> kRefusals{{{SaleErrorCode::emptyBasket, "tender.no_basket"},
                                            {SaleErrorCode::nothingToPay, "tender.nothing_to_pay"},
                                            {SaleErrorCode::overTendered, "tender.over"},
                                            {SaleErrorCode::notPositive, "tender.not_positive"},
                                            {SaleErrorCode::cardNumber, "tender.card_number"},
                                            {SaleErrorCode::badReference, "tender.bad_reference"},
                                            {SaleErrorCode::badLast4, "tender.bad_last4"},
                                            {SaleErrorCode::tooLarge, "tender.too_large"}}};

void refuseTender(Turn& turn, SaleErrorCode code) {
  if (code == SaleErrorCode::cardNumber)
    turn.post(Purpose::record, ledger::journal::Refused{.code = "card_number_keyed", .where = "tender"});
  const auto found = std::ranges::find(kRefusals, code, &Refusal::code);
  turn.refuse(found == kRefusals.end() ? "tender.refused" : found->words);
}

bool basketOpen(Turn& turn) {
  if (turn.state.sale && !turn.state.sale->empty()) return true;
  turn.refuse("tender.no_basket");
  return false;
}

// False: refused and told; the sale is as it was.
bool addTender(Turn& turn, sale::Sale& sale, Tender tender) {
  const auto only = tender.kind == TenderKind::check ? cashOnly(turn.world, sale, turn.now) : std::nullopt;
  if (only) {
    turn.refuse("tender.cash_only", {only->account, only->until});
    return false;
  }
  auto rules = turn.world.settings.sale;
  if (turn.state.page == Page::retender) rules.checkOverBillIsCredit = false;  // the bills stay as they were paid
  const auto added = sale.addTender(std::move(tender), rules);
  if (added) return true;
  refuseTender(turn, added.error().code);
  return false;
}

Money largestNoteWithin(const StationSettings& settings, Money given) {
  Money largest;
  for (const auto& money : settings.denominations) {
    const Money value = Money::fromMinor(money.unitMinor);
    if (money.form == "note" && value <= given) largest = std::max(largest, value);
  }
  return largest;
}

bool askAboutChange(const Turn& turn, Money change, Money given) {
  if (change >= turn.world.settings.askChangeFrom) return true;
  return change > largestNoteWithin(turn.world.settings, given);
}

void keepTender(Turn& turn, sale::Sale sale, Asking asking) {
  turn.state.sale = std::move(sale);
  turn.state.counter.typed.clear();
  turn.state.counter.asking = asking;
  turn.state.counter.touchedMillis = turn.now.steadyMillis;
  turn.accept();
  turn.basketChanged();
  saveBasket(turn);
}

void cashGiven(Turn& turn, Money given) {
  Counter& counter = turn.state.counter;
  const bool confirmed = counter.asking == Asking::bigChange && counter.given == given;
  sale::Sale sale = *turn.state.sale;
  if (!addTender(turn, sale, {.kind = TenderKind::cash, .given = given, .reference = "", .last4 = ""})) return;
  if (!sale.complete()) return keepTender(turn, std::move(sale), Asking::partPayment);
  if (!confirmed && askAboutChange(turn, sale.change(), given)) {
    counter.asking = Asking::bigChange;
    counter.given = given;
    return turn.basketChanged();
  }
  settle(turn, sale);
}

}  // namespace

void notAnAmount(Turn& turn) {
  std::string& typed = turn.state.counter.typed;
  if (!stub::looksLikeCard(typed)) return turn.refuse("counter.not_an_amount", {typed});
  typed.clear();
  turn.post(Purpose::record, ledger::journal::Refused{.code = "card_number_keyed", .where = "amount"});
  turn.refuse("tender.card_as_amount");
}

void cash(Turn& turn, const KeyPressed& press) {
  if (press.repeat) return turn.refuse();
  if (!turn.current(press.view) || !basketOpen(turn)) return;
  Counter& counter = turn.state.counter;
  const bool other = counter.asking == Asking::reference || counter.asking == Asking::last4 || counter.offered;
  if (other || counter.asking == Asking::throwAway) return turn.refuse("tender.answer_first");
  const auto& sale = *turn.state.sale;
  if (counter.asking == Asking::bigChange) return cashGiven(turn, counter.given);
  if (counter.typed.empty()) {
    if (sale.complete()) return settle(turn, sale);
    return cashGiven(turn, sale.stillToPay());
  }
  const auto given = typedMoney(counter.typed);
  if (counter.typed.size() >= kAccountDigits || !given) return notAnAmount(turn);
  cashGiven(turn, *given);
}

std::array<std::optional<Money>, 4> quickAmounts(Money due) {
  std::array<std::optional<Money>, 4> slots;
  if (!due.isPositive()) return slots;
  slots[0] = due;
  constexpr std::array<std::int64_t, 3> kSteps{500, 2000, 10000};
  for (std::size_t i = 0; i < kSteps.size(); ++i) {
    const Money up = Money::fromMinor((due.minor() + kSteps.at(i) - 1) / kSteps.at(i) * kSteps.at(i));
    if (std::ranges::find(slots, up) == slots.end()) slots.at(i + 1) = up;
  }
  return slots;
}

void quickCash(Turn& turn, const QuickCashTouched& touch) {
  if (!turn.current(touch.view) || !basketOpen(turn)) return;
  const auto slots = quickAmounts(turn.state.sale->stillToPay());
  if (touch.slot < 0 || static_cast<std::size_t>(touch.slot) >= slots.size()) return turn.refuse();
  const auto amount = slots.at(static_cast<std::size_t>(touch.slot));
  const Asking asking = turn.state.counter.asking;
  const bool open = asking == Asking::nothing || asking == Asking::partPayment || asking == Asking::bigChange;
  if (!amount || !open) return turn.refuse();
  cashGiven(turn, *amount);
}

void paperTender(Turn& turn, TenderKind kind) {
  if (!basketOpen(turn)) return;
  if (const auto only = cashOnly(turn.world, *turn.state.sale, turn.now); only && kind == TenderKind::check)
    return turn.refuse("tender.cash_only", {only->account, only->until});
  Counter& counter = turn.state.counter;
  const auto& sale = *turn.state.sale;
  const bool free = counter.asking == Asking::nothing || counter.asking == Asking::partPayment;
  if (!free) return turn.refuse("tender.answer_first");
  const auto amount = counter.typed.empty() ? std::optional(sale.stillToPay()) : typedMoney(counter.typed);
  if (!amount || counter.typed.size() >= kAccountDigits) return notAnAmount(turn);
  if (!amount->isPositive()) return turn.refuse("tender.nothing_to_pay");
  if (kind == TenderKind::card && *amount > sale.stillToPay()) return turn.refuse("tender.over");
  counter.typed.clear();
  counter.tender = {.kind = kind, .amount = *amount, .approval = ""};
  counter.asking = Asking::reference;
}

void referenceTyped(Turn& turn) {
  Counter& counter = turn.state.counter;
  if (counter.typed.empty()) return turn.refuse();
  if (counter.tender.kind == TenderKind::card) {
    if (stub::looksLikeCard(counter.typed)) {
      counter.typed.clear();
      return refuseTender(turn, SaleErrorCode::cardNumber);
    }
    counter.tender.approval = std::exchange(counter.typed, {});
    counter.asking = Asking::last4;
    return;
  }
  sale::Sale sale = *turn.state.sale;
  const std::string reference = std::exchange(counter.typed, {});
  const bool added = addTender(
      turn, sale, {.kind = counter.tender.kind, .given = counter.tender.amount, .reference = reference, .last4 = ""});
  if (added) keepTender(turn, std::move(sale), Asking::nothing);
}

void last4Typed(Turn& turn) {
  Counter& counter = turn.state.counter;
  sale::Sale sale = *turn.state.sale;
  const std::string last4 = std::exchange(counter.typed, {});
  const bool added = addTender(
      turn, sale,
      {.kind = TenderKind::card, .given = counter.tender.amount, .reference = counter.tender.approval, .last4 = last4});
  if (added) keepTender(turn, std::move(sale), Asking::nothing);
}

// What was given is what the bills are paid with: the last bills go down first, to nothing if need be.
void partPayment(Turn& turn) {
  if (turn.state.page == Page::retender)
    return turn.refuse("retender.no_part", {toText(turn.state.sale->stillToPay())});
  const auto before = *turn.state.sale;
  sale::Sale lowered(before.id());
  Money left = before.tendered();
  for (auto line : before.lines()) {
    const Money paying = std::min(line.amount(), left);
    left -= paying;
    if (paying < line.amount()) line.paying = paying;
    if (!lowered.addLine(std::move(line))) return turn.refuse();
  }
  for (const auto& tender : before.tenders())
    if (!addTender(turn, lowered, tender)) return;
  turn.tell(Level::info, "tender.part_payment", {toText(before.tendered())});
  keepTender(turn, std::move(lowered), Asking::nothing);
  turn.state.counter.beforePart = before;
}

// What a part payment lowered is due again; what came to the basket since stays.
std::optional<sale::Sale> raisedAgain(Turn& turn, const sale::Sale& before) {
  sale::Sale raised(turn.state.sale->id());
  for (auto line : turn.state.sale->lines()) {
    for (const auto& was : before.lines())
      if (was.bill.account == line.bill.account) line.paying = was.paying;
    if (!raised.addLine(std::move(line))) return std::nullopt;
  }
  for (const auto& tender : turn.state.sale->tenders())
    if (!addTender(turn, raised, tender)) return std::nullopt;
  return raised;
}

void takeLastTender(Turn& turn) {
  const auto before = std::exchange(turn.state.counter.beforePart, std::nullopt);
  sale::Sale sale = *turn.state.sale;
  if (before)
    if (auto raised = raisedAgain(turn, *before)) sale = std::move(*raised);
  const Tender gone = sale.tenders().back();
  if (!sale.takeTender(sale.tenders().size() - 1)) return turn.refuse();
  turn.tell(Level::info, "tender.taken_back", {toText(gone.given)});
  keepTender(turn, std::move(sale), Asking::nothing);
}

}  // namespace till::pos::station
