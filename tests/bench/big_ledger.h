// SPDX-License-Identifier: Apache-2.0
// A ledger with as many payments as one likes, written as the ledger writes them but in large transactions, and kept
// from run to run.
#pragma once

#include <cstdint>
#include <filesystem>

#include "ledger/journal/events.h"

namespace till::bench {

struct Size {
  std::int64_t payments = 0;
  int perDay = 0;        // a session a day
  int eventsBeside = 0;  // a payment: drawer, print
};

// A year of days.
inline constexpr Size kMillionPayments{1'000'000, 2740, 0};

// Throws std::runtime_error. The same call again answers at once.
void bigLedger(const std::filesystem::path& directory, const Size& size);

[[nodiscard]] ledger::journal::PaymentTaken samplePayment(std::int64_t sale, const std::string& day);
[[nodiscard]] ledger::journal::SettingsInForce sampleSettings();

}  // namespace till::bench
