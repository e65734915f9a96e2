// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/sqlite.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace till::ledger::store {
namespace {

void check(int result, sqlite3* connection) {
  if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW) return;
  throw SqliteError(result, connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(result));
}

sqlite3_stmt* prepare(const Database& database, std::string_view sql) {
  sqlite3_stmt* statement = database.shelf().take(sql);
  if (statement != nullptr) return statement;
  check(sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr),
        database.handle());
  return statement;
}

constexpr std::size_t kShelf = 64;

// A pragma may do its work when it is prepared (sqlite.org/pragma.html), and is prepared anew each time.
bool isWorthKeeping(std::string_view sql) {
  constexpr std::array<std::string_view, 5> kKept{"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"};
  return std::ranges::any_of(kKept, [&](auto verb) { return sql.starts_with(verb); });
}

sqlite3* open(const std::filesystem::path& file, Database::Access access, const std::string& vfs) {
  const int flags =
      (access == Database::Access::readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) |
      (file.empty() ? SQLITE_OPEN_URI : 0);
  sqlite3* connection = nullptr;
  const int result = sqlite3_open_v2(file.c_str(), &connection, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                                     vfs.empty() ? nullptr : vfs.c_str());
  if (result != SQLITE_OK) {
    const SqliteError error(result, std::string(sqlite3_errstr(result)) + ": " + file.string());
    sqlite3_close(connection);
    throw error;
  }
  return connection;
}

}  // namespace

StatementShelf::~StatementShelf() {
  for (auto* statement : waiting_) sqlite3_finalize(statement);
}

sqlite3_stmt* StatementShelf::take(std::string_view sql) {
  const auto found = std::find_if(waiting_.rbegin(), waiting_.rend(),
                                  [&](sqlite3_stmt* statement) { return sql == sqlite3_sql(statement); });
  if (found == waiting_.rend()) return nullptr;
  sqlite3_stmt* statement = *found;
  waiting_.erase(std::next(found).base());
  return statement;
}

void StatementShelf::putBack(sqlite3_stmt* statement) {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  if (!isWorthKeeping(sqlite3_sql(statement))) {
    sqlite3_finalize(statement);
    return;
  }
  waiting_.push_back(statement);
  if (waiting_.size() <= kShelf) return;
  sqlite3_finalize(waiting_.front());
  waiting_.erase(waiting_.begin());
}

Statement::Statement(const Database& database, std::string_view sql)
    : statement_(prepare(database, sql), PutBack{&database.shelf()}) {}

Statement& Statement::bind(std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), next_++, value), sqlite3_db_handle(statement_.get()));
  return *this;
}

Statement& Statement::bind(std::string_view text) {
  check(sqlite3_bind_text(statement_.get(), next_++, text.data() != nullptr ? text.data() : "",
                          static_cast<int>(text.size()), SQLITE_TRANSIENT),
        sqlite3_db_handle(statement_.get()));
  return *this;
}

Statement& Statement::bindBlob(std::string_view bytes) {
  check(sqlite3_bind_blob(statement_.get(), next_++, bytes.data(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT),
        sqlite3_db_handle(statement_.get()));
  return *this;
}

Statement& Statement::bindNull() {
  check(sqlite3_bind_null(statement_.get(), next_++), sqlite3_db_handle(statement_.get()));
  return *this;
}

bool Statement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  sqlite3* connection = sqlite3_db_handle(statement_.get());
  const SqliteError error(result, sqlite3_errmsg(connection));
  reset();
  if (result != SQLITE_DONE) throw error;
  return false;
}

void Statement::run() {
  while (step()) continue;
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  next_ = 1;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return bytes != nullptr ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)))
                          : std::string();
}

std::string_view Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

bool Statement::isNull(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

Database::Database(const std::filesystem::path& file, Access access, const std::string& vfs)
    : connection_(open(file, access, vfs), &sqlite3_close), shelf_(std::make_unique<StatementShelf>()) {
  sqlite3_busy_timeout(connection_.get(), 2000);
}

void Database::execute(const std::string& sql) const {
  check(sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr), connection_.get());
}

std::int64_t Database::integer(const std::string& sql) const {
  Statement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

namespace {

struct Filename {
  explicit Filename(const std::string& database)
      : name(sqlite3_create_filename(database.c_str(), (database + "-journal").c_str(), (database + "-wal").c_str(), 0,
                                     nullptr)) {}
  Filename(const Filename&) = delete;
  Filename& operator=(const Filename&) = delete;
  ~Filename() { sqlite3_free_filename(const_cast<char*>(name)); }
  const char* name;
};

int rewrite(sqlite3_file* file) {
  constexpr sqlite3_int64 kBlock = 64LL * 1024;
  std::string block(kBlock, '\0');
  sqlite3_int64 size = 0;
  int result = file->pMethods->xFileSize(file, &size);
  for (sqlite3_int64 at = 0; result == SQLITE_OK && at < size; at += kBlock) {
    const int length = static_cast<int>(std::min(kBlock, size - at));
    result = file->pMethods->xRead(file, block.data(), length, at);
    if (result == SQLITE_OK) result = file->pMethods->xWrite(file, block.data(), length, at);
  }
  return result == SQLITE_OK ? file->pMethods->xSync(file, SQLITE_SYNC_FULL) : result;
}

void rewriteNamed(sqlite3_vfs* vfs, const char* name, int kind) {
  int exists = 0;
  check(vfs->xAccess(vfs, name, SQLITE_ACCESS_EXISTS, &exists), nullptr);
  if (exists == 0) return;
  std::vector<std::max_align_t> memory(static_cast<std::size_t>(vfs->szOsFile) / sizeof(std::max_align_t) + 1);
  auto* file = reinterpret_cast<sqlite3_file*>(memory.data());
  check(vfs->xOpen(vfs, name, file, SQLITE_OPEN_READWRITE | kind, nullptr), nullptr);
  const int result = rewrite(file);
  file->pMethods->xClose(file);
  check(result, nullptr);
}

}  // namespace

void writeAnew(const std::filesystem::path& file, const std::string& vfs) {
  sqlite3_vfs* system = sqlite3_vfs_find(vfs.empty() ? nullptr : vfs.c_str());
  if (system == nullptr) throw SqliteError(SQLITE_ERROR, "no such VFS: " + vfs);
  const Filename database(file.string());
  rewriteNamed(system, sqlite3_filename_wal(database.name), SQLITE_OPEN_WAL);
  rewriteNamed(system, sqlite3_filename_journal(database.name), SQLITE_OPEN_MAIN_JOURNAL);
  rewriteNamed(system, database.name, SQLITE_OPEN_MAIN_DB);
}

std::int64_t walSize(const Database& database) {
  sqlite3_file* wal = nullptr;
  sqlite3_int64 size = 0;
  const int found =
      sqlite3_file_control(database.handle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, static_cast<void*>(&wal));
  if (found != SQLITE_OK || wal == nullptr || wal->pMethods == nullptr) return 0;
  return wal->pMethods->xFileSize(wal, &size) == SQLITE_OK ? size : 0;
}

Transaction::Transaction(const Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  // After a full disk SQLite has rolled back by itself; then there is nothing to undo.
  if (open_ && sqlite3_get_autocommit(database_.handle()) == 0) {
    sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace till::ledger::store
