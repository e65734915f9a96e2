// SPDX-License-Identifier: Apache-2.0
// A scanner in keyboard mode: layout, suffix, prefix, then boot reports (or what passes for them).
#include "drivers/scanner/keyboard_decoder.h"
#include "tests/fuzz/scans.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace till::fuzz;
  using namespace till::drivers::scanner;
  Input input(data, size);
  const auto layout = static_cast<std::size_t>(input.below(kKeyboardLayouts.size()));
  const std::string suffix(input.text().substr(0, 4));
  const std::string prefix(input.text().substr(0, 4));
  KeyboardDecoder decoder({keyboardLayout(kKeyboardLayouts[layout]), prefix},
                          {suffix.empty() ? "\r" : suffix, std::chrono::milliseconds(300)});
  feed(decoder, input);
  return 0;
}
