// SPDX-License-Identifier: Apache-2.0
// What the events come to, in tables: written in the event's own transaction, rebuilt from the events to the same bits.
#pragma once

#include <string>

#include "ledger/journal/canonical.h"
#include "ledger/store/sqlite.h"

namespace till::ledger::store {

class Projections {
 public:
  explicit Projections(const Database& database);
  // Throws SqliteError; the caller's transaction rolls back.
  void apply(std::int64_t row, const journal::Envelope& envelope, const journal::Body& body);

 private:
  struct At {
    std::int64_t row;
    std::int64_t session;
  };
  void fact(const At& at, const journal::PaymentTaken& payment);
  void fact(const At& at, const journal::PaymentReversed& reversal);
  void fact(const At& at, const journal::SessionOpened& opened);
  void fact(const At& at, const journal::CashMoved& moved);
  void fact(const At& at, const journal::DrawerOpened& drawer);
  void fact(const At& at, const journal::PrintFinished& print);
  void fact(const At& at, const journal::CountSealed& sealed);
  void fact(const At& at, const journal::SessionClosed& closed);
  template <class T>
  void fact(const At&, const T&) {}  // facts of which no table speaks

  void lines(std::int64_t row, const std::string& businessDate, const std::vector<journal::EntryLine>& entry);
  void tenders(const At& at, const std::vector<journal::TenderTaken>& taken, int sign);
  void count(std::int64_t session, const std::string& what, std::int64_t n, Money amount);

  const Database& database_;
  Statement payment_, line_, tender_, rollup_, sessionRollup_, session_, cashMove_, countLine_, print_, sealed_,
      closed_, latest_;
};

}  // namespace till::ledger::store
