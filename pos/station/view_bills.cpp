// SPDX-License-Identifier: Apache-2.0
// The bills of the basket as cards, each with at most one line of what the station has to say about it.
#include <algorithm>

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

std::optional<Notice> noticeOf(const Drawing& drawing, const sale::BasketLine& line) {
  const auto say = [&](Level level, std::string_view key, std::initializer_list<std::string> arguments) {
    return notice(drawing.world, level, key, arguments);
  };
  const Money due = line.bill.due;
  if (line.unknownAccount) return say(Level::look, "bill.unknown", {});
  if (line.bill.keepsWaterOn) return say(Level::look, "bill.keeps_water_on", {toText(*line.bill.keepsWaterOn)});
  if (line.credit().isPositive())
    return say(Level::info, "bill.credit", {toText(line.amount()), toText(due), toText(line.credit())});
  const Money before = drawing.world.ledger.paidSince(line.bill.account, line.bill.asOf);
  if (before.isPositive()) return say(Level::look, "bill.paid_here", {toText(before), line.bill.asOf});
  if (line.paying && line.amount() < due)
    return say(Level::info, "bill.part", {toText(line.amount()), toText(due), toText(due - line.amount())});
  if (!due.isPositive()) return say(Level::info, "bill.nothing_due", {toText(due)});
  return std::nullopt;
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
