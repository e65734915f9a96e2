// SPDX-License-Identifier: Apache-2.0
#include "drivers/printer/status_parser.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace till::drivers::printer {
namespace {

constexpr std::uint8_t kXon = 0x11;
constexpr std::uint8_t kXoff = 0x13;
constexpr std::size_t kLongest = 128;
constexpr std::string_view kBlockHeaders = "\x35\x37\x3B\x3D\x53\x5F";

bool isFlowControl(std::uint8_t b) { return b == kXon || b == kXoff; }
bool isAutomaticFirst(std::uint8_t b) { return (b & 0x93) == 0x10; }
bool isRealTime(std::uint8_t b) { return (b & 0x93) == 0x12; }
bool isPlain(std::uint8_t b) { return (b & 0x90) == 0x00; }
bool isBlockHeader(std::uint8_t b) { return kBlockHeaders.find(static_cast<char>(b)) != std::string_view::npos; }
bool has(std::uint8_t byte, std::uint8_t mask) { return (byte & mask) != 0; }

// The bytes without flow control, one at a time; remembers how far it went in the original.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}
  std::optional<std::uint8_t> next() {
    while (at_ < bytes_.size()) {
      const auto b = static_cast<std::uint8_t>(bytes_[at_++]);
      if (!isFlowControl(b)) return b;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::size_t consumed() const { return at_; }

 private:
  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
};

// Where one of its bytes was lost, the rest of it goes too: by itself it would look like an answer to GS r.
Parsed parseAutomatic(std::uint8_t first, Reader& reader) {
  std::size_t before = reader.consumed();
  AutomaticStatus status{{first, 0, 0, 0}};
  for (std::size_t i = 1; i < status.bytes.size(); ++i) {
    const auto b = reader.next();
    if (!b) return {NeedMore{}, 0};
    if (!isPlain(*b)) return {Malformed{}, before};
    status.bytes[i] = *b;
    before = reader.consumed();
  }
  return {Reply{status}, reader.consumed()};
}

Reply blockOf(std::uint8_t header, const std::string& payload) {
  if (header == 0x37 && payload == "%") return BufferCleared{};
  if (header == 0x37 && payload.size() == 5 && payload[0] == '"') {
    ProcessIdReply reply;
    std::copy(payload.begin() + 1, payload.end(), reply.id.begin());
    return reply;
  }
  return OtherBlock{payload};
}

// A control character inside means that the header was noise: what follows is looked at anew.
Parsed parseBlock(std::uint8_t header, Reader& reader) {
  const std::size_t headerEnd = reader.consumed();
  std::string payload;
  while (const auto b = reader.next()) {
    if (*b == 0) return {Reply{blockOf(header, payload)}, reader.consumed()};
    if (*b < 0x20 || *b >= 0x80) return {Malformed{}, headerEnd};
    payload.push_back(static_cast<char>(*b));
    if (payload.size() > kLongest) return {Malformed{}, reader.consumed()};
  }
  return {NeedMore{}, 0};
}

}  // namespace

Parsed parseReply(std::span<const std::byte> bytes) {
  Reader reader(bytes);
  const auto first = reader.next();
  if (!first) return {NeedMore{}, reader.consumed()};
  if (isRealTime(*first)) return {Reply{RealTimeStatus{*first}}, reader.consumed()};
  if (isAutomaticFirst(*first)) return parseAutomatic(*first, reader);
  if (isBlockHeader(*first)) return parseBlock(*first, reader);
  if (isPlain(*first)) return {Reply{QueuedStatus{*first}}, reader.consumed()};
  return {Malformed{}, reader.consumed()};
}

// hardware-docs/receipt-printers.md. The fourth byte and the slip bits are undefined on a receipt printer.
void apply(const AutomaticStatus& reply, PrinterStatus& status) {
  const auto& [first, errors, paper, slip] = reply.bytes;
  status.drawerPinHigh = has(first, 0x04);
  status.online = !has(first, 0x08);
  status.coverOpen = has(first, 0x20);
  status.cutterError = has(errors, 0x08);
  status.unrecoverable = has(errors, 0x20);
  status.recoverable = has(errors, 0x44);
  const PaperState notOut = has(paper, 0x03) ? PaperState::nearEnd : PaperState::present;
  status.paper = has(paper, 0x0C) ? PaperState::out : notOut;
}

// hardware-docs/receipt-printers.md.
void apply(StatusOf asked, const RealTimeStatus& reply, PrinterStatus& status) {
  const std::uint8_t b = reply.byte;
  switch (asked) {
    case StatusOf::printer:
      status.drawerPinHigh = has(b, 0x04);
      status.online = !has(b, 0x08);
      return;
    case StatusOf::offlineCause:
      status.coverOpen = has(b, 0x04);
      return;
    case StatusOf::errorCause:
      status.cutterError = has(b, 0x08);
      status.unrecoverable = has(b, 0x20);
      status.recoverable = has(b, 0x44);
      return;
    case StatusOf::paperRoll:
      status.paper = has(b, 0x60) ? PaperState::out : has(b, 0x0C) ? PaperState::nearEnd : PaperState::present;
      return;
  }
}

}  // namespace till::drivers::printer
