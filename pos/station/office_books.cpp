// SPDX-License-Identifier: Apache-2.0
// The office asks for an act upon the books: between customers, planned on the books as they are now, posted, told. And
// what such acts mean for the customer at the counter: who pays by no check.
#include "pos/station/office_books.h"

#include <algorithm>

#include "pos/books/said.h"
#include "pos/shift/office_time.h"
#include "pos/station/acts.h"

namespace till::pos::station {
namespace {

void tellRefusal(Turn& turn, std::int64_t ask, OfficeResult::Kind kind, std::string text) {
  turn.effect(TellOffice{ask, {.kind = kind, .text = std::move(text), .receipt = "", .seq = 0}});
}

OfficeResult::Kind kindOf(books::RefusalKind kind) {
  constexpr std::array kKinds{OfficeResult::Kind::notThere, OfficeResult::Kind::argument,
                              OfficeResult::Kind::notAllowed, OfficeResult::Kind::notIntact};
  return kKinds.at(static_cast<std::size_t>(kind));
}

std::optional<std::string> flagOf(const World& world, const std::string& account, Now now) {
  return world.ledger.books().cashOnlyUntil(account, today(world, now));
}

}  // namespace

books::World booksWorld(const StationSettings& settings, const words::Words& words, const ledger::store::Ledger& ledger,
                        const bill::BillBook* bills, std::vector<people::Person> people, std::int64_t unixMillis) {
  std::vector<int> openTills;
  for (const auto& session : ledger.openSessions())
    if (session.till) openTills.push_back(*session.till);
  return {.rules = settings.books,
          .sale = settings.sale,
          .funds = settings.funds,
          .words = words,
          .books = ledger.books(),
          .bills = bills,
          .people = std::move(people),
          .units = countUnits(settings),
          .openTills = std::move(openTills),
          .today = shift::isoDate(shift::officeTime(unixMillis, settings.timeZone))};
}

void officeActAsked(Turn& turn, const OfficeActAsked& asked) {
  // The change of the last customer stands until the next one comes: that is between customers too.
  const std::string why = turn.state.page == Page::change ? "" : whyNotBetweenCustomers(turn.state);
  if (!why.empty()) return tellRefusal(turn, asked.ask, OfficeResult::Kind::notNow, why);
  const auto& world = turn.world;
  auto planned = books::plan(
      asked.request.act, asked.request.hands,
      booksWorld(world.settings, world.words, world.ledger, world.bills, world.people, turn.now.unixMillis));
  if (!planned) return tellRefusal(turn, asked.ask, kindOf(planned.error().kind), planned.error().text);
  turn.state.officeAsk = OfficeAsk{asked.ask, std::move(planned->said)};
  turn.state.tidied = false;
  turn.effect(Post{.purpose = Purpose::office,
                   .context = std::move(planned->context),
                   .body = std::move(planned->body),
                   .options = std::move(planned->options)});
}

void officeActPosted(Turn& turn, const ledger::store::Posted& posted) {
  const auto ask = std::exchange(turn.state.officeAsk, std::nullopt);
  if (!ask) return;
  const auto event = turn.world.ledger.event(posted.seq());
  OfficeResult result{.kind = OfficeResult::Kind::done,
                      .text = event ? books::said(event->body, ask->said) : ask->said,
                      .receipt = posted.receipt() ? toText(*posted.receipt()) : "",
                      .seq = posted.seq()};
  turn.effect(TellOffice{ask->ask, std::move(result)});
}

// The books said no, or the disk did: who asked is told; only the disk's word concerns the counter.
void officeActFailed(Turn& turn, const ledger::store::PostError& error) {
  const auto ask = std::exchange(turn.state.officeAsk, std::nullopt);
  using Code = ledger::store::PostErrorCode;
  const bool disk = error.code == Code::diskFull || error.code == Code::stopped || error.code == Code::readOnly;
  if (ask) tellRefusal(turn, ask->ask, disk ? OfficeResult::Kind::failed : OfficeResult::Kind::notAllowed, error.what);
  if (disk) writeFailed(turn, error);
}

std::optional<CashOnly> cashOnly(const World& world, const sale::Sale& sale, Now now) {
  for (const auto& line : sale.lines()) {
    if (const auto until = flagOf(world, line.bill.account, now)) return CashOnly{line.bill.account, *until};
  }
  return std::nullopt;
}

}  // namespace till::pos::station
