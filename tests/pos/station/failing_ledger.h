// SPDX-License-Identifier: Apache-2.0
// The real ledger behind a disk that fails on demand.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "ledger/store/ledger.h"

namespace till::pos::station {

class FailingLedger final : public ledger::store::Ledger {
 public:
  using Money = ledger::money::Money;
  template <class T>
  using Result = tl::expected<T, ledger::store::PostError>;

  explicit FailingLedger(std::unique_ptr<ledger::store::Ledger> real) : real_(std::move(real)) {}

  std::optional<ledger::store::PostErrorCode> fails;
  std::function<void(const ledger::journal::Body&, const ledger::store::Posted&)> posted;

  Result<ledger::store::Posted> post(const ledger::store::Context& context, const ledger::store::Body& body,
                                     const ledger::store::PostOptions& options) override {
    const bool closes = std::holds_alternative<ledger::journal::CountSealed>(body) ||
                        std::holds_alternative<ledger::journal::CountKept>(body) ||
                        std::holds_alternative<ledger::journal::SessionClosed>(body);
    const bool full = fails == ledger::store::PostErrorCode::diskFull;
    if (fails && !(full && closes)) return tl::unexpected(error());
    auto result = real_->post(context, body, options);
    if (result && posted) posted(body, *result);
    return result;
  }
  Result<std::int64_t> takeSaleId() override {
    if (fails) return tl::unexpected(error());
    return real_->takeSaleId();
  }
  Result<void> saveDraft(const ledger::store::Draft& draft) override {
    if (fails) return tl::unexpected(error());
    return real_->saveDraft(draft);
  }
  Result<void> dropDraft(const std::string& name) override {
    if (fails) return tl::unexpected(error());
    return real_->dropDraft(name);
  }
  Result<void> idle() override { return real_->idle(); }
  [[nodiscard]] std::vector<ledger::store::Draft> drafts() const override { return real_->drafts(); }
  [[nodiscard]] std::optional<ledger::store::SessionRow> openSession() const override { return real_->openSession(); }
  [[nodiscard]] bool holdsMoreThan(std::int64_t session, Money limit) const override {
    return real_->holdsMoreThan(session, limit);
  }
  [[nodiscard]] std::optional<bool> firstCountWithin(std::int64_t session,
                                                     const ledger::store::CountLimits& limits) const override {
    return real_->firstCountWithin(session, limits);
  }
  void eachEventOfSealed(std::int64_t session,
                         const std::function<void(const ledger::store::StoredEvent&)>& visit) const override {
    real_->eachEventOfSealed(session, visit);
  }
  [[nodiscard]] std::vector<ledger::store::SessionRow> openSessions() const override { return real_->openSessions(); }
  [[nodiscard]] std::vector<ledger::store::SessionRow> undepositedSessions() const override {
    return real_->undepositedSessions();
  }
  [[nodiscard]] std::vector<ledger::store::FundRow> funds() const override { return real_->funds(); }
  [[nodiscard]] std::vector<ledger::store::HandOverRow> handOvers() const override { return real_->handOvers(); }
  [[nodiscard]] std::vector<ledger::store::EventKey> pendingActs() const override { return real_->pendingActs(); }
  [[nodiscard]] std::vector<ledger::store::DepositRow> openDeposits() const override { return real_->openDeposits(); }
  [[nodiscard]] std::optional<ledger::store::StoredEvent> lastRetender(std::int64_t payment) const override {
    return real_->lastRetender(payment);
  }
  [[nodiscard]] std::vector<ledger::store::ReceiptRow> receipts(std::int64_t session) const override {
    return real_->receipts(session);
  }
  [[nodiscard]] std::optional<ledger::store::StoredEvent> event(std::int64_t seq) const override {
    return real_->event(seq);
  }
  [[nodiscard]] std::optional<ledger::store::StoredEvent> lastOfKind(const std::string& kind) const override {
    return real_->lastOfKind(kind);
  }
  [[nodiscard]] ledger::store::SessionCounts counts(std::int64_t session) const override {
    return real_->counts(session);
  }
  [[nodiscard]] std::optional<ledger::store::SessionFigures> figures(std::int64_t session) const override {
    return real_->figures(session);
  }
  [[nodiscard]] const ledger::store::Books& books() const override { return real_->books(); }
  [[nodiscard]] Money paidSince(const std::string& account, const std::string& date) const override {
    return real_->paidSince(account, date);
  }
  [[nodiscard]] bool readOnly() const override { return real_->readOnly(); }
  [[nodiscard]] std::string readOnlyReason() const override { return real_->readOnlyReason(); }
  [[nodiscard]] std::string stoppedLastTime() const override { return real_->stoppedLastTime(); }
  [[nodiscard]] const ledger::store::StationIdentity& identity() const override { return real_->identity(); }

 private:
  [[nodiscard]] ledger::store::PostError error() const { return {.code = *fails, .what = "the disk said no"}; }
  std::unique_ptr<ledger::store::Ledger> real_;
};

}  // namespace till::pos::station
