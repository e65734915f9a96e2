// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ledger/journal/events.h"

namespace till::ledger::journal {

// SHA-256(previous || payload): the link of the chain. Genesis follows 32 zero bytes.
[[nodiscard]] Hash chain(const Hash& previous, std::string_view payload);
[[nodiscard]] Hash sha256(std::string_view bytes);
[[nodiscard]] std::string toHex(std::span<const std::uint8_t> bytes);

// What stands in the payload for a private value: SHA-256 over salt, name, a zero byte, value; hex.
[[nodiscard]] std::string commitment(std::span<const std::uint8_t> salt, std::string_view name, std::string_view value);

}  // namespace till::ledger::journal
