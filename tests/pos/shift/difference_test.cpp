// SPDX-License-Identifier: Apache-2.0
// After the seal: which paper is missing or foreign, and what a difference may be.
#include "pos/shift/difference.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace till::pos::shift {

using ledger::journal::TenderKind;
using ledger::journal::TenderTaken;
using Kind = MoneyAct::Kind;

namespace {

const std::vector<CountUnit> kUnits{{2000, "note", 1}, {1000, "note", 1}, {25, "coin", 1},     {10, "coin", 1},
                                    {25, "roll", 40},  {10, "roll", 50},  {2000, "strap", 100}};
constexpr std::int64_t kMinute = 60'000;

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

TenderTaken tender(TenderKind kind, std::int64_t minor, const std::string& number = "") {
  return {.kind = kind, .amount = cents(minor), .given = cents(minor), .reference = number, .last4 = ""};
}

MoneyAct act(Kind kind, const std::string& name, const TenderTaken& tender, const std::string& account = "",
             std::int64_t at = 0) {
  return {.kind = kind,
          .wallMillis = at,
          .name = name,
          .accounts = account.empty() ? std::vector<std::string>{name} : std::vector<std::string>{account},
          .tenders = {tender},
          .undone = false};
}

MoneyAct paid(const std::string& receipt, std::int64_t minor, const std::string& account = "", std::int64_t at = 0) {
  return act(Kind::payment, receipt, tender(TenderKind::cash, minor), account, at);
}

ClosingLine line(TenderKind kind, std::int64_t difference) {
  return {kind, 1, cents(100'000), cents(100'000 + difference), cents(difference)};
}

std::vector<ClosingLine> cashOff(std::int64_t difference) { return {line(TenderKind::cash, difference)}; }

std::vector<Clue> cluesOf(const std::vector<Hint>& hints) {
  std::vector<Clue> clues;
  for (const auto& hint : hints) clues.push_back(hint.clue);
  return clues;
}

bool has(const std::vector<Hint>& hints, Clue clue) {
  return std::ranges::any_of(hints, [&](const auto& hint) { return hint.clue == clue; });
}

SessionMoney withCash(std::vector<ledger::journal::CountLine> counted) {
  SessionMoney money;
  money.sealed.cash = std::move(counted);
  return money;
}

}  // namespace

struct Tape {
  std::string what;
  std::vector<std::int64_t> typed;
  std::vector<TakenPaper> taken;
  std::vector<std::string> says;  // "-1042" missing, "+2@1" the second on the tape is foreign; in their order
};

TEST(TapeCheck, namesTheMissingPaperAndTheForeignOne) {
  const TakenPaper a{"1042", "2A-000001", cents(8427)};
  const TakenPaper b{"1077", "2A-000002", cents(5000)};
  const TakenPaper c{"1099", "2A-000003", cents(5000)};
  const std::vector<Tape> table{{"all there, in any order", {5000, 8427}, {a, b}, {}},
                                {"none taken, none typed", {}, {}, {}},
                                {"one missing", {5000}, {a, b}, {"-1042"}},
                                {"one foreign", {8427, 700, 5000}, {a, b}, {"+700@2"}},
                                {"mistyped: both", {8472}, {a}, {"-1042", "+8472@1"}},
                                {"one of two alike", {5000}, {b, c}, {"-1077?1099"}},
                                {"both of two alike", {}, {b, c}, {"-1077-1099"}},
                                {"typed twice", {8427, 8427}, {a}, {"+8427@1@2"}},
                                {"nothing typed", {}, {a}, {"-1042"}}};
  for (const auto& row : table) {
    AddingTape typed;
    for (const auto minor : row.typed) typed.push_back(cents(minor));
    std::vector<std::string> said;
    for (const auto& found : compareTape(TenderKind::check, typed, row.taken)) {
      std::string text = found.missing ? "" : "+" + std::to_string(found.amount.minor());
      const bool sure = found.pieces == found.taken.size();
      for (const auto& paper : found.taken) text += (text.empty() || sure ? "-" : "?") + paper.number;
      for (const auto place : found.places) text += "@" + std::to_string(place);
      said.push_back(text);
    }
    EXPECT_EQ(said, row.says) << row.what;
  }
}

TEST(TapeCheck, aPaymentThatWasUndoneLeftNoPaper) {
  SessionMoney money;
  money.acts = {act(Kind::payment, "2A-000001", tender(TenderKind::check, 8427, "1042"))};
  EXPECT_EQ(papersTaken(money, TenderKind::check).size(), 1U);
  money.acts[0].undone = true;
  EXPECT_TRUE(papersTaken(money, TenderKind::check).empty());
}

