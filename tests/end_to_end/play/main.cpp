// SPDX-License-Identifier: Apache-2.0
// play --office DIR --out DIR SCENARIO...: plays each scenario afresh; exit 0 only if every expectation holds, the
// chain verifies and the books balance. With more than one scenario each has a folder of its name under --out.
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

#include "tests/end_to_end/play/player.h"

namespace {

namespace fs = std::filesystem;
using namespace till::tests::play;

bool closes(const std::vector<Act>& acts) {
  for (const Act& act : acts) {
    if (act.words.size() > 2 && act.words[0] == "expect" && act.words[2] == "closed") return true;
  }
  return false;
}

int playOne(const fs::path& office, const fs::path& out, const fs::path& file) {
  const fs::path programs = fs::read_symlink("/proc/self/exe").parent_path();
  const auto acts = readScenario(file);
  if (acts.empty()) {
    std::cerr << file << ": no such scenario, or an empty one\n";
    return 66;
  }
  Player player({programs / "kiosk_child", programs / "tillctl", programs.parent_path() / "lib/libptymodem.so"}, office,
                out);
  try {
    player.setUp();
    player.play(acts);
    std::cout << player.finish(closes(acts)) << std::endl;
    return 0;
  } catch (const std::exception& error) {
    std::cerr << file.filename().string() << ": " << error.what() << std::endl;
    return 1;
  }
}

}  // namespace

int main(int argc, char** argv) {
  fs::path office;
  fs::path out;
  std::vector<fs::path> scenarios;
  for (int i = 1; i < argc; ++i) {
    const bool option = std::strncmp(argv[i], "--", 2) == 0 && i + 1 < argc;
    if (!option) {
      scenarios.emplace_back(argv[i]);
    } else if (std::strcmp(argv[i], "--office") == 0) {
      office = argv[++i];
    } else if (std::strcmp(argv[i], "--out") == 0) {
      out = argv[++i];
    }
  }
  if (office.empty() || out.empty() || scenarios.empty()) {
    std::cerr << "play --office DIR --out DIR SCENARIO...\n";
    return 64;
  }
  int worst = 0;
  for (const auto& scenario : scenarios) {
    worst = std::max(worst, playOne(office, scenarios.size() == 1 ? out : out / scenario.stem(), scenario));
  }
  return worst;
}
