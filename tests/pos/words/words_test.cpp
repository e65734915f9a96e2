// SPDX-License-Identifier: Apache-2.0
#include "pos/words/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <algorithm>

namespace till::pos::words {
namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

void flatten(const toml::table& table, const std::string& prefix, std::vector<std::string>& keys) {
  for (const auto& [key, value] : table) {
    const std::string name = prefix + std::string(key.str());
    if (const auto* inner = value.as_table()) {
      flatten(*inner, name + ".", keys);
    } else {
      keys.push_back(name);
    }
  }
}

TEST(WordsTest, fillsInWhatATextAsksFor) {
  const Words words(Texts{{"a", "{1} before {0}, {0} again"}, {"b", "{0} of {2} {x}"}});
  EXPECT_EQ(words.text("a", {"x", "y"}), "y before x, x again");
  EXPECT_EQ(words.text("b", {"1", "2"}), "1 of {2} {x}");
}

TEST(WordsTest, anArgumentIsNeverItselfAText) {
  const Words words(Texts{{"a", "{0}/{1}"}});
  EXPECT_EQ(words.text("a", {"{1}", "secret"}), "{1}/secret");
}

TEST(WordsTest, aKeyThatIsMissingShowsItself) { EXPECT_EQ(Words().text("receipt.title"), "«receipt.title»"); }

TEST(WordsTest, theListIsSortedAndHoldsNoKeyTwice) {
  const auto keys = requiredWords();
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  EXPECT_EQ(std::adjacent_find(keys.begin(), keys.end()), keys.end());
}

TEST(WordsTest, englishHasExactlyTheKeysThatAreUsed) {
  std::vector<std::string> keys;
  flatten(toml::parse_file(TILL_SOURCE_DIR "/config/words/en.toml"), "", keys);
  const auto required = requiredWords();
  EXPECT_THAT(keys, testing::UnorderedElementsAreArray(std::vector<std::string>(required.begin(), required.end())));
}

}  // namespace
}  // namespace till::pos::words
