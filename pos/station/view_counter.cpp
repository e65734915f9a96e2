// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "pos/station/acts.h"
#include "pos/station/view_parts.h"

namespace till::pos::station {

namespace {

using ledger::journal::TenderKind;

std::string numberLabel(const Drawing& drawing) {
  static constexpr std::array<std::string_view, 4> kLabels{"entry.cash_given", "entry.check_number",
                                                           "entry.money_order_number", "entry.approval_code"};
  const auto& tender = drawing.state.counter.tender;
  if (drawing.state.checkSlot.reading) return drawing.words("entry.check_insert", {toText(tender.amount)});
  return drawing.words(kLabels.at(static_cast<std::size_t>(tender.kind)), {toText(tender.amount)});
}

std::string entryLabel(const Drawing& drawing) {
  const Counter& counter = drawing.state.counter;
  if (counter.asking == Asking::reference) return numberLabel(drawing);
  if (counter.asking == Asking::last4) return drawing.words("entry.last4");
  if (counter.typed.size() >= kAccountDigits) return drawing.words("entry.account");
  const auto& sale = drawing.state.sale;
  if (!sale || sale->empty()) return drawing.words("entry.scan_or_account");
  const auto& lines = sale->lines();
  const bool fresh = counter.selected < lines.size() && !lines[counter.selected].paying && sale->tenders().empty();
  if (!fresh) return drawing.words("entry.cash_given");
  const auto& bill = lines[counter.selected].bill;
  return drawing.words("entry.amount_or_cash", {bill.name.empty() ? bill.account : bill.name});
}

// Digits show as the money they will be, a number as it was typed.
std::string entryText(const Drawing& drawing) {
  const Counter& counter = drawing.state.counter;
  const bool number = counter.asking == Asking::reference || counter.asking == Asking::last4;
  const bool account = counter.typed.size() >= kAccountDigits;
  const bool point = counter.typed.find('.') != std::string::npos;
  if (number || account || point || counter.typed.empty()) return counter.typed;
  const auto money = typedMoney(counter.typed);
  return money ? toText(*money) : counter.typed;
}

void drawQuickCash(Drawing& drawing) {
  const auto slots = quickAmounts(drawing.state.sale->stillToPay());
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (!slots.at(i)) continue;
    QuickCash& quick = drawing.view.quickCash.at(i);
    const std::string whole = toText(*slots.at(i));
    quick.amount = i > 0 && whole.ends_with(".00") ? whole.substr(0, whole.size() - 3) : whole;
    quick.caption = i == 0 ? drawing.words("counter.exact") : "";
    quick.enabled = !drawing.state.diskFull;
  }
}

void drawTotals(Drawing& drawing) {
  StationView& view = drawing.view;
  const auto& sale = *drawing.state.sale;
  view.stillToPayLabel = drawing.words("counter.still_to_pay");
  view.stillToPay = toText(sale.stillToPay());
  const auto count = sale.lines().size();
  view.totals.push_back({.label = count == 1 ? drawing.words("counter.total_one")
                                             : drawing.words("counter.total_of", {std::to_string(count)}),
                         .amount = toText(sale.total())});
  for (const auto& tender : sale.tenders())
    view.totals.push_back({.label = tenderLabel(drawing.world, tender.kind, tender.reference),
                           .amount = "\xe2\x88\x92" + toText(tender.given)});
  if (sale.complete() && drawing.state.counter.asking == Asking::nothing)
    drawing.say(Level::info, "counter.paid_in_full");
}

void drawEntry(Drawing& drawing) {
  drawing.view.entry = {.label = entryLabel(drawing), .text = entryText(drawing), .masked = false, .enabled = true};
}

}  // namespace

std::string tenderLabel(const World& world, TenderKind kind, const std::string& reference) {
  static constexpr std::array<std::string_view, 4> kWords{"tender.cash", "tender.check", "tender.money_order",
                                                          "tender.card"};
  return world.words.text(kWords.at(static_cast<std::size_t>(kind)), {reference});
}

void drawCounter(Drawing& drawing) {
  const State& state = drawing.state;
  drawEntry(drawing);
  drawing.view.bills = billCards(drawing);
  for (const auto& aside : state.parked) drawing.view.parked.push_back(basketLabel(aside));
  const bool basket = state.sale && !state.sale->empty();
  drawing.hint(basket ? "hints.basket" : "hints.counter");
  if (state.counter.asking == Asking::reference) drawing.hint("hints.reference");
  if (!basket) return;
  drawing.view.tendersEnabled = !state.diskFull && !state.counter.offered;
  drawTotals(drawing);
  drawQuickCash(drawing);
}

void drawRetender(Drawing& drawing) {
  const State& state = drawing.state;
  drawing.view.title = drawing.words("retender.title", {state.retendering.receipt});
  drawEntry(drawing);
  drawing.hint(state.counter.asking == Asking::reference ? "hints.reference" : "hints.retender");
  for (auto& note : retenderNotes(state, drawing.world)) drawing.view.notices.push_back(std::move(note));
  if (!state.sale) return;
  drawing.view.tendersEnabled = true;
  drawTotals(drawing);
  drawQuickCash(drawing);
}

namespace {

std::string tendersText(const Drawing& drawing, const LastPayment& last) {
  std::string all;
  for (const auto& tender : last.tenders) {
    if (!all.empty()) all += " \xc2\xb7 ";
    all += tenderLabel(drawing.world, tender.kind, tender.reference) + " " + toText(tender.given);
  }
  return all;
}

std::string inSentence(std::string name) {
  if (!name.empty() && name[0] >= 'A' && name[0] <= 'Z') name[0] = static_cast<char>(name[0] - 'A' + 'a');
  return name;
}

// "10 + 5 + 2 quarters + 3 cents"
std::string breakdown(const Drawing& drawing, Money change) {
  const auto& settings = drawing.world.settings;
  std::vector<std::int64_t> units;
  for (const auto& money : settings.denominations)
    if (money.givenAsChange) units.push_back(money.unitMinor);
  std::string all;
  for (const auto& piece : sale::breakDown(change, units)) {
    const auto money = std::ranges::find(settings.denominations, piece.unitMinor, &Denomination::unitMinor);
    if (!all.empty()) all += " + ";
    if (money->form == "note") {
      all += piece.pieces == 1 ? money->name : std::to_string(piece.pieces) + " \xc3\x97 " + money->name;
    } else {
      all += std::to_string(piece.pieces) + " " + inSentence(piece.pieces == 1 ? money->name : money->plural);
    }
  }
  return all;
}

}  // namespace

void drawChange(Drawing& drawing) {
  drawEntry(drawing);
  drawing.hint(doubtfulPaper(drawing.state) ? "hints.doubtful" : "hints.change");
  if (!drawing.state.last) return;
  const LastPayment& last = *drawing.state.last;
  drawing.view.change = ChangeView{.change = toText(last.change),
                                   .paid = toText(last.total),
                                   .tenders = tendersText(drawing, last),
                                   .receipt = last.receipt,
                                   .breakdown = breakdown(drawing, last.change)};
}

}  // namespace till::pos::station
