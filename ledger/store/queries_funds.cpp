// SPDX-License-Identifier: Apache-2.0
// Who holds what, what waits for a second look, what is on its way to the bank.
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {

std::vector<FundRow> fundRows(const Database& database) {
  Statement statement(database, "SELECT id, custodian, cents, counted_row, independent_row FROM fund ORDER BY id");
  std::vector<FundRow> rows;
  while (statement.step()) {
    FundRow row{statement.text(0), statement.text(1), Money::fromMinor(statement.integer(2)), {}, {}};
    if (!statement.isNull(3)) row.counted = seqOf(statement.integer(3));
    if (!statement.isNull(4)) row.independentlyCounted = seqOf(statement.integer(4));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<HandOverRow> handOverRows(const Database& database) {
  Statement statement(
      database, "SELECT row, fund, giver, receiver, cents FROM hand_over WHERE accepted_row IS NULL ORDER BY row");
  std::vector<HandOverRow> rows;
  while (statement.step()) {
    rows.push_back({seqOf(statement.integer(0)), statement.text(1), statement.text(2), statement.text(3),
                    Money::fromMinor(statement.integer(4))});
  }
  return rows;
}

std::vector<std::int64_t> pendingRows(const Database& database) {
  Statement statement(database, "SELECT row FROM pending WHERE reviewed_row IS NULL ORDER BY row");
  std::vector<std::int64_t> rows;
  while (statement.step()) rows.push_back(statement.integer(0));
  return rows;
}

std::vector<DepositRow> depositRows(const Database& database, bool onlyOpen) {
  Statement statement(database,
                      std::string("SELECT number, row, bag, cents, place, holder, confirmed_row FROM deposit ") +
                          (onlyOpen ? "WHERE confirmed_row IS NULL " : "") + "ORDER BY number");
  std::vector<DepositRow> rows;
  while (statement.step()) {
    rows.push_back({statement.integer(0), seqOf(statement.integer(1)), statement.text(2),
                    Money::fromMinor(statement.integer(3)), statement.text(4), statement.text(5),
                    !statement.isNull(6)});
  }
  return rows;
}

std::optional<std::int64_t> lastCorrection(const Database& database, const char* kind, std::int64_t row) {
  Statement next(database, "SELECT row FROM correction WHERE kind=? AND of_row=?");
  std::optional<std::int64_t> last;
  for (next.bind(std::string_view(kind)).bind(row); next.step(); next.bind(std::string_view(kind)).bind(*last)) {
    last = next.integer(0);
    next.reset();
  }
  return last;
}

}  // namespace till::ledger::store
