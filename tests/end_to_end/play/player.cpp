// SPDX-License-Identifier: Apache-2.0
#include "tests/end_to_end/play/player.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "ledger/store/sqlite.h"

namespace till::tests::play {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kScreenDeadline{20};

std::string quoted(const fs::path& path) { return "'" + path.string() + "'"; }

std::string amount(std::int64_t minor) {
  const auto cents = std::llabs(minor);
  std::ostringstream out;
  out << (minor < 0 ? "-" : "") << cents / 100 << '.' << std::setw(2) << std::setfill('0') << cents % 100;
  return out.str();
}

// Paper wraps where it must: blanks and line ends count as one blank.
std::string flat(const std::string& text) {
  std::istringstream words(text);
  std::string all;
  for (std::string word; words >> word;) all += (all.empty() ? "" : " ") + word;
  return all;
}

bool partOfANumber(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == ',' || c == '.'; }

// A figure is a whole one: 73.39 does not stand in 273.39, nor 5 in 5.00.
bool standsIn(const std::string& text, const std::string& wanted) {
  if (wanted.empty()) return false;
  for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) {
    const auto end = at + wanted.size();
    const bool cutAtStart =
        std::isdigit(static_cast<unsigned char>(wanted.front())) != 0 && at > 0 && partOfANumber(text[at - 1]);
    const bool cutAtEnd = std::isdigit(static_cast<unsigned char>(wanted.back())) != 0 && end + 1 < text.size() &&
                          partOfANumber(text[end]) && std::isdigit(static_cast<unsigned char>(text[end + 1])) != 0;
    if (!cutAtStart && !cutAtEnd) return true;
  }
  return false;
}

bool holdsText(const std::vector<std::string>& slips, const std::string& wanted) {
  return !slips.empty() && standsIn(flat(slips.back()), wanted);
}

const std::string& word(const std::vector<std::string>& words, std::size_t at) {
  if (at >= words.size()) throw std::runtime_error("a word is missing");
  return words[at];
}

}  // namespace

const std::map<std::string, Player::Perform> Player::kActs{{"start", &Player::start},
                                                           {"keys", &Player::keys},
                                                           {"text", &Player::text},
                                                           {"touch", &Player::touch},
                                                           {"scan", &Player::scan},
                                                           {"scan-until", &Player::scanUntil},
                                                           {"printer", &Player::operate},
                                                           {"drawer", &Player::operate},
                                                           {"scanner", &Player::operate},
                                                           {"two-drawers", &Player::twoDrawers},
                                                           {"reader", &Player::operate},
                                                           {"sheet", &Player::sheet},
                                                           {"power-cut", &Player::powerCut},
                                                           {"shot", &Player::shot},
                                                           {"expect", &Player::expect},
                                                           {"expect-not", &Player::expectNot},
                                                           {"ledger", &Player::ledger},
                                                           {"start-refused", &Player::startRefused},
                                                           {"pins", &Player::pins},
                                                           {"settings", &Player::settings},
                                                           {"tillctl", &Player::tillctlRuns},
                                                           {"tillctl-begin", &Player::tillctlBegins},
                                                           {"tillctl-end", &Player::tillctlEnds},
                                                           {"forge-ledger", &Player::forgeLedger}};

Player::Player(Programs programs, fs::path office, const fs::path& out)
    : programs_(std::move(programs)), office_(std::move(office)), out_(fs::absolute(out)), data_(out_ / "data") {}

std::string Player::tillctl(const std::string& arguments, const std::string& input) const {
  const std::string typed = input.empty() ? "" : "echo " + input + " | ";
  const std::string command = typed + quoted(programs_.tillctl) + " --office " + quoted(office_) + " --data " +
                              quoted(data_) + " --pepper " + quoted(out_ / "citytill.pepper") + " " + arguments;
  const ToolEnd end = OfficeTool(command).wait();
  if (end.exit != 0) {
    throw std::runtime_error("tillctl " + arguments + " ended with " + std::to_string(end.exit) + ": " + end.text);
  }
  return end.text;
}

void Player::write(const std::string& name, const std::string& text) const { std::ofstream(out_ / name) << text; }

void Player::setUp() {
  fs::remove_all(out_);
  fs::create_directories(data_);
  stage_ = std::make_unique<CounterStage>(out_ / "ports");
  (void)tillctl("people add jortiz 'J. Ortiz' --role clerk", "246813");
  (void)tillctl("people add mchen 'M. Chen' --role supervisor", "975310");
  (void)tillctl("bills import " + quoted(office_ / "bills.csv") + " --as-of 2026-12-01");
}

void Player::play(const std::vector<Act>& acts) {
  for (const Act& act : acts) {
    const auto found = kActs.find(act.words.front());
    try {
      if (found == kActs.end()) throw std::runtime_error("there is no act of that name");
      (this->*found->second)(act.words);
    } catch (const std::exception& error) {
      std::ostringstream told;
      told << "line " << act.line << ":";
      for (const auto& each : act.words) told << ' ' << each;
      told << "\n  " << error.what();
      if (kiosk_) told << "\n  the screen (" << kiosk_->screen().page << "):\n" << kiosk_->screen().text;
      throw std::runtime_error(told.str());
    }
  }
}

