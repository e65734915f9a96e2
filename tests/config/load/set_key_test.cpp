// SPDX-License-Identifier: Apache-2.0
#include "config/load/set_key.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

namespace till::config {
namespace {

namespace fs = std::filesystem;

TEST(SetKeyTest, changesOneLineAndLeavesEveryOtherByte) {
  struct Row {
    std::string before, after;
  };
  const std::vector<Row> rows{
      {"[drawer]\nsensor = \"untaught\"\n", "[drawer]\nsensor = \"low_is_open\"\n"},
      {"# x\n[printer]\nsensor = 1\n[drawer]\npin = 2\nsensor=\"untaught\"   # learnt # once\n[scanner]\n",
       "# x\n[printer]\nsensor = 1\n[drawer]\npin = 2\nsensor = \"low_is_open\"   # learnt # once\n[scanner]\n"},
      {"[drawer]\nsensor = \"a#b\"\n", "[drawer]\nsensor = \"low_is_open\"\n"},
      {"[drawer]  # the box\npin = 2\n", "[drawer]  # the box\nsensor = \"low_is_open\"\npin = 2\n"},
      {"[drawer]\npin = 2\n[scanner]\nsensor = 3\n",
       "[drawer]\nsensor = \"low_is_open\"\npin = 2\n[scanner]\nsensor = 3\n"},
      {"[drawer]\nsensor_old = 1\n", "[drawer]\nsensor = \"low_is_open\"\nsensor_old = 1\n"},
      {"[drawer]\r\nsensor = \"untaught\"\r\n", "[drawer]\r\nsensor = \"low_is_open\"\r\n"},
      {"  [drawer]\n  # sensor = 1\n", "  [drawer]\nsensor = \"low_is_open\"\n  # sensor = 1\n"}};
  for (const Row& row : rows) {
    const auto changed = withKey(row.before, "drawer", "sensor", "\"low_is_open\"");
    ASSERT_TRUE(changed) << row.before;
    EXPECT_EQ(*changed, row.after);
  }
}

TEST(SetKeyTest, ofAListTheOneOfThatNumberIsMeant) {
  const std::string text = "[[drawer]]\nname = \"a\"\nsensor = 1\n[[drawer]]\nname = \"b\"\nsensor = 2\n[scanner]\n";
  EXPECT_EQ(withKey(text, "drawer[2]", "sensor", "3"),
            "[[drawer]]\nname = \"a\"\nsensor = 1\n[[drawer]]\nname = \"b\"\nsensor = 3\n[scanner]\n");
  EXPECT_EQ(withKey(text, "drawer[1]", "sensor", "3"),
            "[[drawer]]\nname = \"a\"\nsensor = 3\n[[drawer]]\nname = \"b\"\nsensor = 2\n[scanner]\n");
  EXPECT_FALSE(withKey(text, "drawer[3]", "sensor", "3"));
}

TEST(SetKeyTest, whereTheTableIsNotOnceInALineOfItsOwnNothingIsGuessed) {
  for (const std::string text : {"", "drawer = { pin = 2 }\n", "[[drawer]]\n", "[drawer.x]\n", "# [drawer]\n",
                                 "[drawer]\n[drawer]\n", "[drawers]\n"}) {
    EXPECT_FALSE(withKey(text, "drawer", "sensor", "1")) << text;
  }
}

TEST(SetKeyTest, aFileIsChangedWholeOrNotAtAll) {
  const fs::path folder = fs::temp_directory_path() / ("set-key-" + std::to_string(::getpid()));
  fs::remove_all(folder);
  fs::create_directories(folder);
  const fs::path file = folder / "devices.toml";
  const fs::path link = folder / "link.toml";
  std::ofstream(file) << "[drawer]\nsensor = 1\n";
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  fs::create_symlink(file, link);
  const auto text = [&file] {
    std::ostringstream all;
    all << std::ifstream(file).rdbuf();
    return all.str();
  };
  const auto refused = setKey(file, "drawer", "sensor", "2", [](const fs::path&) { return "no good"; });
  EXPECT_EQ(refused.error(), "no good");
  EXPECT_EQ(text(), "[drawer]\nsensor = 1\n");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 2) << "nothing is left lying about";
  ASSERT_TRUE(setKey(link, "drawer", "sensor", "2", [](const fs::path&) { return ""; }));
  EXPECT_EQ(text(), "[drawer]\nsensor = 2\n");
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(fs::status(file).permissions() & fs::perms::all,
            fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  EXPECT_FALSE(setKey(folder / "none.toml", "drawer", "sensor", "2", [](const fs::path&) { return ""; }));
  fs::remove_all(folder);
}

}  // namespace
}  // namespace till::config
