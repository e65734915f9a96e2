// SPDX-License-Identifier: Apache-2.0
// What printers and slip stations send back, as a stream: both parsers use it up or wait, within bounds.
#include "drivers/printer/status_parser.h"
#include "drivers/slip/station_replies.h"
#include "tests/fuzz/input.h"

namespace till::fuzz {
namespace {

constexpr std::size_t kLongestReply = 130;  // header, 128 bytes, NUL

std::size_t withoutFlowControl(std::span<const std::byte> bytes) {
  std::size_t count = 0;
  for (const std::byte b : bytes) count += b == std::byte{0x11} || b == std::byte{0x13} ? 0U : 1U;
  return count;
}

template <typename Parse, typename Taken>
void takeApart(std::span<const std::byte> bytes, Parse parse, Taken taken) {
  while (!bytes.empty()) {
    const auto parsed = parse(bytes);
    require(parsed.consumed <= bytes.size(), "no more is consumed than is there");
    bytes = bytes.subspan(parsed.consumed);
    if (std::holds_alternative<drivers::printer::NeedMore>(parsed.what)) {
      require(withoutFlowControl(bytes) < kLongestReply, "nothing longer than a reply is waited for");
      return;
    }
    require(parsed.consumed > 0, "each step goes on");
    taken(parsed);
  }
}

void readPrinter(std::span<const std::byte> bytes) {
  using namespace drivers::printer;
  PrinterStatus status;
  takeApart(bytes, parseReply, [&](const Parsed& parsed) {
    const auto* reply = std::get_if<Reply>(&parsed.what);
    if (reply == nullptr) return;
    if (const auto* automatic = std::get_if<AutomaticStatus>(reply)) apply(*automatic, status);
    const auto* realTime = std::get_if<RealTimeStatus>(reply);
    for (const auto asked : {StatusOf::printer, StatusOf::offlineCause, StatusOf::errorCause, StatusOf::paperRoll}) {
      if (realTime != nullptr) apply(asked, *realTime, status);
    }
  });
}

}  // namespace
}  // namespace till::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  till::fuzz::readPrinter(bytes);
  till::fuzz::takeApart(bytes, till::drivers::slip::parseStationReply, [](const auto&) {});
  return 0;
}
