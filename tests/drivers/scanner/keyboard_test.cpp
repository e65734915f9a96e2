// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "drivers/scanner/aim.h"
#include "drivers/scanner/keyboard_decoder.h"

namespace till::drivers::scanner {
namespace {

using std::chrono::milliseconds;
using transport::Clock;
using Frames = std::vector<std::string>;

const Clock::time_point kNow = Clock::time_point(std::chrono::hours(1));
constexpr int kShift = 0x02, kLeftCtrl = 0x01, kLeftAlt = 0x04, kAltGr = 0x40;
constexpr int kEnter = 0x28, kSpace = 0x2C;

struct Key {
  int modifiers;
  int key;
};
using Keys = std::vector<Key>;

class Typing {
 public:
  explicit Typing(const char* layout = "us", std::string prefix = "", FrameSettings frames = {})
      : decoder_({keyboardLayout(layout), std::move(prefix)}, std::move(frames)) {}

  Frames report(std::vector<int> bytes, milliseconds at = {}) {
    std::vector<std::byte> raw;
    for (const int byte : bytes) raw.push_back(static_cast<std::byte>(byte));
    Frames all;
    for (const Frame& frame : decoder_.feed(raw, kNow + at)) all.push_back(shown(frame));
    return all;
  }
  Frames type(const Keys& keys) {
    Frames all;
    for (const Key& key : keys) {
      for (auto& frame : report({key.modifiers, 0, key.key, 0, 0, 0, 0, 0})) all.push_back(frame);
      for (auto& frame : report({0, 0, 0, 0, 0, 0, 0, 0})) all.push_back(frame);
    }
    return all;
  }
  std::string silence(milliseconds at) {
    const auto frame = decoder_.silence(kNow + at);
    return frame ? shown(*frame) : "";
  }

