// SPDX-License-Identifier: Apache-2.0
// Books over a connection. Private to this room: others get it from a Ledger or a Reader.
#pragma once

#include "ledger/store/books.h"
#include "ledger/store/ledger.h"
#include "ledger/store/sqlite.h"

namespace till::ledger::store {

class DatabaseBooks final : public Books {
 public:
  explicit DatabaseBooks(const Database& database) : database_(database) {}
  int epoch() const override;
  std::optional<StoredEvent> event(int epoch, std::int64_t seq) const override;
  std::optional<StoredEvent> receipt(const journal::ReceiptNumber& number) const override;
  std::vector<StoredEvent> corrections(int epoch, std::int64_t payment) const override;
  std::vector<PaperTaken> papers(const std::string& number) const override;
  std::optional<std::string> cashOnlyUntil(const std::string& account, const std::string& today) const override;
  std::optional<SessionRow> session(std::int64_t id) const override;
  std::vector<SessionRow> undepositedSessions() const override;
  void eachEventOf(std::int64_t session, const std::function<void(const StoredEvent&)>& visit) const override;
  std::vector<FundRow> funds() const override;
  std::vector<DepositRow> deposits() const override;
  std::vector<journal::EventKey> pendingActs() const override;
  bool heldATillOn(const std::string& person, const std::string& businessDate) const override;
  std::int64_t privateValues(const journal::PrivateErased& like, std::int64_t most) const override;

 private:
  [[nodiscard]] std::optional<StoredEvent> at(std::int64_t row) const;
  const Database& database_;
};

}  // namespace till::ledger::store