std::vector<std::string> Player::kioskCommand() const {
  return {programs_.kioskChild, office_, data_, stage_->devicesFile(), out_ / "citytill.pepper"};
}

void Player::start(const Words&) {
  kiosk_ = std::make_unique<KioskProcess>(kioskCommand());
  if (!kiosk_->waitFor([](const Screen& screen) { return !screen.page.empty(); }, kScreenDeadline)) {
    throw std::runtime_error("the kiosk shows nothing");
  }
}

// Each word is a named key ("Enter", "F8"), or a run of single ones ("8427*").
void Player::keys(const Words& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& run = words[i];
    const bool named = run.size() > 1 && run[0] >= 'A' && run[0] <= 'Z';
    if (named) {
      kiosk_->say("key " + run);
      continue;
    }
    for (const char key : run) kiosk_->say(std::string("key Keypad ") + key);
  }
}

void Player::text(const Words& words) { kiosk_->say("text " + word(words, 1)); }
void Player::touch(const Words& words) { kiosk_->say("touch " + word(words, 1)); }
void Player::scan(const Words& words) { stage_->devices().scan(word(words, 1)); }

// As a clerk does when the scanner is out of sorts: again, until the screen says TEXT.
void Player::scanUntil(const Words& words) {
  constexpr int kTries = 20;
  for (int i = 0; i < kTries; ++i) {
    stage_->devices().scan(word(words, 1));
    const auto shown = [&](const Screen& screen) { return standsIn(screen.text, word(words, 2)); };
    if (kiosk_->waitFor(shown, std::chrono::seconds(1))) return;
  }
  throw std::runtime_error("the scan was never taken");
}

void Player::operate(const Words& words) {
  if (!stage_->devices().operate(words[0], word(words, 1))) throw std::runtime_error("there is no such switch");
}

// sheet LINE: put into the slot of the check reader once that waits for one; LINE is written at its foot.
void Player::sheet(const Words& words) {
  if (!stage_->waitUntil([&] { return stage_->slotWaits(); })) throw std::runtime_error("no sheet is waited for");
  stage_->devices().insertSheet(word(words, 1));
}

void Player::powerCut(const Words&) {
  kiosk_->kill();
  kiosk_.reset();
}

void Player::shot(const Words& words) {
  fs::create_directories(out_ / "screens");
  std::ostringstream name;
  name << std::setw(2) << std::setfill('0') << ++shots_ << "-" << word(words, 1) << ".png";
  if (!kiosk_->takeShot(out_ / "screens" / name.str())) throw std::runtime_error("no picture was taken");
}

// expect page NAME | screen TEXT | paper TEXT | sheet TEXT | slips N | drawer open|shut | pulses N | x|z POINTER VALUE
void Player::expect(const Words& words) {
  const std::string& what = word(words, 1);
  const std::string& wanted = word(words, 2);
  bool holds = false;
  if (what == "page") {
    holds = kiosk_->waitFor([&](const Screen& screen) { return screen.page == wanted; }, kScreenDeadline);
  } else if (what == "screen") {
    holds = kiosk_->waitFor([&](const Screen& s) { return standsIn(s.text, wanted); }, kScreenDeadline);
  } else if (what == "paper") {
    holds = stage_->waitUntil([&] { return holdsText(stage_->slipTexts(), wanted); });
    if (!holds && !stage_->slipTexts().empty()) {
      throw std::runtime_error("not so; the last slip:\n" + stage_->slipTexts().back());
    }
  } else if (what == "sheet") {
    holds = stage_->waitUntil([&] { return standsIn(flat(stage_->sheetText()), wanted); });
  } else if (what == "slips") {
    holds = stage_->waitUntil([&] { return stage_->slipTexts().size() == std::stoul(wanted); });
  } else if (what == "drawer") {
    holds = stage_->waitUntil([&] { return stage_->drawerOpen() == (wanted == "open"); });
  } else if (what == "x" || what == "z") {
    holds = reported(what, words);
  } else if (what == "pulses") {
    holds = stage_->waitUntil([&] { return stage_->pulses() == std::stoi(wanted); });
  } else {
    throw std::runtime_error("nothing of that name can be expected");
  }
  if (!holds) throw std::runtime_error("not so");
}

// What may not stand there now; said after an expectation that waited for the right moment.
void Player::expectNot(const Words& words) {
  const std::string& wanted = word(words, 2);
  const bool onScreen = words[1] == "screen" && kiosk_->screen().text.find(wanted) != std::string::npos;
  const auto slips = stage_->slipTexts();
  const bool onPaper = words[1] == "paper" && !slips.empty() && flat(slips.back()).find(wanted) != std::string::npos;
  if (onScreen || onPaper) throw std::runtime_error("it stands there");
}