 private:
  static std::string shown(const Frame& frame) {
    if (const auto* dropped = std::get_if<Dropped>(&frame)) return "! " + std::string(dropped->why);
    return std::get<Scan>(frame).symbology + "|" + std::get<Scan>(frame).text;
  }
  KeyboardDecoder decoder_;
};

struct LayoutRow {
  const char* layout;
  Keys keys;
  std::string text;
};
class KeyboardLayoutTest : public testing::TestWithParam<LayoutRow> {};
TEST_P(KeyboardLayoutTest, aKeyIsWhatTheScannersOwnLayoutSays) {
  Keys keys = GetParam().keys;
  keys.push_back({0, kEnter});
  EXPECT_EQ(Typing(GetParam().layout).type(keys), Frames{"|" + GetParam().text});
}
INSTANTIATE_TEST_SUITE_P(
    All, KeyboardLayoutTest,
    testing::Values(
        LayoutRow{"us", {{0, 0x1C}, {kShift, 0x1D}, {0, 0x1E}, {kShift, 0x1F}}, "yZ1@"},
        LayoutRow{"us", {{0, 0x2D}, {kShift, 0x2D}, {0, 0x38}, {kShift, 0x38}, {0, 0x31}, {kShift, 0x30}}, "-_/?\\}"},
        LayoutRow{"us", {{0, 0x59}, {0, 0x62}, {0, 0x63}, {0, 0x56}}, "10.-"},  // the keypad
        LayoutRow{"de", {{0, 0x1C}, {0, 0x1D}, {0, 0x2D}, {0, 0x2F}, {kShift, 0x33}}, "zy\u00DF\u00FC\u00D6"},
        LayoutRow{"de", {{0, 0x38}, {kShift, 0x38}, {kShift, 0x24}, {kAltGr, 0x24}, {kAltGr, 0x14}}, "-_/{@"},
        LayoutRow{"de", {{kAltGr, 0x08}, {0, 0x64}, {kAltGr, 0x64}, {kLeftCtrl | kLeftAlt, 0x14}}, "\u20AC<|@"},
        LayoutRow{
            "de", {{0, 0x35}, {0, kSpace}, {0, 0x35}, {0, 0x04}, {0, 0x2E}, {0, 0x1B}}, "^\u00E2\u00B4x"},  // dead
        LayoutRow{"es", {{0, 0x33}, {kShift, 0x33}, {0, 0x34}, {0, 0x08}, {0, 0x2E}}, "\u00F1\u00D1\u00E9\u00A1"},
        LayoutRow{"es", {{0, 0x38}, {kShift, 0x24}, {kAltGr, 0x1F}, {0, 0x2D}}, "-/@'"},
        LayoutRow{"fr", {{0, 0x04}, {0, 0x14}, {0, 0x1A}, {0, 0x1D}, {0, 0x33}}, "qazwm"},
        LayoutRow{"fr", {{0, 0x1E}, {kShift, 0x1E}, {0, 0x23}, {kShift, 0x27}, {kAltGr, 0x27}}, "&1-0@"},
        LayoutRow{"fr", {{0, 0x10}, {kShift, 0x37}, {0, 0x1F}, {0, 0x2F}, {0, 0x08}}, ",/\u00E9\u00EA"}));

TEST(KeyboardTest, eachPressCountsOnceHoweverOftenItIsReported) {
  Typing typing;
  EXPECT_EQ(typing.report({0, 0, 0x1E, 0, 0, 0, 0, 0}), Frames{});
  EXPECT_EQ(typing.report({0, 0, 0x1E, 0x1F, 0, 0, 0, 0}), Frames{});  // 2, while 1 is still down
  EXPECT_EQ(typing.report({0, 0, 0x1F, 0, 0, 0, 0, 0}), Frames{});
  EXPECT_EQ(typing.report({0, 0, 1, 1, 1, 1, 1, 1}), Frames{});  // too many keys: says nothing
  EXPECT_EQ(typing.report({}), Frames{});
  EXPECT_EQ(typing.report({0, 0, 0x20}), Frames{});  // cut off
  EXPECT_EQ(typing.report({0, 0, 0x1F, kEnter, 0, 0, 0, 0}), Frames{"|12"});
}

TEST(KeyboardTest, controlCharactersComeWithCtrlAndGsIsKept) {
  const Keys digits{{0, 0x21}, {kLeftCtrl, 0x30}, {0, 0x22}, {0, kEnter}};
  EXPECT_EQ(Typing("us").type(digits), Frames{"|4\x1D"
                                              "5"});
  EXPECT_EQ(Typing("de").type(digits), Frames{"|4\x1D"
                                              "5"});                       // by the key's place
  EXPECT_EQ(Typing().type({{0, 0x21}, {kLeftCtrl, 0x10}}), Frames{"|4"});  // Ctrl+M is CR
}

TEST(KeyboardTest, altAndANumberIsACharacter) {
  Typing typing;
  const Keys gs{{kLeftAlt, 0x62}, {kLeftAlt, 0x5A}, {kLeftAlt, 0x61}};  // 029
  for (const Key& key : Keys{{0, 0x21}}) (void)typing.type({key});
  for (const Key& key : gs) {
    EXPECT_EQ(typing.report({key.modifiers, 0, key.key, 0, 0, 0, 0, 0}), Frames{});
    EXPECT_EQ(typing.report({kLeftAlt, 0, 0, 0, 0, 0, 0, 0}), Frames{});
  }
  EXPECT_EQ(typing.type({{0, 0x22}, {0, kEnter}}), Frames{"|4\x1D"
                                                          "5"});
}

TEST(KeyboardTest, prefixAndKindAreTakenOff) {
  const Keys keys{{kShift, 0x35}, {0, 0x30}, {kShift, 0x14}, {0, 0x1E}, {0, 0x21}, {0, kEnter}};  // ~]Q14
  EXPECT_EQ(Typing("us", "~").type(keys), Frames{"Q1|4"});
  EXPECT_EQ(Typing("us").type(keys), Frames{"|~]Q14"});
}

TEST(KeyboardTest, anIdleGapEndsACodeAndSpeedSaysNothing) {
  Typing typing("us", "", FrameSettings{"", milliseconds(300)});
  EXPECT_EQ(typing.report({0, 0, 0x21, 0, 0, 0, 0, 0}), Frames{});
  EXPECT_EQ(typing.report({0, 0, 0x22, 0, 0, 0, 0, 0}, milliseconds(250)), Frames{});  // as slow as a person
  EXPECT_EQ(typing.silence(milliseconds(549)), "");
  EXPECT_EQ(typing.silence(milliseconds(550)), "|45");
}

TEST(KeyboardTest, noiseIsHarmless) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (const auto layout : kKeyboardLayouts) {
    Typing typing(std::string(layout).c_str());
    for (int i = 0; i < 5000; ++i) {
      std::vector<int> report(random() % 12);
      for (int& byte : report) byte = static_cast<int>(random() & 0xFF);
      (void)typing.report(report);
    }
  }
}

TEST(AimTest, theKindOfCodeHasAName) {
  EXPECT_EQ(symbologyName("C0"), "Code 128");
  EXPECT_EQ(symbologyName("C1"), "GS1-128");
  EXPECT_EQ(symbologyName("d1"), "DataMatrix");
  EXPECT_EQ(symbologyName("E4"), "EAN-8");
  EXPECT_EQ(symbologyName("n0"), "");
  EXPECT_EQ(symbologyName("C"), "");
  EXPECT_TRUE(isGs1("d2"));
  EXPECT_FALSE(isGs1("d1"));
}

TEST(AimTest, onlyAKnownKindIsTakenOffTheText) {
  EXPECT_EQ(toScan("]n04711", kNow).text, "]n04711");
  EXPECT_EQ(toScan("]L04711", kNow).text, "4711");
}

}  // namespace
}  // namespace till::drivers::scanner
