// SPDX-License-Identifier: Apache-2.0
// What a station with check reader and slip printer sends back: the replies of a receipt printer, and the blocks of the
// check reader, which that parser would take apart. Pure. Source: TM-H5000II specification, appendix E.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <variant>

#include "drivers/printer/status_parser.h"

namespace till::drivers::slip {

struct CheckBlock {  // 5F .. 00, without either
  std::string payload;
};
struct OtherReply {};  // automatic status and others that nobody here asks for
using StationReply = std::variant<CheckBlock, printer::RealTimeStatus, printer::QueuedStatus, OtherReply>;

struct StationParsed {
  std::variant<printer::NeedMore, printer::Malformed, StationReply> what;
  std::size_t consumed = 0;  // with NeedMore: leading flow control only
};

// The first reply at the front of `bytes`. XON and XOFF may stand anywhere and are passed over. A block is at most 128
// bytes long and holds printable characters and the separator 1F; anything else in it means that its header was noise.
[[nodiscard]] StationParsed parseStationReply(std::span<const std::byte> bytes);

}  // namespace till::drivers::slip
