// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "config/load/gl.h"
#include "config/load/shared_folder.h"
#include "ledger/journal/hash.h"
#include "ui/tillctl/books.h"

namespace till::ui::tillctl {
namespace {

namespace report = ledger::report;
using Json = nlohmann::ordered_json;

// What was handed over before, in gl_batches.json beside the ledger: the same batch in the same layout keeps its date
// of posting, whatever was closed since, and must come out as the same bytes.
class Register {
 public:
  explicit Register(const Options& options) : file_(options.data / "gl_batches.json") {}

  tl::expected<void, Failure> read() {
    std::ifstream in(file_);
    if (!in) return {};
    batches_ = Json::parse(in, nullptr, false);
    if (batches_.is_object()) return {};
    return tl::unexpected(Failure{kBadData, file_.string() + " does not read; set it aside to begin a new one"});
  }
  // "" where it is new.
  [[nodiscard]] std::string of(const std::string& key, const char* field) const {
    const auto found = batches_.find(key);
    return found == batches_.end() || !found->is_object() ? std::string() : found->value(field, "");
  }
  [[nodiscard]] Outcome keep(const std::string& key, const report::GlBatch& batch, const std::string& digest) {
    batches_[key] = {{"date", batch.date}, {"moved_from", batch.movedFrom}, {"sha256", digest}};
    return writeOut(file_.string(), [this](std::ostream& out) -> Outcome {
      out << batches_.dump(1) << "\n";
      return {};
    });
  }

 private:
  std::filesystem::path file_;
  Json batches_ = Json::object();
};

tl::expected<report::GlWanted, Failure> wantedOf(const Given& given) {
  report::GlWanted wanted;
  const std::string& session = given.at("--session");
  wanted.day = given.at("--date");
  wanted.detail = !given.at("--detail").empty();
  if (session.empty() == wanted.day.empty()) {
    return tl::unexpected(Failure{kUsage, "either --session NUMBER or --date DAY"});
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

void say(const report::GlBatch& batch, bool again, const Options& options) {
  if (options.json) {
    const Json said{{"batch", batch.id},
                    {"date", batch.date},
                    {"moved_from", batch.movedFrom.empty() ? Json(nullptr) : Json(batch.movedFrom)},
                    {"lines", batch.lines.size()},
                    {"again", again}};
    std::cout << said.dump() << "\n";
    return;
  }
  std::cout << "batch " << batch.id << ", " << batch.lines.size() << " lines, posts on " << batch.date
            << (again ? "; it was exported before, these are the same bytes" : "") << "\n";
  if (!batch.movedFrom.empty()) {
    std::cout << batch.movedFrom << " is in a closed period: it posts on the next open day\n";
  }
}

Outcome exportBatch(const Given& given, const Options& options) {
  auto wanted = wantedOf(given);
  if (!wanted) return tl::unexpected(wanted.error());
  if (options.office.empty()) return tl::unexpected(Failure{kUsage, "--office DIR is needed"});
  const auto shared = config::sharedFolder(options.shared);
  const auto shape = config::loadGlTemplate(options.office, shared, given.at("--template"));
  if (!shape) return tl::unexpected(Failure{kConfig, config::toText(shape.error())});
  const auto closed = config::loadClosedThrough(options.office);
  if (!closed) return tl::unexpected(Failure{kConfig, config::toText(closed.error())});
  wanted->closedThrough = *closed;
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  auto batch = report::glBatch(**source, *wanted);
  if (!batch) return tl::unexpected(toFailure(batch.error()));

  Register before(options);
  if (auto read = before.read(); !read) return tl::unexpected(read.error());
  const std::string key = batch->id + " " + shape->name + (wanted->detail ? " detail" : "");
  const std::string known = before.of(key, "sha256");
  if (!known.empty()) {
    batch->date = before.of(key, "date");
    batch->movedFrom = before.of(key, "moved_from");
  }
  const auto text = report::render(*batch, *shape);
  if (!text) return tl::unexpected(Failure{kBadData, text.error()});
  const std::string digest = ledger::journal::toHex(ledger::journal::sha256(*text));
  if (!known.empty() && known != digest) {
    return tl::unexpected(
        Failure{kBadData, "batch " + batch->id +
                              " was exported before and came out otherwise; the "
                              "template or the chart was changed since, or something was posted late"});
  }
  auto done = writeOut(given.at("--out"), [&](std::ostream& out) -> Outcome {
    out << *text;
    return {};
  });
  if (!done) return done;
  if (known.empty()) {
    if (auto kept = before.keep(key, *batch, digest); !kept) return kept;
  }
  say(*batch, !known.empty(), options);
  return {};
}

}  // namespace

Group glCommands() {
  return {.name = "gl",
          .help = "Postings for the city's general ledger.",
          .commands = {{.name = "export",
                        .help = "One session or one business day as a batch, in the layout that a template says.",
                        .run = exportBatch,
                        .arguments = {{"--session", "NUMBER", "A closed session."},
                                      {"--date", "DAY", "A business day all of whose sessions are closed."},
                                      {"--template", "NAME", "A file of the office's gl, or of config/gl.", true},
                                      {"--detail", "", "A line for each line of each entry; else one an account."},
                                      {"--out", "FILE", "Where to.", true}}}},
          .footer =
              "Example: tillctl --office config/offices/sample-city --data build/demo/data gl export --session 1 "
              "--template comma --out gl.csv"};
}

}  // namespace till::ui::tillctl
