// SPDX-License-Identifier: Apache-2.0
// What an ESC/POS printer sends back, taken apart by its fixed bits (hardware-docs/receipt-printers.md). Pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>

#include "drivers/printer/escpos.h"
#include "drivers/printer/receipt_printer.h"

namespace till::drivers::printer {

struct AutomaticStatus {  // ASB, four bytes, unasked at each change
  std::array<std::uint8_t, 4> bytes{};
};
struct RealTimeStatus {  // the answer to DLE EOT n; does not say which n
  std::uint8_t byte = 0;
};
struct QueuedStatus {  // the answer to GS r n, in its turn
  std::uint8_t byte = 0;
};
struct ProcessIdReply {  // 37 22 id 00: all before the request is on paper
  ProcessId id{};
};
struct BufferCleared {};  // 37 25 00: DLE DC4 8 was carried out
struct OtherBlock {       // another header .. NUL block (GS I, counters); not asked for by us
  std::string payload;
};
using Reply = std::variant<AutomaticStatus, RealTimeStatus, QueuedStatus, ProcessIdReply, BufferCleared, OtherBlock>;

struct NeedMore {};
struct Malformed {};  // `consumed` bytes belong to nothing: drop them and go on behind

struct Parsed {
  std::variant<NeedMore, Malformed, Reply> what;
  std::size_t consumed = 0;  // with NeedMore: leading flow control only
};

// The first reply at the front of `bytes`. XON and XOFF, which may stand anywhere, are passed over and count as
// consumed. Nothing longer than 128 bytes is waited for.
[[nodiscard]] Parsed parseReply(std::span<const std::byte> bytes);

// What a reply changes in the status.
void apply(const AutomaticStatus& reply, PrinterStatus& status);
void apply(StatusOf asked, const RealTimeStatus& reply, PrinterStatus& status);

}  // namespace till::drivers::printer
