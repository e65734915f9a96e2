// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/erasure.h"

#include <algorithm>

#include "ledger/journal/canonical.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {
namespace {

constexpr std::int64_t kEveryRow = std::int64_t{1} << 62;

// The first row whose values stay: where the first session of that day or later begins.
std::int64_t boundOf(const Database& database, const std::string& before) {
  if (before.empty()) return kEveryRow;
  Statement first(database, "SELECT min(first_row) FROM session WHERE business_date>=?");
  first.bind(before);
  return first.step() && !first.isNull(0) ? first.integer(0) : kEveryRow;
}

const std::vector<journal::BillPaid>* billsOf(const journal::Body& body) {
  if (const auto* payment = std::get_if<journal::PaymentTaken>(&body)) return &payment->bills;
  if (const auto* reversal = std::get_if<journal::PaymentReversed>(&body)) return &reversal->bills;
  return nullptr;
}

// "name.1" is of the event's second bill.
bool isOfBill(const std::string& name, std::size_t bill) { return name.ends_with("." + std::to_string(bill)); }

void addOfAccount(const Database& database, std::int64_t row, const std::string& account,
                  std::vector<PrivateKey>& keys) {
  const auto raw = rawEvent(database, row);
  const auto decoded = raw ? journal::decode(raw->payload) : tl::unexpected<std::string>("gone");
  const auto* bills = decoded && decoded->body ? billsOf(*decoded->body) : nullptr;
  if (bills == nullptr) return;
  const auto values = privateRows(database, row);
  for (std::size_t bill = 0; bill < bills->size(); ++bill) {
    if (bills->at(bill).account != account) continue;
    for (const auto& value : values) {
      if (isOfBill(value.name, bill)) keys.push_back({row, value.name});
    }
  }
}

std::vector<PrivateKey> ofAccount(const Database& database, const std::string& account, std::int64_t bound,
                                  std::int64_t limit) {
  Statement rows(database,
                 "SELECT row FROM payment WHERE account=? AND row<? UNION "
                 "SELECT row FROM account_share WHERE account=? AND row<? ORDER BY row");
  rows.bind(account).bind(bound).bind(account).bind(bound);
  std::vector<PrivateKey> keys;
  while (rows.step() && static_cast<std::int64_t>(keys.size()) < limit) {
    addOfAccount(database, rows.integer(0), account, keys);
  }
  if (static_cast<std::int64_t>(keys.size()) > limit) keys.resize(static_cast<std::size_t>(limit));
  return keys;
}

}  // namespace

std::vector<PrivateKey> privateKeys(const Database& database, const journal::PrivateErased& like, std::int64_t limit) {
  const std::int64_t bound = boundOf(database, like.before);
  if (!like.account.empty()) return ofAccount(database, like.account, bound, limit);
  Statement rows(database, "SELECT row, name FROM private WHERE row<? ORDER BY row, name LIMIT ?");
  rows.bind(bound).bind(limit);
  std::vector<PrivateKey> keys;
  while (rows.step()) keys.push_back({rows.integer(0), rows.text(1)});
  return keys;
}

void erase(const Database& database, const std::vector<PrivateKey>& keys) {
  database.execute("PRAGMA secure_delete=ON");
  Statement erase(database, "DELETE FROM private WHERE row=? AND name=?");
  for (const auto& key : keys) erase.bind(key.row).bind(key.name).run();
  database.execute("PRAGMA secure_delete=OFF");
}

}  // namespace till::ledger::store
