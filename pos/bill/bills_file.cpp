// SPDX-License-Identifier: Apache-2.0
#include "pos/bill/bills_file.h"
#include "pos/bill/bill_files.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

#include "ledger/store/files.h"
#include "pos/bill/folded.h"

namespace till::pos::bill {

namespace {

using ledger::store::Database;
using ledger::store::Statement;

// No journal: a build that dies is thrown away whole. Words are gathered unsorted and indexed at the end, which is many
// times faster than a million random inserts.
constexpr const char* kSchema = R"(
PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;
PRAGMA application_id = 1112099916; PRAGMA user_version = 1;
CREATE TABLE book (as_of TEXT NOT NULL, accounts INTEGER NOT NULL) STRICT;
CREATE TABLE account (account TEXT PRIMARY KEY, name TEXT NOT NULL, street TEXT NOT NULL, due_date TEXT NOT NULL,
                      keeps_water_on INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE line (account TEXT, position INTEGER, service TEXT NOT NULL, past_due INTEGER NOT NULL,
                   current INTEGER NOT NULL, PRIMARY KEY (account, position)) STRICT, WITHOUT ROWID;
CREATE TABLE word (word TEXT, account TEXT, PRIMARY KEY (word, account)) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE gathered (word TEXT, account TEXT);
BEGIN;
)";
static_assert(kBillsApplicationId == 1112099916);

// The largest n of the bills-<n>.db there are; 0 for none.
int newestNumber(const std::filesystem::path& directory) {
  int newest = 0;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(directory, ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("bills-") || !name.ends_with(".db")) continue;
    int number = 0;
    const auto [end, error] = std::from_chars(name.data() + 6, name.data() + name.size() - 3, number);
    if (error == std::errc() && end == name.data() + name.size() - 3) newest = std::max(newest, number);
  }
  return newest;
}

std::filesystem::path billsFile(const std::filesystem::path& directory, int number) {
  return directory / ("bills-" + std::to_string(number) + ".db");
}

bool syncFile(const std::filesystem::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool synced = ::fsync(fd) == 0;
  ::close(fd);
  return synced;
}

std::string sha256Of(const std::filesystem::path& file) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::ifstream in(file, std::ios::binary);
  std::string block(1 << 20, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(block.data()),
                              static_cast<unsigned long long>(in.gcount()));
  }
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256_final(&state, hash.data());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
  return sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
}

}  // namespace

std::optional<std::filesystem::path> newestBills(const std::filesystem::path& dataDirectory) {
  const int number = newestNumber(dataDirectory);
  if (number == 0) return std::nullopt;
  return billsFile(dataDirectory, number);
}

BillsFile::BillsFile(const std::filesystem::path& directory)
    : directory_(directory), target_(billsFile(directory, newestNumber(directory) + 1)) {
  aside_ = target_.string() + "." + std::to_string(::getpid()) + ".part";
  std::error_code ignored;
  std::filesystem::remove(aside_, ignored);
  database_ = std::make_unique<Database>(aside_, Database::Access::readWrite);
  database_->execute(kSchema);
  findAccount_ = std::make_unique<Statement>(*database_, "SELECT 1 FROM account WHERE account = ?");
  addAccount_ = std::make_unique<Statement>(*database_, "INSERT INTO account VALUES (?, ?, ?, ?, ?)");
  addLine_ = std::make_unique<Statement>(*database_, "INSERT INTO line VALUES (?, ?, ?, ?, ?)");
  addWord_ = std::make_unique<Statement>(*database_, "INSERT INTO gathered VALUES (?, ?)");
}

BillsFile::~BillsFile() {
  findAccount_.reset();
  addAccount_.reset();
  addLine_.reset();
  addWord_.reset();
  database_.reset();
  std::error_code ignored;
  std::filesystem::remove(aside_, ignored);
}

bool BillsFile::has(const std::string& account) {
  const bool found = findAccount_->bind(account).step();
  findAccount_->reset();
  return found;
}

void BillsFile::add(const Bill& bill) {
  addAccount_->bind(bill.account).bind(bill.name).bind(bill.street).bind(bill.dueDate);
  const std::optional<std::int64_t> keepsWaterOn =
      bill.keepsWaterOn ? std::optional(bill.keepsWaterOn->minor()) : std::nullopt;
  addAccount_->bind(keepsWaterOn).run();
  int position = 0;
  for (const BillLine& line : bill.lines) {
    addLine_->bind(bill.account).bind(position++).bind(line.service).bind(line.pastDue.minor());
    addLine_->bind(line.current.minor()).run();
  }
  for (const std::string& text : {bill.name, bill.street}) {
    for (const std::string& word : wordsOf(folded(text).value_or(std::string()))) {
      addWord_->bind(word).bind(bill.account).run();
    }
  }
  ++accounts_;
}

tl::expected<ImportResult, BillBookError> BillsFile::finish(const std::string& asOf) {
  database_->execute("INSERT INTO word SELECT DISTINCT word, account FROM gathered ORDER BY word, account");
  Statement(*database_, "INSERT INTO book VALUES (?, ?)").bind(asOf).bind(accounts_).run();
  database_->execute("COMMIT");
  findAccount_.reset();
  addAccount_.reset();
  addLine_.reset();
  addWord_.reset();
  database_.reset();
  std::error_code error;
  std::filesystem::permissions(aside_, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, error);
  const std::string sha256 = sha256Of(aside_);
  if (error || !syncFile(aside_)) return tl::unexpected(BillBookError{aside_.string() + " could not be synced"});
  std::filesystem::rename(aside_, target_, error);
  if (error || !ledger::store::syncDirectory(directory_)) {
    return tl::unexpected(BillBookError{target_.string() + " could not be put in place: " + error.message()});
  }
  return ImportResult{target_, sha256, asOf, accounts_};
}

}  // namespace till::pos::bill