TEST(TapeCheck, theTerminalsBatchesAreComparedOnceTheyAreTyped) {
  SessionMoney money;
  money.acts = {act(Kind::payment, "2A-000001", tender(TenderKind::card, 5537, "052117"))};
  money.sealed.cards = {cents(5537)};
  EXPECT_FALSE(compareBatches(money)) << "not typed";
  money.sealed.cardBatches = {cents(5000), cents(537)};
  EXPECT_FALSE(compareBatches(money)) << "agrees";
  money.sealed.cardBatches = {cents(5573)};
  ASSERT_TRUE(compareBatches(money));
  EXPECT_EQ(compareBatches(money)->taken, cents(5537));
  money.sealed.cardBatches = {cents(5537)};
  money.sealed.cards.clear();
  EXPECT_TRUE(compareBatches(money)) << "a slip is missing";
}

TEST(Difference, whereNothingDiffersNothingIsSaid) {
  SessionMoney money;
  money.acts = {paid("2A-000001", 8427)};
  EXPECT_TRUE(differenceHints(cashOff(0), money, kUnits).empty());
}

struct Acts {
  std::string what;
  std::int64_t difference;
  std::vector<MoneyAct> acts;
  Clue clue;
  std::vector<std::string> names;
};

TEST(Difference, namesTheReceiptThatMayExplainIt) {
  const auto voided = act(Kind::reversal, "2A-000009", tender(TenderKind::cash, 8427));
  const auto drop = act(Kind::movement, "drop", tender(TenderKind::cash, 50000));
  auto undone = paid("2A-000007", 8427, "x");
  undone.undone = true;
  const std::vector<Acts> table{
      {"a receipt of just that",
       -8427,
       {paid("2A-000001", 8427), paid("2A-000002", 5000)},
       Clue::equalsReceipt,
       {"2A-000001"}},
      {"over by a receipt", 8427, {paid("2A-000001", 8427)}, Clue::equalsReceipt, {"2A-000001"}},
      {"twice a receipt", -16854, {paid("2A-000001", 8427)}, Clue::wrongSign, {"2A-000001"}},
      {"twice a void", 16854, {voided}, Clue::wrongSign, {"2A-000009"}},
      {"a void whose money is here", 8427, {undone, voided}, Clue::voidNotPaidOut, {"2A-000009"}},
      {"a drop that did not happen", 50000, {drop}, Clue::equalsMovement, {"drop"}},
      {"twice a drop", 100000, {drop}, Clue::wrongSign, {"drop"}},
      {"entered twice",
       -8427,
       {paid("2A-000001", 8427, "a"), paid("2A-000002", 8427, "a", 3 * kMinute)},
       Clue::doubledEntry,
       {"2A-000001", "2A-000002"}},
      {"a missed void",
       -8427,
       {paid("2A-000001", 8427, "a"), paid("2A-000002", 8000, "a", 3 * kMinute)},
       Clue::missedVoid,
       {"2A-000001", "2A-000002"}},
  };
  for (const auto& row : table) {
    SessionMoney money;
    money.acts = row.acts;
    const auto hints = differenceHints(cashOff(row.difference), money, {});
    ASSERT_FALSE(hints.empty()) << row.what;
    EXPECT_EQ(hints[0].clue, row.clue) << row.what;
    EXPECT_EQ(hints[0].names, row.names) << row.what;
  }
}

TEST(Difference, doesNotNameWhatExplainsNothing) {
  auto undone = paid("2A-000001", 8427);
  undone.undone = true;
  const std::vector<Acts> table{{"a payment that was undone", -8427, {undone}, Clue::equalsReceipt, {}},
                                {"a void, where cash is short",
                                 -8427,
                                 {act(Kind::reversal, "v", tender(TenderKind::cash, 8427))},
                                 Clue::voidNotPaidOut,
                                 {}},
                                {"a check, where cash is short",
                                 -8427,
                                 {act(Kind::payment, "r", tender(TenderKind::check, 8427))},
                                 Clue::equalsReceipt,
                                 {}},
                                {"paid again the next hour",
                                 -8427,
                                 {paid("2A-000001", 8427, "a"), paid("2A-000002", 8000, "a", 60 * kMinute)},
                                 Clue::missedVoid,
                                 {}},
                                {"the same amount of another account",
                                 -8427,
                                 {paid("r1", 8427, "a"), paid("r2", 8427, "b")},
                                 Clue::doubledEntry,
                                 {}},
                                {"entered twice, where cash is over",
                                 8427,
                                 {paid("r1", 8427, "a"), paid("r2", 8427, "a")},
                                 Clue::doubledEntry,
                                 {}}};
  for (const auto& row : table) {
    SessionMoney money;
    money.acts = row.acts;
    EXPECT_FALSE(has(differenceHints(cashOff(row.difference), money, kUnits), row.clue)) << row.what;
  }
}

