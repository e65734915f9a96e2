// SPDX-License-Identifier: Apache-2.0
// Which character a key stands for: the layout (country) that the scanner is set to, which need not be the desktop's.
// Key numbers are the usages of HID page 07. Pure data.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace till::drivers::scanner {

inline constexpr std::array<std::string_view, 4> kKeyboardLayouts{"us", "de", "es", "fr"};

// One string a shift level: the 36 keys of letters and digits (a to z, 1 to 0 of a US keyboard), the 12 right of them
// (- = [ ] \ # ; ' ` , . /), and the key beside the left shift. A blank is a key that says nothing there; a combining
// mark is a dead key.
struct KeyboardLayout {
  std::string_view name;
  std::u32string_view plain;
  std::u32string_view shifted;
  std::u32string_view altGr;
};

// Null: no such layout.
[[nodiscard]] const KeyboardLayout* keyboardLayout(std::string_view name);

enum class ShiftLevel { plain, shifted, altGr };
// 0: nothing. Keys that are the same everywhere (Enter is CR, Tab, space, keypad) too.
[[nodiscard]] char32_t characterOf(const KeyboardLayout& layout, std::uint8_t key, ShiftLevel level);
// A dead key and the letter after it; 0: they are not one character.
[[nodiscard]] char32_t composed(char32_t mark, char32_t letter);
[[nodiscard]] bool isDead(char32_t character);
// The mark as a character of its own: what a dead key and a space make.
[[nodiscard]] char32_t spacing(char32_t mark);

}  // namespace till::drivers::scanner
