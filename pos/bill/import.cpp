// SPDX-License-Identifier: Apache-2.0
#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "pos/bill/bill.h"
#include "pos/bill/bills_file.h"
#include "pos/bill/csv.h"
#include "pos/bill/folded.h"

namespace till::pos::bill {

namespace {

enum Column { kAccount, kName, kStreet, kDueDate, kService, kPastDue, kCurrent, kKeepsWaterOn };
constexpr auto kColumns = std::to_array<std::string_view>(
    {"account", "name", "street", "due_date", "service", "past_due", "current", "keeps_water_on"});
constexpr std::size_t kWithoutShutOff = kColumns.size() - 1;
constexpr std::size_t kLongestName = 200;

using Checked = tl::expected<void, CsvFault>;

tl::unexpected<CsvFault> fault(const CsvRow& row, int column, std::string allowed) {
  const auto at = static_cast<std::size_t>(column);
  return tl::unexpected(CsvFault{row.line, column + 1, "\"" + row.fields[at] + "\"", std::move(allowed)});
}

bool isIsoDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [text](std::size_t at, std::size_t length) {
    int value = 0;
    for (const char c : text.substr(at, length)) value = c >= '0' && c <= '9' ? value * 10 + (c - '0') : -100000;
    return value;
  };
  if (number(0, 4) < 1 || number(5, 2) < 1 || number(8, 2) < 1) return false;
  return std::chrono::year_month_day(std::chrono::year(number(0, 4)),
                                     std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                     std::chrono::day(static_cast<unsigned>(number(8, 2))))
      .ok();
}

bool isAccount(std::string_view text) {
  constexpr std::size_t kLongest = 20;
  return !text.empty() && text.size() <= kLongest && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
  });
}

std::optional<Money> amount(std::string_view text) {
  const auto read = ledger::money::fromPlainText(text);
  if (!read || std::max(*read, -*read).minor() > ledger::money::kLargestAmountMinor) return std::nullopt;
  return read;
}

class Importer {
 public:
  Importer(BillsFile& file, const std::vector<Service>& services) : file_(file), services_(services) {}

  Checked header(const CsvRow& row) {
    width_ = row.fields.size();
    const bool right = (width_ == kColumns.size() || width_ == kWithoutShutOff) &&
                       std::equal(row.fields.begin(), row.fields.end(), kColumns.begin());
    if (right) return {};
    return tl::unexpected(
        CsvFault{row.line, 1, "another header",
                 "account,name,street,due_date,service,past_due,current and, if wanted, keeps_water_on"});
  }

  Checked take(const CsvRow& row) {
    if (auto sound = checkTexts(row); !sound) return sound;
    if (row.fields[kAccount] == bill_.account) return addLine(row);
    finishBill();
    return begin(row).and_then([&] { return addLine(row); });
  }

  void finishBill() {
    if (bill_.account.empty()) return;
    const auto place = [this](const BillLine& line) {
      return std::find_if(services_.begin(), services_.end(),
                          [&line](const Service& service) { return service.id == line.service; });
    };
    std::sort(bill_.lines.begin(), bill_.lines.end(),
              [&place](const BillLine& a, const BillLine& b) { return place(a) < place(b); });
    file_.add(bill_);
    bill_ = {};
  }

 private:
  Checked checkTexts(const CsvRow& row) const {
    if (row.fields.size() != width_) {
      return tl::unexpected(CsvFault{row.line, static_cast<int>(row.fields.size()),
                                     std::to_string(row.fields.size()) + " fields",
                                     std::to_string(width_) + " fields, as in the header"});
    }
    if (!isAccount(row.fields[kAccount])) return fault(row, kAccount, "1 to 20 letters, digits or dashes");
    for (const int column : {static_cast<int>(kName), static_cast<int>(kStreet)}) {
      const std::string& text = row.fields[static_cast<std::size_t>(column)];
      if (!folded(text)) return tl::unexpected(CsvFault{row.line, column + 1, "bytes that are not UTF-8", "UTF-8"});
      if (text.size() > kLongestName) return fault(row, column, "at most 200 bytes");
    }
    if (!isIsoDate(row.fields[kDueDate])) return fault(row, kDueDate, "a date such as 2026-12-15");
    return {};
  }

