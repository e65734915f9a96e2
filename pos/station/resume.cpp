// SPDX-License-Identifier: Apache-2.0
// After a start: what the ledger and the drafts still know, and one card that says it.
#include <algorithm>
#include <map>

#include "pos/shift/office_time.h"
#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

using ledger::store::Draft;

std::string clockOf(const World& world, std::int64_t unixMillis) {
  return shift::clockText(shift::officeTime(unixMillis, world.settings.timeZone));
}

// Of those whose tills stand in drawers, the one whose clerk was here last: the basket is theirs.
std::optional<ledger::store::SessionRow> sessionAtHand(const World& world) {
  const auto in = world.ledger.lastOfKind("signed_in");
  const auto* fact = in ? std::get_if<ledger::journal::PersonSignedIn>(&in->body) : nullptr;
  const auto theirs = fact ? sessionOf(world, fact->person) : std::nullopt;
  return theirs && !theirs->aside ? theirs : world.ledger.openSession();
}

void takeDrafts(Turn& turn) {
  State& state = turn.state;
  std::optional<sale::Sale> basket;
  for (const Draft& draft : turn.world.ledger.drafts()) {
    if (draft.name == "basket") basket = sale::fromDraft(draft.content);
    if (draft.name.starts_with("parked."))
      if (auto aside = sale::fromDraft(draft.content)) state.parked.push_back(std::move(*aside));
  }
  takeCountDraft(turn);
  if (!basket) return;
  // Killed between putting it aside and clearing the counter: it is aside.
  const bool aside = std::ranges::any_of(state.parked, [&](const auto& sale) { return sale.id() == basket->id(); });
  if (!aside) state.sale = std::move(basket);
}

void takeWrongTries(Turn& turn) {
  const auto refused = turn.world.ledger.lastOfKind("sign_in_refused");
  const auto* fact = refused ? std::get_if<ledger::journal::SignInRefused>(&refused->body) : nullptr;
  if (!fact) return;
  const auto in = turn.world.ledger.lastOfKind("signed_in");
  if (in && in->key.seq > refused->key.seq) return;
  // A clock that was set meanwhile makes the wait no longer than it is.
  const std::int64_t whole = std::int64_t{people::waitSecondsAfter(fact->tries)} * 1000;
  const std::int64_t left = std::clamp<std::int64_t>(refused->at.unixMillis + whole - turn.now.unixMillis, 0, whole);
  turn.state.wrong[fact->person] = {.tries = fact->tries, .readyMillis = turn.now.steadyMillis + left};
}

struct PaperName {
  std::string document, label;
};

// What is printed of a posted event, and what the clerk calls it.
class NameOfPaper {
 public:
  NameOfPaper(const World& world, const ledger::store::StoredEvent& event) : world_(world), event_(event) {}

