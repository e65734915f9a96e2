// SPDX-License-Identifier: Apache-2.0
#include "drivers/scanner/hid_pos.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "drivers/transport/hid_items.h"

namespace till::drivers::scanner {
namespace {

using std::chrono::milliseconds;
using transport::Clock;
using Bytes = std::vector<std::byte>;
using Frames = std::vector<std::string>;

constexpr milliseconds kIdle{300};
const Clock::time_point kNow = Clock::time_point(std::chrono::hours(1));

Bytes bytesOf(const std::string& text) {
  Bytes bytes;
  for (const char c : text) bytes.push_back(static_cast<std::byte>(c));
  return bytes;
}
Bytes fromHex(std::string hex) {
  std::erase(hex, ' ');
  Bytes bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<std::byte>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

// Number 2; length, symbology, eight bytes of data, one bit "more follows".
const std::string kHead = "058C 0902 A101 0912 A102 8502 1500 26FF00 7508 ";
const std::string kLength = "9501 0501 093B 8102 ";
const std::string kTail = "9503 058C 09FB 09FC 09FD 8102 9508 09FE 820201 7501 9501 09FF 8102 9507 8103 C0 C0";

std::string shown(const Frame& frame) {
  if (const auto* dropped = std::get_if<Dropped>(&frame)) return "! " + std::string(dropped->why);
  return std::get<Scan>(frame).symbology + "|" + std::get<Scan>(frame).text;
}

class Reading {
 public:
  explicit Reading(const std::string& descriptor) : reader_(*HidPosReader::make(fromHex(descriptor), kIdle)) {}
  Frames feed(const std::string& report, milliseconds at = {}) {
    Frames all;
    for (const Frame& frame : reader_.feed(bytesOf(report), kNow + at)) all.push_back(shown(frame));
    return all;
  }
  std::string silence(milliseconds at) {
    const auto frame = reader_.silence(kNow + at);
    return frame ? shown(*frame) : "";
  }

 private:
  HidPosReader reader_;
};

std::string report(char length, const std::string& kind, std::string data, bool more = false) {
  data.resize(8);
  return std::string{'\2', length} + kind + data + (more ? '\1' : '\0');
}

TEST(HidPosTest, theLengthCutsThePaddingOff) {
  Reading reading(kHead + kLength + kTail);
  EXPECT_EQ(reading.feed(report(4, "]C1", "4711zzzz")), Frames{"C1|4711"});
  EXPECT_EQ(reading.feed(report(5, "]E0", "4712\r")), Frames{"E0|4712"});
  EXPECT_EQ(reading.feed(report(5, "]d2",
                                "47\x1D"
                                "11")),
            Frames{"d2|47\x1D"
                   "11"});
}

TEST(HidPosTest, aLengthBeyondTheDataIsNotFollowed) {
  Reading reading(kHead + kLength + kTail);
  EXPECT_EQ(reading.feed(report('\xFF', "]C0", "12345678")), Frames{"C0|12345678"});
  EXPECT_EQ(reading.feed("\2\x08]C0"
                         "123"),
            Frames{"C0|123"});  // the report ends early
}

TEST(HidPosTest, theDescriptorSaysWhereThingsAreNotWeDo) {
  Reading noLength(kHead + "9501 8103 " + kTail);  // padding where others have the length
  EXPECT_EQ(noLength.feed(report(4, "]C0", "47110")), Frames{"C0|47110"});
  std::string unnumbered = kHead;
  unnumbered.replace(unnumbered.find("8502 "), 5, "");
  EXPECT_EQ(Reading(unnumbered + kLength + kTail).feed(report(4, "]C0", "4711").substr(1)), Frames{"C0|4711"});
}

TEST(HidPosTest, aLongCodeComesInPieces) {
  Reading reading(kHead + kLength + kTail);
  EXPECT_EQ(reading.feed(report(8, "]L0", "12345678", true)), Frames{});
  EXPECT_EQ(reading.feed(""), Frames{});  // of no length: nothing
  EXPECT_EQ(reading.feed(report(2, "]L0", "90")), Frames{"L0|1234567890"});
}

TEST(HidPosTest, aPieceThatNeverComesLosesTheCodeAndNotTheNext) {
  Reading reading(kHead + kLength + kTail);
  EXPECT_EQ(reading.feed(report(8, "]L0", "12345678", true)), Frames{});
  EXPECT_EQ(reading.silence(milliseconds(299)), "");
  EXPECT_EQ(reading.silence(milliseconds(300)), "! cut off");
  EXPECT_EQ(reading.feed(report(4, "]C0", "4711"), milliseconds(400)), Frames{"C0|4711"});
  EXPECT_EQ(reading.feed(report(8, "]L0", "12345678", true), milliseconds(500)), Frames{});
  EXPECT_EQ(reading.feed(report(4, "]C0", "4711"), milliseconds(900)), (Frames{"! cut off", "C0|4711"}));
}

TEST(HidPosTest, aCodeWithoutEndIsDroppedOnce) {
  Reading reading(kHead + kLength + kTail);
  Frames all;
  for (int i = 0; i < 2000; ++i) {
    for (auto& frame : reading.feed(report(8, "]L0", "12345678", true))) all.push_back(frame);
  }
  EXPECT_EQ(all, Frames{"! too long"});
  EXPECT_EQ(reading.feed(report(2, "]L0", "90")), Frames{});
  EXPECT_EQ(reading.feed(report(4, "]C0", "4711")), Frames{"C0|4711"});
}

TEST(HidPosTest, otherReportsAreNoCodes) {
  Reading reading(kHead + kLength + kTail);
  EXPECT_EQ(reading.feed("\3\4]C0"
                         "4711"),
            Frames{});
  EXPECT_EQ(reading.feed(report(0, "]C0", "")), Frames{});
}

TEST(HidPosTest, aKindThatIsNotSaidMayStandInTheText) {
  Reading reading(kHead + kLength + kTail);
  EXPECT_EQ(reading.feed(report(7, std::string(3, '\0'), "]A04711")), Frames{"A0|4711"});
  EXPECT_EQ(reading.feed(report(4, "~~~", "4711")), Frames{"|4711"});
}

TEST(HidPosTest, withoutDecodedDataItIsNoScanner) {
  EXPECT_FALSE(HidPosReader::make(fromHex("0501 0906 A101 7508 9508 0507 8102 C0"), kIdle));
  EXPECT_FALSE(HidPosReader::make({}, kIdle));
}

TEST(HidItemsTest, aScannerIsToldByItsOuterCollection) {
  EXPECT_TRUE(transport::declaresHidUsage(fromHex(kHead), 0x8C, 2));
  EXPECT_TRUE(transport::declaresHidUsage(fromHex("0B02008C00 A101 C0"), 0x8C, 2));  // page and usage in one
  EXPECT_FALSE(transport::declaresHidUsage(fromHex("0501 0906 A101 C0"), 0x8C, 2));  // a keyboard
  EXPECT_FALSE(transport::declaresHidUsage(fromHex("0501 0906 A101 058C 0902 A102"), 0x8C, 2));  // inside of one
  EXPECT_FALSE(transport::declaresHidUsage(fromHex("058C 0902 A1"), 0x8C, 2));                   // cut off
}

TEST(HidItemsTest, theLongestReportIsWhatIsReadAtOnce) {
  EXPECT_EQ(transport::longestHidReport(fromHex(kHead + kLength + kTail)), 14u);
  EXPECT_EQ(transport::longestHidReport(fromHex("77FFFFFFFF 97FFFFFFFF 8102")), transport::kLongestHidReport);
}

TEST(HidPosTest, aFieldThatIsLongerThanAnyReportIsNone) {
  EXPECT_TRUE(readReportMap(fromHex("058C 09FE 7508 960110 8102")).fields.empty());  // 4097 bytes
  EXPECT_EQ(readReportMap(fromHex("058C 09FE 7508 960010 8102")).fields.size(), 1u);
}

// Any bytes as a descriptor, any as reports: bounded, and nothing is read past an end (the sanitizers look on).
TEST(HidPosTest, noiseIsHarmless) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const Bytes sound = fromHex(kHead + kLength + kTail);
  for (int round = 0; round < 3000; ++round) {
    Bytes descriptor = sound;
    for (int i = 0; i < 3; ++i) descriptor[random() % descriptor.size()] = static_cast<std::byte>(random());
    descriptor.resize(random() % (descriptor.size() + 1));
    const ReportMap map = readReportMap(descriptor);
    EXPECT_LE(map.fields.size(), kMostFields);
    EXPECT_LE(transport::longestHidReport(descriptor), transport::kLongestHidReport);
    auto reader = HidPosReader::make(descriptor, kIdle);
    for (int i = 0; reader && i < 20; ++i) {
      Bytes noise(random() % 70);
      for (auto& byte : noise) byte = static_cast<std::byte>(random());
      for (const Frame& frame : reader->feed(noise, kNow)) {
        if (const auto* scan = std::get_if<Scan>(&frame)) {
          EXPECT_LE(scan->text.size(), kLongestCode);
        }
      }
    }
  }
}

}  // namespace
}  // namespace till::drivers::scanner
