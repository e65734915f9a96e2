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

  void eachEvent(const std::function<void(const StoredEvent&)>& visit) const override {
    eachRawEvent(database_, 0, [&](const RawEvent& raw) {
      if (const auto event = stored(database_, raw)) visit(*event);
      return true;
    });
  }

  void eachEventOf(std::int64_t session, const std::function<void(const StoredEvent&)>& visit) const override {
    store::eachEventOf(database_, session, visit);
  }

  void eachEventNaming(std::span<const std::string> texts,
                       const std::function<void(const StoredEvent&)>& visit) const override {
    eachRawEvent(database_, 0, [&](const RawEvent& raw) {
      const auto named = [&](const std::string& text) { return raw.payload.find(text) != std::string::npos; };
      if (std::any_of(texts.begin(), texts.end(), named)) {
        if (const auto event = stored(database_, raw)) visit(*event);
      }
      return true;
    });
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
  std::vector<Posting> postingsOfEntries(const std::string& from, const std::string& to) const override {
    return summedAnew(database_, from, to);
  }

  std::vector<SessionRow> sessions() const override { return sessionRows(database_, SessionFilter::all); }
  SessionCounts counts(std::int64_t session) const override { return sessionCounts(database_, session); }
  std::optional<SessionFigures> figures(std::int64_t session) const override {
    return sessionFigures(database_, session);
  }
  const Books& books() const override { return books_; }

 private:
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
