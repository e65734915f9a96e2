// SPDX-License-Identifier: Apache-2.0
// What all slips of the counter share: their head, the bills, the tenders, the foot. For this room and pos/report.
#pragma once

#include <string>

#include "pos/receipt/receipt.h"

namespace till::pos::receipt {

class Slip {
 public:
  Slip(const words::Words& words, const Letterhead& head, const Posting& posting, std::string title);

  // Office, title, DUPLICATE, number, moment, who and where.
  void begin(const std::string& heading);
  void bills(const std::vector<ledger::journal::BillPaid>& bills, const std::vector<PrivateValue>& personal);
  // `label` of cash differs: what was given, or what was handed back.
  void tender(const ledger::journal::TenderTaken& tender, const std::string& cashLabel, Money amount);
  void line(const std::string& text, bool bold = false);
  void columns(const std::string& left, Money amount, bool bold = false);
  void columns(const std::string& left, const std::string& right, bool bold = false);
  void centered(const std::string& text, bool bold = false);
  void rule();
  void signature(const std::string& who = {});
  void pieces(const std::vector<ledger::journal::CountLine>& lines);  // notes, coin, rolls; those of nothing left out
  void barcode();
  void approvedBy();  // a line where there was an approval
  void footer();      // what the office says to its customers; on no slip that stays in the office
  [[nodiscard]] PrintDocument finish();

 private:
  void bill(const ledger::journal::BillPaid& bill, const std::string& name, const std::string& street);
  [[nodiscard]] std::string serviceName(const std::string& id) const;

  const words::Words& words_;
  const Letterhead& head_;
  const Posting& posting_;
  PrintDocument document_;
};

// "receipt 2A-000418": for logs and people.
[[nodiscard]] std::string titleOf(const std::string& what, const Posting& posting);
[[nodiscard]] std::string tenderWord(const words::Words& words, ledger::journal::TenderKind kind);

}  // namespace till::pos::receipt
