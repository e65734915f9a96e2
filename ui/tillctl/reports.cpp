// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <iostream>

#include "ledger/report/session_report.h"
#include "ui/tillctl/books.h"

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

Group reportCommands() {
  Group group{.name = "report",
              .help = "Reports; each is proven against the events before it is shown.",
              .commands = {{.name = "z",
                            .help = "A closed session: expected, counted, over or short, voids.",
                            .run = sayZ,
                            .arguments = {{"number", "NUMBER", "The Z's number; the last one without it."}}},
                           {.name = "x",
                            .help = "The open session: counts of payments, voids, no-sales. No amounts: it is blind.",
                            .run = sayX}},
              .footer =
                  "Examples:\n"
                  "  tillctl --data build/demo/data --json report z\n"
                  "  tillctl --data build/demo/data report postings --by month --prove --csv"};
  for (auto& command : postingsCommands()) group.commands.push_back(std::move(command));
  return group;
}

}  // namespace till::ui::tillctl
