// SPDX-License-Identifier: Apache-2.0
// A counter to test at: the sample office, a real ledger in a temporary directory, a rack that does what the test says,
// and a clock that stands still until it is moved. Keys are typed as people do: desk.type("100. *").
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "config/load/office.h"
#include "pos/station/runner.h"

namespace till::pos::station {

inline constexpr auto kDelgado = "004512873007000084271215268";  // 0045128730, 84.27
inline constexpr auto kAcme = "000073194207000092701215265";     // 0000731942, 92.70
inline constexpr auto kSmith = "004512873107000118411215266";    // 0045128731, 118.41
inline constexpr auto kNothingDue = "000824792507000000001215264";
// Of an account that is in no bill: SC27 with its own check digit.
[[nodiscard]] std::string stubOf(const std::string& account, std::int64_t minor);

class FailingLedger;

// What a desk stands on, where it is not a folder and an office of its own.
struct DeskGround {
  std::filesystem::path directory;  // stays
  config::Office office;
  std::shared_ptr<bill::BillBook> bills;
  ledger::store::Surroundings surroundings;  // but for the wall clock, which is the desk's
  // The ledger's word that something stands, before the station hears it; and whatever goes to the devices.
  std::function<void(const ledger::journal::Body& body, const ledger::store::Posted& posted)> posted;
  std::function<void(const std::string& what)> handed;
};

class Desk {
 public:
  Desk();
  explicit Desk(DeskGround ground);  // nothing is open before start()
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  // --- hands
  void type(const std::string& keys);  // "8427 *", "F7 Enter", "1 314159 Enter"; words between spaces
  void press(Key key, bool repeat = false);
  void pressAsSeenAt(std::uint64_t view, Key key);
  void scan(const std::string& text);
  void send(const Input& input);
  void setClock(std::int64_t seconds) { unixMillis_ += seconds * 1000; }  // somebody sets the wall clock
  void pass(std::int64_t seconds);                                        // time goes by, ticks are made
  void signIn(const std::string& number = "1");
  void openTill();  // signs in, counts 300.00, opens till 3
  void restart();   // the program dies as it stands, and starts again
  void die();
  void start();  // throws where the ledger does not open

  // --- the world's answers
  void diskFills();  // what sells is refused from now on; counting and closing go through
  void diskHasRoom();
  void diskFails();  // an I/O error at the next write
  void printerWell(std::size_t printer = 0);
  void printerOutOfPaper(std::size_t printer = 0);
  void finishPrint(drivers::printer::JobOutcome outcome, bool anyByteTaken);
  void drawerSaysOpen(std::size_t drawer = 0);
  void drawerSaysShut(std::size_t drawer = 0);
  bool autoPrint = true;   // each job is confirmed at once
  bool autoDrawer = true;  // each kick opens; drawerSaysShut() is the clerk's
  std::string rightPin = "314159";

  // --- what there is to see
  [[nodiscard]] StationView view() const;
  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] ledger::store::Ledger& ledger();
  [[nodiscard]] std::string said() const;  // all notices as one text
  [[nodiscard]] std::string resumeCard() const;
  [[nodiscard]] std::vector<std::string> kinds() const;
  [[nodiscard]] std::size_t count(const std::string& kind) const;
  template <class Fact>
  [[nodiscard]] std::vector<Fact> facts() const {
    std::vector<Fact> all;
    for (const auto& event : events())
      if (const auto* fact = std::get_if<Fact>(&event.body)) all.push_back(*fact);
    return all;
  }
  [[nodiscard]] std::vector<ledger::store::StoredEvent> events() const;
  // What reached the devices, in order: "kick", "print receipt 2A-000001"; of others than the first: "kick 1".
  std::vector<std::string> happened;
  std::deque<std::int64_t> jobs;             // begun, not finished
  std::optional<std::int64_t> awaitedCheck;  // the check reader waits for it
  std::vector<PrintSheet> awaitedSheets;
  std::vector<std::int64_t> cancelledSheets;
  int copiesAsked = 0;                   // of the ledger
  std::vector<TestResult> tested;        // what was told of devices that were tried out
  std::string lastPaper;                 // its words, line by line
  std::vector<std::string> papers;       // titles, as printed
  bool autoReport = true;                // each report is made at once
  std::vector<MakeReport> reportsAsked;  // in order
  std::vector<OfficeResult> officeTold;  // what was told of acts of the office
  [[nodiscard]] const words::Words& words() const { return office_.words; }
  pos::station::StationSettings& settings() { return office_.station; }
  [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }

 private:
  void settle(Stepped stepped);
  [[nodiscard]] World world() const;
  [[nodiscard]] Now now() const { return {.unixMillis = unixMillis_, .steadyMillis = steadyMillis_}; }

  std::filesystem::path directory_;
  bool ownDirectory_ = true;
  DeskGround ground_;
  config::Office office_;
  std::shared_ptr<bill::BillBook> bills_;
  std::unique_ptr<FailingLedger> ledger_;
  std::unique_ptr<stub::StubReader> reader_;
  std::vector<people::Person> people_;
  State state_;
  StationView last_;
  std::deque<Input> waiting_;
  std::int64_t unixMillis_ = 1'795'460'000'000;  // 23 Nov 2026, 10:53 in Los Angeles
  std::int64_t steadyMillis_ = 1'000'000;
};

}  // namespace till::pos::station
