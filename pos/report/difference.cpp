// SPDX-License-Identifier: Apache-2.0
#include "pos/report/difference.h"

#include <algorithm>
#include <array>

#include "ledger/report/session_report.h"
#include "pos/shift/difference.h"

namespace till::pos::report {
namespace {

using namespace ledger::report;

tl::unexpected<ReportError> refused(ReportErrorCode code, const std::string& session, const char* why) {
  return tl::unexpected(ReportError{code, "session " + session + " " + why});
}

// The session's Z proves what it was short or over of.
tl::expected<ZReport, ReportError> zOf(const ledger::store::Reader& reader, std::optional<std::int64_t> session) {
  if (!session) return lastZReport(reader);
  const std::string number = std::to_string(*session);
  const auto all = reader.sessions();
  const auto found = std::ranges::find(all, *session, &ledger::store::SessionRow::id);
  if (found == all.end()) return refused(ReportErrorCode::noSuchSession, number, "is not there");
  if (!found->closed || !found->z) {
    return refused(ReportErrorCode::notClosed, number, "is open: before its Z nothing is said of a difference");
  }
  return zReport(reader, *found->z);
}

Table linesTable(const ZReport& z, const words::Words& words) {
  constexpr std::array kKeys{"difference.kind.cash", "difference.kind.check", "difference.kind.money_order",
                             "difference.kind.card"};
  Table table{"lines",
              "Expected and counted",
              {{"kind", "Kind"},
               {"expected", "Expected", Type::money},
               {"counted", "Counted", Type::money},
               {"over_short", "Over / short", Type::money}},
              {}};
  for (const auto& line : z.figures.lines) {
    table.rows.push_back(
        {words.text(kKeys.at(static_cast<std::size_t>(line.kind))), line.expected, line.counted, line.overShort});
  }
  addTotals(table);
  return table;
}

Table hintsTable(const std::vector<shift::Explained>& found, const words::Words& words) {
  Table table{"hints",
              words.text("difference.title"),
              {{"rank", "No.", Type::count}, {"what", "What"}, {"evidence", "Evidence"}},
              {}};
  for (const auto& one : found) {
    table.rows.push_back({static_cast<std::int64_t>(table.rows.size()) + 1, one.what, one.evidence});
  }
  return table;
}

std::string noteOf(const ZReport& z, const std::vector<shift::Explained>& found) {
  const bool even = std::ranges::all_of(z.figures.lines, [](const auto& line) { return line.overShort.isZero(); });
  if (!found.empty()) return "The likeliest first. Nothing is decided by it: look at the papers and the drawer.";
  return even ? "Nothing differs." : "Nothing was found that would come to this difference.";
}

}  // namespace

Made makeDifference(const ledger::store::Reader& reader, const Asked& asked, const Counter& counter) {
  const auto z = zOf(reader, asked.number);
  if (!z) return tl::unexpected(z.error());
  const auto explained = shift::explain(reader, z->session.id, counter.units);
  if (!explained) return refused(ReportErrorCode::notClosed, std::to_string(z->session.id), "is not sealed");
  const auto found = shift::inWords(*explained, counter.words);
  Report report{.name = {}, .title = "Difference of session " + std::to_string(z->session.id)};
  report.office = z->office;
  report.facts = {{"session", "Session", z->session.id},
                  {"z", "Z", *z->session.z},
                  {"date", "Business day", z->session.businessDate},
                  {"custodian", "Person", Person{z->session.custodian}},
                  {"over_short", "Over / short", z->overShort}};
  if (!z->reason.empty()) report.facts.push_back({"reason", "Reason", z->reason});
  report.tables = {linesTable(*z, counter.words), hintsTable(found, counter.words)};
  report.notes = {noteOf(*z, found)};
  report.proof = z->proof;
  return report;
}

}  // namespace till::pos::report
