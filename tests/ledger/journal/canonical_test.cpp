// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "ledger/journal/entry.h"
#include "ledger/journal/hash.h"
#include "tests/ledger/journal/sample_facts.h"

namespace till::ledger::journal {
namespace {

std::string refusedPayload(const std::string& code) { return *encode(sampleEnvelope(1), Refused{code, "counter"}); }

std::string with(std::string payload, const std::string& from, const std::string& to) {
  const auto at = payload.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return payload.replace(at, from.size(), to);
}

TEST(CanonicalTest, textIsBroughtToNfc) { EXPECT_EQ(refusedPayload("Zoe\xcc\x88"), refusedPayload("Zo\xc3\xab")); }

TEST(CanonicalTest, textThatIsNotUtf8IsRefused) {
  for (const char* bad : {"\xff", "\xc3", "\xed\xa0\x80", "\xc0\xaf"}) {
    EXPECT_FALSE(encode(sampleEnvelope(1), Refused{bad, ""}).has_value());
  }
}

TEST(CanonicalTest, aPayloadOver64KiBIsRefused) {
  EXPECT_TRUE(encode(sampleEnvelope(1), Refused{std::string(60'000, 'x'), ""}).has_value());
  EXPECT_FALSE(encode(sampleEnvelope(1), Refused{std::string(65'536, 'x'), ""}).has_value());
}

TEST(CanonicalTest, bytesThatAreNotCanonicalAreRefused) {
  const std::string good = refusedPayload("check_digit");
  ASSERT_TRUE(decode(good).has_value());
  const std::vector<std::string> bad{good + " ",
                                     with(good, "{\"v\":1,", "{ \"v\":1,"),
                                     with(good, "\"v\":1", "\"v\":1.0"),
                                     with(good, "\"v\":1", "\"v\":0"),
                                     with(good, "\"seq\":1", "\"seq\":\"1\""),
                                     with(good, "\"seq\":1,", ""),
                                     with(good, "\"seq\":1", "\"seq\":1.5"),
                                     with(good, "\"where\":\"counter\"", "\"where\":\"counter\",\"more\":1"),
                                     with(good, "check_digit", "check\\u005fdigit"),
                                     with(good, "\"code\":", "\"kode\":"),
                                     with(good, "\"station\":2,\"epoch\":1", "\"epoch\":1,\"station\":2"),
                                     with(good, "\"station\":2", "\"station\":4294967298"),
                                     with(good, "check_digit", "Zoe\xcc\x88"),
                                     "[]",
                                     "",
                                     "null",
                                     good.substr(0, good.size() / 2)};
  for (const auto& bytes : bad) EXPECT_FALSE(decode(bytes).has_value()) << bytes;
}

TEST(CanonicalTest, anUnknownKindIsKeptWithItsEnvelope) {
  const auto decoded = decode(with(refusedPayload("x"), "\"kind\":\"refused\"", "\"kind\":\"of_tomorrow\""));
  ASSERT_TRUE(decoded.has_value()) << decoded.error();
  EXPECT_EQ(decoded->kind, "of_tomorrow");
  EXPECT_FALSE(decoded->body.has_value());
  EXPECT_EQ(decoded->envelope.key.seq, 1);
}

TEST(CanonicalTest, aFormatOfTomorrowIsKeptAndNotGuessed) {
  const auto decoded = decode(with(refusedPayload("x"), "\"v\":1", "\"v\":2"));
  ASSERT_TRUE(decoded.has_value()) << decoded.error();
  EXPECT_EQ(decoded->kind, "refused");
  EXPECT_FALSE(decoded->body.has_value());
}

TEST(CanonicalTest, theChainTakesEveryByteInItsOrder) {
  const Hash zero{};
  const Hash one = chain(zero, "a");
  EXPECT_EQ(toHex(sha256(std::string(32, '\0') + "a")), toHex(one));
  EXPECT_NE(chain(zero, "b"), one);
  EXPECT_NE(chain(one, "a"), one);
}

TEST(CanonicalTest, aCommitmentHidesAndBinds) {
  const std::array<std::uint8_t, 2> salt{1, 2};
  const std::array<std::uint8_t, 2> other{1, 3};
  const std::string commitment = journal::commitment(salt, "name.0", "Maria Delgado");
  EXPECT_EQ(commitment.size(), 64U);
  EXPECT_NE(commitment, journal::commitment(other, "name.0", "Maria Delgado"));
  EXPECT_NE(commitment, journal::commitment(salt, "name.0", "Maria Delgada"));
  EXPECT_NE(journal::commitment(salt, "a", "bc"), journal::commitment(salt, "ab", "c"));
}

TEST(EntryTest, everyFactThatMovesMoneyBalances) {
  for (const Body& fact : sampleFacts()) EXPECT_EQ(imbalance(entryOf(fact)), "") << kindOf(fact);
  const std::vector<EntryLine> lines{{"a", Money::fromMinor(5)}, {"b", Money::fromMinor(-4)}};
  EXPECT_EQ(imbalance(lines), "the entry's lines sum to 0.01, not to zero");
}

}  // namespace
}  // namespace till::ledger::journal
