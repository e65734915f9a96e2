// SPDX-License-Identifier: Apache-2.0
#include "tests/end_to_end/play/office_tool.h"

#include <sys/wait.h>

#include <array>
#include <stdexcept>

namespace till::tests::play {

void OfficeTool::Close::operator()(FILE* pipe) const { (void)::pclose(pipe); }

OfficeTool::OfficeTool(const std::string& command) : pipe_(::popen(("exec 2>&1; " + command).c_str(), "r")) {
  if (!pipe_) throw std::runtime_error("cannot run " + command);
}

ToolEnd OfficeTool::wait() {
  ToolEnd end;
  std::array<char, 4096> bytes{};
  while (const auto count = std::fread(bytes.data(), 1, bytes.size(), pipe_.get()))
    end.text.append(bytes.data(), count);
  const int status = ::pclose(pipe_.release());
  end.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return end;
}

}  // namespace till::tests::play
