// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <iostream>
#include <nlohmann/json.hpp>

#include "config/load/gl.h"
#include "config/load/shared_folder.h"
#include "ledger/journal/hash.h"
#include "ui/tillctl/books.h"
#include "ui/tillctl/office_desk.h"

namespace till::ui::tillctl {
namespace {

namespace report = ledger::report;
using Json = nlohmann::ordered_json;

tl::expected<report::GlWanted, Failure> wantedOf(const Given& given) {
  report::GlWanted wanted;
  const std::string& session = given.at("--session");
  wanted.day = given.at("--date");
  wanted.batch = given.at("--batch");
  wanted.layout = given.at("--template");
  wanted.detail = !given.at("--detail").empty();
  const int said = (session.empty() ? 0 : 1) + (wanted.day.empty() ? 0 : 1) + (wanted.batch.empty() ? 0 : 1);
  if (said != 1) return tl::unexpected(Failure{kUsage, "one of --session NUMBER, --date DAY and --batch ID"});
  if (wanted.batch.empty() == wanted.layout.empty() || (wanted.detail && !wanted.batch.empty())) {
    return tl::unexpected(Failure{kUsage, "a new batch needs --template NAME; --batch has its layout already"});
  }
  if (!wanted.day.empty() && !report::isDay(wanted.day)) {
    return tl::unexpected(Failure{kUsage, "--date wants a day, 2026-12-01"});
  }
  const auto read = std::from_chars(session.data(), session.data() + session.size(), wanted.session);
  if (!session.empty() && (read.ptr != session.data() + session.size() || wanted.session < 1)) {
    return tl::unexpected(Failure{kUsage, "a session's number is 1 or more"});
  }
  return wanted;
}

void say(const report::GlBatch& batch, const Options& options) {
  if (options.json) {
    const Json said{{"batch", batch.id},
                    {"date", batch.date},
                    {"moved_from", batch.movedFrom.empty() ? Json(nullptr) : Json(batch.movedFrom)},
                    {"lines", batch.lines.size()},
                    {"again", batch.again}};
    std::cout << said.dump() << "\n";
    return;
  }
  std::cout << "batch " << batch.id << ", " << batch.lines.size() << " lines, posts on " << batch.date
            << (batch.again ? "; it was exported before, these are the same bytes" : "") << "\n";
  if (!batch.movedFrom.empty()) {
    std::cout << batch.movedFrom << " is in a closed period: it posts on the next open day\n";
  }
}

// The event that a batch is handed over by: of the running station, or of this program under the ledger's lock.
Outcome record(const report::GlBatch& batch, const Options& options) {
  const auto done = doAct(pos::books::RecordBatch{batch.record}, "", options);
  if (!done) return tl::unexpected(done.error());
  return {};
}

// Recorded while the file is still aside: a batch that nobody recorded never gets its name, and one that was recorded
// and cut off is made again.
Outcome handOver(const std::string& text, const report::GlBatch& batch, const std::string& file,
                 const Options& options) {
  return writeOut(file, [&](std::ostream& out) -> Outcome {
    out << text << std::flush;
    if (!out) return tl::unexpected(Failure{kIo, file + " cannot be written"});
    return batch.again ? Outcome{} : record(batch, options);
  });
}

tl::expected<report::GlBatch, Failure> batchOf(report::GlWanted wanted, const Options& options) {
  const auto closed = config::loadClosedThrough(options.office);
  if (!closed) return tl::unexpected(Failure{kConfig, config::toText(closed.error())});
  wanted.closedThrough = *closed;
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  auto batch = report::glBatch(**source, wanted);
  if (!batch) return tl::unexpected(toFailure(batch.error()));
  return std::move(*batch);
}

Outcome exportBatch(const Given& given, const Options& options) {
  const auto wanted = wantedOf(given);
  if (!wanted) return tl::unexpected(wanted.error());
  if (options.office.empty()) return tl::unexpected(Failure{kUsage, "--office DIR is needed"});
  if (options.actor != kOffice) {
    if (auto signedNow = signAct({}, options); !signedNow) return signedNow;
  }
  auto batch = batchOf(*wanted, options);
  if (!batch) return tl::unexpected(batch.error());
  const auto shape = config::loadGlTemplate(options.office, config::sharedFolder(options.shared), batch->record.layout);
  if (!shape) return tl::unexpected(Failure{kConfig, config::toText(shape.error())});
  const auto text = report::render(*batch, *shape);
  if (!text) return tl::unexpected(Failure{kBadData, text.error()});
  const std::string digest = ledger::journal::toHex(ledger::journal::sha256(*text));
  if (batch->again && batch->record.sha256 != digest) {
    return tl::unexpected(Failure{kBadData, "batch " + batch->id +
                                                " was handed over before and comes out otherwise: the template " +
                                                shape->name + " was changed since"});
  }
  batch->record.sha256 = digest;
  if (auto done = handOver(*text, *batch, given.at("--out"), options); !done) return done;
  say(*batch, options);
  return {};
}

void say(const ledger::journal::GlExported& batch, bool first, const Options& options) {
  if (options.json) {
    const Json said{{"batch", batch.batch}, {"session", batch.session},     {"day", batch.day},
                    {"date", batch.date},   {"layout", batch.layout},       {"detail", batch.detail},
                    {"lines", batch.lines}, {"total", batch.total.minor()}, {"sha256", batch.sha256}};
    std::cout << (first ? "" : ",\n") << said.dump();
    return;
  }
  std::cout << batch.batch << "  posts on " << batch.date << ", " << batch.layout << (batch.detail ? " --detail" : "")
            << ", " << batch.lines << " lines, debits " << toText(batch.total) << ", SHA-256 " << batch.sha256 << "\n";
}

Outcome listBatches(const Given&, const Options& options) {
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  const auto all = report::glBatches(**source);
  if (!all) return tl::unexpected(toFailure(all.error()));
  if (options.json) std::cout << "[";
  for (const auto& batch : *all) say(batch, &batch == &all->front(), options);
  if (options.json) std::cout << "]\n";
  return {};
}

}  // namespace

Group glCommands() {
  return {
      .name = "gl",
      .help = "Postings for the city's general ledger.",
      .commands = {{.name = "export",
                    .help = "What of a session or a business day no batch has yet, in the layout that a template says.",
                    .run = exportBatch,
                    .arguments = {{"--session", "NUMBER", "A closed session."},
                                  {"--date", "DAY", "A business day all of whose sessions are closed."},
                                  {"--batch", "ID", "One that was handed over, made again to the same bytes."},
                                  {"--template", "NAME", "A file of the office's gl, or of config/gl."},
                                  {"--detail", "", "A line for each line of each entry; else one an account."},
                                  {"--out", "FILE", "Where to.", true}},
                    .footer = "Each posting is in one batch, for ever: a day's batch has what no batch before it "
                              "had, and the journal says which that was."},
                   {.name = "list", .help = "The batches that were handed over.", .run = listBatches}},
      .footer =
          "Example: tillctl --office config/offices/sample-city --data build/demo/data gl export --session 1 "
          "--template comma --out gl.csv"};
}

}  // namespace till::ui::tillctl
