// SPDX-License-Identifier: Apache-2.0
// The writer. Private to this room: others get it as a Ledger from openLedger().
#pragma once

#include <functional>
#include <set>
#include <unordered_map>

#include "ledger/journal/canonical.h"
#include "ledger/store/database_books.h"
#include "ledger/store/erasure.h"
#include "ledger/store/files.h"
#include "ledger/store/ledger.h"
#include "ledger/store/projections.h"
#include "ledger/store/sqlite.h"
#include "ledger/store/station_key.h"

namespace till::ledger::store {

class LedgerCore : public Ledger {
 public:
  LedgerCore(std::filesystem::path directory, StationIdentity identity, Surroundings surroundings, WriterLock lock,
             Database database);

  // Reads where the chain stands; writes genesis into an empty one. Error: a sentence.
  [[nodiscard]] tl::expected<void, std::string> begin();
  void makeReadOnly(std::string reason) { readOnlyReason_ = std::move(reason); }
  // Genesis of the next epoch, with the head as its parent; half-done drafts go. Only for a ledger that verifies.
  [[nodiscard]] tl::expected<Posted, PostError> beginEpoch(const Context& context);
  void noteStop(std::string why) { stoppedLastTime_ = std::move(why); }

  tl::expected<Posted, PostError> post(const Context& context, const Body& body, const PostOptions& options) override;
  tl::expected<std::int64_t, PostError> takeSaleId() override;
  tl::expected<void, PostError> saveDraft(const Draft& draft) override;
  tl::expected<void, PostError> dropDraft(const std::string& name) override;
  std::vector<Draft> drafts() const override;
  std::optional<SessionRow> openSession() const override;
  std::vector<ReceiptRow> receipts(std::int64_t session) const override;
  std::optional<StoredEvent> event(std::int64_t seq) const override;
  std::optional<StoredEvent> lastOfKind(const std::string& kind) const override;
  SessionCounts counts(std::int64_t session) const override;
  std::optional<SessionFigures> figures(std::int64_t session) const override;
  std::optional<bool> firstCountWithin(std::int64_t session, const CountLimits& limits) const override;
  bool holdsMoreThan(std::int64_t session, Money limit) const override;
  void eachEventOfSealed(std::int64_t session, const std::function<void(const StoredEvent&)>& visit) const override;
  std::vector<SessionRow> openSessions() const override { return openSessions_; }
  std::vector<SessionRow> undepositedSessions() const override;
  std::vector<FundRow> funds() const override;
  std::vector<HandOverRow> handOvers() const override;
  std::vector<EventKey> pendingActs() const override;
  std::vector<DepositRow> openDeposits() const override;
  std::optional<StoredEvent> lastRetender(std::int64_t payment) const override;
  const Books& books() const override { return books_; }
  Money paidSince(const std::string& account, const std::string& asOfDate) const override;
  tl::expected<void, PostError> idle() override;
  bool readOnly() const override { return !readOnlyReason_.empty(); }
  std::string readOnlyReason() const override { return readOnlyReason_; }
  std::string stoppedLastTime() const override { return stoppedLastTime_; }
  const StationIdentity& identity() const override { return identity_; }

 private:
  struct Head {
    int epoch = 1;
    std::int64_t seq = 0;
    Hash hash{};
    std::int64_t wallMillis = 0;
    std::int64_t receipt = 0;
    std::int64_t z = 0;
    std::int64_t session = 0;
    std::int64_t deposit = 0;
  };
  // An event numbered and encoded, not yet written.
  struct Prepared {
    journal::Envelope envelope;
    Body body;
    std::string payload;
    Hash hash{};
    Head after;
    std::vector<std::string> salts;
    std::vector<PrivateKey> erased;
  };

  [[nodiscard]] tl::expected<journal::Genesis, std::string> genesis() const;
  void readHead(const std::string& lastPayload, std::int64_t lastRow, const Hash& hash);
  void readChart();
  // What every posting asks is kept: the open sessions, and the last sale id of the sessions before them.
  void readSessions();
  // core_rules.cpp: what the books refuse
  [[nodiscard]] std::optional<PostError> refusal(const Context& context, const Body& body) const;
  [[nodiscard]] std::optional<PostError> entryRefusal(const Body& body) const;
  [[nodiscard]] std::optional<PostError> sessionRefusal(const Context& context, const Body& body) const;
  [[nodiscard]] std::optional<PostError> openingRefusal(const journal::SessionOpened& opened) const;
  [[nodiscard]] std::optional<PostError> placingRefusal(const journal::TillPlaced& placed) const;
  [[nodiscard]] std::optional<PostError> onceRefusal(const Body& body) const;
  [[nodiscard]] std::optional<PostError> reviewRefusal(const Context& context, const journal::ActReviewed& act) const;
  [[nodiscard]] std::optional<PostError> depositRefusal(const Body& body) const;
  [[nodiscard]] std::optional<PostError> undoneRefusal(const Body& body) const;
  [[nodiscard]] std::optional<PostError> exportRefusal(const Body& body) const;
  [[nodiscard]] const SessionRow* openSessionById(std::optional<std::int64_t> id) const;
  [[nodiscard]] std::optional<Posted> postedBefore(const Body& body) const;
  [[nodiscard]] Posted postedAt(std::int64_t row) const;
  [[nodiscard]] std::optional<StoredEvent> eventAt(std::int64_t row) const;
  [[nodiscard]] tl::expected<Prepared, PostError> prepare(const Head& head, const Context& context, const Body& body,
                                                          const PostOptions& options) const;
  void number(Prepared& prepared) const;
  [[nodiscard]] tl::expected<std::string, std::string> encodeSigned(const Hash& previous, Prepared& prepared) const;
  void readKey();
  tl::expected<Posted, PostError> tryPost(const Context& context, const Body& body, const PostOptions& options);
  void writeDown(const Prepared& prepared, const PostOptions& options);
  void accept(const Prepared& prepared);
  PostError stop(const std::string& why) const;
  // A question to the tables. A disk that does not answer stops the ledger: the answer is nothing, and no write is
  // taken from then on.
  template <class Question>
  auto asked(const Question& question) const -> decltype(question()) {
    try {
      return question();
    } catch (const SqliteError& error) {
      stop(error.what());
      return decltype(question())();
    }
  }
  tl::expected<void, PostError> durably(bool closing, const std::function<void()>& work);

  std::filesystem::path directory_;
  StationIdentity identity_;
  Surroundings surroundings_;
  WriterLock lock_;
  Database database_;
  DatabaseBooks books_{database_};
  Projections projections_;
  Statement insertEvent_, insertPrivate_, dropDraft_, saveDraft_;
  mutable Statement event_, paidSince_;  // asked with every view of the counter
  Head head_;
  std::optional<StationKey> key_;  // of this epoch's genesis; none: the file is gone, and closings stay unsigned
  std::set<std::string> chart_;
  std::vector<SessionRow> openSessions_;
  std::int64_t lastSaleBefore_ = 0;
  std::unordered_map<std::int64_t, std::int64_t> salesOfSession_;  // sale id -> row, of the open sessions
  std::string readOnlyReason_, stoppedLastTime_;
  mutable std::string stoppedWhy_;
};

}  // namespace till::ledger::store
