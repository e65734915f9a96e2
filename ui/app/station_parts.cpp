// SPDX-License-Identifier: Apache-2.0
#include "ui/app/station_parts.h"

#include <fstream>
#include <iterator>

#include "config/load/shared_folder.h"
#include "ledger/journal/hash.h"
#include "ledger/store/mirror.h"
#include "pos/bill/bill_files.h"

namespace till::ui::app {
namespace {

namespace fs = std::filesystem;
namespace store = ledger::store;

constexpr int kExitIo = 74;
constexpr int kExitRunning = 75;
constexpr int kExitConfig = 78;

tl::unexpected<StartError> failed(int exitCode, std::string text) {
  return tl::unexpected(StartError{exitCode, std::move(text)});
}

fs::path pepperFile(const AppOptions& options) {
  if (!options.pepper.empty()) return options.pepper;
  return fs::absolute(options.data).lexically_normal().parent_path() / "citytill.pepper";
}

tl::expected<void, StartError> addBills(pos::station::StationParts& parts, const fs::path& data) {
  const auto file = pos::bill::newestBills(data);
  if (!file) return {};
  auto book = pos::bill::openBillBook(*file);
  if (!book) return failed(kExitIo, book.error().what);
  std::ifstream in(*file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  parts.bills = std::move(*book);
  parts.billsFile = {file->filename().string(), ledger::journal::toHex(ledger::journal::sha256(bytes))};
  return {};
}

template <class Done>
std::string faultOf(const tl::expected<Done, store::KeepingError>& done) {
  return done ? std::string() : done.error().what;
}

pos::station::Keeping keeping(const config::Office& office, const fs::path& data) {
  pos::station::Keeping keeping;
  if (office.copies) keeping.copy = [data, target = *office.copies] { return faultOf(store::backUp(data, target)); };
  if (!office.mirror.empty()) {
    keeping.mirror = [data, file = office.mirror] { return faultOf(store::mirror(data, file)); };
  }
  return keeping;
}

}  // namespace

tl::expected<config::Office, StartError> openOffice(const AppOptions& options) {
  auto office = config::loadOffice(options.office, config::sharedFolder(options.shared), options.devices);
  if (!office) return failed(kExitConfig, config::toText(office.error()));
  return std::move(*office);
}

tl::expected<pos::station::StationParts, StartError> openParts(const config::Office& office,
                                                               const AppOptions& options) {
  const auto surroundings = store::systemSurroundings();
  auto ledger = store::openLedger(options.data, office.identity, surroundings);
  if (!ledger) {
    const bool running = ledger.error().code == store::OpenErrorCode::locked;
    return failed(running ? kExitRunning : kExitIo, ledger.error().what);
  }
  auto people = pos::people::openPeopleBook(options.data / "people.db", pepperFile(options));
  if (!people) return failed(kExitIo, people.error().what);
  pos::station::StationParts parts;
  parts.settings = office.station;
  parts.words = office.words;
  parts.ledger = std::move(*ledger);
  parts.people = std::move(*people);
  parts.devices = office.devices;
  parts.keeping = keeping(office, options.data);
  parts.wallClock = surroundings.wallClock;
  parts.openReader = [data = options.data] { return store::openReader(data); };
  if (auto added = addBills(parts, options.data); !added) return tl::unexpected(added.error());
  return parts;
}

}  // namespace till::ui::app
