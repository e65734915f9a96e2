// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <mutex>

#include "ledger/store/sqlite.h"
#include "pos/bill/bill.h"
#include "pos/bill/bills_file.h"
#include "pos/bill/folded.h"

namespace till::pos::bill {

namespace {

using ledger::store::Database;
using ledger::store::SqliteError;
using ledger::store::Statement;

// Past every text that begins with `prefix`: no byte of UTF-8 is FF.
std::string afterPrefix(const std::string& prefix) { return prefix + '\xff'; }

// Accounts looked at for one search: some 30 ms of the thread that asks, however common the words are.
constexpr int kMostLookedAt = 20000;

class SqliteBillBook final : public BillBook {
 public:
  explicit SqliteBillBook(const std::filesystem::path& file)
      : database_(file, Database::Access::readOnly),
        account_(database_, "SELECT name, street, due_date, keeps_water_on FROM account WHERE account = ?"),
        lines_(database_, "SELECT service, past_due, current FROM line WHERE account = ? ORDER BY position"),
        byNumber_(database_,
                  "SELECT account, name, street FROM account WHERE account >= ? AND account < CAST(? AS TEXT) "
                  "ORDER BY account LIMIT ?"),
        byWord_(database_,
                "SELECT a.account, a.name, a.street FROM word w JOIN account a ON a.account = w.account "
                "WHERE w.word >= ? AND w.word < CAST(? AS TEXT)"),
        countWord_(database_,
                   "SELECT count(*) FROM (SELECT 1 FROM word WHERE word >= ? AND word < CAST(? AS TEXT) LIMIT ?)") {
    if (database_.integer("PRAGMA application_id") != kBillsApplicationId) {
      throw SqliteError(SQLITE_NOTADB, "this is not a file of bills");
    }
    Statement book(database_, "SELECT as_of, accounts FROM book");
    if (!book.step()) throw SqliteError(SQLITE_CORRUPT, "the file of bills is not complete");
    asOf_ = book.text(0);
    accounts_ = book.integer(1);
  }

  std::optional<Bill> find(const std::string& account) const override {
    const std::lock_guard lock(mutex_);
    try {
      return read(account);
    } catch (const SqliteError&) {
      rewind();
      return std::nullopt;  // a bill that cannot be read is paid as an unknown account, flagged
    }
  }

  std::vector<FoundAccount> search(const std::string& text, int limit) const override {
    const auto wanted = wordsOf(folded(text).value_or(std::string()));
    if (wanted.empty() || limit <= 0) return {};
    const std::lock_guard lock(mutex_);
    std::vector<FoundAccount> found;
    try {
      searchNumbers(text, limit, found);
      searchWords(wanted, limit, found);
    } catch (const SqliteError&) {
      rewind();
    }
    return found;
  }

  std::string asOf() const override { return asOf_; }
  std::int64_t accounts() const override { return accounts_; }

 private:
  std::optional<Bill> read(const std::string& account) const {
    account_.bind(account);
    if (!account_.step()) return std::nullopt;
    Bill bill;
    bill.account = account;
    bill.name = account_.text(0);
    bill.street = account_.text(1);
    bill.dueDate = account_.text(2);
    if (!account_.isNull(3)) bill.keepsWaterOn = Money::fromMinor(account_.integer(3));
    bill.asOf = asOf_;
    account_.reset();
    lines_.bind(account);
    while (lines_.step()) {
      bill.lines.push_back({lines_.text(0), Money::fromMinor(lines_.integer(1)), Money::fromMinor(lines_.integer(2))});
      bill.due += bill.lines.back().pastDue + bill.lines.back().current;
    }
    return bill;
  }

  void searchNumbers(const std::string& text, int limit, std::vector<FoundAccount>& found) const {
    byNumber_.bind(text).bindBlob(afterPrefix(text)).bind(limit);
    while (byNumber_.step()) found.push_back({byNumber_.text(0), byNumber_.text(1), byNumber_.text(2)});
  }

  // The rarest word typed goes to the index; the others may stand anywhere in name, street or number.
  void searchWords(const std::vector<std::string>& wanted, int limit, std::vector<FoundAccount>& found) const {
    const auto key = rarest(wanted);
    if (!key) return;
    byWord_.bind(*key).bindBlob(afterPrefix(*key));
    for (int seen = 0; seen < kMostLookedAt && found.size() < static_cast<std::size_t>(limit); ++seen) {
      if (!byWord_.step()) return;
      const FoundAccount one{byWord_.text(0), byWord_.text(1), byWord_.text(2)};
      const bool known = std::any_of(found.begin(), found.end(),
                                     [&one](const FoundAccount& other) { return other.account == one.account; });
      if (!known && holdsAll(one, wanted)) found.push_back(one);
    }
    byWord_.reset();
  }

  // nullopt: one of the words begins no word of any name or street, and cannot be a number either.
  std::optional<std::string> rarest(const std::vector<std::string>& wanted) const {
    std::optional<std::string> key;
    std::int64_t fewest = 0;
    for (const std::string& word : wanted) {
      countWord_.bind(word).bindBlob(afterPrefix(word)).bind(kMostLookedAt);
      const std::int64_t count = countWord_.step() ? countWord_.integer(0) : 0;
      countWord_.reset();
      if (count == 0 && word.find_first_of("0123456789") == std::string::npos) return std::nullopt;
      if (count == 0 || (key && count >= fewest)) continue;
      key = word;
      fewest = count;
    }
    return key;
  }

  static bool holdsAll(const FoundAccount& account, const std::vector<std::string>& wanted) {
    const std::string text = folded(account.name + "\n" + account.street + "\n" + account.account).value_or("");
    return std::all_of(wanted.begin(), wanted.end(),
                       [&text](const std::string& word) { return text.find(word) != std::string::npos; });
  }

  void rewind() const {
    for (Statement* statement : {&account_, &lines_, &byNumber_, &byWord_, &countWord_}) statement->reset();
  }

  mutable std::mutex mutex_;  // the counter and the query thread share one book
  Database database_;
  mutable Statement account_;
  mutable Statement lines_;
  mutable Statement byNumber_;
  mutable Statement byWord_;
  mutable Statement countWord_;
  std::string asOf_;
  std::int64_t accounts_ = 0;
};

}  // namespace

tl::expected<std::unique_ptr<BillBook>, BillBookError> openBillBook(const std::filesystem::path& file) {
  try {
    return std::make_unique<SqliteBillBook>(file);
  } catch (const SqliteError& error) {
    return tl::unexpected(BillBookError{file.string() + " cannot be used: " + error.what()});
  }
}

}  // namespace till::pos::bill
