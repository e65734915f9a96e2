// SPDX-License-Identifier: Apache-2.0
// A day at the counter as a file: one act a line, words split at blanks, "quotes" keep blanks, # starts a comment,
// `include FILE` puts another file of the same folder in its place.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace till::tests::play {

struct Act {
  int line = 0;
  std::vector<std::string> words;
};

[[nodiscard]] std::vector<Act> readScenario(const std::filesystem::path& file);

}  // namespace till::tests::play
