// SPDX-License-Identifier: Apache-2.0
// The bills of the basket as cards, each with at most one line of what the station has to say about it.
#include <algorithm>
#include <span>

#include "pos/station/view_parts.h"

namespace till::pos::station {

namespace {

constexpr std::size_t kCardsWithLines = 4;

std::string orNothing(Money amount) { return amount.isZero() ? std::string() : toText(amount); }

std::string serviceName(const World& world, const std::string& id) {
  const auto& services = world.settings.sale.services;
  const auto found = std::ranges::find(services, id, &bill::Service::id);
  return found == services.end() ? id : found->name;
}

// In the order of what they cost the customer.
std::vector<Notice> noticesOf(const Drawing& drawing, const sale::BasketLine& line) {
  std::vector<Notice> all;
  const auto say = [&](Level level, std::string_view key, std::initializer_list<std::string> arguments) {
    all.push_back(notice(drawing.world, level, key, arguments));
  };
  const Money due = line.bill.due;
  const Money credit = line.credit();
  if (line.unknownAccount) say(Level::look, "bill.unknown", {});
  const auto until = drawing.world.ledger.books().cashOnlyUntil(line.bill.account, today(drawing.world, drawing.now));
  if (until) say(Level::look, "bill.cash_only", {*until});
  if (line.bill.keepsWaterOn) say(Level::look, "bill.keeps_water_on", {toText(*line.bill.keepsWaterOn)});
  if (credit.isPositive()) say(Level::info, "bill.credit", {toText(line.amount()), toText(due), toText(credit)});
  const Money before = drawing.world.ledger.paidSince(line.bill.account, line.bill.asOf);
  if (before.isNegative()) say(Level::look, "bill.owed_again", {toText(-before), toText(due - before)});
  if (before.isPositive()) say(Level::look, "bill.paid_here", {toText(before), line.bill.asOf});
  if (line.paying && line.amount() < due)
    say(Level::info, "bill.part", {toText(line.amount()), toText(due), toText(due - line.amount())});
  if (!due.isPositive() && !line.unknownAccount && !credit.isPositive())
    say(Level::info, "bill.nothing_due", {toText(due)});
  return all;
}

// One line for all of it, as grave as the gravest.
std::optional<Notice> noticeOf(const Drawing& drawing, const sale::BasketLine& line) {
  const auto all = noticesOf(drawing, line);
  if (all.empty()) return std::nullopt;
  Notice one = all.front();
  for (const Notice& more : std::span(all).subspan(1)) {
    one.level = std::max(one.level, more.level);
    one.text += (one.text.empty() ? "" : " ") + more.what + (more.text.empty() ? "" : " " + more.text);
  }
  return one;
}

BillCardView card(const Drawing& drawing, const sale::BasketLine& line, bool whole) {
  BillCardView view;
  view.name = line.bill.name.empty() ? line.bill.account : line.bill.name;
  view.street = line.bill.street;
  view.account = line.bill.account;
  view.paying = toText(line.amount());
  view.notice = noticeOf(drawing, line);
  if (!whole) return view;
  for (const auto& of : line.bill.lines) {
    if (!of.pastDue.isZero()) view.columns = true;
    view.lines.push_back({.service = serviceName(drawing.world, of.service),
                          .pastDue = orNothing(of.pastDue),
                          .current = orNothing(of.current),
                          .amount = toText(of.pastDue + of.current)});
  }
  return view;
}

}  // namespace

std::vector<BillCardView> billCards(const Drawing& drawing) {
  std::vector<BillCardView> cards;
  if (!drawing.state.sale) return cards;
  const auto& lines = drawing.state.sale->lines();
  for (const auto& line : lines) cards.push_back(card(drawing, line, lines.size() <= kCardsWithLines));
  if (drawing.state.counter.selected < cards.size()) cards[drawing.state.counter.selected].selected = true;
  return cards;
}

}  // namespace till::pos::station
