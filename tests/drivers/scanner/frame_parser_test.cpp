// SPDX-License-Identifier: Apache-2.0
#include "drivers/scanner/frame_parser.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace till::drivers::scanner {
namespace {

using std::chrono::milliseconds;
using transport::Clock;

const Clock::time_point kNow = Clock::time_point(std::chrono::hours(1));

std::string shown(const Frame& frame) {
  if (const auto* dropped = std::get_if<Dropped>(&frame)) return "! " + std::string(dropped->why);
  const Scan& scan = std::get<Scan>(frame);
  return scan.symbology + "|" + scan.text;
}

class Feeder {
 public:
  explicit Feeder(FrameSettings settings = {}) : parser_(std::move(settings)) {}
  std::vector<std::string> feed(const std::string& bytes, milliseconds at = {}) {
    std::vector<std::string> all;
    for (const Frame& frame : parser_.feed(std::as_bytes(std::span(bytes)), kNow + at)) all.push_back(shown(frame));
    return all;
  }
  std::string silence(milliseconds at) {
    const auto frame = parser_.silence(kNow + at);
    return frame ? shown(*frame) : "";
  }
  std::string lost() {
    const auto frame = parser_.lost();
    return frame ? shown(*frame) : "";
  }

 private:
  FrameParser parser_;
};

using Frames = std::vector<std::string>;
struct Row {
  std::string bytes;
  Frames frames;
};
class FrameTest : public testing::TestWithParam<Row> {};
TEST_P(FrameTest, whole) { EXPECT_EQ(Feeder().feed(GetParam().bytes), GetParam().frames); }
TEST_P(FrameTest, byteByByte) {
  Feeder feeder;
  Frames frames;
  for (const char c : GetParam().bytes) {
    for (auto& frame : feeder.feed(std::string(1, c))) frames.push_back(frame);
  }
  EXPECT_EQ(frames, GetParam().frames);
}
INSTANTIATE_TEST_SUITE_P(All, FrameTest,
                         testing::Values(Row{"4711\r", {"|4711"}}, Row{"4711\r\n4712\r\n", {"|4711", "|4712"}},
                                         Row{"\r\n\r\r", {}}, Row{"]C14711\r", {"C1|4711"}},
                                         Row{"]L0a\x1D"
                                             "b\r",
                                             {"L0|a\x1D"
                                              "b"}},  // GS stays
                                         Row{"]4711\r", {"|]4711"}}, Row{"]C\r", {"|]C"}}, Row{"47", {}},
                                         Row{"\x02"
                                             "4711\x03",
                                             {"|4711"}},
                                         Row{"\x02"
                                             "4711\x03\r\n",
                                             {"|4711"}},
                                         Row{"half\x02"
                                             "4711\r",
                                             {"|4711"}},  // a frame starts anew
                                         Row{"4\x03"
                                             "711\r",
                                             {"|4711"}},  // ETX without STX ends nothing
                                         Row{std::string("4\0\x1B[A7\x7F\r", 8), {"|4[A7"}},
                                         Row{"\xC3\xA9\r", {"|\xC3\xA9"}},
                                         Row{std::string(4096, 'a') + "\r", {"|" + std::string(4096, 'a')}},
                                         Row{std::string(4098, 'a') + "\rok\r", {"! too long", "|ok"}},
                                         Row{std::string(5000, 'a') + "\rok\r", {"! too long", "|ok"}},
                                         Row{std::string(50000, 'a') + "\rok\r", {"! too long", "! babbling", "|ok"}}));

TEST(FrameParserTest, silenceEndsACodeWithoutSuffix) {
  Feeder feeder(FrameSettings{"", milliseconds(300)});
  EXPECT_EQ(feeder.feed("47"), Frames{});
  EXPECT_EQ(feeder.feed("11", milliseconds(200)), Frames{});
  EXPECT_EQ(feeder.silence(milliseconds(499)), "");
  EXPECT_EQ(feeder.silence(milliseconds(500)), "|4711");
  EXPECT_EQ(feeder.silence(milliseconds(900)), "");
}

TEST(FrameParserTest, aCodeWithoutSuffixEndsAlsoWhereNobodyAskedInBetween) {
  Feeder feeder(FrameSettings{"", milliseconds(300)});
  EXPECT_EQ(feeder.feed("AAAA"), Frames{});
  EXPECT_EQ(feeder.feed("BBBB", milliseconds(1000)), Frames{"|AAAA"});
  EXPECT_EQ(feeder.silence(milliseconds(1300)), "|BBBB");
}

struct Torn {
  std::string suffix;
  std::string begin;
  std::string rest;
};
class TornTest : public testing::TestWithParam<Torn> {};
TEST_P(TornTest, neitherPieceIsACode) {
  Feeder feeder(FrameSettings{GetParam().suffix, milliseconds(300)});
  EXPECT_EQ(feeder.feed(GetParam().begin), Frames{});
  EXPECT_EQ(feeder.silence(milliseconds(300)), "! cut off");
  EXPECT_EQ(feeder.feed(GetParam().rest, milliseconds(400)), Frames{});
  EXPECT_EQ(feeder.silence(milliseconds(700)), "");
  EXPECT_EQ(feeder.feed("\x02"
                        "4711\x03" +
                            GetParam().suffix,
                        milliseconds(800)),
            Frames{"|4711"});
}
INSTANTIATE_TEST_SUITE_P(All, TornTest,
                         testing::Values(Torn{"\r", "01000471100", "00123456\r"},
                                         Torn{"\r",
                                              "\x02"
                                              "01000471100",
                                              "00123456\x03\r"},
                                         Torn{"",
                                              "\x02"
                                              "01000471100",
                                              "00123456\x03"},
                                         Torn{"\r", "0100", ""}));

TEST(FrameParserTest, aCodeThatIsScannedAgainAfterATornOneCounts) {
  Feeder feeder;
  EXPECT_EQ(feeder.feed("0100"), Frames{});
  EXPECT_EQ(feeder.feed("4711\r", milliseconds(1500)), (Frames{"! cut off", "|4711"}));
  EXPECT_EQ(feeder.feed("\n", milliseconds(1501)), Frames{});
  EXPECT_EQ(feeder.silence(milliseconds(1900)), "") << "an end that is longer than it is said to be tears nothing";
}

TEST(FrameParserTest, whatIsBegunWhenTheLineIsLostIsNoCode) {
  Feeder feeder;
  EXPECT_EQ(feeder.feed("47"), Frames{});
  EXPECT_EQ(feeder.lost(), "! cut off");
  EXPECT_EQ(feeder.lost(), "");
  EXPECT_EQ(feeder.feed("11\r"), Frames{"|11"});
}

TEST(FrameParserTest, moreCodesThanAHandCanScanAreBabble) {
  Feeder feeder;
  std::string burst;
  for (int i = 0; i < 150; ++i) burst += "4711\r";
  const Frames frames = feeder.feed(burst);
  ASSERT_EQ(frames.size(), 31u);
  EXPECT_EQ(frames.back(), "! babbling");
  EXPECT_EQ(feeder.feed("4711\r", milliseconds(299)), Frames{});  // still some of it
  EXPECT_EQ(feeder.feed("4712\r", milliseconds(1500)), Frames{"|4712"});
}

}  // namespace
}  // namespace till::drivers::scanner
