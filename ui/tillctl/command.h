// SPDX-License-Identifier: Apache-2.0
// What every command of tillctl gets, and how it ends. No Qt here.
#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <functional>
#include <string>

#include "config/load/office.h"
#include "ledger/store/ledger.h"
#include "pos/people/people.h"

namespace CLI {
class App;
}

namespace till::ui::tillctl {

// As sysexits.h has them; each is named in --help.
enum Exit : int { kOk = 0, kUsage = 64, kBadData = 65, kNoInput = 66, kIo = 74, kRunning = 75, kConfig = 78 };

inline constexpr auto kOffice = "office";  // who acts when nobody is named

struct Options {
  std::filesystem::path office, data, shared, devices, pepper;
  std::string actor = kOffice;
  bool json = false;
};

// A command's error: said on standard error, then the exit status.
struct Failure {
  Exit exit = kUsage;
  std::string text;
};
using Outcome = tl::expected<void, Failure>;

// Runs after parsing; the command that was chosen sets it.
struct Chosen {
  std::function<Outcome(const Options&)> run;
};

[[nodiscard]] tl::expected<config::Office, Failure> office(const Options& options);
[[nodiscard]] tl::expected<std::unique_ptr<ledger::store::Reader>, Failure> reader(const Options& options);
[[nodiscard]] tl::expected<std::unique_ptr<pos::people::PeopleBook>, Failure> people(const Options& options);
// --as names a person of `people list`, or is left at "office".
[[nodiscard]] Outcome checkActor(const Options& options);
[[nodiscard]] Failure toFailure(const ledger::store::OpenError& error);
[[nodiscard]] Outcome sayJournal(const Options& options);
[[nodiscard]] std::string jsonText(const std::string& text);  // quoted and escaped

void addBills(CLI::App& app, Chosen& chosen);
void addReports(CLI::App& app, Chosen& chosen);
void addLedger(CLI::App& app, Chosen& chosen);
void addStubs(CLI::App& app, Chosen& chosen);
void addPeople(CLI::App& app, Chosen& chosen);

}  // namespace till::ui::tillctl
