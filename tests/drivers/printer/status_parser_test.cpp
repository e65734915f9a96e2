// SPDX-License-Identifier: Apache-2.0
#include "drivers/printer/status_parser.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/drivers/printer/scripted_printer.h"

namespace till::drivers::printer {
namespace {

Parsed parse(const std::string& bytes) { return parseReply(std::as_bytes(std::span(bytes))); }

// What a stream is taken for, in short: A automatic, R real time, Q queued, P process id, C cleared, O other, x bad.
std::string taken(std::string bytes) {
  std::string kinds;
  while (!bytes.empty()) {
    const Parsed parsed = parse(bytes);
    bytes.erase(0, parsed.consumed);
    if (std::holds_alternative<NeedMore>(parsed.what)) return kinds + (bytes.empty() ? "" : "+");
    const auto* reply = std::get_if<Reply>(&parsed.what);
    kinds.push_back(reply == nullptr ? 'x' : "ARQPCO"[reply->index()]);
  }
  return kinds;
}

struct Stream {
  std::string bytes;
  std::string_view kinds;
};
class StreamTest : public testing::TestWithParam<Stream> {};
TEST_P(StreamTest, isTakenApartByItsFixedBits) { EXPECT_EQ(taken(GetParam().bytes), GetParam().kinds); }
INSTANTIATE_TEST_SUITE_P(
    All, StreamTest,
    testing::Values(Stream{text({0x14, 0, 0, 0x0F}), "A"}, Stream{text({0x12}), "R"}, Stream{text({0x7E}), "R"},
                    Stream{text({0x00}), "Q"}, Stream{text({0x0C}), "Q"},
                    Stream{text({0x37, 0x22, '0', '0', '4', '2', 0}), "P"}, Stream{text({0x37, 0x25, 0}), "C"},
                    Stream{text({0x5F, 'T', 'M', 0}), "O"},
                    Stream{text({0x12, 0x10, 0, 0, 0, 0x03, 0x16}), "RAQR"},  // a GS r answer behind an ASB
                    Stream{text({0x13, 0x12, 0x11}), "R"},                    // XOFF and XON around
                    Stream{text({0x10, 0x13, 0, 0x11, 0, 0x13, 0}), "A"},     // and inside
                    Stream{text({0x37, 0x13, 0x25, 0x11, 0}), "C"}, Stream{text({0x14, 0, 0}), "+"},
                    Stream{text({0x37, 0x22, '0'}), "+"}, Stream{text({0x11, 0x13}), ""},
                    Stream{text({0xFF, 0x80, 0x12}), "xxR"},
                    Stream{text({0x14, 0x12}), "xR"},        // a torn ASB does not eat the answer behind it
                    Stream{text({0x14, 0, 0, 0x12}), "xR"},  // nor is its rest an answer to GS r
                    Stream{text({0x14, 0, 0, 0x14, 0, 0, 0}), "xA"},
                    Stream{text({0x37, 0x12, 0x12}), "xRR"},  // nor does a header that was noise
                    Stream{text({0x35}) + std::string(129, 'a') + text({0x12}), "xR"}));

TEST(StatusParserTest, aTornReplyNeverBecomesAWholeOne) {
  const std::string whole = text({0x37, 0x22, '0', '0', '4', '2', 0});
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const Parsed parsed = parse(whole.substr(0, length));
    EXPECT_TRUE(std::holds_alternative<NeedMore>(parsed.what)) << length;
    EXPECT_EQ(parsed.consumed, 0u);
  }
}

TEST(StatusParserTest, anyBytesAreUsedUpOrWaitedForWithinBounds) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 2000; ++round) {
    std::string noise(random() % 400, '\0');
    for (char& c : noise) c = static_cast<char>(random());
    std::size_t at = 0;
    while (at < noise.size()) {
      const Parsed parsed = parse(noise.substr(at));
      ASSERT_LE(parsed.consumed, noise.size() - at);
      at += parsed.consumed;
      if (!std::holds_alternative<NeedMore>(parsed.what)) {
        ASSERT_GT(parsed.consumed, 0u);
        continue;
      }
      ASSERT_LE(noise.size() - at, 2u * 130) << "waits for more than any reply is long";
      break;
    }
  }
}

TEST(StatusParserTest, theAutomaticStatusSaysItAll) {
  PrinterStatus status;
  apply(AutomaticStatus{{0x3C, 0x6C, 0x0F, 0x0F}}, status);
  EXPECT_EQ(status.drawerPinHigh, true);
  EXPECT_TRUE(!status.online && status.coverOpen && status.cutterError && status.unrecoverable && status.recoverable);
  EXPECT_EQ(status.paper, PaperState::out);
  apply(AutomaticStatus{{0x10, 0, 0x03, 0}}, status);
  EXPECT_EQ(status.drawerPinHigh, false);
  EXPECT_TRUE(status.online && !status.coverOpen && !status.cutterError && !status.unrecoverable);
  EXPECT_EQ(status.paper, PaperState::nearEnd);
}

}  // namespace
}  // namespace till::drivers::printer
