// SPDX-License-Identifier: Apache-2.0
// After a payment: take it back while its customer stands here, print again, or void one of this session. Always a
// further entry, never a deletion.
#include <algorithm>
#include <array>
#include <ranges>

#include "pos/receipt/receipt.h"
#include "pos/sale/retender.h"
#include "pos/shift/office_time.h"
#include "pos/station/acts.h"
#include "pos/station/menu.h"

namespace till::pos::station {

namespace {

using ledger::journal::PaymentTaken;
using ledger::journal::TenderKind;
using ledger::journal::TenderTaken;

std::optional<std::int64_t> lastReceipt(const State& state, const World& world) {
  if (state.last) return state.last->seq;
  if (!state.session) return std::nullopt;
  const auto event = world.ledger.lastOfKind("payment");
  if (!event || event->context.session != state.session->id) return std::nullopt;
  return event->key.seq;
}

struct LastItem {
  MenuItem item;
  void (*act)(Turn&, std::size_t paper);
  std::size_t paper = 0;
};

void takeBack(Turn& turn, std::size_t) {
  const auto& last = *turn.state.last;
  const auto& papers = turn.state.devices.papers;
  const bool onPaper = std::ranges::none_of(papers, [&](const Paper& paper) { return paper.of == last.seq; });
  turn.state.reversing = {.seq = last.seq,
                          .takeBack = true,
                          .reason = turn.words("void.taken_back"),
                          .receiptReturned = onPaper ? "" : "not_printed"};  // at the counter nobody is asked
  reverse(turn, std::nullopt);
}

void printLast(Turn& turn, std::size_t) {
  const auto seq = lastReceipt(turn.state, turn.world);
  auto& papers = turn.state.devices.papers;
  const auto waiting = std::ranges::find(papers, *seq, &Paper::of);
  turn.closeMenu();
  if (waiting != papers.end()) return printAgain(turn, static_cast<std::size_t>(waiting - papers.begin()));
  const std::string label = turn.state.last ? turn.state.last->label : "";
  // Where how it was paid was changed, the last word on it is the corrected slip.
  if (const auto changed = turn.world.ledger.lastRetender(*seq))
    return printPaper(turn, changed->key.seq, "changed_slip", label, true);
  printPaper(turn, *seq, "receipt", label, true);
}

void voidOne(Turn& turn, std::size_t) { openMenu(turn, MenuKind::receipts); }
void printPaperAgain(Turn& turn, std::size_t paper) {
  turn.closeMenu();
  printAgain(turn, paper);
}
void changePaid(Turn& turn, std::size_t) { askRetender(turn); }
void dropPaper(Turn& turn, std::size_t paper) {
  turn.closeMenu();
  paperNotNeeded(turn, paper);
}

void endorse(Turn& turn, std::size_t) {
  turn.closeMenu();
  endorseChecks(turn);
}
void validate(Turn& turn, std::size_t) {
  turn.closeMenu();
  validateStub(turn);
}

std::vector<LastItem> lastItems(const State& state, const World& world) {
  std::vector<LastItem> all;
  const auto add = [&](std::string_view key, void (*act)(Turn&, std::size_t), bool enabled, std::size_t paper = 0) {
    const std::string label = paper < state.devices.papers.size() ? state.devices.papers[paper].label : "";
    const Notice words = notice(world, Level::info, key, {label});
    all.push_back({{.text = words.what, .detail = words.text, .enabled = enabled}, act, paper});
  };
  add("last.take_back", takeBack, state.last && state.last->takeBack);
  add("last.print_again", printLast, lastReceipt(state, world).has_value());
  add("last.void", voidOne, state.session.has_value());
  add("last.change_paid", changePaid, state.session.has_value());
  for (std::size_t i = 0; i < state.devices.papers.size(); ++i) {
    const bool printing = state.devices.papers[i].stage == Paper::Stage::printing;
    if (printing) continue;
    const std::size_t own = state.devices.papers[i].printer;
    const std::size_t on = printerFor(state, own);
    add("last.print_waiting", printPaperAgain, true, i);
    if (on != own) all.back().item.detail = world.words.text("last.on_printer", {world.settings.printers.at(on)});
    add("last.not_needed", dropPaper, true, i);
  }
  const bool slipWaits = !state.checkSlot.tasks.empty();
  if (canEndorse(state, world.settings)) add("last.endorse", endorse, !slipWaits);
  if (canValidate(state, world.settings)) add("last.validate", validate, !slipWaits);
  return all;
}

std::vector<MenuItem> lastMenu(const State& state, const World& world) {
  std::vector<MenuItem> all;
  for (const auto& entry : lastItems(state, world)) all.push_back(entry.item);
  return all;
}

void pickLast(Turn& turn, std::size_t index) {
  const auto entry = lastItems(turn.state, turn.world).at(index);
  entry.act(turn, entry.paper);
}

std::vector<Notice> lastNotes(const State& state, const World& world) {
  if (!state.last || !state.last->takeBack) return {};
  return {{.level = Level::look,
           .what = world.words.text("last.about_to", {state.last->receipt}),
           .text = handBack(world, state.last->tenders)}};
}

std::vector<MenuItem> receiptItems(const State& state, const World& world) {
  return itemsOf(world, standingReceipts(state, world));
}

void pickReceipt(Turn& turn, std::size_t index) {
  turn.state.reversing = {};
  turn.state.reversing.seq = standingReceipts(turn.state, turn.world).at(index).seq;
  openMenu(turn, MenuKind::voidReason);
}

std::vector<TenderTaken> tendersNow(const World& world, std::int64_t seq, const PaymentTaken& paid) {
  std::vector<TenderTaken> all;
  for (auto& one : sale::tendersInForce(paid, retendersOf(world, seq))) all.push_back(std::move(one.taken));
  return all;
}

std::optional<PaymentTaken> payment(const World& world, std::int64_t seq) {
  const auto event = world.ledger.event(seq);
  const auto* fact = event ? std::get_if<PaymentTaken>(&event->body) : nullptr;
  return fact ? std::optional(*fact) : std::nullopt;
}

// The one payment that was opened shows its amount, and what will have to go back.
std::vector<Notice> voidNotes(const State& state, const World& world) {
  const auto paid = payment(world, state.reversing.seq);
  if (!paid) return {};
  return {{.level = Level::look,
           .what = world.words.text("void.about_to", {toText(paid->total)}),
           .text = handBack(world, tendersNow(world, state.reversing.seq, *paid))}};
}

std::vector<MenuItem> voidReasons(const State&, const World& world) { return itemsOf(world.settings.voidReasons); }

// All is said; whether it wants a second person is the office's setting.
void askVoidApproval(Turn& turn) { withApproval(turn, ApprovalFor::voiding, turn.world.settings.voidApproval); }

void pickVoidReason(Turn& turn, std::size_t index) {
  turn.state.reversing.reason = turn.world.settings.voidReasons.at(index);
  if (turn.state.reversing.receiptReturned.empty()) return openMenu(turn, MenuKind::receiptReturned);
  askVoidApproval(turn);
}

std::vector<MenuItem> returnedItems(const State&, const World& world) {
  return {{.text = world.words.text("void.returned"), .detail = ""},
          {.text = world.words.text("void.not_returned"), .detail = ""}};
}

void pickReturned(Turn& turn, std::size_t index) {
  turn.state.reversing.receiptReturned = index == 0 ? "yes" : "no";
  askVoidApproval(turn);
}

void dropPapersOf(Turn& turn, std::int64_t seq) {
  auto& papers = turn.state.devices.papers;
  for (std::size_t i = papers.size(); i-- > 0;)
    if (papers[i].of == seq && papers[i].stage != Paper::Stage::printing) paperNotNeeded(turn, i);
}

}  // namespace

std::string handBack(const World& world, const std::vector<TenderTaken>& tenders) {
  static constexpr std::array<std::string_view, 4> kWords{"void.cash_back", "void.check_back", "void.money_order_back",
                                                          "void.card_back"};
  std::string all;
  for (const auto& tender : tenders) {
    if (!all.empty()) all += " ";
    all +=
        world.words.text(kWords.at(static_cast<std::size_t>(tender.kind)), {toText(tender.amount), tender.reference});
  }
  return all;
}

std::vector<ledger::store::ReceiptRow> standingReceipts(const State& state, const World& world) {
  if (!state.session) return {};
  auto rows = world.ledger.receipts(state.session->id);
  std::erase_if(rows, [](const auto& row) { return row.reversed || row.isReversal; });
  std::ranges::sort(rows, std::greater(), &ledger::store::ReceiptRow::seq);
  return rows;
}

std::vector<MenuItem> itemsOf(const World& world, const std::vector<ledger::store::ReceiptRow>& rows) {
  std::vector<MenuItem> all;
  for (const auto& row : rows) {
    const auto at = shift::officeTime(row.at.unixMillis, world.settings.timeZone);
    all.push_back({.text = toText(row.number), .detail = shift::clockText(at) + "  " + row.firstAccount});
  }
  return all;
}

const MenuActs kLastReceiptMenu{.kind = MenuKind::lastReceipt,
                                .title = "menu.last_receipt",
                                .items = lastMenu,
                                .pick = pickLast,
                                .notes = lastNotes};
const MenuActs kReceiptsMenu{
    .kind = MenuKind::receipts, .title = "menu.receipts", .items = receiptItems, .pick = pickReceipt};
const MenuActs kVoidReasonMenu{.kind = MenuKind::voidReason,
                               .title = "menu.void_reason",
                               .items = voidReasons,
                               .pick = pickVoidReason,
                               .notes = voidNotes};
const MenuActs kReceiptReturnedMenu{.kind = MenuKind::receiptReturned,
                                    .title = "menu.receipt_returned",
                                    .items = returnedItems,
                                    .pick = pickReturned,
                                    .notes = voidNotes};

void receiptScanned(Turn& turn, const std::string& barcode) {
  const auto rows = standingReceipts(turn.state, turn.world);
  const auto row = std::ranges::find_if(rows, [&](const auto& of) {
    const auto event = turn.world.ledger.event(of.seq);
    return event && receipt::barcodeText(of.number, event->hash) == barcode;
  });
  if (row == rows.end()) return turn.refuse("void.no_such_receipt");
  const bool asked = turn.state.page == Page::menu && turn.state.menu.kind == MenuKind::receiptReturned;
  if (asked && turn.state.reversing.seq != row->seq) return turn.refuse("void.other_receipt");
  turn.accept();
  if (asked) return pickReturned(turn, 0);
  turn.state.reversing = {};
  turn.state.reversing.seq = row->seq;
  turn.state.reversing.receiptReturned = "yes";
  openMenu(turn, MenuKind::voidReason);
}

void reverse(Turn& turn, std::optional<ledger::journal::Approval> approval) {
  Reversing& reversing = turn.state.reversing;
  const auto event = turn.world.ledger.event(reversing.seq);
  const auto* paid = event ? std::get_if<PaymentTaken>(&event->body) : nullptr;
  if (!paid || !turn.state.session) return turn.refuse("counter.not_posted");
  auto fact = sale::reverse(*paid, reversing.seq, retendersOf(turn.world, reversing.seq));
  fact.how = reversing.takeBack ? "take_back" : "void";
  fact.reason = reversing.reason;
  fact.receiptReturned = reversing.receiptReturned;
  fact.businessDate = turn.state.session->businessDate;
  fact.glDate = turn.state.session->glDate;
  if (approval) approval->reason = reversing.reason;
  turn.post(Purpose::reversal, std::move(fact), {.priv = event->priv, .settlesDraft = ""}, reversing.seq,
            std::move(approval));
}

void reversalPosted(Turn& turn, const ledger::store::Posted& posted) {
  State& state = turn.state;
  const auto paid = payment(turn.world, state.reversing.seq);
  const std::string number = posted.receipt() ? toText(*posted.receipt()) : "";
  turn.accept();
  dropPapersOf(turn, state.reversing.seq);
  const auto back = tendersNow(turn.world, state.reversing.seq, *paid);
  if (sale::hasCash(back)) kick(turn, {.cause = "reversal", .how = "kick", .of = posted.seq(), .recorded = false});
  printPaper(turn, posted.seq(), "void_slip", turn.words("void.slip", {number}), false);
  turn.closeMenu();
  if (state.reversing.takeBack) state.bringBack = state.last->lines;
  if (state.last && state.last->seq == state.reversing.seq) state.last.reset();
  if (state.page == Page::change && !state.last) turn.go(Page::counter);
  state.message =
      Notice{.level = Level::look, .what = turn.words("void.done", {number}), .text = handBack(turn.world, back)};
  basketBack(turn);
}

void basketBack(Turn& turn) {
  State& state = turn.state;
  if (state.bringBack.empty() || !state.sale) return;
  sale::Sale basket = *state.sale;
  for (auto& line : std::exchange(state.bringBack, {}))
    if (!basket.addLine(std::move(line))) return turn.refuse("counter.not_added_error");
  state.sale = std::move(basket);
  state.counter = {};
  state.counter.touchedMillis = turn.now.steadyMillis;
  turn.go(Page::counter);
  saveBasket(turn);
}

}  // namespace till::pos::station
