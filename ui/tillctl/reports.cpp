// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <iostream>

#include "ledger/report/session_report.h"
#include "ui/tillctl/command.h"

namespace till::ui::tillctl {
namespace {

namespace report = ledger::report;

template <class Report>
Outcome say(const tl::expected<Report, report::ReportError>& made, const Options& options) {
  if (!made) {
    const bool absent = made.error().code == report::ReportErrorCode::noSuchSession;
    return tl::unexpected(Failure{absent ? kNoInput : kBadData, made.error().what});
  }
  std::cout << (options.json ? report::toJson(*made) : report::toText(*made));
  return {};
}

Outcome sayX(const Given&, const Options& options) {
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  return say(report::xReport(**source), options);
}

Outcome sayZ(const Given& given, const Options& options) {
  const std::string& text = given.at("number");
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (!text.empty() && (read.ptr != text.data() + text.size() || read.ec != std::errc() || number < 1)) {
    return tl::unexpected(Failure{kUsage, "a Z's number is 1 or more"});
  }
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  return say(number > 0 ? report::zReport(**source, number) : report::lastZReport(**source), options);
}

}  // namespace

// Blind: while a session is open its events have amounts that would tell what the drawer should hold.
Outcome sayJournal(const Given&, const Options& options) {
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  if (report::xReport(**source)) {
    return tl::unexpected(Failure{kBadData, "a session is open: the journal can be had when it is closed"});
  }
  std::cout << report::journalJson(**source);
  return {};
}

Group reportCommands() {
  return {.name = "report",
          .help = "Reports; each is proven against the events before it is shown.",
          .commands = {{.name = "z",
                        .help = "A closed session: expected, counted, over or short, voids.",
                        .run = sayZ,
                        .arguments = {{"number", "NUMBER", "The Z's number; the last one without it."}}},
                       {.name = "x",
                        .help = "The open session: counts of payments, voids, no-sales. No amounts: it is blind.",
                        .run = sayX},
                       {.name = "journal", .help = "Every event, as JSON.", .run = sayJournal}},
          .footer = "Example: tillctl --data build/demo/data --json report z"};
}

}  // namespace till::ui::tillctl