  Checked begin(const CsvRow& row) {
    if (file_.has(row.fields[kAccount])) {
      return fault(row, kAccount, "each account once, its rows together");
    }
    bill_.account = row.fields[kAccount];
    bill_.name = row.fields[kName];
    bill_.street = row.fields[kStreet];
    bill_.dueDate = row.fields[kDueDate];
    if (width_ == kWithoutShutOff || row.fields[kKeepsWaterOn].empty()) return {};
    bill_.keepsWaterOn = amount(row.fields[kKeepsWaterOn]);
    if (!bill_.keepsWaterOn || bill_.keepsWaterOn->isNegative()) {
      return fault(row, kKeepsWaterOn, "nothing, or an amount such as 61.77");
    }
    return {};
  }

  Checked addLine(const CsvRow& row) {
    for (const auto& [column, value] :
         {std::pair(kName, bill_.name), std::pair(kStreet, bill_.street), std::pair(kDueDate, bill_.dueDate)}) {
      if (row.fields[column] != value) return fault(row, column, "the same as in the account's first row");
    }
    const std::string& service = row.fields[kService];
    const auto named = [&service](const auto& one) { return one.id == service; };
    if (std::none_of(services_.begin(), services_.end(), named)) return fault(row, kService, serviceIds());
    const auto billed = [&service](const BillLine& line) { return line.service == service; };
    if (std::any_of(bill_.lines.begin(), bill_.lines.end(), billed)) {
      return fault(row, kService, "each service of an account once");
    }
    const auto pastDue = amount(row.fields[kPastDue]);
    const auto current = amount(row.fields[kCurrent]);
    if (!pastDue) return fault(row, kPastDue, "an amount such as 12.34 or -12.34");
    if (!current) return fault(row, kCurrent, "an amount such as 12.34 or -12.34");
    bill_.lines.push_back({service, *pastDue, *current});
    return {};
  }

  std::string serviceIds() const {
    std::string ids;
    for (const Service& service : services_) ids += (ids.empty() ? "" : ", ") + service.id;
    return ids;
  }

  BillsFile& file_;
  const std::vector<Service>& services_;
  std::size_t width_ = 0;
  Bill bill_;
};

Checked importRows(CsvReader& csv, BillsFile& file, const std::vector<Service>& services) {
  Importer importer(file, services);
  CsvRow row;
  for (bool first = true;; first = false) {
    const auto read = csv.next(row);
    if (!read) return tl::unexpected(read.error());
    if (!*read && first) return tl::unexpected(CsvFault{1, 1, "an empty file", "a header and rows"});
    if (!*read) break;
    if (auto taken = first ? importer.header(row) : importer.take(row); !taken) return taken;
  }
  importer.finishBill();
  return {};
}

std::string sentence(const std::filesystem::path& csv, const CsvFault& fault) {
  const auto at = static_cast<std::size_t>(fault.column - 1);
  const std::string column = at < kColumns.size() ? std::string(kColumns[at]) : std::to_string(fault.column);
  return csv.string() + ":" + std::to_string(fault.line) + ": column " + column + ": found " + fault.found +
         "; allowed: " + fault.allowed;
}

}  // namespace

tl::expected<ImportResult, BillBookError> importBills(const std::filesystem::path& csv,
                                                      const std::filesystem::path& dataDirectory,
                                                      const std::vector<Service>& services, const std::string& asOf) {
  if (sodium_init() < 0) return tl::unexpected(BillBookError{"libsodium could not be started"});
  if (!isIsoDate(asOf)) {
    return tl::unexpected(BillBookError{"as of: found \"" + asOf + "\"; allowed: a date such as 2026-12-15"});
  }
  CsvReader reader(csv);
  if (!reader.opened()) return tl::unexpected(BillBookError{csv.string() + " cannot be read"});
  try {
    BillsFile file(dataDirectory);
    const auto rows = importRows(reader, file, services);
    if (!rows) return tl::unexpected(BillBookError{sentence(csv, rows.error())});
    return file.finish(asOf);
  } catch (const ledger::store::SqliteError& error) {
    return tl::unexpected(
        BillBookError{"the bills could not be written in " + dataDirectory.string() + ": " + error.what()});
  }
}

}  // namespace till::pos::bill
