// SPDX-License-Identifier: Apache-2.0
// A recording from a counter: read or refused with its line, written again as the same recording, and played.
#include "drivers/transport/replay.h"
#include "drivers/transport/tape.h"
#include "tests/fuzz/input.h"

namespace till::fuzz {
namespace {

using namespace drivers::transport;

std::string written(const Tape& tape) {
  std::string text(kTapeHeader);
  for (const TapeLine& line : tape) text += toText(line);
  return text;
}

// A driver that says what the tape says it said.
void play(const Tape& tape) {
  const auto player = openReplay(tape, {[](std::span<const std::byte>) {}, [](const Fault&) {}});
  for (const TapeLine& line : tape) {
    const auto* bytes = std::get_if<TapeBytes>(&line.what);
    if (bytes == nullptr || !bytes->toDevice) continue;
    std::vector<std::byte> sent;
    for (const auto& byte : bytes->bytes) sent.push_back(byte.value_or(std::byte{'x'}));
    const auto done = player->write(sent, Deadline::in(std::chrono::milliseconds(0)));
    require(done || done.error().taken <= sent.size(), "no more is taken than was sent");
  }
}

}  // namespace
}  // namespace till::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace till::fuzz;
  const auto tape = readTape(Input(data, size).rest());
  if (!tape) {
    require(!tape.error().empty(), "each error has its words");
    return 0;
  }
  const std::string text = written(*tape);
  const auto again = readTape(text);
  require(again.has_value(), "what was read can be written and read");
  require(written(*again) == text, "and is the same");
  play(*tape);
  return 0;
}
