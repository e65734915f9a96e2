// SPDX-License-Identifier: Apache-2.0
#include "ui/virtual_counter/devices/stub_pile.h"

#include <fstream>

namespace till::ui::virtual_counter {

tl::expected<std::vector<SampleStub>, std::string> readStubPile(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) return tl::unexpected(file.string() + ": cannot be read");
  std::vector<SampleStub> pile;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    const auto tab = line.find('\t');
    if (tab == std::string::npos || tab == 0 || tab + 1 == line.size()) {
      return tl::unexpected(file.string() + ":" + std::to_string(number) + ": a caption, a tab and a code are needed");
    }
    pile.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return pile;
}

tl::expected<std::vector<SampleStub>, std::string> readCheckPile(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) return {};
  return readStubPile(file);
}

}  // namespace till::ui::virtual_counter
