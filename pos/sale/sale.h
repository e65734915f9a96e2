// SPDX-License-Identifier: Apache-2.0
// The basket and its tenders: a value that only moves forward. A refused act leaves the sale as it was. Pure.
#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/journal/events.h"
#include "ledger/money/money.h"
#include "pos/bill/bill.h"
#include "pos/stub/stub.h"

namespace till::pos::sale {

using ledger::journal::TenderKind;

struct BasketLine {
  bill::Bill bill;  // of an unknown account: account and the stub's amount only
  stub::StubReading stub;
  bool unknownAccount = false;
  std::optional<Money> paying;         // nullopt: all that is due (never below zero)
  Money beyond;                        // kept by Sale: what a check gives over the bills, as credit on this account
  [[nodiscard]] Money amount() const;  // what is being paid on it
  [[nodiscard]] Money credit() const;  // the part beyond the bill; none where the account is unknown
};

struct Tender {
  TenderKind kind = TenderKind::cash;
  Money given;
  std::string reference;  // check / money order number, approval code
  std::string last4;      // card
};

enum class SaleErrorCode {
  emptyBasket,
  nothingToPay,
  alreadyInBasket,
  noSuchLine,
  overTendered,  // only cash gives change
  notPositive,
  cardNumber,  // a reference that looks like a card number
  badReference,
  badLast4,
  tendersPresent,
  tooLarge,
};
struct SaleError {
  SaleErrorCode code = SaleErrorCode::emptyBasket;
};

struct SaleRules {
  bool checkOverBillIsCredit = false;  // else refused
  std::vector<bill::Bucket> allocationOrder;
  std::vector<bill::Service> services;
  std::string creditAccount;                                              // GL: customer credit
  std::string unknownAccountGl;                                           // GL: suspense
  std::string cashAccount, checkAccount, moneyOrderAccount, cardAccount;  // GL: what the tender debits
};

class SettledSale;

class Sale {
 public:
  explicit Sale(std::int64_t id) : id_(id) {}
  [[nodiscard]] std::int64_t id() const { return id_; }
  [[nodiscard]] const std::vector<BasketLine>& lines() const { return lines_; }
  [[nodiscard]] const std::vector<Tender>& tenders() const { return tenders_; }
  [[nodiscard]] bool empty() const { return lines_.empty(); }

  // Lines change only while nothing is tendered (tendersPresent: take the tenders back first); a further bill may come
  // at any time.
  [[nodiscard]] tl::expected<void, SaleError> addLine(BasketLine line);
  [[nodiscard]] tl::expected<void, SaleError> payOnLine(std::size_t line, Money amount);
  [[nodiscard]] tl::expected<void, SaleError> takeLine(std::size_t line);
  [[nodiscard]] tl::expected<void, SaleError> addTender(Tender tender, const SaleRules& rules);
  [[nodiscard]] tl::expected<void, SaleError> takeTender(std::size_t tender);

  [[nodiscard]] Money total() const;
  [[nodiscard]] Money tendered() const;
  [[nodiscard]] Money stillToPay() const;  // never negative
  [[nodiscard]] Money change() const;      // never negative, only out of cash
  [[nodiscard]] bool complete() const { return !lines_.empty() && total().isPositive() && stillToPay().isZero(); }

 private:
  void spreadBeyond();

  std::int64_t id_;
  std::vector<BasketLine> lines_;
  std::vector<Tender> tenders_;
};

// A sale that is paid in full, with its allocation and which tender paid which bill; it cannot be built unbalanced.
class SettledSale {
 public:
  [[nodiscard]] static tl::expected<SettledSale, SaleError> settle(const Sale& sale, const SaleRules& rules);
  [[nodiscard]] const Sale& sale() const { return sale_; }
  // The journal's fact, with balanced entry lines; session dates are filled in by the shift.
  [[nodiscard]] const ledger::journal::PaymentTaken& fact() const { return fact_; }
  [[nodiscard]] bool movesCash() const;  // cash in or out: the drawer opens

 private:
  SettledSale(Sale sale, ledger::journal::PaymentTaken fact) : sale_(std::move(sale)), fact_(std::move(fact)) {}
  Sale sale_;
  ledger::journal::PaymentTaken fact_;
};

// What the receipt shows and the journal holds only a commitment of: "name.0", "service_address.0" for the first bill.
[[nodiscard]] std::vector<ledger::journal::PrivateValue> privateValues(const Sale& sale);

// The service of the one line that money for an unknown account is recorded on, until the office knows whose it is.
inline constexpr const char* kUnappliedService = "unapplied";

// The entry that undoes a recorded payment: the recorded allocation and the entry negated; the tenders that go back, as
// positive amounts (cash: what stayed in the till). How, reason and receipt numbers are filled in by who posts it.
[[nodiscard]] ledger::journal::PaymentReversed reverse(const ledger::journal::PaymentTaken& payment,
                                                       std::int64_t paymentSeq);

// Change as people count it out, largest first: {{1000,1},{500,1},{25,2}} for units the office has.
struct Piece {
  std::int64_t unitMinor;
  std::int64_t pieces;
};
[[nodiscard]] std::vector<Piece> breakDown(Money change, const std::vector<std::int64_t>& unitsMinor);

// Draft text: what a crash must not lose. fromDraft refuses what toDraft did not make.
[[nodiscard]] std::string toDraft(const Sale& sale);
[[nodiscard]] std::optional<Sale> fromDraft(std::string_view text);

}  // namespace till::pos::sale
