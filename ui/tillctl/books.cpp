// SPDX-License-Identifier: Apache-2.0
#include "ui/tillctl/books.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <iostream>

#include "ledger/report/journal_export.h"

namespace till::ui::tillctl {
namespace {

namespace fs = std::filesystem;
namespace report = ledger::report;

bool makeDurable(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool durable = file >= 0 && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  return durable;
}

Outcome written(const std::string& format, const ledger::store::Reader& source, const report::Days& days,
                std::ostream& out) {
  tl::expected<void, report::ReportError> done;
  if (format == "json") done = report::journalJson(source, out);
  if (format == "jsonl") done = report::journalLines(source, out);
  if (format == "hledger") {
    if (const auto journal = report::hledgerJournal(source, days, out); !journal)
      done = tl::unexpected(journal.error());
  }
  if (!done) return tl::unexpected(toFailure(done.error()));
  return {};
}

// Blind: while a session is open its events have amounts that would tell what the drawer should hold.
Outcome exportAs(const Given& given, const Options& options) {
  const auto days = daysOf(given);
  if (!days) return tl::unexpected(days.error());
  const std::string& format = given.at("--format");
  const bool some = !given.at("--from").empty() || !given.at("--to").empty();
  if (format != "hledger" && some) {
    return tl::unexpected(Failure{kUsage, "--from and --to are for hledger: a chain is verified from its first event"});
  }
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  if (const auto closed = report::onlyClosed(**source, *days); !closed) {
    return tl::unexpected(toFailure(closed.error()));
  }
  return writeOut(given.at("--out"),
                  [&](std::ostream& out) -> Outcome { return written(format, **source, *days, out); });
}

const Argument kOut{"--out", "FILE", "Where to; standard output without it."};

}  // namespace

tl::expected<report::Days, Failure> daysOf(const Given& given) {
  report::Days days;
  for (auto [name, day] : {std::pair{"--from", &days.from}, std::pair{"--to", &days.to}}) {
    const std::string& text = given.at(name);
    if (text.empty()) continue;
    if (!report::isDay(text)) return tl::unexpected(Failure{kUsage, std::string(name) + " wants a day, 2026-12-01"});
    *day = text;
  }
  if (days.to < days.from) return tl::unexpected(Failure{kUsage, "--to is a day before --from"});
  return days;
}

Outcome writeOut(const std::string& file, const std::function<Outcome(std::ostream&)>& write) {
  if (file.empty()) return write(std::cout);
  const fs::path aside = file + ".part";
  std::error_code ignored;
  {
    std::ofstream out(aside, std::ios::binary | std::ios::trunc);
    if (auto done = write(out); !done) {
      fs::remove(aside, ignored);
      return done;
    }
    out.close();
    if (!out || !makeDurable(aside)) return tl::unexpected(Failure{kIo, aside.string() + " cannot be written"});
  }
  std::error_code error;
  fs::rename(aside, file, error);
  if (error) return tl::unexpected(Failure{kIo, file + ": " + error.message()});
  const fs::path folder = fs::absolute(file).parent_path();
  if (!makeDurable(folder)) return tl::unexpected(Failure{kIo, folder.string() + " cannot be written"});
  return {};
}

Failure toFailure(const report::ReportError& error) {
  if (error.code == report::ReportErrorCode::handedOver) return {kNotAllowed, error.what};
  return {error.code == report::ReportErrorCode::noSuchSession ? kNoInput : kBadData, error.what};
}

Command exportLedger() {
  return {.name = "export",
          .help = "The journal for other programs, without a single name of a customer.",
          .run = exportAs,
          .arguments = {{"--format",
                         "FORMAT",
                         "json: one array. jsonl: a line an event, to verify. hledger.",
                         true,
                         {"json", "jsonl", "hledger"}},
                        kFromDay,
                        kToDay,
                        kOut}};
}

}  // namespace till::ui::tillctl
