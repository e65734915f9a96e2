// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace till::ui::virtual_counter {

// A paper to hold under the scanner.
struct SampleStub {
  std::string caption;  // "0045128730  84.27"
  std::string code;     // what the scanner reads on it
};

// The office's stubs.txt: a line a stub, caption, tab, code; # starts a comment. Error: file, line and what is wrong.
[[nodiscard]] tl::expected<std::vector<SampleStub>, std::string> readStubPile(const std::filesystem::path& file);

}  // namespace till::ui::virtual_counter
