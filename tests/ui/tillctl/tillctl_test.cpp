// SPDX-License-Identifier: Apache-2.0
// tillctl as people run it: words in, words and an exit status out. The data are those of a counter worked at by keys.
#include "tests/ui/tillctl/tillctl_run.h"

namespace till::ui::tillctl {
namespace {

struct Row {
  std::string arguments;
  int exit;
  std::string says;  // on standard error
};

TEST(TillctlTest, whatIsWrongIsSaidWithItsOwnExitStatus) {
  const Folder folder;
  fs::create_directories(folder / "empty");
  std::ofstream(folder / "bad.csv") << "name,amount\nx,1\n";
  std::ofstream(folder / "file") << "in the way";
  const std::string csv = (kOffices / "bills.csv").string();
  const std::vector<Row> rows{
      {"", 64, "subcommand"},
      {"report z", 64, "--data"},
      {"--data " + (folder / "none").string() + " report z", 66, "no ledger"},
      {"--data " + (folder / "empty").string() + " ledger verify", 66, "no ledger"},
      {"--data " + (folder / "empty").string() + " ledger export --format csv", 64, "csv"},
      {"stub read 1", 64, "--office"},
      {"--office " + (folder / "empty").string() + " stub read 1", 78, "station.toml"},
      {on(folder / "empty", "bills import /no/such.csv --as-of 2026-12-01"), 66, "/no/such.csv"},
      {on(folder / "empty", "bills import " + csv + " --as-of 12/01/2026"), 65, "as of"},
      {on(folder / "empty", "bills import " + (folder / "bad.csv").string() + " --as-of 2026-12-01"), 65, "bad.csv:1"},
      {on(folder / "empty", "--as nobody bills import " + csv + " --as-of 2026-12-01"), 64, "people list"},
      {on(folder / "file", "bills import " + csv + " --as-of 2026-12-01"), 74, "file"},
      {on(folder / "file", "people list"), 74, "file"},
      {on(folder / "empty", "report z --format xml"), 64, "xml"},
      {on(folder / "empty", "report z 0"), 64, "1 or more"},
      {on(folder / "empty", "report tape --session 1x"), 64, "1 or more"},
      {on(folder / "empty", "report hours --from yesterday"), 64, "--from"},
      {on(folder / "empty", "report person"), 64, "--person"},
      {"--data " + (folder / "empty").string() + " report difference", 64, "--office"},
      {on(folder / "empty", "report nothing"), 64, "subcommand"},
      {on(folder / "empty", "report z --format slip --width 5"), 64, "24 or more"},
      {on(folder / "empty", "people add x 'A. B.' --role king"), 64, "king"}};
  for (const Row& row : rows) {
    const Answer answer = run(row.arguments);
    EXPECT_EQ(answer.exit, row.exit) << row.arguments << "\n" << answer.error;
    EXPECT_NE(answer.error.find(row.says), std::string::npos) << row.arguments << "\n" << answer.error;
    EXPECT_EQ(answer.out, "") << row.arguments;
  }
}

TEST(TillctlTest, helpNamesEveryExitStatus) {
  const Answer help = run("--help");
  EXPECT_EQ(help.exit, 0);
  for (const std::string status : {"\n  0 ", "64", "65", "66", "69", "74", "75", "77", "78"}) {
    EXPECT_NE(help.out.find(status), std::string::npos) << status;
  }
}

// Every command there is under the groups that read, as the help names them: a new one is asked by itself.
std::vector<std::string> readingCommands() {
  std::vector<std::string> all;
  for (const std::string group :
       {"report", "ledger", "gl", "bills", "people", "funds", "deposit", "review", "payment", "check", "private"}) {
    std::istringstream help(run(group + " --help").out);
    bool listed = false;
    for (std::string line; std::getline(help, line);) {
      listed = listed ? !line.empty() : line.find("ubcommands:") != std::string::npos;
      std::istringstream words(line);
      std::string name;
      if (listed && line.starts_with("  ") && line[2] != ' ' && words >> name) all.push_back(group + " " + name);
    }
  }
  return all;
}

TEST(TillctlTest, noCommandThatReadsTellsASumOfAnOpenSession) {
  Desk desk;
  workAt(desk);
  desk.scan(pos::station::kAcme);
  desk.type("*");
  desk.drawerSaysShut();
  const auto commands = readingCommands();
  ASSERT_GE(commands.size(), 10U) << "the help reads otherwise than it did";
  for (const auto& command : commands) {
    for (const std::string as : {"", "--json ", "--as slane "}) {
      const Answer answer = run(on(desk.directory(), as + command));
      const std::string told = answer.out + answer.error;
      for (const std::string sum : {"176.97", "17697", "476.97", "47697"})
        EXPECT_EQ(told.find(sum), std::string::npos) << as << command << "\n" << told;
      const bool list = told.find("84.27") != std::string::npos && told.find("92.70") != std::string::npos;
      EXPECT_FALSE(list) << as << command << " lists the amounts of both payments\n" << told;
    }
  }
}

TEST(TillctlTest, ofAnOpenSessionOnlyCountsAreToldNeverAmounts) {
  Desk desk;
  workAt(desk);
  const Answer x = run(on(desk.directory(), "--json report x"));
  ASSERT_EQ(x.exit, 0) << x.error;
  EXPECT_EQ(nlohmann::json::parse(x.out).at("payments"), 1);
  for (const std::string arguments :
       {"report x", "--json report x", "ledger export --format json", "ledger export --format jsonl",
        "ledger export --format hledger", "report balances --fast", "report postings --by day --fast",
        "--json report services", "report z", "report difference", "report difference 1", "ledger verify",
        "--json ledger verify", "funds list", "--json funds list", "deposit list", "--json deposit list",
        "review list"}) {
    const Answer answer = run(on(desk.directory(), arguments));
    for (const std::string amount : {"84.27", "8427", "384.27", "38427"}) {
      EXPECT_EQ((answer.out + answer.error).find(amount), std::string::npos) << arguments << "\n" << answer.out;
    }
  }
  for (const auto& report : nlohmann::json::parse(run("--json report list").out)) {
    const auto name = report.at("name").get<std::string>();
    const Answer answer =
        run(on(desk.directory(), "report " + name + (name == "person" ? " --person jortiz" : "") + " --format csv"));
    for (const std::string amount : {"84.27", "8427", "384.27", "38427"}) {
      EXPECT_EQ((answer.out + answer.error).find(amount), std::string::npos) << name << "\n" << answer.out;
    }
  }
  EXPECT_EQ(run(on(desk.directory(), "report balances")).exit, 65);
  EXPECT_EQ(run(on(desk.directory(), "ledger export --format json")).exit, 65);
  EXPECT_EQ(run(on(desk.directory(), "report z")).exit, 66);
  EXPECT_EQ(run(on(desk.directory(), "report difference 1")).exit, 65);
}

TEST(TillctlTest, aRunningStationIsLeftAlone) {
  Desk desk;
  workAt(desk);
  const auto before = desk.events().size();
  for (const std::string& arguments :
       {"bills import " + (kOffices / "bills.csv").string() + " --as-of 2026-12-01", std::string("ledger rebuild")}) {
    const Answer answer = run(on(desk.directory(), arguments));
    EXPECT_EQ(answer.exit, 75) << arguments << answer.error;
    EXPECT_NE(answer.error.find("running"), std::string::npos) << answer.error;
  }
  EXPECT_EQ(desk.events().size(), before);
  EXPECT_EQ(run(on(desk.directory(), "ledger verify")).exit, 0);
}

TEST(TillctlTest, theClosedSessionBalancesToTheCent) {
  Desk desk;
  workAt(desk);
  closeTill(desk);
  const Answer z = run(on(desk.directory(), "--json report z"));
  ASSERT_EQ(z.exit, 0) << z.error;
  const auto report = nlohmann::json::parse(z.out);
  EXPECT_EQ(report.at("over_short"), -427);
  EXPECT_EQ(report.at("payments").at("amount"), 8427);
  std::int64_t sum = 0;
  for (const auto& row : report.at("by_account")) sum += row.at("amount").get<std::int64_t>();
  EXPECT_EQ(sum, 0);
  EXPECT_NE(run(on(desk.directory(), "report z 1")).out.find("84.27"), std::string::npos);
  EXPECT_EQ(run(on(desk.directory(), "report z 2")).exit, 66);
  const Answer difference = run(on(desk.directory(), "report difference"));
  EXPECT_EQ(difference.exit, 0) << difference.error;
  EXPECT_NE(difference.out.find("-4.27"), std::string::npos) << difference.out;

  const Answer journal = run(on(desk.directory(), "ledger export --format json"));
  EXPECT_EQ(nlohmann::json::parse(journal.out).size(), desk.events().size());
  EXPECT_EQ(journal.out.find("Delgado"), std::string::npos) << "names are not for export";
}

TEST(TillctlTest, everyReportOfTheListIsToBeHadInEveryFormat) {
  Desk desk;
  workAt(desk);
  closeTill(desk);
  const Folder folder;
  const auto list = nlohmann::json::parse(run("--json report list").out);
  EXPECT_EQ(list.size(), 20U);
  for (const auto& report : list) {
    const auto name = report.at("name").get<std::string>();
    EXPECT_NE(run("report list").out.find(name + " "), std::string::npos);
    const bool none = name == "x" || name == "deposit";  // no session is open, no bag was sealed
    for (const std::string format : {"text", "csv", "json", "slip", "pdf"}) {
      const fs::path file = folder / (name + "." + format);
      const Answer answer = run(on(desk.directory(), "report " + name + (name == "person" ? " --person jortiz" : "") +
                                                         " --format " + format + " --out " + file.string()));
      EXPECT_EQ(answer.exit, none ? 66 : 0) << name << " " << format << answer.error;
      EXPECT_EQ(answer.out, "");
      EXPECT_EQ(fs::exists(file), !none) << name << " " << format;
      if (!none && format == "pdf") {
        EXPECT_EQ(textOf(file).substr(0, 5), "%PDF-") << name;
      }
    }
  }
  const std::string slip = run(on(desk.directory(), "report z --format slip --width 32")).out;
  std::istringstream lines(slip);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 32U) << line;
  EXPECT_NE(run(on(desk.directory(), "report z")).out.find("2026-11-23 10:53"), std::string::npos)
      << "by the office's own clock";
}

// tests/verify/verify.py shares no code with the ledger; tests/verify tampers with what it reads.
TEST(TillctlTest, whatIsExportedIsVerifiedByAProgramOfItsOwn) {
  Desk desk;
  workAt(desk);
  closeTill(desk);
  const Folder folder;
  const std::string file = (folder / "journal.jsonl").string();
  ASSERT_EQ(run(on(desk.directory(), "ledger export --format jsonl --out " + file)).exit, 0);
  const std::string verifier = "python3 " TILL_SOURCE_DIR "/tests/verify/verify.py ";
  EXPECT_EQ(std::system((verifier + file + " >" + (folder / "said").string()).c_str()), 0);
  EXPECT_EQ(run(on(desk.directory(), "ledger verify")).out.find(textOf(folder / "said")), 0U)
      << "the signatures, which it says after that, are another program's to check";
  EXPECT_EQ(run(on(desk.directory(), "ledger export --format jsonl --from 2026-12-01")).exit, 64);
  EXPECT_EQ(run(on(desk.directory(), "ledger export --format jsonl --out /no/such/folder/x")).exit, 74);
}

TEST(TillctlTest, nothingIsExportedOrShownOfAChainThatDoesNotHold) {
  Desk desk;
  workAt(desk);
  closeTill(desk);
  {
    const ledger::store::Database forger(desk.directory() / "ledger.db", ledger::store::Database::Access::readWrite);
    forger.execute("DROP TRIGGER event_no_update");
    forger.execute(
        "UPDATE event SET payload = CAST(replace(CAST(payload AS TEXT), '8427', '8428') AS BLOB) "
        "WHERE CAST(payload AS TEXT) LIKE '%\"kind\":\"payment\"%'");
  }
  const Folder folder;
  for (const std::string arguments :
       {"ledger export --format json", "ledger export --format jsonl", "ledger export --format hledger",
        "payment show 2A-000001", "report balances", "report postings", "gl list",
        "gl export --session 1 --template comma", "gl export --date 2026-11-23 --template comma"}) {
    const std::string file = (folder / "out").string();
    const bool toFile = arguments.starts_with("ledger") || arguments.starts_with("gl export");
    const Answer answer = run(on(desk.directory(), arguments + (toFile ? " --out " + file : "")));
    EXPECT_EQ(answer.exit, 65) << arguments << answer.error;
    EXPECT_NE(answer.error.find("chain"), std::string::npos) << arguments << answer.error;
    EXPECT_FALSE(fs::exists(file)) << arguments;
  }
}

TEST(TillctlTest, aTableThatWasEditedIsNamed) {
  Desk desk;
  workAt(desk);
  closeTill(desk);
  {
    const ledger::store::Database forger(desk.directory() / "ledger.db", ledger::store::Database::Access::readWrite);
    forger.execute("UPDATE rollup SET cents=cents+1");
  }
  const Answer answer = run(on(desk.directory(), "ledger verify"));
  EXPECT_EQ(answer.exit, 65);
  EXPECT_NE(answer.error.find("table rollup"), std::string::npos) << answer.error;
  EXPECT_EQ(run(on(desk.directory(), "ledger verify --chain")).exit, 0);
  for (const std::string list : {"funds list", "deposit list", "review list"}) {
    EXPECT_EQ(run(on(desk.directory(), list)).exit, 65) << list << " proves itself";
  }
}

TEST(TillctlTest, daysThatEndBeforeTheyBeginAreNoEmptyReport) {
  Desk desk;
  workAt(desk);
  closeTill(desk);
  EXPECT_EQ(run(on(desk.directory(), "report hours --from 2026-12-31 --to 2020-01-02")).exit, 64);
}

TEST(TillctlTest, theMirrorFileIsNobodysWhileASessionIsOpen) {
  Desk desk;
  workAt(desk);
  const Folder folder;
  const std::string mirror = "ledger mirror " + (folder / "mirror").string();
  for (const std::string as : {"", "--as mchen ", "--as jortiz "}) {
    const Answer refused = run(on(desk.directory(), as + mirror));
    EXPECT_EQ(refused.exit, 65) << as << refused.error;
    EXPECT_NE(refused.error.find("is open"), std::string::npos) << refused.error;
    EXPECT_FALSE(fs::exists(folder / "mirror")) << as;
  }
  closeTill(desk);
  EXPECT_EQ(run(on(desk.directory(), mirror)).exit, 0);
  EXPECT_TRUE(fs::exists(folder / "mirror"));
}

TEST(TillctlTest, aPayloadThatWasChangedDoesNotVerify) {
  Desk desk;
  workAt(desk);
  {
    const ledger::store::Database forger(desk.directory() / "ledger.db", ledger::store::Database::Access::readWrite);
    forger.execute("DROP TRIGGER event_no_update");
    forger.execute("UPDATE event SET payload = CAST(replace(CAST(payload AS TEXT), '8427', '8428') AS BLOB)");
  }
  const Answer answer = run(on(desk.directory(), "ledger verify"));
  EXPECT_EQ(answer.exit, 65);
  EXPECT_NE(answer.error.find("does not verify"), std::string::npos) << answer.error;
}

TEST(TillctlTest, aCopyIsTakenBesideTheStationRestoredAndTakenOnByASupervisor) {
  Desk desk;
  workAt(desk);
  const Folder copies;
  const Answer taken = run(on(desk.directory(), "--json backup now --to " + (copies / "usb").string()));
  ASSERT_EQ(taken.exit, 0) << taken.error;
  const std::string file = nlohmann::json::parse(taken.out).at("file");
  EXPECT_EQ(run("backup restore " + file + " --to " + desk.directory().string()).exit, 75) << "the station runs";
  const fs::path data = copies / "new";
  const Answer back = run("backup restore " + file + " --to " + data.string());
  EXPECT_EQ(back.exit, 0) << back.error;
  EXPECT_NE(back.out.find("ledger new-epoch"), std::string::npos) << back.out;
  for (const std::string person : {"jortiz 'J. Ortiz' --role clerk", "mchen 'M. Chen' --role supervisor"}) {
    ASSERT_EQ(run(on(data, "people add " + person), "481516\n").exit, 0);
  }
  const auto begin = [&](const std::string& who, const std::string& pin) {
    return run(on(data, "--as jortiz ledger new-epoch --reason Lost --approver " + who), pin);
  };
  EXPECT_EQ(begin("jortiz", "481516\n481516\n").exit, 64) << "nobody approves their own act";
  EXPECT_EQ(begin("mchen", "481516\n481517\n").exit, 77) << "a wrong PIN";
  EXPECT_EQ(begin("mchen", "481517\n481516\n").exit, 77) << "nobody else acts in another's name";
  const Answer begun = begin("mchen", "481516\n481516\n");
  EXPECT_EQ(begun.exit, 0) << begun.error;
  EXPECT_NE(begun.out.find("-000001"), std::string::npos) << begun.out;
  EXPECT_EQ(run(on(data, "ledger verify")).exit, 0);
}

TEST(TillctlTest, billsAreImportedInTheNameOfAPerson) {
  const Folder folder;
  const fs::path data = folder / "data";
  ASSERT_EQ(run(on(data, "people add mchen 'M. Chen' --role supervisor"), "975310\n").exit, 0);
  const Answer bills =
      run(on(data, "--json --as mchen bills import " + (kOffices / "bills.csv").string() + " --as-of 2026-12-01"));
  ASSERT_EQ(bills.exit, 0) << bills.error;
  EXPECT_EQ(nlohmann::json::parse(bills.out).at("accounts"), 200);
  const auto journal = nlohmann::json::parse(run(on(data, "ledger export --format json")).out);
  EXPECT_EQ(journal.back().at("kind"), "bills_switched");
  EXPECT_EQ(nlohmann::json::parse(journal.back().at("payload").get<std::string>()).at("actor"), "mchen");
}

TEST(TillctlTest, aPinIsReadFromStandardInputAndShownNowhere) {
  const Folder folder;
  const fs::path data = folder / "data";
  EXPECT_EQ(run(on(data, "people add jortiz 'J. Ortiz' --role clerk"), "1234\n").exit, 65);
  EXPECT_EQ(run(on(data, "people add jortiz 'J. Ortiz' --role clerk"), "123456\n").exit, 65) << "too easily guessed";
  EXPECT_EQ(run(on(data, "people add jortiz 'J. Ortiz' --role clerk 246813"), "").exit, 64) << "never an argument";
  const Answer added = run(on(data, "--json people add jortiz 'J. Ortiz' --role clerk"), "246813\n");
  EXPECT_EQ(added.exit, 0) << added.error;
  EXPECT_EQ((added.out + added.error).find("246813"), std::string::npos);
  const auto people = nlohmann::json::parse(run(on(data, "--json people list")).out);
  ASSERT_EQ(people.size(), 1U);
  EXPECT_EQ(people[0], nlohmann::json::parse(added.out));
}

TEST(TillctlTest, aStubIsReadAndACardNumberIsNotRepeated) {
  const std::string office = "--office " + kOffices.string() + " --json stub read ";
  const Answer stub = run(office + "004512873007000084271215268");
  ASSERT_EQ(stub.exit, 0) << stub.error;
  EXPECT_EQ(nlohmann::json::parse(stub.out).at("account"), "0045128730");
  EXPECT_EQ(nlohmann::json::parse(stub.out).at("amount_due"), 8427);
  const Answer card = run(office + "4111111111111111");
  EXPECT_EQ(card.exit, 65);
  EXPECT_EQ((card.out + card.error).find("4111"), std::string::npos);
  EXPECT_EQ(run(office + "004512873007000184271215268").exit, 65) << "wrong check digit";
}

TEST(TillctlTest, devicesAreListedWithWhatMendsThem) {
  const Folder folder;
  std::ofstream(folder / "devices.toml") << "[scanner]\nport = \"/dev/no-such-port\"\n";
  const std::string with = "--office " + kOffices.string() + " --devices " + (folder / "devices.toml").string();
  const Answer list = run(with + " --json devices list");
  ASSERT_EQ(list.exit, 0) << list.error;
  const auto json = nlohmann::json::parse(list.out);
  ASSERT_EQ(json["configured"].size(), 1U);
  EXPECT_EQ(json["configured"][0]["grade"], "stop");
  EXPECT_NE(json["configured"][0]["what"].get<std::string>().find("/dev/no-such-port"), std::string::npos);
  EXPECT_NE(run(with + " devices list").out.find("mend: plug it in"), std::string::npos);
}

TEST(TillctlTest, aDeviceThatIsNotThereLeavesATapeThatSaysSo) {
  const Folder folder;
  std::ofstream(folder / "devices.toml") << "[printer]\nmodel = \"epson-tm-t88v\"\nport = \"/dev/no-such-port\"\n";
  const std::string with = "--office " + kOffices.string() + " --devices " + (folder / "devices.toml").string();
  const Answer recorded = run(with + " devices record printer " + (folder / "tape").string());
  EXPECT_EQ(recorded.exit, 0) << recorded.error;
  EXPECT_NE(recorded.out.find("failed: gone"), std::string::npos) << recorded.out;
  EXPECT_NE(textOf(folder / "tape").find("x notFound"), std::string::npos);
  EXPECT_EQ(run(with + " devices record scanner " + (folder / "tape").string()).exit, 78) << "none is configured";
  EXPECT_EQ(run(with + " devices record printer " + (folder / "tape").string() + " --seconds 0").exit, 64);
}

TEST(TillctlTest, aTapeIsMadeOfADrawerAndADisplayToo) {
  const Folder folder;
  std::ofstream(folder / "devices.toml") << "[drawer]\nport = \"/dev/no-such-drawer\"\n[display]\nlanguage = "
                                            "\"cd5220\"\nport = \"/dev/no-such-display\"\n";
  const std::string with =
      "--office " + kOffices.string() + " --devices " + (folder / "devices.toml").string() + " devices record ";
  const std::string tape = (folder / "tape").string();
  const Answer drawer = run(with + "drawer " + tape);
  EXPECT_NE(drawer.out.find(": failed"), std::string::npos) << drawer.out << drawer.error;
  EXPECT_NE(textOf(tape).find("x notFound /dev/no-such-drawer"), std::string::npos) << textOf(tape);
  const Answer display = run(with + "display " + tape);
  EXPECT_NE(display.out.find(": not sent: /dev/no-such-display"), std::string::npos) << display.out << display.error;
  EXPECT_NE(textOf(tape).find("x notFound /dev/no-such-display"), std::string::npos) << textOf(tape);
}

std::string withDevices(const Folder& folder, const std::string& toml) {
  std::ofstream(folder / "devices.toml") << toml;
  return "--office " + kOffices.string() + " --devices " + (folder / "devices.toml").string() + " ";
}

TEST(TillctlTest, aDeviceThatDoesNotDoWhatItIsAskedHasAnExitStatusOfItsOwn) {
  const Folder folder;
  const std::string with = withDevices(folder,
                                       "[printer]\nmodel = \"epson-tm-t88v\"\nport = \"/dev/no-such-port\"\n"
                                       "[drawer]\nsensor = \"untaught\"\n");
  const Answer printed = run(with + "devices test printer");
  EXPECT_EQ(printed.exit, 69) << printed.error;
  EXPECT_NE(printed.out.find("printer: print: not printed (/dev/no-such-port"), std::string::npos) << printed.out;
  EXPECT_NE(printed.error.find("not recorded: there is no ledger"), std::string::npos) << printed.error;
  const Answer json = run(with + "--json devices test drawer --kick");
  EXPECT_EQ(json.exit, 69);
  EXPECT_NE(json.out.find("\"act\":\"sense\",\"result\":\"unknown\""), std::string::npos) << json.out;
  EXPECT_NE(json.out.find("\"act\":\"kick\",\"result\":\"failed\""), std::string::npos) << json.out;
  EXPECT_EQ(run(with + "devices test scanner").exit, 78) << "none is configured";
  EXPECT_EQ(run(with + "devices test toaster").exit, 64);
  EXPECT_EQ(run(with + "devices test printer --seconds 0").exit, 64);
}

TEST(TillctlTest, aTeachInThatLearntNothingWritesNothing) {
  const Folder folder;
  const std::string toml =
      "[printer]\nmodel = \"epson-tm-t88v\"\nport = \"/dev/no-such-port\"\n[drawer]\nsensor = \"untaught\"\n";
  const std::string with = withDevices(folder, toml);
  const Answer nobody = run(with + "devices teach --write");
  EXPECT_EQ(nobody.exit, 69);
  EXPECT_NE(nobody.error.find("nobody is there"), std::string::npos) << nobody.error;
  const Answer silent = run(with + "devices teach --write", "\n");
  EXPECT_EQ(silent.exit, 69);
  EXPECT_NE(silent.error.find("is not heard"), std::string::npos) << silent.error;
  EXPECT_EQ(textOf(folder / "devices.toml"), toml);
  EXPECT_EQ(run(withDevices(folder, "# none\n") + "devices teach", "\n").exit, 78);
}

TEST(TillctlTest, devicesAreNotTriedBesideAStationThatHoldsTheLedgerAndCannotBeAsked) {
  Desk desk;
  const Answer answer = run(on(desk.directory(), "devices test printer"));
  EXPECT_EQ(answer.exit, 75) << answer.error;
  EXPECT_EQ(desk.count("device_tested"), 0U);
}

TEST(TillctlTest, statisticsThatDoNotReadAreRefusedAndMissingOnesSaid) {
  const Folder folder;
  fs::create_directories(folder / "data");
  const std::string with = "--data " + (folder / "data").string() + " devices statistics";
  EXPECT_EQ(run("devices statistics").exit, 64);
  EXPECT_EQ(run(with).exit, 66);
  std::ofstream(folder / "data/device-statistics.txt")
      << "citytill device statistics 1\nprinter PaperCutCount 3\nend 1\n";
  EXPECT_EQ(run("--json " + with).out, "{\"printer\":{\"PaperCutCount\":3}}\n");
  std::ofstream(folder / "data/device-statistics.txt")
      << "citytill device statistics 1\nprinter.2 PaperCutCount 3\nend 1\n";
  EXPECT_EQ(run("--json " + with).out, "{\"printer.2\":{\"PaperCutCount\":3}}\n") << "no office, no names";
  const std::string twoPrinters =
      "[[printer]]\nname = \"left\"\nmodel = \"epson-tm-t88v\"\nport = \"/dev/ttyS8\"\n"
      "[[printer]]\nname = \"right\"\nmodel = \"epson-tm-t88v\"\nport = \"/dev/ttyS9\"\n";
  EXPECT_EQ(run(withDevices(folder, twoPrinters) + "--json " + with).out,
            "{\"printer right\":{\"PaperCutCount\":3}}\n");
  std::ofstream(folder / "data/device-statistics.txt") << "nonsense";
  const Answer bad = run(with);
  EXPECT_EQ(bad.exit, 65);
  EXPECT_NE(bad.error.find("device-statistics.txt:1"), std::string::npos) << bad.error;
}

}  // namespace
}  // namespace till::ui::tillctl
