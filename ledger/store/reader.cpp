// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "ledger/store/database_books.h"
#include "ledger/store/files.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {
namespace {

class LedgerReader : public Reader {
 public:
  explicit LedgerReader(Database database) : database_(std::move(database)) {}

  Verification verifyAll() const override { return verifyEpochs(database_, Depth::all); }
  Verification verifyChain() const override { return verifyEpochs(database_, Depth::links); }

  Verification eachEvent(const std::function<void(const StoredEvent&)>& visit) const override {
    return replay(database_, {}, [&](const RawEvent& raw) { show(raw, visit); });
  }

  Verification eachEventOf(std::int64_t session, const std::function<void(const StoredEvent&)>& visit) const override {
    return store::eachEventOf(database_, session, visit);
  }

  Verification eachEventNaming(std::span<const std::string> texts,
                               const std::function<void(const StoredEvent&)>& visit) const override {
    return replay(database_, {}, [&](const RawEvent& raw) {
      const auto named = [&](const std::string& text) { return raw.payload.find(text) != std::string::npos; };
      if (std::any_of(texts.begin(), texts.end(), named)) show(raw, visit);
    });
  }

  void atOneMoment(const std::function<void()>& work) const override {
    database_.execute("BEGIN");
    try {
      work();
    } catch (...) {
      database_.execute("ROLLBACK");
      throw;
    }
    database_.execute("COMMIT");
  }

  void eachReceipt(const std::function<void(const ReceiptNumber&, const Hash&)>& visit) const override {
    store::eachReceipt(database_, visit);
  }
  void eachHash(const std::function<void(std::int64_t, const Hash&)>& visit) const override {
    store::eachHash(database_, visit);
  }
  std::vector<journal::ChartAccount> chart() const override { return lastChart(database_); }
  std::vector<Posting> postings(const std::string& from, const std::string& to) const override {
    return rolledUp(database_, from, to);
  }
  SummedAnew postingsOfEvents(const std::string& from, const std::string& to) const override {
    return summedAnew(database_, from, to);
  }
  std::string tablesFault() const override { return store::tablesFault(database_); }

  std::vector<SessionRow> sessions() const override { return sessionRows(database_, SessionFilter::all); }
  SessionCounts counts(std::int64_t session) const override { return sessionCounts(database_, session); }
  std::optional<SessionFigures> figures(std::int64_t session) const override {
    return sessionFigures(database_, session);
  }
  const Books& books() const override { return books_; }
  std::vector<HandOverRow> handOvers() const override { return handOverRows(database_); }

 private:
  void show(const RawEvent& raw, const std::function<void(const StoredEvent&)>& visit) const {
    if (const auto event = stored(database_, raw)) visit(*event);
  }

  Database database_;
  DatabaseBooks books_{database_};
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
