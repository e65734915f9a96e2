// SPDX-License-Identifier: Apache-2.0
// A command of the office (tillctl) that runs beside the kiosk: begun, and later its words and exit status.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

namespace till::tests::play {

struct ToolEnd {
  int exit = -1;
  std::string text;  // standard output and error
};

class OfficeTool {
 public:
  // A line for the shell. It is killed after a minute.
  explicit OfficeTool(const std::string& command);
  [[nodiscard]] ToolEnd wait();  // once

 private:
  struct Close {
    void operator()(FILE* pipe) const;
  };
  std::unique_ptr<FILE, Close> pipe_;
};

}  // namespace till::tests::play
