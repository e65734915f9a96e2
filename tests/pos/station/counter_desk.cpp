// SPDX-License-Identifier: Apache-2.0
#include "counter_desk.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <sstream>

#include "failing_ledger.h"
#include "pos/station/report_worker.h"

namespace till::pos::station {

namespace {

using drivers::drawer::DrawerState;
using drivers::drawer::KickOutcome;
using drivers::printer::JobOutcome;
using drivers::printer::JobResult;

const std::map<std::string, Key>& namedKeys() {
  static const std::map<std::string, Key> keys{
      {"Enter", Key::enter}, {"Esc", Key::escape}, {"Back", Key::backspace}, {"00", Key::doubleZero},
      {"F1", Key::f1},       {"F2", Key::f2},      {"F3", Key::f3},          {"F4", Key::f4},
      {"F5", Key::f5},       {"F6", Key::f6},      {"F7", Key::f7},          {"F8", Key::f8},
      {"F9", Key::f9},       {"F10", Key::f10},    {"F11", Key::f11},        {"F12", Key::f12}};
  return keys;
}

Key keyOf(char c) {
  static const std::map<char, Key> keys{
      {'.', Key::point}, {'+', Key::plus}, {'-', Key::minus}, {'*', Key::star}, {'/', Key::slash}};
  if (c >= '0' && c <= '9') return static_cast<Key>(c - '0');
  return keys.at(c);
}

std::string wordsOf(const drivers::printer::PrintDocument& document) {
  std::string all;
  for (const auto& element : document.elements) {
    if (const auto* line = std::get_if<drivers::printer::TextLine>(&element)) all += line->text + "\n";
    if (const auto* two = std::get_if<drivers::printer::TwoColumns>(&element))
      all += two->left + " " + two->right + "\n";
  }
  return all;
}

std::filesystem::path freshDirectory() {
  static std::atomic<int> next{0};
  const auto path = std::filesystem::temp_directory_path() /
                    ("till-desk-" + std::to_string(::getpid()) + "-" + std::to_string(next++));
  std::filesystem::remove_all(path);
  std::filesystem::create_directories(path);
  return path;
}

std::vector<people::Person> thePeople() {
  return {{.id = "jortiz", .name = "J. Ortiz", .role = people::Role::clerk},
          {.id = "slane", .name = "S. Lane", .role = people::Role::supervisor},
          {.id = "mchen", .name = "M. Chen", .role = people::Role::clerk}};
}

std::string which(std::size_t index) { return index == 0 ? "" : " " + std::to_string(index); }

drivers::printer::PrinterStatus wellPrinter() {
  drivers::printer::PrinterStatus status;
  status.reachable = true;
  status.online = true;
  status.paper = drivers::printer::PaperState::present;
  return status;
}

}  // namespace

std::string stubOf(const std::string& account, std::int64_t minor) {
  std::string cents = std::to_string(minor);
  cents.insert(0, 8 - cents.size(), '0');
  const std::string body = account + "07" + cents + "121526";
  constexpr int kWeights[] = {7, 5, 3, 2};
  int sum = 0;
  for (std::size_t i = 0; i < body.size(); ++i) sum += (body[i] - '0') * kWeights[i % 4];
  return body + std::to_string((10 - sum % 10) % 10);
}

Desk::Desk() : directory_(freshDirectory()) {
  const std::filesystem::path config = std::filesystem::path(TILL_SOURCE_DIR) / "config";
  auto office = config::loadOffice(config / "offices/sample-city", config);
  if (!office) throw std::runtime_error(config::toText(office.error()));
  office_ = std::move(*office);
  office_.station.tills = {3};
  people_ = thePeople();
  reader_ = std::make_unique<stub::StubReader>(office_.station.layouts);
  const auto imported = bill::importBills(config / "offices/sample-city/bills.csv", directory_,
                                          office_.station.sale.services, "2026-11-20");
  if (!imported) throw std::runtime_error(imported.error().what);
  bills_ = std::move(*bill::openBillBook(imported->file));
  ground_.surroundings = ledger::store::systemSurroundings();
  start();
}

Desk::Desk(DeskGround ground)
    : directory_(ground.directory),
      ownDirectory_(false),
      ground_(std::move(ground)),
      office_(ground_.office),
      bills_(ground_.bills),
      reader_(std::make_unique<stub::StubReader>(office_.station.layouts)),
      people_(thePeople()) {}

Desk::~Desk() {
  ledger_.reset();
  if (!ownDirectory_) return;
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

World Desk::world() const { return {office_.station, office_.words, *reader_, bills_.get(), *ledger_, people_}; }

void Desk::start() {
  auto surroundings = ground_.surroundings;
  surroundings.wallClock = [this] { return ledger::store::WallTime{unixMillis_}; };
  auto opened = ledger::store::openLedger(directory_, office_.identity, surroundings);
  if (!opened) throw std::runtime_error(opened.error().what);
  ledger_ = std::make_unique<FailingLedger>(std::move(*opened));
  ledger_->posted = ground_.posted;
  last_ = {};
  settle(begin(world(), {.name = "bills-1.db", .sha256 = std::string(64, 'a')}, now()));
  send(ScannerChanged{drivers::rack::ScannerState::ready});
  for (std::size_t i = 0; i < state_.devices.drawers.size(); ++i) drawerSaysShut(i);
  for (std::size_t i = 0; i < state_.devices.printers.size(); ++i) printerWell(i);
}

ledger::store::Ledger& Desk::ledger() { return *ledger_; }
void Desk::diskFills() { ledger_->fails = ledger::store::PostErrorCode::diskFull; }
void Desk::diskHasRoom() { ledger_->fails.reset(); }
void Desk::diskFails() { ledger_->fails = ledger::store::PostErrorCode::stopped; }

void Desk::die() {
  waiting_.clear();
  jobs.clear();
  ledger_.reset();
  state_ = {};
}

void Desk::restart() {
  die();
  start();
}

void Desk::settle(Stepped stepped) {
  const Hands hands{.print =
                        [this](std::int64_t job, const drivers::printer::PrintDocument& document, std::size_t printer) {
                          happened.push_back("print " + document.title + which(printer));
                          if (ground_.handed) ground_.handed(happened.back());
                          papers.push_back(document.title);
                          lastPaper = wordsOf(document);
                          jobs.push_back(job);
                          if (autoPrint) waiting_.push_back(JobFinished{job, {JobOutcome::confirmed, true, ""}});
                        },
                    .kick =
                        [this](const Kick& kick) {
                          happened.push_back("kick" + which(kick.drawer));
                          if (ground_.handed) ground_.handed(happened.back());
                          if (!autoDrawer) return;
                          waiting_.push_back(DrawerChanged{DrawerState::open, kick.drawer});
                          waiting_.push_back(KickFinished{kick.id, KickOutcome::opened});
                        },
                    .checkPin =
                        [this](const CheckPin& check) {
                          const bool right = check.pin == rightPin;
                          waiting_.push_back(PinChecked{check.check, check.person,
                                                        right ? people::PinVerdict::right : people::PinVerdict::wrong});
                        },
                    .readCheck = [this](const ReadCheck& read) { awaitedCheck = read.id; },
                    .printSheet = [this](const PrintSheet& sheet) { awaitedSheets.push_back(sheet); },
                    .cancelSheet =
                        [this](const CancelSheet& cancelled) {
                          cancelledSheets.push_back(cancelled.id);
                          if (awaitedCheck == cancelled.id) awaitedCheck.reset();
                        },
                    .tellTest = [this](const TellTest& told) { tested.push_back(told.result); },
                    .keepCopy = [this] { ++copiesAsked; },
                    .makeReport =
                        [this](const MakeReport& wanted) {
                          const auto open = [this] { return ledger::store::openReader(directory_); };
                          const auto look = report::officeLook(office_.station.timeZone, people_);
                          reportsAsked.push_back(wanted);
                          const auto counter = reportCounter(office_.station, office_.words);
                          if (autoReport) waiting_.push_back(makeReport(wanted, open, look, counter));
                        },
                    .tellOffice = [this](const TellOffice& told) { officeTold.push_back(told.result); }};
  state_ = runEffects(std::move(stepped), world(), *ledger_, hands, [this] { return now(); });
  StationView drawn = makeView(state_, world(), now());
  if (!(drawn == last_) || state_.basketView > state_.view) ++state_.view;
  last_ = std::move(drawn);
}

void Desk::send(const Input& input) {
  settle(step(std::move(state_), input, world(), now()));
  while (!waiting_.empty()) {
    const Input answer = std::move(waiting_.front());
    waiting_.pop_front();
    if (const auto* finished = std::get_if<JobFinished>(&answer)) std::erase(jobs, finished->job);
    settle(step(std::move(state_), answer, world(), now()));
  }
}

void Desk::press(Key key, bool repeat) { send(KeyPressed{.key = key, .repeat = repeat, .view = state_.view}); }
void Desk::pressAsSeenAt(std::uint64_t view, Key key) { send(KeyPressed{.key = key, .repeat = false, .view = view}); }

void Desk::type(const std::string& keys) {
  std::istringstream words(keys);
  for (std::string word; words >> word;) {
    const auto named = namedKeys().find(word);
    if (named != namedKeys().end()) {
      press(named->second);
    } else {
      for (const char c : word) press(keyOf(c));
    }
  }
}

void Desk::scan(const std::string& text) { send(ScanArrived{{.symbology = "C0", .text = text, .at = {}}}); }

void Desk::pass(std::int64_t seconds) {
  unixMillis_ += seconds * 1000;
  steadyMillis_ += seconds * 1000;
  send(Ticked{});
}

void Desk::signIn(const std::string& number) { type(number + " " + rightPin + " Enter"); }

void Desk::openTill() {
  signIn();
  type("2 Enter 1 Enter 2 Enter 1 Enter * *");  // 2 hundreds, 1 fifty, 2 twenties, 1 ten
  if (autoDrawer) drawerSaysShut();
}

void Desk::printerWell(std::size_t printer) { send(PrinterChanged{wellPrinter(), printer}); }

void Desk::printerOutOfPaper(std::size_t printer) {
  auto status = wellPrinter();
  status.online = false;
  status.paper = drivers::printer::PaperState::out;
  send(PrinterChanged{status, printer});
}

void Desk::finishPrint(JobOutcome outcome, bool anyByteTaken) {
  const auto job = jobs.front();
  jobs.pop_front();
  send(JobFinished{job, {outcome, anyByteTaken, outcome == JobOutcome::confirmed ? "" : "out_of_paper"}});
}

void Desk::drawerSaysOpen(std::size_t drawer) { send(DrawerChanged{DrawerState::open, drawer}); }
void Desk::drawerSaysShut(std::size_t drawer) { send(DrawerChanged{DrawerState::closed, drawer}); }

StationView Desk::view() const {
  StationView view = last_;
  view.number = state_.view;
  view.tone = state_.tone;
  return view;
}

std::string Desk::said() const {
  std::string all;
  for (const auto& notice : last_.notices) all += notice.what + " " + notice.text + "\n";
  return all;
}

std::string Desk::resumeCard() const {
  std::string all;
  if (!last_.resume) return all;
  for (const auto& fact : last_.resume->facts) all += fact.what + " " + fact.text + "\n";
  return all;
}

std::vector<ledger::store::StoredEvent> Desk::events() const {
  std::vector<ledger::store::StoredEvent> all;
  for (std::int64_t seq = 1;; ++seq) {
    auto event = ledger_->event(seq);
    if (!event) return all;
    all.push_back(std::move(*event));
  }
}

std::vector<std::string> Desk::kinds() const {
  std::vector<std::string> all;
  for (const auto& event : events()) all.push_back(event.kind);
  return all;
}

std::size_t Desk::count(const std::string& kind) const {
  const auto all = kinds();
  return static_cast<std::size_t>(std::ranges::count(all, kind));
}

}  // namespace till::pos::station
