// SPDX-License-Identifier: Apache-2.0
#include <sodium.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <mutex>

#include "ledger/store/sqlite.h"
#include "pos/people/people.h"
#include "pos/people/pin.h"

namespace till::pos::people {

namespace {

using ledger::store::Database;
using ledger::store::SqliteError;
using ledger::store::Statement;

constexpr const char* kSchema =
    "CREATE TABLE IF NOT EXISTS person (id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, "
    "verifier TEXT NOT NULL) STRICT, WITHOUT ROWID";

std::optional<Role> roleFromText(const std::string& text) {
  if (text == "clerk") return Role::clerk;
  if (text == "supervisor") return Role::supervisor;
  return std::nullopt;
}

constexpr const char* kTries =
    "CREATE TABLE IF NOT EXISTS wrong_pin (id TEXT PRIMARY KEY, tries INTEGER NOT NULL, at INTEGER NOT NULL) STRICT, "
    "WITHOUT ROWID";

class SqlitePeopleBook final : public PeopleBook {
 public:
  SqlitePeopleBook(const std::filesystem::path& database, std::filesystem::path pepperFile)
      : database_(database, Database::Access::readWrite), pepperFile_(std::move(pepperFile)) {
    ::chmod(database.c_str(), 0600);
    database_.execute("PRAGMA synchronous = EXTRA");
    database_.execute(kSchema);
    database_.execute(kTries);
  }

  std::vector<Person> people() const override {
    const std::lock_guard lock(mutex_);
    std::vector<Person> all;
    try {
      Statement rows(database_, "SELECT id, name, role FROM person ORDER BY name, id");
      while (rows.step()) {
        if (const auto role = roleFromText(rows.text(2))) all.push_back({rows.text(0), rows.text(1), *role});
      }
    } catch (const SqliteError&) {
      all.clear();  // nobody can sign in, which the sign-in page shows
    }
    return all;
  }

  // The hash is worked out without the lock, so that a slow check does not hold up the list of people.
  PinVerdict verify(const std::string& person, const std::string& pin) const override {
    const auto verifier = verifierOf(person);
    const auto pepper = readPepper(pepperFile_);
    if (!verifier || !pepper) return PinVerdict::noVerifier;
    return matches(*verifier, *pepper, pin) ? PinVerdict::right : PinVerdict::wrong;
  }

  int secondsToWait(const std::string& person, std::int64_t unixMillis) const override {
    const std::lock_guard lock(mutex_);
    const auto wrong = wrongOf(person);
    const std::int64_t passed = std::max<std::int64_t>(0, unixMillis - wrong.at) / 1000;
    return static_cast<int>(std::max<std::int64_t>(0, waitSecondsAfter(wrong.tries) - passed));
  }

  int noteTry(const std::string& person, bool right, std::int64_t unixMillis) override {
    const std::lock_guard lock(mutex_);
    const int tries = right ? 0 : wrongOf(person).tries + 1;
    try {
      Statement(database_, "INSERT OR REPLACE INTO wrong_pin (id, tries, at) VALUES (?, ?, ?)")
          .bind(person)
          .bind(tries)
          .bind(unixMillis)
          .run();
    } catch (const SqliteError&) {
      return tries;  // of a disk that takes nothing, no ledger of today will take the act either
    }
    return tries;
  }

  tl::expected<void, PeopleError> add(const Person& person, const std::string& pin) override {
    if (person.id.empty() || person.name.empty()) return refusal("a person needs an id and a name");
    if (!isSixDigits(pin)) return refusal("a PIN is six digits");
    if (isWeakPin(pin)) return refusal("this PIN is among the first that anybody would try; choose another");
    const auto pepper = pepperForAdding();
    if (!pepper) return tl::unexpected(pepper.error());
    const auto verifier = makeVerifier(*pepper, pin);
    if (!verifier) return refusal("there is not enough memory to work out the PIN's verifier");
    const std::lock_guard lock(mutex_);
    try {
      Statement(database_, "INSERT OR REPLACE INTO person (id, name, role, verifier) VALUES (?, ?, ?, ?)")
          .bind(person.id)
          .bind(person.name)
          .bind(person.role == Role::supervisor ? "supervisor" : "clerk")
          .bind(*verifier)
          .run();
    } catch (const SqliteError& error) {
      return refusal(std::string("people.db could not be written: ") + error.what());
    }
    return {};
  }

 private:
  static tl::unexpected<PeopleError> refusal(std::string what) { return tl::unexpected(PeopleError{std::move(what)}); }

  struct Wrong {
    int tries = 0;
    std::int64_t at = 0;
  };
  Wrong wrongOf(const std::string& person) const {
    try {
      Statement row(database_, "SELECT tries, at FROM wrong_pin WHERE id = ?");
      if (!row.bind(person).step()) return {};
      return {static_cast<int>(row.integer(0)), row.integer(1)};
    } catch (const SqliteError&) {
      return {};
    }
  }

  std::optional<std::string> verifierOf(const std::string& person) const {
    const std::lock_guard lock(mutex_);
    try {
      Statement row(database_, "SELECT verifier FROM person WHERE id = ?");
      if (!row.bind(person).step()) return std::nullopt;
      return row.text(0);
    } catch (const SqliteError&) {
      return std::nullopt;
    }
  }

  // A pepper is made for the first person only: with another one, every PIN set before would be wrong for ever.
  tl::expected<std::string, PeopleError> pepperForAdding() const {
    if (auto pepper = readPepper(pepperFile_)) return *pepper;
    if (std::filesystem::exists(pepperFile_)) {
      return refusal("the pepper file " + pepperFile_.string() + " cannot be read, or is not 32 bytes");
    }
    if (!people().empty()) {
      return refusal(
          "the pepper file " + pepperFile_.string() +
          " is missing, and people.db was made with it: bring it back, or remove people.db and add everybody");
    }
    auto made = createPepper(pepperFile_);
    if (!made) return refusal(made.error());
    return *made;
  }

  mutable std::mutex mutex_;
  Database database_;
  std::filesystem::path pepperFile_;
};

}  // namespace

tl::expected<std::unique_ptr<PeopleBook>, PeopleError> openPeopleBook(const std::filesystem::path& database,
                                                                      const std::filesystem::path& pepperFile) {
  if (sodium_init() < 0) return tl::unexpected(PeopleError{"libsodium could not be started"});
  try {
    return std::make_unique<SqlitePeopleBook>(database, pepperFile);
  } catch (const SqliteError& error) {
    return tl::unexpected(PeopleError{database.string() + " could not be opened: " + error.what()});
  }
}

int waitSecondsAfter(int wrongTries) {
  constexpr std::array kWaits{0, 0, 0, 5, 15, 60, 300};
  return kWaits[static_cast<std::size_t>(std::clamp(wrongTries, 0, static_cast<int>(kWaits.size()) - 1))];
}

bool mayApprove(const Person& approver, const std::string& actor) {
  return approver.role == Role::supervisor && approver.id != actor;
}

}  // namespace till::pos::people
