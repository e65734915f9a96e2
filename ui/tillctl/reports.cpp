// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

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

Outcome sayX(const Options& options) {
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  return say(report::xReport(**source), options);
}

Outcome sayZ(std::int64_t number, const Options& options) {
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  return say(number > 0 ? report::zReport(**source, number) : report::lastZReport(**source), options);
}

}  // namespace

// Blind: while a session is open its events have amounts that would tell what the drawer should hold.
Outcome sayJournal(const Options& options) {
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  if (report::xReport(**source)) {
    return tl::unexpected(Failure{kBadData, "a session is open: the journal can be had when it is closed"});
  }
  std::cout << report::journalJson(**source);
  return {};
}

void addReports(CLI::App& app, Chosen& chosen) {
  auto* reports = app.add_subcommand("report", "Reports; each is proven against the events before it is shown.");
  reports->require_subcommand(1);
  reports->footer("Example: tillctl --data build/demo/data --json report z");

  auto number = std::make_shared<std::int64_t>(0);
  auto* z = reports->add_subcommand("z", "A closed session: expected, counted, over or short, voids.");
  z->add_option("number", *number, "The Z's number; the last one without it.")->check(CLI::PositiveNumber);
  z->callback([number, &chosen] { chosen.run = [number](const Options& options) { return sayZ(*number, options); }; });

  auto* x =
      reports->add_subcommand("x", "The open session: counts of payments, voids, no-sales. No amounts: it is blind.");
  x->callback([&chosen] { chosen.run = sayX; });

  auto* journal = reports->add_subcommand("journal", "Every event, as JSON.");
  journal->callback([&chosen] { chosen.run = sayJournal; });
}

}  // namespace till::ui::tillctl
