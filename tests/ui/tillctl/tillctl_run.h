// SPDX-License-Identifier: Apache-2.0
// tillctl as people run it, and a counter worked at by keys to run it on.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "ledger/store/sqlite.h"
#include "tests/pos/station/counter_desk.h"

namespace till::ui::tillctl {

namespace fs = std::filesystem;
using pos::station::Desk;

inline const fs::path kOffices = fs::path(TILL_SOURCE_DIR) / "config/offices/sample-city";

struct Answer {
  int exit = -1;
  std::string out, error;
};

inline std::string textOf(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

class Folder {
 public:
  Folder() {
    static int next = 0;
    path_ = fs::temp_directory_path() / ("tillctl-" + std::to_string(::getpid()) + "-" + std::to_string(next++));
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] fs::path operator/(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

// `arguments` as a shell would take them; `typed` is standard input.
inline Answer run(const std::string& arguments, const std::string& typed = {}) {
  const Folder folder;
  std::ofstream(folder / "in") << typed;
  const std::string command = std::string(TILLCTL) + " " + arguments + " <" + (folder / "in").string() + " >" +
                              (folder / "out").string() + " 2>" + (folder / "error").string();
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, textOf(folder / "out"), textOf(folder / "error")};
}

// The pepper lies in the data directory, so that a copy of it has its PINs, and no test meets another's.
inline std::string on(const fs::path& data, const std::string& arguments) {
  return "--office " + kOffices.string() + " --data " + data.string() + " --pepper " + (data / "pepper").string() +
         " " + arguments;
}

// A till opened, one payment in cash, one no-sale; the station goes on running.
inline void workAt(Desk& desk) {
  desk.openTill();
  desk.drawerSaysShut();
  desk.scan(pos::station::kDelgado);
  desk.type("*");
  desk.drawerSaysShut();
  desk.type("Enter 2 1 1");
  desk.drawerSaysShut();
}

// 384.27 is expected; 380.00 is counted.
inline void closeTill(Desk& desk) {
  desk.type("F8 Enter 3 Enter 1 Enter 1 Enter 1 Enter * *");
  ASSERT_EQ(desk.view().page, pos::station::Page::closing) << desk.said();
  desk.type("1 Enter Enter");
  ASSERT_EQ(desk.view().page, pos::station::Page::signIn) << desk.said();
}

}  // namespace till::ui::tillctl
