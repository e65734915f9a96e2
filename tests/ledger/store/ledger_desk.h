// SPDX-License-Identifier: Apache-2.0
// A ledger in a temporary directory, with a clock and random numbers of its own, and the shortest way to a payment.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "ledger/store/ledger.h"

namespace till::ledger::store {

class LedgerDesk : public ::testing::Test {
 protected:
  LedgerDesk();
  ~LedgerDesk() override;

  void open();  // expects it to open
  void close() { ledger_.reset(); }
  void reopen();
  // Chart and an open session with a float of 300.00.
  void openSession();
  [[nodiscard]] Context clerk() const;
  [[nodiscard]] static journal::PaymentTaken payment(std::int64_t sale, std::int64_t cents = 8427);
  [[nodiscard]] tl::expected<Posted, PostError> pay(std::int64_t sale, std::int64_t cents = 8427);
  [[nodiscard]] static journal::PaymentReversed reversal(const Posted& posted, std::int64_t cents = 8427);
  [[nodiscard]] journal::CountSealed count(std::int64_t cash) const;
  [[nodiscard]] journal::SessionClosed closing() const;
  // Runs SQL on the file behind the ledger's back; the ledger must be closed.
  void tamper(const std::string& sql) const;
  [[nodiscard]] std::string dump(const std::string& table) const;

  std::filesystem::path folder_;
  StationIdentity identity_{"sample-city", 2, "USD"};
  Surroundings surroundings_;
  std::int64_t now_ = 1797350400000;
  std::unique_ptr<Ledger> ledger_;
};

}  // namespace till::ledger::store
