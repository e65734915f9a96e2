// SPDX-License-Identifier: Apache-2.0
// No text makes a slip printer do anything but print it: of all commands only the code page's comes in between.
#include <array>

#include "drivers/slip/slip_commands.h"
#include "tests/fuzz/input.h"

namespace till::fuzz {
namespace {

using drivers::printer::PrinterProfile;
using drivers::slip::Bytes;

PrinterProfile profileOf(int which) {
  PrinterProfile profile;
  profile.columns = 1 + which % 40;
  profile.codePages = {{"cp437", 0}};
  profile.codePageOrder = {"cp437"};
  if (which < 40) return profile;
  profile.codePages = {{"cp437", 0}, {"cp850", 2}, {"cp1252", 22}, {"cp858", 19}, {"cp866", 17}};
  profile.codePageOrder = {"cp437", "cp858", "cp1252", "cp866"};
  return profile;
}

bool isPage(const PrinterProfile& profile, int number) {
  for (const auto& [name, page] : profile.codePages)
    if (page == number) return true;
  return false;
}

void requireOnlyText(const Bytes& bytes, const PrinterProfile& profile) {
  constexpr std::size_t kHead = 3;  // ESC R 0
  require(bytes.size() >= kHead && bytes[0] == std::byte{0x1B} && bytes[1] == std::byte{'R'}, "it begins with ESC R");
  std::size_t column = 0;
  for (std::size_t at = kHead; at < bytes.size(); ++at) {
    const int byte = std::to_integer<int>(bytes[at]);
    if (byte == 0x0A) {
      column = 0;
      continue;
    }
    if (byte == 0x1B) {
      require(at + 2 < bytes.size() && bytes[at + 1] == std::byte{'t'}, "no command but ESC t");
      require(isPage(profile, std::to_integer<int>(bytes[at + 2])), "no page but the profile's");
      at += 2;
      continue;
    }
    require(byte >= 0x20 && byte != 0x7F, "no control byte");
    require(++column <= static_cast<std::size_t>(profile.columns), "no line is longer than the sheet is wide");
  }
}

}  // namespace
}  // namespace till::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace till::fuzz;
  Input input(data, size);
  const auto profile = profileOf(input.below(80));
  const std::vector<std::string> lines{std::string(input.text()), std::string(input.text()), std::string(input.rest())};
  requireOnlyText(till::drivers::slip::encodeText(lines, profile), profile);
  return 0;
}
