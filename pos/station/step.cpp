// SPDX-License-Identifier: Apache-2.0
#include "pos/station/step.h"

#include <algorithm>
#include <array>

#include "pos/station/acts.h"
#include "pos/station/turn.h"

namespace till::pos::station {

namespace {

const std::array<const PageActs*, 14> kPages{&kSignInPage, &kLockedPage, &kResumePage,   &kFloatPage,     &kCounterPage,
                                             &kChangePage, &kMenuPage,   &kFindPage,     &kCountDownPage, &kClosingPage,
                                             &kClosedPage, &kReportPage, &kRetenderPage, &kDrawerPage};

const PageActs* actsOf(const State& state) {
  const Page page = state.page;
  if (page == Page::menu && state.menu.kind == MenuKind::approval) return &kApprovalPage;
  const auto found = std::ranges::find(kPages, page, &PageActs::page);
  return found == kPages.end() ? nullptr : *found;
}

std::string_view digitsOf(Key key) {
  static constexpr std::array<std::string_view, 12> kDigits{"0", "1", "2", "3", "4",  "5",
                                                            "6", "7", "8", "9", "00", "."};
  const auto index = static_cast<std::size_t>(key);
  return index < kDigits.size() ? kDigits[index] : std::string_view();
}

// Two points in a row are Esc: the number pad has no such key. The first one may have been typed into the entry.
Key translated(Turn& turn, Key key) {
  const bool again = key == Key::point && turn.state.pointBefore;
  turn.state.pointBefore = key == Key::point && !again;
  if (!again) return key;
  dropTypedPoint(turn);
  return Key::escape;
}

void onKey(Turn& turn, const KeyPressed& press) {
  const PageActs* acts = actsOf(turn.state);
  if (!acts) return turn.refuse();
  KeyPressed meant = press;
  meant.key = translated(turn, press.key);
  const auto digits = digitsOf(meant.key);
  if (!digits.empty() && acts->digitsChoose && !turn.deliberate(press)) return turn.refuse();
  if (!digits.empty()) return acts->digits(turn, digits);
  const auto rule = std::ranges::find(acts->keys, meant.key, &KeyRule::key);
  if (rule == acts->keys.end()) return turn.refuse();
  rule->act(turn, meant);
}

// A person did something: the last word has been read.
template <class Act>
void byHand(Turn& turn, Act act) {
  turn.state.lastInputMillis = turn.now.steadyMillis;
  turn.state.message.reset();
  handAtTheCounter(turn);
  act(turn);
}

void on(Turn& turn, const KeyPressed& press) {
  byHand(turn, [&](Turn& t) { onKey(t, press); });
}
void on(Turn& turn, const TextTyped& typed) {
  const PageActs* acts = actsOf(turn.state);
  if (!acts || !acts->text) return turn.refuse();
  byHand(turn, [&](Turn& t) { acts->text(t, typed.text); });
}
void on(Turn& turn, const QuickCashTouched& touch) {
  if (turn.state.page == Page::retender) return byHand(turn, [&](Turn& t) { retenderQuickCash(t, touch); });
  if (turn.state.page != Page::counter) return turn.refuse();
  byHand(turn, [&](Turn& t) { quickCash(t, touch); });
}
void on(Turn& turn, const BillTouched& touch) {
  if (turn.state.page != Page::counter) return turn.refuse();
  byHand(turn, [&](Turn& t) { selectBill(t, touch.index); });
}
void on(Turn& turn, const ChoiceTouched& touch) {
  const PageActs* acts = actsOf(turn.state);
  if (!acts || !acts->choice || touch.index < 0) return turn.refuse();
  byHand(turn, [&](Turn& t) { acts->choice(t, static_cast<std::size_t>(touch.index), touch.view); });
}
void on(Turn& turn, const CountFieldTouched& touch) {
  const PageActs* acts = actsOf(turn.state);
  if (!acts || !acts->countField || touch.index < 0) return turn.refuse();
  byHand(turn, [&](Turn& t) { acts->countField(t, static_cast<std::size_t>(touch.index)); });
}
// A menu may be all that somebody sees who has no till here.
bool atTheirOwnCounter(const State& state) { return state.session && state.session->custodian == state.person; }

void on(Turn& turn, const ScanArrived& arrived) {
  if (scanTested(turn, arrived.scan)) return;
  const PageActs* acts = actsOf(turn.state);
  byHand(turn, [&](Turn& t) {
    if (!acts || !acts->takesScans || !atTheirOwnCounter(t.state)) return t.refuse("scan.not_now");
    scanned(t, arrived.scan);
  });
}
void on(Turn& turn, const ScanDropped&) {
  // A babbling scanner must not talk over what the clerk has to read.
  turn.refuse();
  if (!turn.state.message) turn.tell(Level::look, "scan.dropped");
}
void on(Turn& turn, const ScannerChanged& changed) { turn.state.devices.scanner = changed.state; }
void on(Turn& turn, const PrinterChanged& changed) { printerChanged(turn, changed); }
void on(Turn& turn, const DrawerChanged& changed) { drawerChanged(turn, changed); }
void on(Turn& turn, const JobFinished& finished) { jobFinished(turn, finished); }
void on(Turn& turn, const KickFinished& finished) { kickFinished(turn, finished); }
void on(Turn& turn, const DrawerLineChanged& changed) { drawerLineChanged(turn, changed); }
void on(Turn& turn, const DeviceFaulted& faulted) {
  auto& faults = turn.state.devices.faults;
  if (!faulted.why) faults.erase(faulted.device);
  if (faulted.why) faults[faulted.device] = *faulted.why;
}
void on(Turn& turn, const KeepingTold& told) { turn.state.keepingFaults[told.what] = told.fault; }
void on(Turn& turn, const CheckRead& read) { checkRead(turn, read); }
void on(Turn& turn, const SheetPrinted& printed) { sheetPrinted(turn, printed); }
void on(Turn& turn, const DeviceTestAsked& asked) { deviceTestAsked(turn, asked); }
void on(Turn& turn, const DeviceTestCalledOff& off) { deviceTestCalledOff(turn, off.ask); }
void on(Turn& turn, const OfficeActAsked& asked) { officeActAsked(turn, asked); }
void on(Turn& turn, const PinChecked& checked) { pinChecked(turn, checked); }
void on(Turn& turn, const ReportMade& made) { reportMade(turn, made); }
void on(Turn& turn, const Ticked&) { ticked(turn); }

void answered(Turn& turn, const PostAnswer& answer) {
  using Continuation = void (*)(Turn&, const ledger::store::Posted&);
  static constexpr std::array<Continuation, 19> kContinuations{
      [](Turn&, const ledger::store::Posted&) {},
      sessionOpened,
      paymentPosted,
      reversalPosted,
      noSalePosted,
      countBegun,
      countSealed,
      sessionClosed,
      openingPosted,
      [](Turn& t, const ledger::store::Posted&) { deviceTestPosted(t, true); },
      countKept,
      retenderPosted,
      officeActPosted,
      cashMoved,
      tillSetAside,
      tillPlaced,
      floatGiven,
      floatReturned,
      surpriseKept};
  if (!answer.result) {
    if (answer.purpose == Purpose::tested) deviceTestPosted(turn, false);
    if (answer.purpose == Purpose::office) return officeActFailed(turn, answer.result.error());
    return writeFailed(turn, answer.result.error());
  }
  kContinuations.at(static_cast<std::size_t>(answer.purpose))(turn, *answer.result);
}
void answered(Turn& turn, const SaleIdAnswer& answer) {
  if (!answer.result) return writeFailed(turn, answer.result.error());
  turn.state.diskFull = false;
  turn.state.sale.emplace(*answer.result);
  basketBack(turn);
  lookIntoDrawer(turn);
}
void answered(Turn& turn, const NoPaper& none) {
  jobFinished(turn, {none.job, {drivers::printer::JobOutcome::failed, false, "the ledger holds nothing to print"}});
}

void answered(Turn& turn, const WriteFailed& failed) { writeFailed(turn, failed.error); }

}  // namespace

Stepped step(State state, const Input& input, const World& world, Now now) {
  state.tone = Tone::none;
  Turn turn{.state = state, .world = world, .now = now};
  std::visit([&](const auto& happened) { on(turn, happened); }, input);
  tendCheckSlot(turn);
  auto effects = std::move(turn.effects);
  return {.state = std::move(state), .effects = std::move(effects)};
}

Stepped resume(State state, const Answer& answer, const World& world, Now now) {
  Turn turn{.state = state, .world = world, .now = now};
  std::visit([&](const auto& given) { answered(turn, given); }, answer);
  tendCheckSlot(turn);
  auto effects = std::move(turn.effects);
  return {.state = std::move(state), .effects = std::move(effects)};
}

}  // namespace till::pos::station
