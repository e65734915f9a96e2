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
  std::string code;     // what the scanner reads on it; of a check, the line at its foot
};

// The office's stubs.txt, or its checks.txt: a line a paper, caption, tab, code; # starts a comment. Error: file, line
// and what is wrong.
[[nodiscard]] tl::expected<std::vector<SampleStub>, std::string> readStubPile(const std::filesystem::path& file);
// The same; an office without the file has no checks at hand.
[[nodiscard]] tl::expected<std::vector<SampleStub>, std::string> readCheckPile(const std::filesystem::path& file);

}  // namespace till::ui::virtual_counter