  using Name = std::optional<PaperName>;
  Name operator()(const ledger::journal::PaymentTaken& fact) const {
    return PaperName{"receipt", number(fact.receipt)};
  }
  Name operator()(const ledger::journal::PaymentReversed& fact) const {
    return PaperName{"void_slip", world_.words.text("void.slip", {number(fact.receipt)})};
  }
  Name operator()(const ledger::journal::PaymentRetendered& fact) const {
    return PaperName{"changed_slip", world_.words.text("retender.slip", {fact.receipt})};
  }
  Name operator()(const ledger::journal::CashMoved& fact) const {
    for (const std::string_view kind : {"drop", "pick_up", "change", "hand_over"})
      if (kind == fact.kind) return PaperName{fact.kind + "_slip", world_.words.text("fund.slip." + fact.kind)};
    return std::nullopt;
  }
  Name operator()(const ledger::journal::HandOverAccepted&) const {
    return PaperName{"accepted_slip", world_.words.text("fund.slip.accept")};
  }
  Name operator()(const ledger::journal::DrawerOpened& fact) const {
    if (fact.cause != "no_sale") return std::nullopt;
    return PaperName{"no_sale_slip", world_.words.text("drawer.no_sale_slip")};
  }
  Name operator()(const ledger::journal::CountKept& fact) const {
    if (fact.purpose != "surprise") return std::nullopt;
    return PaperName{"surprise_count_slip", world_.words.text("fund.slip.surprise")};
  }
  template <class Other>
  Name operator()(const Other&) const {
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::string number(std::int64_t receipt) const {
    return toText(ledger::journal::ReceiptNumber{event_.key.station, event_.key.epoch, receipt});
  }
  const World& world_;
  const ledger::store::StoredEvent& event_;
};

// The session's events of this epoch, oldest first.
template <class Visit>
void eachEventHere(const ledger::store::Ledger& ledger, const ledger::store::SessionRow& session, const Visit& visit) {
  const auto opened = ledger.event(session.firstSeq);
  const bool here = opened && std::holds_alternative<ledger::journal::SessionOpened>(opened->body);
  for (std::int64_t seq = here ? opened->key.seq : 1; const auto event = ledger.event(seq); ++seq)
    if (event->context.session == session.id) visit(*event);
}

// What was posted and has a paper, of which nobody wrote down that it came.
void takeOpenPrints(Turn& turn, const ledger::store::SessionRow& session) {
  std::map<std::int64_t, PaperName> open;
  const auto look = [&](const ledger::store::StoredEvent& event) {
    if (auto name = std::visit(NameOfPaper(turn.world, event), event.body)) open[event.key.seq] = std::move(*name);
    const auto* print = std::get_if<ledger::journal::PrintFinished>(&event.body);
    using ledger::journal::PrintOutcome;
    if (print && (print->outcome == PrintOutcome::confirmed || print->outcome == PrintOutcome::notNeeded))
      open.erase(print->of);
  };
  eachEventHere(turn.world.ledger, session, look);
  for (auto& [seq, name] : open) {
    Paper paper{.of = seq, .document = std::move(name.document), .label = std::move(name.label)};
    paper.job = turn.state.nextJob++;
    paper.stage = Paper::Stage::doubtful;
    paper.customer = turn.state.customer - 1;  // nobody stands here any more
    paper.printer = printerHere(turn.state, turn.world.settings);
    turn.state.devices.papers.push_back(std::move(paper));
  }
}

// The Z of the last close, where no paper of it is known to have come: of which no byte was taken, it prints by itself.
void takeOpenZ(Turn& turn) {
  const auto closed = turn.world.ledger.lastOfKind("session_closed");
  const auto* fact = closed ? std::get_if<ledger::journal::SessionClosed>(&closed->body) : nullptr;
  if (!fact) return;
  const auto last = turn.world.ledger.lastOfKind("print_finished");
  const auto* print = last ? std::get_if<ledger::journal::PrintFinished>(&last->body) : nullptr;
  const bool ofIt = print && print->of == closed->key.seq;
  using ledger::journal::PrintOutcome;
  if (ofIt && (print->outcome == PrintOutcome::confirmed || print->outcome == PrintOutcome::notNeeded)) return;
  Paper paper;
  paper.of = closed->key.seq;
  paper.document = "z_report";
  paper.label = "Z " + std::to_string(fact->z);
  paper.job = turn.state.nextJob++;
  paper.stage = ofIt && print->outcome == PrintOutcome::failed ? Paper::Stage::waiting : Paper::Stage::doubtful;
  paper.failureRecorded = paper.stage == Paper::Stage::waiting;
  paper.failedMillis = turn.now.steadyMillis - 60'000;  // at once
  paper.printer = turn.world.settings.reportPrinter;
  turn.state.devices.papers.push_back(std::move(paper));
}

void recordSettings(Turn& turn) {
  const auto& settings = turn.world.settings;
  ledger::journal::SettingsInForce fact;
  fact.files = settings.files;
  fact.chart = settings.chart;
  fact.rules = {{"ask_change_from", toPlainText(settings.askChangeFrom)},
                {"check_over_bill_is_credit", settings.sale.checkOverBillIsCredit ? "yes" : "no"},
                {"opening_float", toPlainText(settings.openingFloat)},
                {"time_zone", settings.timeZone}};
  for (std::size_t i = 0; i < settings.sale.allocationOrder.size(); ++i) {
    const auto& bucket = settings.sale.allocationOrder[i];
    const std::string age = bucket.age == bill::Age::pastDue ? "past_due " : "current ";
    const std::string number = std::to_string(i + 1);
    fact.rules["allocation_" + std::string(number.size() < 2 ? "0" : "") + number] = age + bucket.service;
  }
  turn.post(Purpose::record, std::move(fact));
}

void recordBills(Turn& turn, const BillsFile& bills) {
  if (!turn.world.bills || bills.sha256.empty()) return;
  const auto last = turn.world.ledger.lastOfKind("bills_switched");
  const auto* fact = last ? std::get_if<ledger::journal::BillsSwitched>(&last->body) : nullptr;
  if (fact && fact->sha256 == bills.sha256) return;
  turn.post(Purpose::record, ledger::journal::BillsSwitched{.file = bills.name,
                                                            .sha256 = bills.sha256,
                                                            .asOf = turn.world.bills->asOf(),
                                                            .accounts = turn.world.bills->accounts()});
}

void addFact(Turn& turn, Level level, std::string_view key, std::initializer_list<std::string> arguments = {}) {
  turn.state.resumeFacts.push_back(notice(turn.world, level, key, arguments));
}

// The payment or reversal that was posted last in this session.
std::optional<ledger::store::StoredEvent> lastMoneyAct(const Turn& turn) {
  auto paid = turn.world.ledger.lastOfKind("payment");
  auto back = turn.world.ledger.lastOfKind("reversal");
  auto& last = back && (!paid || back->key.seq > paid->key.seq) ? back : paid;
  if (!last || last->context.session != turn.state.session->id) return std::nullopt;
  return last;
}

std::string numberText(const ledger::store::StoredEvent& of, std::int64_t number) {
  return toText(ledger::journal::ReceiptNumber{of.key.station, of.key.epoch, number});
}

void tellLastPosted(Turn& turn) {
  const auto last = lastMoneyAct(turn);
  if (!last) return addFact(turn, Level::info, "resume.none_posted");
  const std::string at = clockOf(turn.world, last->at.unixMillis);
  if (const auto* paid = std::get_if<ledger::journal::PaymentTaken>(&last->body)) {
    return addFact(turn, Level::info, "resume.last_posted",
                   {numberText(*last, paid->receipt), toText(paid->total), at});
  }
  const auto& back = std::get<ledger::journal::PaymentReversed>(last->body);
  const auto undone = turn.world.ledger.event(back.reverses);
  const auto* paid = undone ? std::get_if<ledger::journal::PaymentTaken>(&undone->body) : nullptr;
  addFact(
      turn, Level::look, "resume.last_reversed",
      {numberText(*last, back.reversedReceipt), paid ? toText(paid->total) : "", at, numberText(*last, back.receipt)});
}

bool openedFor(const Turn& turn, const ledger::store::StoredEvent& act) {
  const auto last = turn.world.ledger.lastOfKind("drawer");
  for (auto seq = act.key.seq + 1; last && seq <= last->key.seq; ++seq) {
    const auto event = turn.world.ledger.event(seq);
    const bool opening = event && std::holds_alternative<ledger::journal::DrawerOpened>(event->body);
    if (opening && event->context.cause == act.key.seq) return true;
  }
  return false;
}

bool movesCash(const ledger::store::StoredEvent& act) {
  const auto isCash = [](const auto& tender) { return tender.kind == ledger::journal::TenderKind::cash; };
  if (const auto* paid = std::get_if<ledger::journal::PaymentTaken>(&act.body)) {
    return std::ranges::any_of(paid->tenders, isCash);
  }
  return std::ranges::any_of(std::get<ledger::journal::PaymentReversed>(act.body).tenders, isCash);
}

void tellDrawer(Turn& turn) {
  const auto last = lastMoneyAct(turn);
  if (last && movesCash(*last) && !openedFor(turn, *last)) addFact(turn, Level::look, "resume.drawer_unrecorded");
  using drivers::drawer::DrawerState;
  const DrawerState drawer = drawerNow(turn.state, turn.world.settings).state;
  if (drawer == DrawerState::open) return addFact(turn, Level::look, "resume.drawer_open");
  if (drawer == DrawerState::closed) return addFact(turn, Level::info, "resume.drawer_shut");
  addFact(turn, Level::look, "resume.drawer_unknown");
}

void tellBasket(Turn& turn) {
  const auto& sale = turn.state.sale;
  if (!sale || sale->empty()) return addFact(turn, Level::info, "resume.no_basket");
  const bool one = sale->lines().size() == 1;
  addFact(turn, Level::info, one ? "resume.basket_one" : "resume.basket",
          {std::to_string(sale->lines().size()), toText(sale->total())});
  if (!sale->tenders().empty()) addFact(turn, Level::look, "resume.basket_money", {toText(sale->tendered())});
}

void goOn(Turn& turn, const KeyPressed& press) {
  if (press.repeat) return turn.refuse();
  turn.state.resumed = false;
  turn.state.resumeFacts.clear();
  turn.go(Page::counter);
}

void noDigits(Turn& turn, std::string_view) { turn.refuse(); }

constexpr KeyRule kKeys[] = {{Key::enter, goOn}};

}  // namespace

