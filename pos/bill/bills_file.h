// SPDX-License-Identifier: Apache-2.0
// The file of bills while it is built: aside, complete, synced, and only then under its name.
#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <memory>
#include <string>

#include "ledger/store/sqlite.h"
#include "pos/bill/bill.h"

namespace till::pos::bill {

inline constexpr std::int32_t kBillsApplicationId = 0x42494c4c;  // "BILL"

// Throws ledger::store::SqliteError, as the statements do. What is not finished is removed.
class BillsFile {
 public:
  explicit BillsFile(const std::filesystem::path& directory);
  ~BillsFile();
  BillsFile(const BillsFile&) = delete;
  BillsFile& operator=(const BillsFile&) = delete;

  [[nodiscard]] bool has(const std::string& account);
  void add(const Bill& bill);
  // Error: a sentence; nothing is left behind.
  [[nodiscard]] tl::expected<ImportResult, BillBookError> finish(const std::string& asOf);

 private:
  std::filesystem::path directory_;
  std::filesystem::path target_;
  std::filesystem::path aside_;
  std::unique_ptr<ledger::store::Database> database_;
  std::unique_ptr<ledger::store::Statement> findAccount_;
  std::unique_ptr<ledger::store::Statement> addAccount_;
  std::unique_ptr<ledger::store::Statement> addLine_;
  std::unique_ptr<ledger::store::Statement> addWord_;
  std::int64_t accounts_ = 0;
};

}  // namespace till::pos::bill
