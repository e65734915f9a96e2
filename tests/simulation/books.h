// SPDX-License-Identifier: Apache-2.0
// What must hold of a ledger after each recovery (facts: invariants I1 to I9), against a model that was told only what
// the running program was told: which events stand. The tables are compared with sums made anew from the events.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ledger/journal/canonical.h"
#include "ledger/store/ledger.h"
#include "ledger/store/sqlite.h"

namespace till::simulation {

enum class Fault { none, lost, doubled, corrupt, wrong };
struct Finding {
  Fault fault = Fault::none;
  std::string what;
  explicit operator bool() const { return fault != Fault::none; }
};

class Books {
 public:
  // --- what the program was told while it lived
  void posted(const ledger::journal::Body& body, const ledger::store::Posted& posted);
  void handed(const std::string& what);  // "kick", "print receipt 2A-000001": never before the posting
  void died();                           // one event may stand now, next after those told, of which nobody was told

  // After a recovery, beside the running program.
  [[nodiscard]] Finding check(const std::filesystem::path& folder);
  // Every projection table, every row, as text: to compare before and after a rebuild.
  [[nodiscard]] static std::string projections(const std::filesystem::path& folder);

  [[nodiscard]] std::int64_t payments() const { return payments_; }  // acknowledged
  [[nodiscard]] std::int64_t events() const { return static_cast<std::int64_t>(hashes_.size()); }
  [[nodiscard]] std::int64_t unheard() const { return unheardInAll_; }  // stood after a cut, and nobody was told
  [[nodiscard]] const Finding& heard() const { return heard_; }         // what was wrong while the program lived

 private:
  struct Sum {
    std::int64_t n = 0, cents = 0;
    friend bool operator==(const Sum&, const Sum&) = default;
  };
  struct Session {
    std::string date;
    std::int64_t floatCents = 0, moved = 0;
    std::array<std::int64_t, 4> tenders{};
    std::array<std::int64_t, 4> counted{};
    bool sealed = false;
  };
  struct Known {
    ledger::journal::Hash hash{};
    bool payment = false;
  };
  using Event = ledger::journal::Decoded;

  Finding readEvents(const ledger::store::Database& database);
  bool explainedByADeath(std::int64_t row);
  Finding take(std::int64_t row, const ledger::journal::Hash& hash, const Event& event);
  Finding takePayment(const ledger::journal::PaymentTaken& payment, std::int64_t session, std::int64_t seq);
  Finding takeReversal(const ledger::journal::PaymentReversed& reversal, std::int64_t session);
  Finding takeClosing(const ledger::journal::SessionClosed& closed);
  void takeMoney(const Event& event);
  Finding lines(std::int64_t row, const Event& event);
  void add(std::int64_t session, const std::string& what, std::int64_t n, std::int64_t cents);
  void tenders(std::int64_t session, const std::vector<ledger::journal::TenderTaken>& taken, int sign);
  [[nodiscard]] Finding rollups(const ledger::store::Database& database) const;
  [[nodiscard]] Finding drawers(const ledger::store::Database& database) const;
  [[nodiscard]] Finding drafts(const ledger::store::Database& database) const;

  std::map<std::int64_t, Known> told_;  // by row
  std::map<std::int64_t, int> deaths_;  // since the last check, by the last row told before
  std::int64_t payments_ = 0, unheardInAll_ = 0, kicksOwed_ = 0;
  std::set<std::string> receiptsTold_;
  Finding heard_;

  // made anew from the events, as far as they are read
  std::int64_t lastRow_ = 0, lastReceipt_ = 0, lastZ_ = 0;
  std::map<std::int64_t, ledger::journal::Hash> hashes_;
  std::map<std::int64_t, std::int64_t> sales_;              // id -> seq
  std::map<std::int64_t, std::vector<std::int64_t>> paid_;  // seq -> its bills' cents
  std::set<std::int64_t> reversed_;
  std::map<std::int64_t, Session> sessions_;
  std::map<std::pair<std::string, std::string>, Sum> rollup_;  // (date, account)
  std::map<std::pair<std::int64_t, std::string>, Sum> sessionRollup_;
};

}  // namespace till::simulation
