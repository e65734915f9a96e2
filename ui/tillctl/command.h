// SPDX-License-Identifier: Apache-2.0
// What every command of tillctl gets, and how it ends. No Qt here.
#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "config/load/office.h"
#include "ledger/report/report.h"
#include "ledger/store/backup.h"
#include "ledger/store/ledger.h"
#include "pos/people/people.h"
#include "ui/control/client.h"

namespace till::ui::tillctl {

// As sysexits.h has them; each is named in --help.
enum Exit : int {
  kOk = 0,
  kUsage = 64,
  kBadData = 65,
  kNoInput = 66,
  kDevice = 69,
  kIo = 74,
  kRunning = 75,
  kNotAllowed = 77,
  kConfig = 78
};

inline constexpr auto kCommand = "command";  // among what was given: the command's own name
inline constexpr auto kOffice = "office";    // who acts when nobody is named

// A report as a PDF in `file`. Only tillctl-pdf can: it is tillctl, built with Qt.
struct Failure;
using WritePdf = tl::expected<void, Failure> (*)(const ledger::report::Report&, const ledger::report::Look&,
                                                 const std::string& file);

struct Options {
  std::filesystem::path office, data, shared, devices, pepper;
  std::string actor = kOffice;
  bool json = false;
  WritePdf writePdf = nullptr;
};

// A command's error: said on standard error, then the exit status.
struct Failure {
  Exit exit = kUsage;
  std::string text;
};
using Outcome = tl::expected<void, Failure>;

// What a command was given, by its arguments' names; "" for what was left out.
using Given = std::map<std::string, std::string>;

struct Argument {
  std::string name;  // "csv" stands in its place, "--as-of" is named
  std::string type;  // "": it is given or not, and takes no value
  std::string help;
  bool required = false;
  std::vector<std::string> oneOf = {};
};

struct Command {
  std::string name;
  std::string help;
  Outcome (*run)(const Given&, const Options&);
  std::vector<Argument> arguments = {};
  std::string footer = {};
};

struct Group {
  std::string name;
  std::string help;
  std::vector<Command> commands;
  std::string footer = {};
};

[[nodiscard]] tl::expected<config::Office, Failure> office(const Options& options);
[[nodiscard]] tl::expected<std::unique_ptr<ledger::store::Reader>, Failure> reader(const Options& options);
// The chain holds, and every table is what the events come to; slow on a large ledger.
[[nodiscard]] Outcome isProven(const ledger::store::Reader& source);
[[nodiscard]] tl::expected<std::unique_ptr<pos::people::PeopleBook>, Failure> people(const Options& options);
// --as names a person of `people list`, or is left at "office".
[[nodiscard]] Outcome checkActor(const Options& options);
[[nodiscard]] Failure toFailure(const ledger::store::OpenError& error);
[[nodiscard]] Failure toFailure(const ledger::store::KeepingError& error);
// What the running station answered when it was asked at its control socket.
[[nodiscard]] Failure toFailure(const control::AskError& error);
// Typed without echo at a terminal, one line of standard input otherwise; never an argument, which others can see.
[[nodiscard]] std::string readPin();
// Who acts (--as) with the approval of `approver`, whose PIN is asked for. Nobody approves their own act.
[[nodiscard]] tl::expected<ledger::journal::Context, Failure> approved(const std::string& approver,
                                                                       const std::string& reason,
                                                                       const Options& options);
[[nodiscard]] std::string jsonText(const std::string& text);  // quoted and escaped

// Acts of the office upon the ledger, in keeping.cpp: rows of the group `ledger`.
[[nodiscard]] std::vector<Command> keepingCommands();
// One a file; a further group is a function here and a row in main.cpp.
[[nodiscard]] Group backupCommands();
[[nodiscard]] Group billCommands();
[[nodiscard]] Group deviceCommands();
[[nodiscard]] Group reportCommands();
[[nodiscard]] Group ledgerCommands();
[[nodiscard]] Group glCommands();
[[nodiscard]] Group stubCommands();
[[nodiscard]] Group peopleCommands();
[[nodiscard]] Group paymentCommands();
[[nodiscard]] Group checkCommands();
[[nodiscard]] Group depositCommands();
[[nodiscard]] Group fundCommands();
[[nodiscard]] Group reviewCommands();
[[nodiscard]] Group privateCommands();

}  // namespace till::ui::tillctl
