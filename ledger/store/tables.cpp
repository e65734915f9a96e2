// SPDX-License-Identifier: Apache-2.0
// The tables, checked: all events are replayed into tables of their own, and each row must be there and here.
#include "ledger/store/projections.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {
namespace {

std::string uriOf(const std::filesystem::path& file) {
  constexpr std::string_view kFigures = "0123456789abcdef";
  std::string uri = "file:";
  for (const char c : file.string()) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
                       byte == '/' || byte == '.' || byte == '-' || byte == '_';
    if (plain) {
      uri += c;
    } else {
      uri += {'%', kFigures[byte >> 4U], kFigures[byte & 15U]};
    }
  }
  return uri + "?mode=ro";
}

// A row's first two values say which it is in every table, and no amount.
std::string keyText(const Statement& row) {
  std::string text;
  for (int column = 0; column < 2; ++column) {
    const std::int64_t number = row.integer(column);
    text +=
        (column > 0 ? ", " : "") + (number > rowOf(1, 0) ? "event " + std::to_string(seqOf(number)) : row.text(column));
  }
  return text;
}

// The first row of `one` that `other` has not.
std::optional<std::string> onlyIn(const Database& database, const std::string& one, const std::string& other) {
  Statement row(database, "SELECT * FROM " + one + " EXCEPT SELECT * FROM " + other + " LIMIT 1");
  return row.step() ? std::optional(keyText(row)) : std::nullopt;
}

std::string tableFault(const Database& database, const std::string& table) {
  const std::string stored = "books." + table;
  const std::string replayed = "main." + table;
  auto row = onlyIn(database, stored, replayed);
  if (!row) row = onlyIn(database, replayed, stored);
  return row ? "table " + table + " is not what the events come to, at (" + *row + ")" : "";
}

}  // namespace

std::string tablesFault(const Database& database) {
  try {
    const Database aside({}, Database::Access::readWrite);
    Statement attach(aside, "ATTACH ? AS books");
    attach.bind(uriOf(sqlite3_db_filename(database.handle(), "main"))).run();
    const Transaction oneMoment(aside);
    createProjections(aside);
    replay(aside);
    for (const char* table : projectionTables()) {
      if (auto fault = tableFault(aside, table); !fault.empty()) return fault;
    }
    return {};
  } catch (const SqliteError& error) {
    return std::string("the tables cannot be compared with the events: ") + error.what();
  }
}

}  // namespace till::ledger::store
