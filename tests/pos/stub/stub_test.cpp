// SPDX-License-Identifier: Apache-2.0
#include "pos/stub/stub.h"

#include <gtest/gtest.h>

namespace till::pos::stub {
namespace {

using namespace std::chrono_literals;

constexpr Date kToday = 2026y / 11 / 23;

Field field(const std::string& name, int position = 0, int length = 0) {
  Field made;
  made.name = name;
  made.position = position;
  made.length = length;
  return made;
}

// account 9 digits and a Luhn digit over the whole
Layout tenDigits(const std::string& id = "TEN") {
  Layout layout;
  layout.id = id;
  layout.length = 10;
  layout.fields = {field("account", 1, 9)};
  layout.checks.resize(1);
  layout.checks[0].algorithm = "luhn";
  return layout;
}

Layout pattern(const std::string& match) {
  Layout layout;
  layout.id = "PATTERN";
  layout.mode = Layout::Mode::regex;
  layout.match = match;
  layout.fields = {field("account")};
  return layout;
}

std::string errorOf(const StubReader& reader, std::string_view text) {
  const auto reading = reader.read("", text, kToday);
  return reading ? "" : std::string(name(reading.error().code));
}

TEST(StubTest, whatIsNoStubIsRefusedByName) {
  const StubReader reader({tenDigits()});
  struct Row {
    std::string text, error;
  };
  const std::vector<Row> rows{{"4512873046", "check_digit"},
                              {"451287304", "bad_length"},
                              {"45128730454512873045", "multiple_scans"},
                              {"hello", "no_match"},
                              {"", "not_text"},
                              {"45128\x1b"
                               "7304",
                               "not_text"},
                              {"M\xc3\xbcller", "not_text"},
                              {std::string(513, '1'), "bad_length"},
                              {std::string(100000, 'a'), "bad_length"}};
  for (const Row& row : rows) EXPECT_EQ(errorOf(reader, row.text), row.error) << row.text.substr(0, 40);
}

TEST(StubTest, aCardIsRefusedWhateverStandsAroundIt) {
  for (const char* text : {"4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "378282246310005",
                           "6011111111111117", "5555555555554444", "%B4111111111111111^DOE/J^2912101?"}) {
    EXPECT_TRUE(looksLikeCard(text)) << text;
    EXPECT_EQ(errorOf(StubReader({tenDigits()}), text), "looks_like_card") << text;
    EXPECT_FALSE(StubReader::keyed(text)) << text;
  }
  for (const char* text : {"4111111111111112", "411111111111", "1111111111111117", "00345678901110296000"}) {
    EXPECT_FALSE(looksLikeCard(text)) << text;
  }
}

TEST(StubTest, aStubThatALayoutAcceptsIsNoCard) {
  const StubReader reader({pattern("(?P<account>\\d{16})")});
  EXPECT_EQ(errorOf(reader, "4111111111111111"), "");
}

TEST(StubTest, twoLayoutsThatReadDifferentlyAreAmbiguousAndTwoThatAgreeAreNot) {
  Layout shorter = tenDigits("OTHER");
  shorter.fields = {field("account", 2, 8)};
  EXPECT_EQ(errorOf(StubReader({tenDigits(), shorter}), "4512873045"), "ambiguous");
  EXPECT_EQ(errorOf(StubReader({tenDigits(), tenDigits("SAME")}), "4512873045"), "");
}

TEST(StubTest, aPatternReadTwiceIsToldSo) {
  EXPECT_EQ(errorOf(StubReader({pattern("K(?P<account>\\d{6})")}), "K123456K123456"), "multiple_scans");
}

TEST(StubTest, amountsAndDatesThatCannotBeAreRefused) {
  Layout layout = pattern("(?P<account>\\d{4}) (?P<amount_due>[0-9.]+) (?P<due_date>\\d+)");
  Field amount = field("amount_due");
  amount.type = Field::Type::money;
  amount.explicitPoint = true;
  Field date = field("due_date");
  date.type = Field::Type::date;
  date.dateFormat = "YYYYMMDD";
  layout.fields.push_back(amount);
  layout.fields.push_back(date);
  const StubReader reader({layout});
  EXPECT_EQ(errorOf(reader, "4512 84.27 20261215"), "");
  EXPECT_EQ(errorOf(reader, "4512 84.27 20260231"), "bad_date");
  EXPECT_EQ(errorOf(reader, "4512 84.27 261215"), "bad_date");
  EXPECT_EQ(errorOf(reader, "4512 84.2 20261215"), "bad_amount");
  EXPECT_EQ(errorOf(reader, "4512 10000000.01 20261215"), "bad_amount");
  EXPECT_EQ(errorOf(reader, "4512 99999999999999999999.00 20261215"), "bad_amount");
}

TEST(StubTest, anAccountOfZerosIsNone) {
  Layout layout = tenDigits();
  layout.fields[0].stripZeros = true;
  EXPECT_EQ(errorOf(StubReader({layout}), "0000000000"), "no_account");
}

TEST(StubTest, keyedAccountsAreFourToTwentyLettersAndDigits) {
  EXPECT_TRUE(StubReader::keyed("45A8").value().keyed);
  for (const char* bad : {"", "451", "123456789012345678901", "45 28", "45;28",
                          "45\xc3\xa9"
                          "28"}) {
    EXPECT_FALSE(StubReader::keyed(bad)) << bad;
  }
}

TEST(StubTest, aLayoutThatCannotWorkIsRefusedWhenItIsLoaded) {
  std::vector<Layout> bad(8, tenDigits());
  bad[0].fields[0].length = 11;
  bad[1].fields[0].name = "reference";
  bad[2].checks[0].algorithm = "magic";
  bad[3].checks[0].algorithm = "weighted";
  bad[4].checks[0].field = "nowhere";
  bad[5].checks[0].at = 11;
  bad[6] = pattern("(?P<account>\\d+");
  bad[7] = pattern("(?P<reference>\\d+)");
  for (const Layout& layout : bad) EXPECT_FALSE(checkLayout(layout)) << &layout - bad.data();
  EXPECT_TRUE(checkLayout(tenDigits()));
}

}  // namespace
}  // namespace till::pos::stub
