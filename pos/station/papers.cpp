// SPDX-License-Identifier: Apache-2.0
// Paper of what was posted: printed by itself while that is safe, asked about once where it is not.
#include <algorithm>

#include "ledger/money/mutant.h"
#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

using drivers::printer::JobOutcome;
using ledger::journal::PrintOutcome;

constexpr std::int64_t kRetryMillis = 3000;  // a printer that says it is well is tried again no sooner

void send(Turn& turn, Paper& paper) {
  paper.job = turn.state.nextJob++;
  paper.stage = Paper::Stage::printing;
  turn.effect(Print{.job = paper.job, .of = paper.of, .duplicate = paper.duplicate, .printer = paper.printer});
}

void record(Turn& turn, const Paper& paper, PrintOutcome outcome) {
  turn.post(Purpose::record,
            ledger::journal::PrintFinished{
                .of = paper.of, .document = paper.document, .outcome = outcome, .duplicate = paper.duplicate},
            {}, paper.of);
}

void drop(State& state, std::int64_t job) {
  std::erase_if(state.devices.papers, [job](const Paper& paper) { return paper.job == job; });
}

}  // namespace

bool printerUsable(const State& state, std::size_t index) {
  const auto& printer = state.devices.printers.at(index).status;
  return printer.reachable && printer.online && !printer.coverOpen && !printer.cutterError && !printer.unrecoverable &&
         printer.paper != drivers::printer::PaperState::out;
}

void printPaper(Turn& turn, std::int64_t of, const std::string& document, const std::string& label, bool duplicate) {
  Paper paper{.of = of, .document = document, .label = label};
  paper.duplicate = duplicate;
  paper.customer = turn.state.customer;
  const auto& settings = turn.world.settings;
  const bool report = document == "z_report";
  paper.printer = report ? settings.reportPrinter : printerHere(turn.state, settings);
  // A receipt waits for its own printer until the clerk asks for another; nobody waits for a report.
  if (report || duplicate) paper.printer = printerFor(turn.state, paper.printer);
  send(turn, paper);
  turn.state.devices.papers.push_back(std::move(paper));
}

void jobFinished(Turn& turn, const JobFinished& finished) {
  if (jobTested(turn, finished) || reportPrinted(turn, finished)) return;
  auto& papers = turn.state.devices.papers;
  const auto found = std::ranges::find_if(
      papers, [&](const Paper& paper) { return paper.job == finished.job && paper.stage == Paper::Stage::printing; });
  if (found == papers.end()) return;
  const auto& result = finished.result;
  if (result.outcome == JobOutcome::confirmed) {
    record(turn, *found, PrintOutcome::confirmed);
    return drop(turn.state, finished.job);
  }
  const bool safe = result.outcome == JobOutcome::failed && !result.anyByteTaken;
  found->stage = safe ? Paper::Stage::waiting : Paper::Stage::doubtful;
  found->failedMillis = turn.now.steadyMillis;
  if (safe && found->failureRecorded) return;
  found->failureRecorded = safe;
  record(turn, *found, safe ? PrintOutcome::failed : PrintOutcome::unconfirmed);
  if (!safe) turn.basketChanged();
}

void printWaiting(Turn& turn) {
  for (auto& paper : turn.state.devices.papers) {
    const bool here = paper.stage == Paper::Stage::waiting && paper.customer == turn.state.customer &&
                      printerUsable(turn.state, paper.printer);
    if (here && turn.now.steadyMillis - paper.failedMillis >= kRetryMillis) send(turn, paper);
  }
}

void printAgain(Turn& turn, std::size_t index) {
  auto& papers = turn.state.devices.papers;
  if (index >= papers.size() || papers[index].stage == Paper::Stage::printing) return turn.refuse();
  Paper& paper = papers[index];
  if (paper.stage == Paper::Stage::doubtful) paper.duplicate = true;
  if (mutant("kick_on_reprint")) kick(turn, {.cause = "payment", .how = "kick", .of = paper.of, .recorded = false});
  paper.failureRecorded = false;
  paper.printer = printerFor(turn.state, paper.printer);
  send(turn, paper);
  turn.accept();
}

void paperNotNeeded(Turn& turn, std::size_t index) {
  auto& papers = turn.state.devices.papers;
  if (index >= papers.size() || papers[index].stage == Paper::Stage::printing) return turn.refuse();
  record(turn, papers[index], PrintOutcome::notNeeded);
  papers.erase(papers.begin() + static_cast<std::ptrdiff_t>(index));
  turn.accept();
}

std::optional<std::size_t> doubtfulPaper(const State& state) {
  const auto& papers = state.devices.papers;
  for (std::size_t i = 0; i < papers.size(); ++i)
    if (papers[i].stage == Paper::Stage::doubtful && papers[i].customer == state.customer) return i;
  return std::nullopt;
}

}  // namespace till::pos::station
