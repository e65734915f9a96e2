// SPDX-License-Identifier: Apache-2.0
// Bills come into the basket and go out of it again, before anything is settled.
#include <algorithm>
#include <charconv>

#include "pos/shift/office_time.h"
#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

constexpr std::string_view kDraft = "basket";

stub::Date todayDate(const Turn& turn) {
  const auto time = shift::officeTime(turn.now.unixMillis, turn.world.settings.timeZone);
  return std::chrono::year(time.year) / std::chrono::month(time.month) / std::chrono::day(time.day);
}

void refuseStub(Turn& turn, const stub::StubError& error, const std::string& where) {
  const bool card = error.code == stub::StubErrorCode::looksLikeCard;
  const std::string code(stub::name(error.code));
  if (turn.state.session)
    turn.post(Purpose::record, ledger::journal::Refused{.code = card ? "card_number_" + where : code, .where = where});
  turn.refuse("stub." + code);
}

sale::BasketLine lineFor(const Turn& turn, const stub::StubReading& reading) {
  sale::BasketLine line;
  line.stub = reading;
  const auto bill = turn.world.bills ? turn.world.bills->find(reading.account) : std::nullopt;
  line.unknownAccount = !bill;
  if (bill) {
    line.bill = *bill;
    return line;
  }
  line.bill.account = reading.account;
  line.bill.due = reading.amountDue.value_or(Money());
  return line;
}

std::optional<std::size_t> lineOf(const sale::Sale& sale, const std::string& account) {
  const auto& lines = sale.lines();
  const auto found = std::ranges::find(lines, account, [](const auto& line) { return line.bill.account; });
  if (found == lines.end()) return std::nullopt;
  return static_cast<std::size_t>(found - lines.begin());
}

void nextCustomer(Turn& turn) {
  ++turn.state.customer;
  turn.state.last.reset();
  // An opening from here on is not of the payment before, unless its kick is still on the way.
  DrawerNow& drawer = turn.state.devices.drawers.at(drawerHere(turn.state, turn.world.settings));
  if (!drawer.kickUnderWay) drawer.kicked.reset();
  turn.state.counter.selected = 0;
}

void add(Turn& turn, sale::BasketLine line) {
  State& state = turn.state;
  sale::Sale changed = *state.sale;
  const auto added = changed.addLine(std::move(line));
  if (!added) return turn.refuse("counter.not_added_error");
  if (state.sale->empty()) nextCustomer(turn);
  state.sale = std::move(changed);
  state.counter.selected = state.sale->lines().size() - 1;
  state.counter.touchedMillis = turn.now.steadyMillis;
  turn.accept();
  turn.go(Page::counter);
  saveBasket(turn);
}

void ask(Turn& turn, Asking asking, sale::BasketLine line) {
  turn.state.counter.offered = std::move(line);
  turn.state.counter.asking = asking;
  turn.go(Page::counter);
}

bool quiet(const Turn& turn) {
  const auto since = turn.now.steadyMillis - turn.state.counter.touchedMillis;
  return !turn.state.sale->empty() && since > std::int64_t{turn.world.settings.quietSeconds} * 1000;
}

// A question about money that is being typed is put away: the basket it was about is no more.
void offer(Turn& turn, sale::BasketLine line, bool sameCustomerSaid, bool unknownSaid) {
  State& state = turn.state;
  if (!state.sale) {
    turn.effect(TakeSaleId{});  // room may have been made meanwhile
    return turn.refuse("counter.no_sale_id");
  }
  const bool typingNumber = state.counter.asking == Asking::reference || state.counter.asking == Asking::last4;
  if (const auto at = lineOf(*state.sale, line.bill.account)) {
    state.counter.selected = *at;
    turn.accept();
    return turn.tell(Level::info, "counter.already_here", {line.bill.account});
  }
  if (!typingNumber && state.counter.asking != Asking::nothing) putAskingAway(turn);
  if (!sameCustomerSaid && quiet(turn)) return ask(turn, Asking::sameCustomer, std::move(line));
  if (!unknownSaid && line.unknownAccount) return ask(turn, Asking::unknownAccount, std::move(line));
  add(turn, std::move(line));
}

}  // namespace

