// SPDX-License-Identifier: Apache-2.0
#include "tests/pos/funds/books.h"

namespace till::pos::funds {
namespace {

template <class Fact>
std::optional<Refusal> whyOf(const Built<Fact>& built) {
  return built ? std::nullopt : std::optional(built.error());
}

TEST(Drop, goesFromTheTillToTheSafeInItsEnvelope) {
  const auto fact = drop(kBooks, 3, twenties(5), "E-17", "slane");
  ASSERT_TRUE(fact);
  EXPECT_EQ(fact->kind, "drop");
  EXPECT_EQ(fact->from, "till.3");
  EXPECT_EQ(fact->to, "safe");
  EXPECT_EQ(fact->moved, cents(10000));
  EXPECT_EQ(fact->amount, cents(-10000));
  EXPECT_EQ(fact->reference, "E-17");
  EXPECT_EQ(fact->pieces.size(), 1U);
  EXPECT_EQ(booked(fact->entry), (Booked{{"safe", cents(10000)}, {"tills", cents(-10000)}}));
}

TEST(Drop, wantsCashAndAnEnvelopeThatSomebodyCanWrite) {
  struct Row {
    Cash what;
    std::string envelope;
    Refusal why;
  };
  Cash wrongPieces = twenties(5);
  wrongPieces.amount = cents(9900);
  for (const Row& row : {Row{cash(0), "17", Refusal::nothing}, Row{cash(-100), "17", Refusal::nothing},
                         Row{cash(ledger::money::kLargestAmountMinor + 1), "17", Refusal::tooLarge},
                         Row{wrongPieces, "17", Refusal::notEqual}, Row{cash(100), "", Refusal::noReference},
                         Row{cash(100), "1 7", Refusal::badReference},
                         Row{cash(100),
                             "\x1b"
                             "p",
                             Refusal::badReference},
                         Row{cash(100), std::string(33, '1'), Refusal::badReference},
                         Row{cash(100), "caf\xc3\xa9", Refusal::badReference}}) {
    EXPECT_EQ(whyOf(drop(kBooks, 3, row.what, row.envelope, "")), row.why) << row.envelope;
  }
}

TEST(PickUp, comesOutOfTheSafeIntoTheOpenTill) {
  const auto fact = pickUp(kBooks, 3, cash(5000), "slane");
  ASSERT_TRUE(fact);
  EXPECT_EQ(fact->amount, cents(5000));
  EXPECT_EQ(fact->witness, "slane");
  EXPECT_EQ(booked(fact->entry), (Booked{{"tills", cents(5000)}, {"safe", cents(-5000)}}));
}

TEST(Change, leavesBothFundsAsTheyWere) {
  const auto fact = change(kBooks, "till.3", "safe", twenties(5), cash(10000), "");
  ASSERT_TRUE(fact);
  EXPECT_TRUE(fact->amount.isZero());
  EXPECT_EQ(fact->moved, cents(10000));
  EXPECT_TRUE(fact->entry.empty());
  EXPECT_EQ(whyOf(change(kBooks, "till.3", "safe", twenties(5), cash(9900), "")), Refusal::notEqual);
  EXPECT_EQ(whyOf(change(kBooks, "till.3", "safe", cash(0), cash(0), "")), Refusal::nothing);
  EXPECT_EQ(whyOf(change(kBooks, "safe", "safe", cash(1), cash(1), "")), Refusal::sameFund);
  EXPECT_EQ(whyOf(change(kBooks, "till.3", "mattress", cash(1), cash(1), "")), Refusal::unknownFund);
}

TEST(Float, goesOutToATillAndComesBackAndTouchesNoSession) {
  const auto out = floatOut(kBooks, 3, cash(30000), "jortiz", "slane");
  ASSERT_TRUE(out);
  EXPECT_EQ(out->kind, "float_out");
  EXPECT_TRUE(out->amount.isZero());
  EXPECT_EQ(booked(out->entry), (Booked{{"floats", cents(30000)}, {"safe", cents(-30000)}}));
  const auto back = floatBack(kBooks, 3, cash(30000), "", "slane");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->kind, "float_back");
  EXPECT_EQ(booked(back->entry), (Booked{{"safe", cents(30000)}, {"floats", cents(-30000)}}));
  EXPECT_EQ(whyOf(floatOut(kBooks, 3, cash(30000), "", "slane")), Refusal::noReceiver);
}

TEST(HandOver, isInTransitAndNobodysUntilItIsCounted) {
  const auto over = handOver(kBooks, 3, twenties(5), "jortiz", "mchen");
  ASSERT_TRUE(over);
  EXPECT_EQ(over->amount, cents(-10000));
  EXPECT_EQ(booked(over->entry), (Booked{{"transit", cents(10000)}, {"tills", cents(-10000)}}));
  EXPECT_EQ(whyOf(handOver(kBooks, 3, twenties(5), "jortiz", "jortiz")), Refusal::samePerson);
  EXPECT_EQ(whyOf(handOver(kBooks, 3, twenties(5), "jortiz", "")), Refusal::noReceiver);
}

TEST(HandOver, aDifferenceIsUnassigned) {
  struct Row {
    std::int64_t counted;
    Booked lines;
  };
  for (const Row& row : {Row{10000, {{"tills", cents(10000)}, {"transit", cents(-10000)}}},
                         Row{9900, {{"tills", cents(9900)}, {"unassigned", cents(100)}, {"transit", cents(-10000)}}},
                         Row{10100, {{"tills", cents(10100)}, {"unassigned", cents(-100)}, {"transit", cents(-10000)}}},
                         Row{0, {{"unassigned", cents(10000)}, {"transit", cents(-10000)}}}}) {
    const auto fact = accept(kBooks, {.seq = 17, .amount = cents(10000)}, "till.4", true, cash(row.counted));
    ASSERT_TRUE(fact) << row.counted;
    EXPECT_EQ(fact->of, 17);
    EXPECT_EQ(fact->difference, cents(row.counted - 10000));
    EXPECT_EQ(fact->amount, cents(row.counted));
    EXPECT_EQ(booked(fact->entry), row.lines);
  }
}

TEST(HandOver, canGoToAFundThatIsNoOpenTill) {
  const auto fact = accept(kBooks, {.seq = 17, .amount = cents(10000)}, "safe", false, cash(10000));
  ASSERT_TRUE(fact);
  EXPECT_TRUE(fact->amount.isZero());
  EXPECT_EQ(booked(fact->entry), (Booked{{"safe", cents(10000)}, {"transit", cents(-10000)}}));
  EXPECT_EQ(whyOf(accept(kBooks, {.seq = 17, .amount = cents(1)}, "transit", false, cash(1))), Refusal::sameFund);
}

TEST(PaidOut, isOffUntilTheOfficeSaysOtherwise) {
  FundSettings settings;
  const Purpose stamps{.name = "Stamps", .account = "postage"};
  EXPECT_EQ(whyOf(paidOut(kBooks, settings, cash(500), "V-1", stamps, "Post office")), Refusal::notAllowed);
  settings.paidOut = true;
  settings.paidOutLimit = cents(2500);
  const auto fact = paidOut(kBooks, settings, cash(500), "V-1", stamps, "Post office");
  ASSERT_TRUE(fact);
  EXPECT_EQ(fact->from, kPettyFund) << "never a till";
  EXPECT_TRUE(fact->amount.isZero());
  EXPECT_EQ(booked(fact->entry), (Booked{{"postage", cents(500)}, {"petty", cents(-500)}}));
  EXPECT_EQ(whyOf(paidOut(kBooks, settings, cash(500), "", stamps, "Post office")), Refusal::noReference);
  EXPECT_EQ(whyOf(paidOut(kBooks, settings, cash(500), "V-1", stamps, "")), Refusal::noReceiver);
  EXPECT_EQ(whyOf(paidOut(kBooks, settings, cash(2501), "V-1", stamps, "Post office")), Refusal::overLimit);
}

TEST(FundCount, isIndependentWhereNeitherOfTheTwoIsTheCustodian) {
  FundCount what{"safe", "slane", cents(200000), cash(200000), "rhall", "mchen", ""};
  EXPECT_TRUE(count(kBooks, what)->independent);
  EXPECT_TRUE(count(kBooks, what)->entry.empty());
  what.witness = "slane";
  EXPECT_FALSE(count(kBooks, what)->independent);
  what.witness = "rhall";
  EXPECT_EQ(whyOf(count(kBooks, what)), Refusal::samePerson);
  what.witness = "";
  EXPECT_EQ(whyOf(count(kBooks, what)), Refusal::noReceiver);
}

TEST(FundCount, booksADifferenceWithItsReason) {
  FundCount what{"safe", "slane", cents(200000), cash(199900), "rhall", "mchen", ""};
  EXPECT_EQ(whyOf(count(kBooks, what)), Refusal::noReason);
  what.reason = "Not found";
  const auto fact = count(kBooks, what);
  ASSERT_TRUE(fact);
  EXPECT_EQ(fact->overShort, cents(-100));
  EXPECT_EQ(booked(fact->entry), (Booked{{"safe", cents(-100)}, {"over", cents(100)}}));
  what.fund = "mattress";
  EXPECT_EQ(whyOf(count(kBooks, what)), Refusal::unknownFund);
}

TEST(FundRegister, knowsTillsAndTheFourOtherPlacesAndNothingElse) {
  for (const char* fund : {"safe", "petty", "transit", "deposit", "till.3", "till.999"})
    EXPECT_TRUE(assign(kAccounts, fund, "slane", cents(1)).has_value()) << fund;
  for (const char* fund : {"", "till", "till.", "till.0", "till.-3", "till.3x", "Safe", "safe "})
    EXPECT_EQ(whyOf(assign(kAccounts, fund, "slane", cents(1))), Refusal::unknownFund) << fund;
  EXPECT_EQ(whyOf(assign(kAccounts, "safe", "", cents(1))), Refusal::noReceiver);
  EXPECT_EQ(whyOf(assign(kAccounts, "safe", "slane", cents(-1))), Refusal::nothing);
  FundAccounts noPetty = kAccounts;
  noPetty.petty.clear();
  EXPECT_EQ(whyOf(assign(noPetty, "petty", "slane", cents(1))), Refusal::unknownFund);
}

TEST(ForcedClose, takesThreePeople) {
  EXPECT_TRUE(mayCloseFor("jortiz", "slane", "mchen").has_value());
  for (const auto& [closes, witness] : std::vector<std::pair<std::string, std::string>>{
           {"slane", "slane"}, {"slane", "jortiz"}, {"jortiz", "slane"}, {"slane", ""}, {"", "mchen"}}) {
    EXPECT_FALSE(mayCloseFor("jortiz", closes, witness).has_value()) << closes << witness;
  }
}

}  // namespace
}  // namespace till::pos::funds