TEST(Difference, cashForACheckIsTheFirstOfAll) {
  SessionMoney money;
  money.acts = {act(Kind::payment, "2A-000004", tender(TenderKind::check, 8427, "1042")), paid("2A-000005", 8427)};
  const auto hints = differenceHints({line(TenderKind::cash, 8427), line(TenderKind::check, -8427)}, money, kUnits);
  ASSERT_FALSE(hints.empty());
  EXPECT_EQ(hints[0].clue, Clue::swappedKinds);
  EXPECT_EQ(hints[0].kind, TenderKind::check);
  EXPECT_EQ(hints[0].other, TenderKind::cash);
  EXPECT_EQ(hints[0].names, std::vector<std::string>{"2A-000004"});
  EXPECT_FALSE(has(differenceHints({line(TenderKind::cash, 8427), line(TenderKind::check, -8426)}, money, kUnits),
                   Clue::swappedKinds));
}

TEST(Difference, twoDigitsOfAReceiptChangedRound) {
  SessionMoney money;
  money.acts = {paid("2A-000001", 5400)};
  const auto hints = differenceHints(cashOff(-900), money, {});  // 45.00 was given
  ASSERT_EQ(cluesOf(hints), std::vector{Clue::transposedEntry});
  EXPECT_EQ(hints[0].rather, cents(4500));
  EXPECT_EQ(hints[0].digits, "5 4");
  EXPECT_TRUE(differenceHints(cashOff(-901), money, {}).empty()) << "nine does not divide it";
  EXPECT_TRUE(differenceHints(cashOff(900), money, {}).empty()) << "the other way round";
}

TEST(Difference, twoDigitsOfANumberOfPiecesChangedRound) {
  const auto money = withCash({{2000, "note", 21, cents(42000)}, {25, "coin", 7, cents(175)}});
  const auto hints = differenceHints(cashOff(18000), money, {});  // there are twelve
  ASSERT_EQ(cluesOf(hints), std::vector{Clue::transposedCount});
  EXPECT_EQ(hints[0].pieces, 21);
  EXPECT_EQ(hints[0].piecesRather, 12);
  EXPECT_EQ(hints[0].line->valueMinor, 2000);
}

TEST(Difference, twoDigitsOnTheTapeChangedRound) {
  SessionMoney money;
  money.sealed.checks = {cents(1000), cents(8472)};
  const auto hints = differenceHints({line(TenderKind::check, 45)}, money, {});
  ASSERT_EQ(cluesOf(hints), std::vector{Clue::transposedTape});
  EXPECT_EQ(hints[0].place, 2U);
  EXPECT_EQ(hints[0].rather, cents(8427));
}

struct Pieces {
  std::string what;
  std::int64_t difference;
  std::vector<ledger::journal::CountLine> counted;
  Clue clue;
  std::int64_t unit;
  std::int64_t rather;  // pieces
};

TEST(Difference, aRollOrStrapOrTheLineBeside) {
  const std::vector<Pieces> table{
      {"a roll not counted", -1000, {}, Clue::bundle, 25, 1},
      {"a roll counted twice", 1000, {{25, "roll", 2, cents(2000)}}, Clue::bundle, 25, 1},
      {"a strap not counted", -200'000, {}, Clue::bundle, 2000, 1},
      {"three rolls typed as coins", -3 * 975, {{25, "coin", 3, cents(75)}}, Clue::wrongLine, 25, 0},
      {"seven coins typed as rolls", 7 * 490, {{10, "roll", 7, cents(3500)}}, Clue::wrongLine, 10, 0},
      {"three twenties typed as straps", 3 * 198'000, {{2000, "strap", 3, cents(600'000)}}, Clue::wrongLine, 2000, 0}};
  for (const auto& row : table) {
    const auto hints = differenceHints(cashOff(row.difference), withCash(row.counted), kUnits);
    const auto found = std::ranges::find_if(
        hints, [&](const auto& hint) { return hint.clue == row.clue && hint.line->valueMinor == row.unit; });
    ASSERT_NE(found, hints.end()) << row.what;
    EXPECT_EQ(found->piecesRather, row.rather) << row.what;
  }
  EXPECT_FALSE(has(differenceHints(cashOff(1000), withCash({}), kUnits), Clue::bundle)) << "none was counted";
  EXPECT_FALSE(has(differenceHints(cashOff(-1001), withCash({}), kUnits), Clue::bundle));
}

TEST(Difference, theLikeliestStandsFirstAndThereAreNeverTooMany) {
  SessionMoney money;
  for (int i = 0; i < 30; ++i) money.acts.push_back(paid("r" + std::to_string(i), 1000, "a"));
  const auto hints = differenceHints(cashOff(-1000), money, kUnits);
  EXPECT_LE(hints.size(), 8U);
  EXPECT_TRUE(std::ranges::is_sorted(hints, std::greater(), &Hint::rank));
}

}  // namespace till::pos::shift