const PageActs kResumePage{.page = Page::resume, .digits = noDigits, .keys = kKeys};

void showResumeCard(Turn& turn) {
  turn.state.resumeFacts.clear();
  tellLastPosted(turn);
  for (const auto& paper : turn.state.devices.papers) addFact(turn, Level::look, "resume.paper", {paper.label});
  tellDrawer(turn);
  tellBasket(turn);
  if (!turn.state.counting.count.cash.untouched()) addFact(turn, Level::info, "resume.count_kept");
  turn.go(Page::resume);
}

Stepped begin(const World& world, const BillsFile& bills, Now now) {
  State state;
  Turn turn{.state = state, .world = world, .now = now};
  state.lastInputMillis = now.steadyMillis;
  state.counter.touchedMillis = now.steadyMillis;
  if (world.ledger.readOnly()) {
    state.page = Page::readOnly;
    state.stoppedWhy = world.ledger.readOnlyReason();
    return {.state = std::move(state), .effects = {}};
  }
  const auto& settings = world.settings;
  state.devices.drawers.resize(drawerCount(settings));
  state.devices.printers.resize(std::max<std::size_t>(settings.printers.size(), 1));
  state.session = sessionAtHand(world);
  state.resumed = state.session.has_value();
  takeDrafts(turn);
  takeWrongTries(turn);
  recordSettings(turn);
  recordBills(turn, bills);
  if (const auto why = world.ledger.stoppedLastTime(); !why.empty()) turn.tell(Level::stop, "stopped.last_time", {why});
  if (!state.session) takeOpenZ(turn);
  for (const auto& open : world.ledger.openSessions())
    if (state.session && !open.aside) takeOpenPrints(turn, open);
  if (state.session && !state.sale) turn.effect(TakeSaleId{});
  auto effects = std::move(turn.effects);
  return {.state = std::move(state), .effects = std::move(effects)};
}

}  // namespace till::pos::station