void scanned(Turn& turn, const drivers::scanner::Scan& scan) {
  // Menus and reports are open to those without a till, too.
  const auto& session = turn.state.session;
  if (!session || session->sealed) return turn.refuse("scan.not_now");
  if (scan.text.starts_with("R1|")) return receiptScanned(turn, scan.text);
  const auto reading = turn.world.reader.read(scan.symbology, scan.text, todayDate(turn));
  if (!reading) return refuseStub(turn, reading.error(), "scan");
  offer(turn, lineFor(turn, *reading), false, false);
}

void accountKeyed(Turn& turn, std::string_view account) {
  if (stub::looksLikeCard(account))
    return refuseStub(turn, {.code = stub::StubErrorCode::looksLikeCard, .layout = ""}, "keyed");
  const auto reading = stub::StubReader::keyed(account);
  if (!reading) return refuseStub(turn, reading.error(), "keyed");
  offer(turn, lineFor(turn, *reading), false, false);
}

void addOffered(Turn& turn, bool sameCustomerSaid) {
  Counter& counter = turn.state.counter;
  if (!counter.offered) return putAskingAway(turn);
  sale::BasketLine line = std::move(*counter.offered);
  counter.offered.reset();
  counter.asking = Asking::nothing;
  offer(turn, std::move(line), true, !sameCustomerSaid);
}

void selectBill(Turn& turn, int index) {
  const auto at = static_cast<std::size_t>(index);
  if (index < 0 || !turn.state.sale || at >= turn.state.sale->lines().size()) return turn.refuse();
  turn.state.counter.selected = at;
}

void takeSelectedLine(Turn& turn) {
  State& state = turn.state;
  sale::Sale changed = *state.sale;
  if (!changed.tenders().empty()) return turn.refuse("counter.tenders_first");
  const std::size_t at = std::min(state.counter.selected, changed.lines().size() - 1);
  const auto line = changed.lines()[at];
  if (!changed.takeLine(at)) return turn.refuse("counter.tenders_first");
  state.sale = std::move(changed);
  state.counter.selected = state.sale->empty() ? 0 : std::min(at, state.sale->lines().size() - 1);
  turn.tell(Level::info, "counter.line_gone",
            {line.bill.name.empty() ? line.bill.account : line.bill.name, toText(line.amount())});
  turn.basketChanged();
  saveBasket(turn);
}

void payOnSelected(Turn& turn, Money amount) {
  State& state = turn.state;
  sale::Sale changed = *state.sale;
  const auto paid = changed.payOnLine(state.counter.selected, amount);
  if (!paid) {
    const bool tenders = paid.error().code == sale::SaleErrorCode::tendersPresent;
    return turn.refuse(tenders ? "counter.tenders_first" : "counter.not_an_amount", {toText(amount)});
  }
  state.sale = std::move(changed);
  state.counter.typed.clear();
  state.counter.touchedMillis = turn.now.steadyMillis;
  turn.accept();
  turn.basketChanged();
  saveBasket(turn);
}

void throwBasketAway(Turn& turn) {
  State& state = turn.state;
  state.sale.emplace(state.sale->id());
  state.counter = {};
  turn.tell(Level::info, "counter.thrown_away");
  turn.basketChanged();
  saveBasket(turn);
}

void saveBasket(Turn& turn) {
  if (turn.state.page == Page::retender) return;  // it is no basket, and not to be paid after a power cut
  const auto& sale = turn.state.sale;
  if (!sale || sale->empty()) return turn.effect(DropDraft{std::string(kDraft)});
  turn.effect(SaveDraft{{.name = std::string(kDraft), .content = sale::toDraft(*sale)}});
}

std::string basketLabel(const sale::Sale& sale) {
  if (sale.empty()) return {};
  const auto& bill = sale.lines().front().bill;
  return (bill.name.empty() ? bill.account : bill.name) + " " + toText(sale.total());
}

}  // namespace till::pos::station
