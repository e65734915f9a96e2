// SPDX-License-Identifier: Apache-2.0
// What a scanner in keyboard mode types, from its boot reports (HID 1.11, appendix B: modifiers, 0, six keys) to codes.
// Only a key that was not down before counts. How fast it types says nothing: it is the scanner's own wire. Pure.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "drivers/scanner/frame_parser.h"
#include "drivers/scanner/keyboard_layout.h"

namespace till::drivers::scanner {

struct KeyboardSettings {
  const KeyboardLayout* layout = keyboardLayout("us");
  std::string prefix;  // typed before each code; it is taken off. A code without it is taken too
};

class KeyboardDecoder : public Decoder {
 public:
  KeyboardDecoder(KeyboardSettings keyboard, FrameSettings frames);

  // Text is UTF-8. Ctrl with a letter or one of @ [ \ ] ^ _ is a control character (Ctrl+] is GS); Alt with digits of
  // the keypad the character of that number, as Latin-1.
  [[nodiscard]] std::vector<Frame> feed(std::span<const std::byte> report, transport::Clock::time_point now) override;
  [[nodiscard]] std::optional<transport::Clock::time_point> silenceAt() const override { return frames_.silenceAt(); }
  [[nodiscard]] std::optional<Frame> silence(transport::Clock::time_point now) override;
  [[nodiscard]] std::optional<Frame> lost() override;

 private:
  void press(std::uint8_t key, std::uint8_t modifiers);
  void type(char32_t character);
  void put(char32_t character);
  void endAltNumber();
  [[nodiscard]] char32_t controlOf(std::uint8_t key, ShiftLevel level) const;
  [[nodiscard]] Frame withoutPrefix(Frame frame) const;

  const KeyboardSettings keyboard_;
  FrameParser frames_;
  std::array<std::uint8_t, 6> down_{};
  std::string typed_;      // by the report at hand
  char32_t dead_ = 0;      // a dead key waits for its letter
  std::string altNumber_;  // digits while Alt is down
};

}  // namespace till::drivers::scanner
