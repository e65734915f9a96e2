// SPDX-License-Identifier: Apache-2.0
// A serial scanner's line: which suffix, then the stream in pieces.
#include <array>

#include "drivers/scanner/frame_parser.h"
#include "tests/fuzz/scans.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace till::fuzz;
  using till::drivers::scanner::FrameParser;
  static const std::array<std::string, 4> kSuffixes{"\r", "\r\n", "\x03", ""};
  Input input(data, size);
  const std::string& suffix = kSuffixes[static_cast<std::size_t>(input.below(kSuffixes.size()))];
  const auto all = bytesOf(Input(input).rest());

  FrameParser pieces({suffix, std::chrono::milliseconds(300)});
  feed(pieces, input);

  // However the line cuts a stream, the codes in it are the same.
  FrameParser whole({suffix, std::chrono::milliseconds(300)});
  FrameParser single({suffix, std::chrono::milliseconds(300)});
  std::size_t frames = whole.feed(all, kStart).size();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::size_t found = single.feed(all.subspan(i, 1), kStart).size();
    require(found <= frames, "no code comes twice for being cut");
    frames -= found;
  }
  require(frames == 0, "no code is lost for being cut");
  return 0;
}
