// SPDX-License-Identifier: Apache-2.0
#include "config/load/office.h"

#include <fstream>
#include <iterator>

#include "config/load/gl.h"
#include "config/load/parts.h"
#include "ledger/journal/hash.h"

namespace till::config {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder(const fs::path& folder, Office& office) : folder_(folder), office_(office) {}

  // Parses one file and remembers its digest for the settings event.
  TomlTable read(const std::string& name) { return readFile(folder_ / name); }
  TomlTable readFile(const fs::path& file) {
    TomlTable table = TomlTable::parse(file);
    note(file);
    return table;
  }
  void note(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    office_.station.files[file.filename().string()] = ledger::journal::toHex(ledger::journal::sha256(bytes));
  }

 private:
  fs::path folder_;
  Office& office_;
};

std::string closedThrough(const fs::path& folder) {
  const auto closed = loadClosedThrough(folder);
  if (!closed) throw Refusal{closed.error()};
  return *closed;
}

Office readAll(const fs::path& folder, const fs::path& shared, const fs::path& devices) {
  Office office;
  office.folder = folder;
  Folder files(folder, office);
  std::string language;
  readStation(files.read("station.toml"), office, shared, language);
  readChart(files.read("chart.toml"), office);
  readServices(files.read("services.toml"), office);
  if (fs::exists(folder / "funds.toml")) readFunds(files.read("funds.toml"), office);
  if (fs::exists(folder / "books.toml")) readOfficeActs(files.read("books.toml"), office);
  if (fs::exists(folder / "gl.toml")) {
    files.note(folder / "gl.toml");
    office.station.books.closedThrough = closedThrough(folder);
  }
  readDenominations(files.read("denominations.toml"), office);
  readReceipt(files.read("receipt.toml"), office);
  readStubs(files.read("stubs.toml"), office);
  readKeys(files.read("keys.toml"), office);
  readWords(files.readFile(shared / "words" / (language + ".toml")), office);
  const fs::path devicesFile = devices.empty() ? folder / "devices.toml" : devices;
  for (const auto& profile : readDevices(files.readFile(devicesFile), shared, office)) files.note(profile);
  const bool slips = office.devices.sheets && office.devices.sheets->printsSlips;
  if (!slips) office.station.endorseCheck = office.station.validateStub = {};  // nothing to print them with
  return office;
}

}  // namespace

std::string toText(const ConfigError& error) {
  std::string text = error.file;
  if (error.line > 0) text += ":" + std::to_string(error.line);
  if (!error.key.empty()) text += ": " + error.key;
  return text + ": found " + error.found + "; allowed: " + error.allowed;
}

tl::expected<Office, ConfigError> loadOffice(const fs::path& folder, const fs::path& shared, const fs::path& devices) {
  try {
    return readAll(folder, shared, devices);
  } catch (const Refusal& refusal) {
    return tl::unexpected(refusal.error);
  }
}

}  // namespace till::config
