// SPDX-License-Identifier: Apache-2.0
// What the events come to, in tables: written in the event's own transaction, rebuilt from the events to the same bits.
#pragma once

#include <string>

#include "ledger/journal/canonical.h"
#include "ledger/store/sqlite.h"

namespace till::ledger::store {

// The name a tender kind has in session_rollup.
[[nodiscard]] std::string tenderName(journal::TenderKind kind);

class Projections {
 public:
  explicit Projections(const Database& database);
  // Throws SqliteError; the caller's transaction rolls back.
  void apply(std::int64_t row, const journal::Envelope& envelope, const journal::Body& body);

 private:
  struct At {
    std::int64_t row;
    std::int64_t session;
    const std::string& actor;
  };
  void fact(const At& at, const journal::PaymentTaken& payment);
  void fact(const At& at, const journal::PaymentReversed& reversal);
  void fact(const At& at, const journal::SessionOpened& opened);
  void fact(const At& at, const journal::CashMoved& moved);
  void fact(const At& at, const journal::DrawerOpened& drawer);
  void fact(const At& at, const journal::PrintFinished& print);
  void fact(const At& at, const journal::CountSealed& sealed);
  void fact(const At& at, const journal::SessionClosed& closed);
  void fact(const At& at, const journal::FundAssigned& assigned);
  void fact(const At& at, const journal::FundCounted& counted);
  void fact(const At& at, const journal::HandOverAccepted& accepted);
  void fact(const At& at, const journal::TillPlaced& placed);
  void fact(const At& at, const journal::CountKept& kept);
  void fact(const At& at, const journal::PaymentRetendered& retendered);
  void fact(const At& at, const journal::CheckReturned& returned);
  void fact(const At& at, const journal::PaymentMoved& moved);
  void fact(const At& at, const journal::ActReviewed& reviewed);
  void fact(const At& at, const journal::DepositMade& made);
  void fact(const At& at, const journal::BagMoved& moved);
  void fact(const At& at, const journal::DepositConfirmed& confirmed);
  template <class T>
  void fact(const At&, const T&) {}  // facts of which no table speaks

  void lines(const std::string& businessDate, const std::vector<journal::EntryLine>& entry);
  void tenders(const At& at, const std::vector<journal::TenderTaken>& taken, int sign);
  void papers(const At& at, const std::vector<journal::TenderTaken>& taken);
  void linesOfSession(std::int64_t session, const std::vector<journal::EntryLine>& entry);
  void setFund(const std::string& fund, const std::string& custodian, Money amount);
  void tillLeft(const At& at, const journal::SessionClosed& closed);
  void addToFund(const std::string& fund, Money amount);
  void correct(const At& at, const char* kind, int epoch, std::int64_t of, std::int64_t part);
  void shares(const At& at, const std::string& businessDate, const std::vector<journal::BillPaid>& bills,
              const std::string& first);
  void count(std::int64_t session, const std::string& what, std::int64_t n, Money amount);

  const Database& database_;
  Statement payment_, paper_, rollup_, sessionRollup_, session_, cashMove_, print_, sealed_, closed_, latest_;
};

// Applies every event there is to empty tables. Answers how many; throws SqliteError.
std::int64_t replay(const Database& database);

}  // namespace till::ledger::store
