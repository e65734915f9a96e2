// SPDX-License-Identifier: Apache-2.0
// SQLite, thin: owners of a connection and a statement, and errors as one exception that never leaves this room.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace till::ledger::store {

struct SqliteError : std::runtime_error {
  SqliteError(int resultCode, const std::string& message) : std::runtime_error(message), code(resultCode) {}
  int code;
};

class Database;

// Statements that wait to be used again, the least lately used first: to prepare one takes longer than to run it.
class StatementShelf {
 public:
  StatementShelf() = default;
  ~StatementShelf();
  StatementShelf(const StatementShelf&) = delete;
  StatementShelf& operator=(const StatementShelf&) = delete;
  [[nodiscard]] sqlite3_stmt* take(std::string_view sql);  // null: there is none
  void putBack(sqlite3_stmt* statement);

 private:
  std::vector<sqlite3_stmt*> waiting_;
};

// Not to outlive its database.
class Statement {
 public:
  Statement(const Database& database, std::string_view sql);
  Statement& bind(std::int64_t value);
  Statement& bind(int value) { return bind(static_cast<std::int64_t>(value)); }
  Statement& bind(std::string_view text);
  Statement& bindBlob(std::string_view bytes);
  Statement& bindNull();
  template <class T>
  Statement& bind(const std::optional<T>& value) {
    return value ? bind(*value) : bindNull();
  }
  // True while there is a row. After the last the statement is ready to be bound again.
  bool step();
  void run();
  void reset();
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::string_view blob(int column) const;
  [[nodiscard]] bool isNull(int column) const;

 private:
  struct PutBack {
    StatementShelf* shelf;
    void operator()(sqlite3_stmt* statement) const { shelf->putBack(statement); }
  };
  std::unique_ptr<sqlite3_stmt, PutBack> statement_;
  int next_ = 1;
};

class Database {
 public:
  enum class Access { readWrite, readOnly };
  // An empty name: a database of its own that goes with the connection, to which others can be attached by URI.
  Database(const std::filesystem::path& file, Access access, const std::string& vfs = {});
  ~Database() = default;
  Database(Database&&) = default;
  Database& operator=(Database&&) = delete;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  void execute(const std::string& sql) const;
  [[nodiscard]] std::int64_t integer(const std::string& sql) const;
  [[nodiscard]] sqlite3* handle() const { return connection_.get(); }
  [[nodiscard]] StatementShelf& shelf() const { return *shelf_; }

 private:
  std::unique_ptr<sqlite3, int (*)(sqlite3*)> connection_;
  std::unique_ptr<StatementShelf> shelf_;  // emptied before the connection is closed
};

// Every byte of the database, its log and its journal is read and written again where it is, and synced. After a failed
// sync the kernel may show bytes that are not on the disk and that it will never write; so they are. No connection may
// be open. Throws SqliteError.
void writeAnew(const std::filesystem::path& file, const std::string& vfs);
// Of the log behind the connection, in bytes, whether in use or only set aside.
[[nodiscard]] std::int64_t walSize(const Database& database);

// Rolls back unless committed.
class Transaction {
 public:
  explicit Transaction(const Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  const Database& database_;
  bool open_ = true;
};

}  // namespace till::ledger::store
