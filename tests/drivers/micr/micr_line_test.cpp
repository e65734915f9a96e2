// SPDX-License-Identifier: Apache-2.0
#include "drivers/micr/micr_line.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <utility>

namespace till::drivers::micr {
namespace {

std::string shown(const Field& field) {
  static const std::map<FieldState, std::string> kWords{
      {FieldState::absent, "-"},          {FieldState::read, ""},
      {FieldState::unreadable, "unread"}, {FieldState::malformed, "malformed"},
      {FieldState::ambiguous, "which? "}, {FieldState::wrongCheckDigit, "check digit"}};
  return kWords.at(field.state) + field.text;
}

std::string shown(std::string_view characters, const SymbolMap& symbols = {}) {
  const auto line = parseMicrLine(characters, symbols);
  static const std::map<LineFault, std::string> kFaults{{LineFault::noSymbolMap, "no map"},
                                                        {LineFault::tooLong, "too long"},
                                                        {LineFault::unknownSymbol, "unknown symbol"},
                                                        {LineFault::noTransit, "no transit"}};
  if (!line) return kFaults.at(line.error());
  return shown(line->transit) + "|" + shown(line->account) + "|" + shown(line->serial) + "|" + shown(line->amount);
}

TEST(MicrLineTest, transitAccountSerialAmount) {
  const std::pair<const char*, const char*> rows[] = {
      // Whole ones: personal, business, with an amount, without blanks, with an external processing code.
      {"t021000021t 123456789o 0101", "021000021|123456789|0101|-"},
      {"t021000021t123456789o0101", "021000021|123456789|0101|-"},
      {"o001234o t021000021t 12-345678-9o", "021000021|12-345678-9|001234|-"},
      {"o001234o t021000021t 123456789o 22", "021000021|123456789|001234|-"},
      {"t021000021t 123456789o 0101 a0000012345a", "021000021|123456789|0101|0000012345"},
      {"o001234o 7t021000021t 123456789o", "021000021|123456789|001234|-"},
      {"t021000021t o123456789o 0101", "021000021|123456789|0101|-"},
      {"t021000021t", "021000021|-|-|-"},
      {"t021000021t 123456789o", "021000021|123456789|-|-"},
      // Never guessed.
      {"t02100002?t 123456789o 0101", "unread|123456789|0101|-"},
      {"t021000021t 12345?789o 0101", "021000021|unread|0101|-"},
      {"t021000021t 123456789o ?101", "021000021|123456789|unread|-"},
      {"t021000021t 123456789? 0101", "021000021|unread|unread|-"},  // was it the symbol?
      {"o00?234o t021000021t 123456789o 22", "021000021|123456789|unread|-"},
      {"?001234o t021000021t 123456789o 22", "021000021|123456789|unread|-"},
      {"t021000021t 123456789o 0101 a00000123?5a", "021000021|123456789|0101|unread"},
      {"t021000021t 123456789o 0101 a0000012345", "021000021|123456789|0101|malformed"},
      {"t021000021t 123456789o 0101 a12345a", "021000021|123456789|0101|malformed"},
      {"t021000021t 123456789o 0101 aa", "021000021|123456789|0101|malformed"},
      {"t021000021t 123456789o 0101 a0000012345a 7", "021000021|123456789|0101|malformed"},
      {"t021000021t 0101 123456789o", "021000021|which? 0101 123456789|-|-"},
      {"t021000021t 123o456o 0101", "021000021|malformed|0101|-"},
      {"t021000021t --o 0101", "021000021|malformed|0101|-"},
      {"t021000021t 123456789 0101", "021000021|malformed|malformed|-"},
      {"o001234 t021000021t 123456789o", "021000021|123456789|malformed|-"},
      {"001234 t021000021t 123456789o", "021000021|123456789|malformed|-"},
      // The transit field itself.
      {"t021000022t 1o", "check digit|1|-|-"},
      {"t012000021t 1o", "check digit|1|-|-"},  // two digits changed places
      {"t000000000t 1o", "check digit|1|-|-"},
      {"t02100002t 1o", "malformed|1|-|-"},
      {"t0210000211t 1o", "malformed|1|-|-"},
      {"t12345-678t 1o", "malformed|1|-|-"},  // a Canadian one
      {"tt 1o", "malformed|1|-|-"},
      {"t021000021 1o", "no transit"},
      {"?021000021t 1o", "no transit"},
      {"t021000021t t 1o", "no transit"},
      {"", "no transit"},
      {"123456789", "no transit"},
      {"t021000021t 1o x", "unknown symbol"},
      {"T021000021T 1o", "unknown symbol"},
      {"t021000021t 1o\x01", "unknown symbol"},
  };
  for (const auto& [characters, expected] : rows) EXPECT_EQ(shown(characters), expected) << characters;
  EXPECT_EQ(shown(std::string(101, '1')), "too long");
}

TEST(MicrLineTest, theSymbolsOfOtherReaders) {
  const SymbolMap axiohm{')', '(', '&', '\''};
  EXPECT_EQ(shown("(001234( )021000021) 12'345(&0000012345&", axiohm), "021000021|12-345|001234|0000012345");
  const SymbolMap oki{'C', 'D', 'B', 'A'};
  EXPECT_EQ(shown("C021000021C 12A345D 0101", oki), "021000021|12-345|0101|-");
  EXPECT_EQ(shown("t021000021t 1o", oki), "unknown symbol");
  EXPECT_EQ(shown("A021000021A 1D", SymbolMap{'A', 'D', 't', 'o'}), "021000021|1|-|-");  // ours mean nothing there
}

TEST(MicrLineTest, aMapThatCannotBeToldApartIsRefused) {
  EXPECT_TRUE(isUsable({}));
  for (const SymbolMap& map :
       {SymbolMap{'t', 't', 'a', '-'}, SymbolMap{'1', 'o', 'a', '-'}, SymbolMap{'t', '?', 'a', '-'},
        SymbolMap{'t', 'o', ' ', '-'}, SymbolMap{'t', 'o', 'a', '\0'}, SymbolMap{'t', 'o', 'a', '\x80'}}) {
    EXPECT_FALSE(isUsable(map));
    EXPECT_EQ(shown("t021000021t 1o", map), "no map");
  }
}

TEST(MicrLineTest, theCheckDigitTellsEachSingleMisreadDigit) {
  EXPECT_TRUE(isTransitNumber("021000021"));
  EXPECT_TRUE(isTransitNumber("111000025"));
  for (const char* not_one : {"", "02100002", "0210000210", "02100002a", "000000000", " 21000021"}) {
    EXPECT_FALSE(isTransitNumber(not_one)) << not_one;
  }
  const std::string good = "021000021";
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string misread = good;
      misread[at] = digit;
      EXPECT_EQ(isTransitNumber(misread), misread == good) << misread;
    }
  }
}

TEST(MicrLineTest, noFieldThatIsReadHoldsAnUnreadableCharacter) {
  const auto seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::string alphabet = "0123456789toa-? ";
  const std::string whole = "o001234o t021000021t 12-3456789o 22 a0000012345a";
  for (int round = 0; round < 5000; ++round) {
    std::string characters = whole;
    for (int changes = 0; changes < 4; ++changes) characters[random() % characters.size()] = alphabet[random() % 16];
    const auto line = parseMicrLine(characters, {});
    if (!line) continue;
    for (const Field& field : {line->transit, line->account, line->serial, line->amount}) {
      EXPECT_EQ(field.text.find_first_not_of("0123456789- "), std::string::npos) << characters;
      const bool says = field.state == FieldState::read || field.state == FieldState::ambiguous;
      EXPECT_EQ(says, !field.text.empty()) << characters;
      EXPECT_TRUE(field.text.empty() || characters.find(field.text) != std::string::npos) << characters;
    }
    EXPECT_TRUE(line->transit.state != FieldState::read || isTransitNumber(line->transit.text)) << characters;
  }
}

}  // namespace
}  // namespace till::drivers::micr
