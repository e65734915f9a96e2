// SPDX-License-Identifier: Apache-2.0
#include "drivers/scanner/keyboard_decoder.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "drivers/scanner/aim.h"

namespace till::drivers::scanner {
namespace {

using transport::Clock;

constexpr std::uint8_t kCtrl = 0x11;  // either
constexpr std::uint8_t kShift = 0x22;
constexpr std::uint8_t kLeftAlt = 0x04;
constexpr std::uint8_t kRightAlt = 0x40;
constexpr std::size_t kModifiers = 0;
constexpr std::size_t kFirstKey = 2;
constexpr std::uint8_t kFirstRealKey = 0x04;  // 1 is "too many keys at once", and then all six are it
constexpr std::uint8_t kKeypadOne = 0x59;
constexpr std::uint8_t kKeypadZero = 0x62;
constexpr std::size_t kLongestAltNumber = 5;

bool has(std::uint8_t modifiers, std::uint8_t mask) { return (modifiers & mask) != 0; }
bool isKeypadDigit(std::uint8_t key) { return key >= kKeypadOne && key <= kKeypadZero; }

// Ctrl+Alt is AltGr on a keyboard without one.
ShiftLevel levelOf(std::uint8_t modifiers) {
  if (has(modifiers, kRightAlt) || (has(modifiers, kLeftAlt) && has(modifiers, kCtrl))) return ShiftLevel::altGr;
  return has(modifiers, kShift) ? ShiftLevel::shifted : ShiftLevel::plain;
}

void appendUtf8(std::string& text, char32_t c) {  // the layouts have nothing above U+FFFF
  const auto bits = [c](unsigned shift, std::uint32_t mask) { return static_cast<std::uint32_t>(c) >> shift & mask; };
  if (c < 0x80) {
    text.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    text.push_back(static_cast<char>(0xC0 | bits(6, 0x1F)));
    text.push_back(static_cast<char>(0x80 | bits(0, 0x3F)));
  } else {
    text.push_back(static_cast<char>(0xE0 | bits(12, 0x0F)));
    text.push_back(static_cast<char>(0x80 | bits(6, 0x3F)));
    text.push_back(static_cast<char>(0x80 | bits(0, 0x3F)));
  }
}

}  // namespace

KeyboardDecoder::KeyboardDecoder(KeyboardSettings keyboard, FrameSettings frames)
    : keyboard_(std::move(keyboard)), frames_(std::move(frames)) {}

std::vector<Frame> KeyboardDecoder::feed(std::span<const std::byte> report, Clock::time_point now) {
  if (report.size() < kFirstKey + down_.size()) return {};
  const auto at = [&](std::size_t i) { return std::to_integer<std::uint8_t>(report[i]); };
  if (at(kFirstKey) > 0 && at(kFirstKey) < kFirstRealKey) return {};
  const std::uint8_t modifiers = at(kModifiers);
  if (!has(modifiers, kLeftAlt)) endAltNumber();
  std::array<std::uint8_t, 6> down{};
  for (std::size_t i = 0; i < down.size(); ++i) {
    down[i] = at(kFirstKey + i);
    const bool wasDown = std::find(down_.begin(), down_.end(), down[i]) != down_.end();
    if (down[i] >= kFirstRealKey && !wasDown) press(down[i], modifiers);
  }
  down_ = down;
  const std::string typed = std::exchange(typed_, {});
  if (typed.empty()) return {};
  std::vector<Frame> frames;
  for (Frame& frame : frames_.feed(std::as_bytes(std::span(typed)), now))
    frames.push_back(withoutPrefix(std::move(frame)));
  return frames;
}

void KeyboardDecoder::press(std::uint8_t key, std::uint8_t modifiers) {
  const bool alt = has(modifiers, kLeftAlt) && !has(modifiers, kCtrl);
  if (alt && isKeypadDigit(key)) {
    if (altNumber_.size() < kLongestAltNumber)
      altNumber_.push_back(static_cast<char>(characterOf(*keyboard_.layout, key, ShiftLevel::plain)));
    return;
  }
  const ShiftLevel level = levelOf(modifiers);
  const bool control = has(modifiers, kCtrl) && level != ShiftLevel::altGr;
  if (const char32_t c = control ? controlOf(key, level) : characterOf(*keyboard_.layout, key, level); c != 0) type(c);
}

// Where the layout has no such character on the key, the US one has: scanners send Ctrl by the key's place.
char32_t KeyboardDecoder::controlOf(std::uint8_t key, ShiftLevel level) const {
  for (const KeyboardLayout* layout : {keyboard_.layout, keyboardLayout("us")}) {
    const char32_t c = characterOf(*layout, key, level);
    if (c >= 0x40 && c < 0x80) return c & 0x1F;
  }
  return 0;
}

void KeyboardDecoder::type(char32_t character) {
  const char32_t dead = std::exchange(dead_, 0);
  if (dead == 0 && isDead(character)) {
    dead_ = character;
    return;
  }
  if (dead == 0) return put(character);
  if (const char32_t one = composed(dead, character); one != 0) return put(one);
  put(spacing(dead));
  if (character != U' ') put(spacing(character));
}

void KeyboardDecoder::put(char32_t character) { appendUtf8(typed_, character); }

void KeyboardDecoder::endAltNumber() {
  const std::string digits = std::exchange(altNumber_, {});
  unsigned number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (number > 0 && number < 0x100) type(number);
}

std::optional<Frame> KeyboardDecoder::silence(Clock::time_point now) {
  auto frame = frames_.silence(now);
  if (frame) dead_ = 0;
  return frame ? std::optional(withoutPrefix(std::move(*frame))) : std::nullopt;
}

std::optional<Frame> KeyboardDecoder::lost() {
  down_ = {};
  dead_ = 0;
  altNumber_.clear();
  return frames_.lost();
}

// The AIM identifier stands behind the prefix.
Frame KeyboardDecoder::withoutPrefix(Frame frame) const {
  auto* const scan = std::get_if<Scan>(&frame);
  if (scan == nullptr || keyboard_.prefix.empty() || !scan->text.starts_with(keyboard_.prefix)) return frame;
  return toScan(scan->text.substr(keyboard_.prefix.size()), scan->at);
}

}  // namespace till::drivers::scanner