// A figure of the X or Z report, by its JSON pointer: /payments/count 13.
bool Player::reported(const std::string& report, const Words& words) const {
  const auto json = nlohmann::json::parse(tillctl("--json report " + report));
  const std::string found = json.at(nlohmann::json::json_pointer(word(words, 2))).dump();
  if (found != word(words, 3)) throw std::runtime_error("not so; the ledger says " + found);
  return true;
}

// start-refused STATUS TEXT: a start that must not succeed; beside a running one it is a second writer.
void Player::startRefused(const Words& words) {
  std::string command = "timeout 20";
  for (const auto& part : kioskCommand()) command += " " + quoted(fs::path(part));
  const ToolEnd end = OfficeTool(command + " </dev/null").wait();
  if (std::to_string(end.exit) != word(words, 1) || end.text.find(word(words, 2)) == std::string::npos) {
    throw std::runtime_error("it ended with " + std::to_string(end.exit) + ": " + end.text);
  }
}

// settings FILE LINE: the office's FILE has this further line from now on.
void Player::settings(const Words& words) {
  const fs::path copy = out_ / "office";
  if (office_ != copy) fs::copy(office_, copy, fs::copy_options::recursive);
  office_ = copy;
  std::ofstream(office_ / word(words, 1), std::ios::app) << word(words, 2) << "\n";
}

// two-drawers: the office's devices.toml has a left and a right one, from the next start on.
void Player::twoDrawers(const Words&) { stage_->haveTwoDrawers(); }

// pins PIN...: what the next tillctl is typed, a line each.
void Player::pins(const Words& words) {
  typed_ = "printf '%s\\n'";
  for (std::size_t i = 1; i < words.size(); ++i) typed_ += " " + quoted(fs::path(words[i]));
}

// tillctl-begin ARGUMENT...: beside what goes on at the counter; Enter is pressed whenever it asks for it.
void Player::tillctlBegins(const Words& words) {
  const std::string typed = std::exchange(typed_, {});
  std::string command = (typed.empty() ? "yes ''" : typed) + " | LD_PRELOAD=" + quoted(programs_.modemShim) +
                        " timeout 60 " + quoted(programs_.tillctl) + " --office " + quoted(office_) + " --devices " +
                        quoted(stage_->devicesFile()) + " --data " + quoted(data_) + " --pepper " +
                        quoted(out_ / "citytill.pepper");
  for (std::size_t i = 1; i < words.size(); ++i) command += " " + quoted(fs::path(words[i]));
  tool_ = std::make_unique<OfficeTool>(command);
}

// tillctl-end STATUS TEXT: it ends so, and says so among other things.
void Player::tillctlEnds(const Words& words) {
  const ToolEnd end = tool_->wait();
  tool_.reset();
  if (std::to_string(end.exit) == word(words, 1) && flat(end.text).find(word(words, 2)) != std::string::npos) return;
  throw std::runtime_error("tillctl ended with " + std::to_string(end.exit) + ": " + end.text);
}

// tillctl STATUS TEXT ARGUMENT...: both at once.
void Player::tillctlRuns(const Words& words) {
  Words begin{words.front()};
  begin.insert(begin.end(), words.begin() + 3, words.end());
  tillctlBegins(begin);
  tillctlEnds(words);
}

// forge-ledger OLD NEW: somebody with a database tool changes what events say.
void Player::forgeLedger(const Words& words) {
  const ledger::store::Database tool(data_ / "ledger.db", ledger::store::Database::Access::readWrite);
  tool.execute("DROP TRIGGER IF EXISTS event_no_update");
  ledger::store::Statement change(tool,
                                  "UPDATE event SET payload = CAST(replace(CAST(payload AS TEXT), ?, ?) AS BLOB) "
                                  "WHERE instr(CAST(payload AS TEXT), ?) > 0");
  change.bind(word(words, 1)).bind(word(words, 2)).bind(word(words, 1)).run();
}

void Player::ledger(const Words&) { (void)tillctl("ledger verify"); }

std::string Player::finish(bool closed) {
  if (kiosk_ && kiosk_->quit() != 0) throw std::runtime_error("the kiosk did not end well");
  kiosk_.reset();
  stage_->savePaper(out_ / "paper");
  stage_.reset();
  fs::remove_all(out_ / "ports");
  std::string verified = tillctl("ledger verify");
  if (!closed) return verified;
  write("z-report.txt", tillctl("report z"));
  const std::string z = tillctl("--json report z");
  write("z-report.json", z);
  write("journal.json", tillctl("ledger export --format json"));
  const auto json = nlohmann::json::parse(z);
  std::int64_t sum = 0;
  for (const auto& row : json.at("by_account")) sum += row.at("amount").get<std::int64_t>();
  if (sum != 0) throw std::runtime_error("the entries do not sum to zero");
  std::ostringstream totals;
  totals << "Z " << json.at("z") << ": " << json.at("payments").at("count") << " payments "
         << amount(json.at("payments").at("amount")) << ", " << json.at("voids").at("count") << " voids "
         << amount(json.at("voids").at("amount")) << ", over/short " << amount(json.at("over_short")) << "; "
         << verified.substr(0, verified.find(';')) << "; the books balance";
  return totals.str();
}

}  // namespace till::tests::play
