// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/money/money.h"

namespace till::pos::bill {

enum class Age { pastDue, current };

struct BillLine {
  std::string service;  // id: "water"
  Money pastDue;
  Money current;
};

// What the office asks of an account. Names and streets are hostile text.
struct Bill {
  std::string account;
  std::string name;
  std::string street;
  std::vector<BillLine> lines;        // in the order of the services' table
  Money due;                          // sum of lines; may be zero or credit
  std::string dueDate;                // ISO
  std::string asOf;                   // ISO date of the import
  std::optional<Money> keepsWaterOn;  // shut-off list: this much prevents it
};

// A service of the office: how it is called and where its money goes.
struct Service {
  std::string id;
  std::string name;
  std::string glAccount;  // credited when paid
};

// One step of the allocation order, "past_due water". Configured: local law.
struct Bucket {
  Age age = Age::pastDue;
  std::string service;
};

struct Allocation {
  struct Line {
    std::string service;
    Age age;
    Money amount;
  };
  std::vector<Line> lines;  // only non-zero ones, in bucket order
  Money credit;             // beyond the bill
};

// Fills the buckets in order; negative lines (credits within a bill) first lower what is due of later buckets, so that
// allocations sum to the payment exactly. Pure; the same inputs give the same result. Precondition: amount >= 0.
[[nodiscard]] Allocation allocate(const Bill& bill, Money amount, const std::vector<Bucket>& order);

struct BillBookError {
  std::string what;
};

struct FoundAccount {
  std::string account;
  std::string name;
  std::string street;
};

// Bills in a file of their own, immutable once built; read-only here.
class BillBook {
 public:
  virtual ~BillBook() = default;
  [[nodiscard]] virtual std::optional<Bill> find(const std::string& account) const = 0;
  // By number, name or street, as typed; at most `limit`.
  [[nodiscard]] virtual std::vector<FoundAccount> search(const std::string& text, int limit) const = 0;
  [[nodiscard]] virtual std::string asOf() const = 0;
  [[nodiscard]] virtual std::int64_t accounts() const = 0;
};
[[nodiscard]] tl::expected<std::unique_ptr<BillBook>, BillBookError> openBillBook(const std::filesystem::path& file);

struct ImportResult {
  std::filesystem::path file;  // data/bills-<n>.db, complete and synced
  std::string sha256;
  std::string asOf;
  std::int64_t accounts = 0;
};
// CSV: header account,name,street,due_date,service,past_due,current[,keeps_water_on]; one row a bill line, rows of an
// account together. An error names file, line, column, what was found and what is allowed; nothing is half-imported.
[[nodiscard]] tl::expected<ImportResult, BillBookError> importBills(const std::filesystem::path& csv,
                                                                    const std::filesystem::path& dataDirectory,
                                                                    const std::vector<Service>& services,
                                                                    const std::string& asOf);

}  // namespace till::pos::bill
