// SPDX-License-Identifier: Apache-2.0
// The kiosk_child process: commands in, views out. Every wait has a deadline; none is a sleep.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace till::tests::play {

struct Screen {
  std::string page;
  std::string text;
};

class KioskProcess {
 public:
  explicit KioskProcess(const std::vector<std::string>& command);
  ~KioskProcess();  // kills what still runs
  KioskProcess(const KioskProcess&) = delete;
  KioskProcess& operator=(const KioskProcess&) = delete;

  void say(const std::string& line);
  // Takes in views until `enough` holds for the newest, or the deadline passes.
  bool waitFor(const std::function<bool(const Screen&)>& enough, std::chrono::milliseconds deadline);
  bool takeShot(const std::filesystem::path& file);
  void kill();               // SIGKILL: the plug is pulled
  [[nodiscard]] int quit();  // asks it to end; its exit status
  [[nodiscard]] const Screen& screen() const { return screen_; }

 private:
  bool readMore(std::chrono::milliseconds wait);
  void take(const std::string& line);

  pid_t pid_ = -1;
  int in_ = -1;
  int out_ = -1;
  std::string pending_;
  Screen screen_;
  bool shotTaken_ = false;
};

}  // namespace till::tests::play
