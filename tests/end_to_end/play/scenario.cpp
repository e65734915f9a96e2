// SPDX-License-Identifier: Apache-2.0
#include "tests/end_to_end/play/scenario.h"

#include <fstream>
#include <iomanip>
#include <sstream>

namespace till::tests::play {

std::vector<Act> readScenario(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<Act> acts;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    std::istringstream words(line);
    Act act{number, {}};
    std::string word;
    while (words >> std::quoted(word) && !word.starts_with("#")) act.words.push_back(word);
    if (act.words.empty()) continue;
    if (act.words.front() == "include" && act.words.size() == 2) {
      const auto included = readScenario(file.parent_path() / act.words[1]);
      acts.insert(acts.end(), included.begin(), included.end());
    } else {
      acts.push_back(std::move(act));
    }
  }
  return acts;
}

}  // namespace till::tests::play
