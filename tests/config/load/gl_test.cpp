// SPDX-License-Identifier: Apache-2.0
#include "config/load/gl.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <fstream>

namespace till::config {
namespace {

namespace fs = std::filesystem;

class GlTest : public ::testing::Test {
 protected:
  GlTest() { fs::create_directories(folder_ / "gl"); }
  ~GlTest() override { fs::remove_all(folder_); }
  std::string refusalOf(const std::string& text) {
    std::ofstream(folder_ / "gl/own.toml") << text;
    const auto shape = loadGlTemplate(folder_, folder_, "own");
    return shape ? "" : toText(shape.error());
  }
  fs::path folder_ = fs::temp_directory_path() / ("gl-" + std::to_string(::getpid()));
  fs::path shared_ = fs::path(TILL_SOURCE_DIR) / "config";
};

TEST_F(GlTest, everyPresetReads) {
  for (const char* name : {"comma", "seven-segments", "fixed-140"}) {
    const auto shape = loadGlTemplate(folder_, shared_, name);
    ASSERT_TRUE(shape.has_value()) << toText(shape.error());
    EXPECT_FALSE(shape->columns.empty());
  }
  int width = 0;
  const auto fixed = loadGlTemplate(folder_, shared_, "fixed-140");
  for (const auto& column : fixed->columns) width += column.width;
  EXPECT_EQ(width, 140);
}

TEST_F(GlTest, theOfficesOwnComesFirst) {
  std::ofstream(folder_ / "gl/comma.toml") << "form = \"tab\"\n[[line]]\ncolumns = [{ field = \"account\" }]\n";
  EXPECT_EQ(loadGlTemplate(folder_, shared_, "comma")->delimiter, "\t");
}

TEST_F(GlTest, whatIsWrongIsNamed) {
  struct Row {
    const char *text, *says;
  };
  const std::string good = "form = \"comma\"\n[[line]]\ncolumns = [{ field = \"account\" }]\n";
  EXPECT_EQ(refusalOf(good), "");
  for (const Row& row :
       {Row{"form = \"xml\"\n", "form"}, Row{"form = \"comma\"\n", "line"},
        Row{"form = \"fixed\"\n[[line]]\ncolumns = [{ field = \"account\" }]\n", "width"},
        Row{"form = \"comma\"\n[[line]]\ncolumns = [{ field = \"payer\" }]\n", "payer"},
        Row{"form = \"comma\"\n[[line]]\ncolumns = [{ field = \"segment\" }]\n", "segment"},
        Row{"form = \"comma\"\n[[line]]\ncolumns = [{ pad = \"\" }]\n", "pad"},
        Row{"form = \"comma\"\nmore = 1\n[[line]]\ncolumns = [{}]\n", "more"},
        Row{"form = \"comma\"\n[[header]]\ncolumns = [{ field = \"debit\" }]\n[[line]]\ncolumns=[{}]\n", "debit"}}) {
    EXPECT_NE(refusalOf(row.text).find(row.says), std::string::npos) << row.text << refusalOf(row.text);
  }
  EXPECT_FALSE(loadGlTemplate(folder_, shared_, "../stubs").has_value());
  EXPECT_FALSE(loadGlTemplate(folder_, shared_, "none").has_value());
}

TEST_F(GlTest, aClosedPeriodEndsOnADay) {
  EXPECT_EQ(loadClosedThrough(folder_).value_or("error"), "");
  std::ofstream(folder_ / "gl.toml") << "closed_through = \"2026-10-31\"\n";
  EXPECT_EQ(loadClosedThrough(folder_).value_or("error"), "2026-10-31");
  std::ofstream(folder_ / "gl.toml") << "closed_through = \"2026-10-32\"\n";
  EXPECT_FALSE(loadClosedThrough(folder_).has_value());
}

}  // namespace
}  // namespace till::config
