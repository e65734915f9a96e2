// SPDX-License-Identifier: Apache-2.0
// No text makes a line display do anything but show it, in either language, alone or on a printer's pass-through.
#include <array>

#include "drivers/display/display_commands.h"
#include "drivers/virtual/model/line_display_model.h"
#include "tests/fuzz/input.h"

namespace till::fuzz {
namespace {

using namespace drivers::display;
using drivers::model::DisplayTongue;
using drivers::model::LineDisplayModel;

struct Display {
  DisplayProfile profile;
  drivers::model::LineDisplayTraits traits;
};

Display displayOf(int which) {
  Display display;
  const bool epson = (which & 1) != 0;
  display.profile.language = epson ? DisplayLanguage::epsonDmD : DisplayLanguage::cd5220;
  display.traits.tongue = epson ? DisplayTongue::epsonDmD : DisplayTongue::cd5220;
  display.profile.behindPrinter = (which & 2) != 0;
  display.profile.selectsCodePage = display.traits.selectsCodePage = (which & 4) != 0;
  if ((which & 4) != 0) {
    display.profile.codePages = {{"cp437", 0}, {"cp850", 2}, {"cp1252", 16}, {"cp858", 19}};
    display.profile.codePageOrder = {"cp437", "cp850", "cp1252", "cp858"};
  }
  return display;
}

bool isPlain(const std::string& text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
  }
  return true;
}

}  // namespace
}  // namespace till::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace till::fuzz;
  Input input(data, size);
  const Display display = displayOf(input.below(8));
  const auto brightness = static_cast<Brightness>(1 + input.below(4));
  const std::string_view upper = input.text();
  const Lines lines{upper, input.rest()};

  LineDisplayModel model(display.traits);
  (void)model.receive(encodeRestore(lines, brightness, display.profile));
  const std::string shown = model.upper() + "\n" + model.lower();
  (void)model.receive(encodeLines(lines, display.profile));
  require(model.upper() + "\n" + model.lower() == shown, "the same lines look the same");
  require(isPlain(model.upper()) && isPlain(model.lower()), "only characters are shown");
  require(model.unknownCommands() == 0, "each command is one that the display knows");
  require(model.brightness() == static_cast<int>(brightness), "no text changes the brightness");
  require(!model.cursorShown(), "nor shows the cursor");
  require(model.selected() != display.profile.behindPrinter, "nor selects the printer");
  require(model.forPrinter().empty(), "nor reaches the printer");
  (void)model.receive(encodeClear(display.profile));
  require(model.upper().empty() && model.lower().empty(), "the next command is understood");
  return 0;
}
