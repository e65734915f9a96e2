// SPDX-License-Identifier: Apache-2.0
// Plays a scenario: hands at the kiosk, hands at the devices, and expectations of screen, paper and drawer.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/end_to_end/play/counter_stage.h"
#include "tests/end_to_end/play/kiosk_process.h"
#include "tests/end_to_end/play/office_tool.h"
#include "tests/end_to_end/play/scenario.h"

namespace till::tests::play {

struct Programs {
  std::filesystem::path kioskChild, tillctl, modemShim;
};

class Player {
 public:
  Player(Programs programs, std::filesystem::path office, const std::filesystem::path& out);

  // People with sample PINs, bills, devices. Throws std::runtime_error with words.
  void setUp();
  void play(const std::vector<Act>& acts);
  // Ends the kiosk, saves the paper, writes z-report.txt, z-report.json, journal.json; answers the line of totals.
  [[nodiscard]] std::string finish(bool closed);

 private:
  using Words = std::vector<std::string>;
  using Perform = void (Player::*)(const Words&);
  static const std::map<std::string, Perform> kActs;

  void start(const Words& words);
  void keys(const Words& words);
  void text(const Words& words);
  void touch(const Words& words);
  void scan(const Words& words);
  void sheet(const Words& words);
  void scanUntil(const Words& words);
  void operate(const Words& words);
  void powerCut(const Words& words);
  void shot(const Words& words);
  void expect(const Words& words);
  void expectNot(const Words& words);
  void ledger(const Words& words);
  void startRefused(const Words& words);
  void settings(const Words& words);
  void twoDrawers(const Words& words);
  void forgeLedger(const Words& words);
  void tillctlRuns(const Words& words);
  void pins(const Words& words);
  void tillctlBegins(const Words& words);
  void tillctlEnds(const Words& words);

  [[nodiscard]] std::vector<std::string> kioskCommand() const;
  [[nodiscard]] bool reported(const std::string& report, const Words& words) const;
  [[nodiscard]] std::string tillctl(const std::string& arguments, const std::string& input = {}) const;
  void write(const std::string& name, const std::string& text) const;

  Programs programs_;
  std::filesystem::path office_, out_, data_;
  std::unique_ptr<CounterStage> stage_;
  std::unique_ptr<KioskProcess> kiosk_;
  std::unique_ptr<OfficeTool> tool_;
  std::string typed_;  // of the next tillctl; nothing: Enter, again and again
  int shots_ = 0;
};

}  // namespace till::tests::play
