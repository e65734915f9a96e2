// SPDX-License-Identifier: Apache-2.0
// An event to its canonical bytes and back. The bytes are what is hashed, stored and sent; they are made once and never
// made again from a decoded value. ledger/README.md specifies them well enough to write a second reader.
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <utility>
#include <vector>

#include "ledger/journal/events.h"

namespace till::ledger::journal {

inline constexpr std::size_t kLargestPayload = 64UL * 1024;

struct Envelope {
  EventKey key;
  std::int64_t wallMillis = 0;  // as read, never clamped
  bool wallDoubtful = false;    // before the last event, or before this program was built
  std::string boot;             // the kernel's boot id
  std::int64_t bootMillis = 0;  // CLOCK_BOOTTIME
  Context context;
  std::vector<std::pair<std::string, std::string>> commitments;  // name, hex
};

struct Decoded {
  Envelope envelope;
  std::string kind;
  std::optional<Body> body;  // nullopt: a kind this program does not know; kept and chained all the same
};

[[nodiscard]] std::string_view kindOf(const Body& body);
// Every kind there is, in the order of Body.
[[nodiscard]] std::span<const std::string_view> kinds();

// Error: the payload would be over 64 KiB, or holds text that is not UTF-8. Text is brought to NFC.
[[nodiscard]] tl::expected<std::string, std::string> encode(const Envelope& envelope, const Body& body);
// Error: a sentence that names the field. Bytes that decode but are not canonical are refused too.
[[nodiscard]] tl::expected<Decoded, std::string> decode(std::string_view payload);

}  // namespace till::ledger::journal
