// SPDX-License-Identifier: Apache-2.0
#include "pos/report/reports.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iostream>
#include <iterator>

#include "pos/station/report_worker.h"
#include "ui/tillctl/books.h"

namespace till::ui::tillctl {
namespace {

namespace fs = std::filesystem;
using ledger::report::Look;
using ledger::report::Period;
using pos::report::Asked;
using pos::report::Kind;

constexpr std::size_t kSlipColumns = 48;
constexpr std::array<std::pair<std::string_view, Period>, 3> kPeriods{
    {{"day", Period::day}, {"week", Period::week}, {"month", Period::month}}};

const std::string& given(const Given& all, const std::string& name) {
  static const std::string kNothing;
  const auto found = all.find(name);
  return found == all.end() ? kNothing : found->second;
}

tl::expected<std::optional<std::int64_t>, Failure> numberOf(const Given& all, const std::string& name) {
  const std::string& text = given(all, name);
  if (text.empty()) return std::nullopt;
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec == std::errc() && read.ptr == text.data() + text.size() && number > 0) return number;
  return tl::unexpected(Failure{kUsage, "a number is 1 or more: " + name});
}

tl::expected<Asked, Failure> askedOf(const Given& all) {
  Asked asked;
  const auto days = daysOf({{"--from", given(all, "--from")}, {"--to", given(all, "--to")}});
  if (!days) return tl::unexpected(days.error());
  asked.days = *days;
  const auto number = numberOf(all, "number");
  const auto session = numberOf(all, "--session");
  if (!number) return tl::unexpected(number.error());
  if (!session) return tl::unexpected(session.error());
  asked.number = *number ? *number : *session;
  asked.person = given(all, "--person");
  asked.fast = !given(all, "--fast").empty();
  for (const auto& [name, period] : kPeriods) {
    if (given(all, "--by") == name) asked.period = period;
  }
  return asked;
}

// The office's clock where its settings are given, the people's names where they are here.
tl::expected<Look, Failure> lookOf(const Given& all, const Options& options) {
  std::string zone;
  if (!options.office.empty()) {
    const auto settings = office(options);
    if (!settings) return tl::unexpected(settings.error());
    zone = settings->station.timeZone;
  }
  // A report does without the names where they cannot be read.
  std::vector<pos::people::Person> known;
  const fs::path file = options.data / "people.db";
  std::error_code absent;
  if (fs::exists(file, absent)) {
    if (const auto book = pos::people::openPeopleBook(file, {})) known = (*book)->people();
  }
  Look look = pos::report::officeLook(zone, known);
  const auto width = numberOf(all, "--width");
  if (!width) return tl::unexpected(width.error());
  if (given(all, "--format") == "slip") look.width = static_cast<std::size_t>(width->value_or(kSlipColumns));
  if (look.width > 0 && look.width < 24) return tl::unexpected(Failure{kUsage, "--width is 24 or more"});
  return look;
}

// For the reports that are told in the counter's own words.
tl::expected<pos::report::Counter, Failure> counterOf(const Kind& kind, const Options& options) {
  if (kind.makeAt == nullptr) return pos::report::Counter{};
  const auto settings = office(options);
  if (!settings) return tl::unexpected(settings.error());
  return pos::station::reportCounter(settings->station, settings->words);
}

// Into the program beside this one that has Qt, with the very same words.
Failure becomeTillctlPdf() {
  std::ifstream in("/proc/self/cmdline", std::ios::binary);
  const std::string line{std::istreambuf_iterator<char>(in), {}};
  std::vector<std::string> words;
  for (std::size_t at = 0; at < line.size(); at = line.find('\0', at) + 1) words.emplace_back(line.c_str() + at);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path() / "tillctl-pdf";
  ::execv(program.c_str(), arguments.data());
  return {kNoInput, program.string() + " is not there: it makes the PDFs, and stands beside tillctl"};
}

Outcome written(const pos::report::Report& report, const Look& look, const Given& all, const Options& options) {
  const std::string& format = given(all, "--format");
  if (format == "pdf") return options.writePdf(report, look, given(all, "--out"));
  return writeOut(given(all, "--out"), [&](std::ostream& out) -> Outcome {
    const bool json = format == "json" || (format.empty() && options.json);
    out << (json ? toJson(report) : format == "csv" ? toCsv(report, look) : toText(report, look));
    return {};
  });
}

Outcome say(const Given& all, const Options& options) {
  const Kind* kind = pos::report::kindNamed(given(all, kCommand));
  auto asked = askedOf(all);
  if (!asked) return tl::unexpected(asked.error());
  if (given(all, "--format") == "pdf" && options.writePdf == nullptr) return tl::unexpected(becomeTillctlPdf());
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  const auto look = lookOf(all, options);
  if (!look) return tl::unexpected(look.error());
  const auto counter = counterOf(*kind, options);
  if (!counter) return tl::unexpected(counter.error());
  asked->moment = look->moment;
  const auto made = pos::report::make(*kind, **source, *asked, *counter);
  if (!made) return tl::unexpected(toFailure(made.error()));
  return written(*made, *look, all, options);
}

Outcome list(const Given&, const Options& options) {
  std::string json;
  for (const Kind& kind : pos::report::kinds()) {
    const std::string name(kind.name);
    json += (json.empty() ? "" : ",\n ") + (R"({"name":)" + jsonText(name) + R"(,"help":)") +
            jsonText(std::string(kind.help)) + "}";
    if (!options.json)
      std::cout << name << std::string(name.size() < 14 ? 14 - name.size() : 1, ' ') << kind.help << "\n";
  }
  if (options.json) std::cout << "[" << json << "]\n";
  return {};
}

Command commandOf(const Kind& kind) {
  Command command{.name = std::string(kind.name), .help = std::string(kind.help), .run = say};
  auto& arguments = command.arguments;
  if (!kind.number.empty()) {
    const std::string of(kind.number);
    arguments.push_back({"number", "NUMBER", "The number of the " + of + "; without it the last one."});
  }
  if (kind.number == "session") arguments.push_back({"--session", "NUMBER", "The same, by name."});
  if (kind.days) arguments.insert(arguments.end(), {kFromDay, kToDay});
  if (kind.period) arguments.push_back({"--by", "PERIOD", "How long a period is.", false, {"day", "week", "month"}});
  if (kind.person) arguments.push_back({"--person", "PERSON", "Whose; an id of people list.", true});
  if (kind.fast) arguments.push_back({"--fast", "", "As stored, without comparing with every entry."});
  arguments.push_back({"--format", "FORMAT", "text without it.", false, {"text", "csv", "json", "pdf", "slip"}});
  arguments.push_back({"--width", "COLUMNS", "Of a slip: 48 without it."});
  arguments.push_back({"--out", "FILE", "Where to; standard output without it."});
  return command;
}

}  // namespace

Group reportCommands() {
  Group group{
      .name = "report",
      .help = "Reports; each is proven against the events before it is shown.",
      .commands = {},
      .footer =
          "Examples:\n"
          "  tillctl --data build/demo/data --json report z\n"
          "  tillctl --data build/demo/data report postings --by month --format csv\n"
          "  tillctl --office config/offices/sample-city --data build/demo/data report hours --format pdf --out "
          "hours.pdf"};
  for (const Kind& kind : pos::report::kinds()) group.commands.push_back(commandOf(kind));
  group.commands.push_back({.name = "list", .help = "Which reports there are.", .run = list});
  return group;
}

}  // namespace till::ui::tillctl
