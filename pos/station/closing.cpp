// SPDX-License-Identifier: Apache-2.0
// After the seal: expected, counted, over/short; a reason where they differ; then the session is closed for ever.
#include <algorithm>

#include "pos/shift/difference.h"
#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

// Whether any kind of tender is further off than that.
bool isOffBeyond(const State& state, Money limit) {
  return std::ranges::any_of(state.closing.figures.lines, [&](const auto& line) {
    return (line.overShort.isNegative() ? -line.overShort : line.overShort) > limit;
  });
}

bool mayHaveReason(const State& state) { return shift::differs(state.closing.figures.lines); }

bool reasonWanted(const Turn& turn) {
  return isOffBeyond(turn.state, turn.world.settings.askReasonBeyond) || approvalOfClosing(turn.state, turn.world);
}

void choose(Turn& turn, std::size_t index, std::uint64_t) {
  const auto& reasons = turn.world.settings.overShortReasons;
  if (!mayHaveReason(turn.state) || index >= reasons.size()) return turn.refuse();
  turn.state.closing.reason = reasons[index];
  turn.state.closing.ownReason.clear();
}

void digits(Turn& turn, std::string_view digits) {
  if (digits.size() != 1 || digits < "1" || digits > "9") return turn.refuse();
  choose(turn, static_cast<std::size_t>(digits[0] - '1'), 0);
}

// A reason of the clerk's own, typed with letters.
void text(Turn& turn, const std::string& typed) {
  constexpr std::size_t kLongestReason = 200;
  std::string& own = turn.state.closing.ownReason;
  for (const char c : typed)
    if (static_cast<unsigned char>(c) < 32 || c == 127) return turn.refuse();
  if (!mayHaveReason(turn.state) || own.size() + typed.size() > kLongestReason) return turn.refuse();
  own += typed;
  turn.state.closing.reason = own;
}

void backspace(Turn& turn, const KeyPressed&) {
  std::string& own = turn.state.closing.ownReason;
  while (!own.empty() && (static_cast<unsigned char>(own.back()) & 0xC0) == 0x80) own.pop_back();
  if (!own.empty()) own.pop_back();
  turn.state.closing.reason = own;
}

void close(Turn& turn, const KeyPressed& press) {
  if (!turn.deliberate(press)) return turn.refuse();
  const auto& closing = turn.state.closing;
  if (reasonWanted(turn) && closing.reason.empty()) return turn.refuse("closing.reason_first");
  const auto rule = approvalOfClosing(turn.state, turn.world);
  if (rule != people::ApprovalRule::atOnce)
    return closeSession(turn, rule ? std::optional(pendingApproval(closing.reason)) : std::nullopt);
  turn.state.approving = {.act = ApprovalFor::closing, .reason = closing.reason};
  turn.state.menu = {.kind = MenuKind::approval, .from = Page::closing, .selected = 0};
  askPin(turn, PinFor::approval, Page::menu);
}

// After the seal it may be told what a difference comes from. Looked for once, not at each view.
std::vector<Notice> explained(const Turn& turn) {
  const auto& closing = turn.state.closing;
  std::vector<ledger::store::StoredEvent> events;
  turn.world.ledger.eachEventOfSealed(closing.figures.session, [&](const auto& event) { events.push_back(event); });
  const auto found = shift::explain(closing.figures.lines, shift::moneyOf(events), countUnits(turn.world.settings));
  std::vector<Notice> notes;
  for (const auto& one : shift::inWords(found, turn.world.words))
    notes.push_back({.level = Level::info, .what = one.what, .text = one.evidence});
  return notes;
}

void lockHere(Turn& turn, const KeyPressed&) { lock(turn); }

constexpr KeyRule kKeys[] = {{Key::enter, close}, {Key::backspace, backspace}, {Key::f12, lockHere}};

void leave(Turn& turn, const KeyPressed&) { signOut(turn); }
void noDigits(Turn& turn, std::string_view) { turn.refuse(); }

void printOrLeave(Turn& turn, const KeyPressed& press) {
  if (const auto paper = doubtfulPaper(turn.state)) return printAgain(turn, *paper);
  leave(turn, press);
}

void floatBack(Turn& turn, const KeyPressed& press) {
  if (!turn.deliberate(press)) return turn.refuse();
  askFloatBack(turn);
}

void notNeeded(Turn& turn, const KeyPressed&) {
  const auto paper = doubtfulPaper(turn.state);
  if (!paper) return turn.refuse();
  paperNotNeeded(turn, *paper);
}

constexpr KeyRule kClosedKeys[] = {{Key::enter, printOrLeave}, {Key::minus, notNeeded},   {Key::plus, floatBack},
                                   {Key::escape, leave},       {Key::slash, reportsHere}, {Key::f10, reportsHere}};

}  // namespace

const PageActs kClosingPage{.page = Page::closing, .digits = digits, .keys = kKeys, .choice = choose, .text = text};
const PageActs kClosedPage{.page = Page::closed, .digits = noDigits, .keys = kClosedKeys};

std::optional<people::ApprovalRule> approvalOfClosing(const State& state, const World& world) {
  const auto rule = world.settings.overShortApproval;
  if (rule == people::ApprovalRule::none || !isOffBeyond(state, world.settings.approveOverShortBeyond))
    return std::nullopt;
  return rule;
}

void closeSession(Turn& turn, std::optional<ledger::journal::Approval> approval) {
  const auto& closing = turn.state.closing;
  if (approval) approval->reason = closing.reason;
  auto fact = shift::close(closing.figures, closing.reason, shiftAccounts(turn.world.settings));
  if (turn.state.forOther) fact.witness = turn.state.forOther->witness;
  turn.state.floatLeft = FloatLeft{.till = turn.state.session->till.value_or(0),
                                   .amount = fact.floatLeft,
                                   .drawer = drawerHere(turn.state, turn.world.settings)};
  turn.post(Purpose::closed, std::move(fact), {}, std::nullopt, std::move(approval));
}

void beginClosing(Turn& turn) {
  const auto figures = turn.world.ledger.figures(turn.state.session->id);
  if (!figures) return turn.refuse("closing.no_figures");
  // Where less is left than a float, that is what stays in the till, and nothing of it goes to the bank.
  const auto& lines = figures->lines;
  const auto cash = std::ranges::find(lines, ledger::journal::TenderKind::cash, &shift::ClosingLine::kind);
  const Money whole = turn.world.settings.openingFloat;
  turn.state.closing = {};
  turn.state.closing.figures = {.session = turn.state.session->id,
                                .lines = figures->lines,
                                .floatCounted = figures->floatAmount,
                                .floatExpected = cash == lines.end() ? whole : std::min(whole, cash->counted)};
  turn.state.closing.notes = explained(turn);
  turn.go(Page::closing);
}

void countSealed(Turn& turn, const ledger::store::Posted&) {
  turn.state.counting = {};
  turn.state.session = sessionById(turn.world, turn.state.session->id);
  turn.accept();
  beginClosing(turn);
}

void sessionClosed(Turn& turn, const ledger::store::Posted& posted) {
  turn.state.closing.z = posted.z();
  turn.state.session.reset();
  turn.state.sale.reset();
  turn.state.last.reset();
  turn.state.resumed = false;
  turn.accept();
  ++turn.state.customer;
  turn.effect(KeepCopy{});
  printPaper(turn, posted.seq(), "z_report", "Z " + std::to_string(posted.z().value_or(0)), false);
  turn.go(Page::closed);
}

}  // namespace till::pos::station
