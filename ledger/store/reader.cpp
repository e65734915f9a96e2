// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/files.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {
namespace {

class LedgerReader : public Reader {
 public:
  explicit LedgerReader(Database database) : database_(std::move(database)) {}

  Verification verifyAll() const override {
    const auto last = lastEvent(database_);
    return last ? verifyFrom(database_, rowOf(epochOf(last->row), 1)) : Verification{};
  }

  void eachEvent(const std::function<void(const StoredEvent&)>& visit) const override {
    eachRawEvent(database_, 0, [&](const RawEvent& raw) {
      if (const auto event = stored(database_, raw)) visit(*event);
      return true;
    });
  }

  std::vector<SessionRow> sessions() const override { return sessionRows(database_, SessionFilter::all); }
  SessionCounts counts(std::int64_t session) const override { return sessionCounts(database_, session); }
  std::optional<SessionFigures> figures(std::int64_t session) const override {
    return sessionFigures(database_, session);
  }

 private:
  Database database_;
};

}  // namespace

tl::expected<std::unique_ptr<Reader>, OpenError> openReader(const std::filesystem::path& directory) {
  const auto file = directory / kLedgerFile;
  try {
    Database database(file, Database::Access::readOnly);
    if (database.integer("PRAGMA application_id") != kApplicationId) {
      return tl::unexpected(OpenError{OpenErrorCode::io, file.string() + " is not a CityTill ledger"});
    }
    return std::make_unique<LedgerReader>(std::move(database));
  } catch (const SqliteError& error) {
    return tl::unexpected(OpenError{OpenErrorCode::io, file.string() + ": " + error.what()});
  }
}

}  // namespace till::ledger::store
