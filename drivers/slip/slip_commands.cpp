// SPDX-License-Identifier: Apache-2.0
#include "drivers/slip/slip_commands.h"

#include <algorithm>
#include <initializer_list>

#include "drivers/printer/code_pages.h"
#include "drivers/printer/escpos.h"
#include "drivers/printer/text_layout.h"

namespace till::drivers::slip {
namespace {

constexpr std::uint8_t kHalfASecond = 5;
constexpr std::chrono::minutes::rep kLongestWait = 15;

Bytes bytesOf(std::initializer_list<int> values) {
  Bytes bytes;
  for (const int value : values) bytes.push_back(static_cast<std::byte>(value));
  return bytes;
}

void put(Bytes& bytes, const Bytes& more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

}  // namespace

Bytes encodeInsertionWait(std::chrono::milliseconds wait) {
  const auto minutes =
      std::clamp(std::chrono::ceil<std::chrono::minutes>(wait).count(), std::chrono::minutes::rep{1}, kLongestWait);
  return bytesOf({0x1B, 'f', static_cast<int>(minutes), kHalfASecond});
}

Bytes encodeSelect(Sheet sheet) { return bytesOf({0x1B, 'c', '0', static_cast<int>(sheet)}); }
Bytes encodeSide(Side side) { return bytesOf({0x1D, '(', 'G', 2, 0, 0x30, static_cast<int>(side)}); }
Bytes encodeAskSlipStatus() { return bytesOf({0x10, 0x04, 5}); }
Bytes encodeCancelWait() { return bytesOf({0x10, 0x05, 3}); }
Bytes encodeEject() { return bytesOf({0x0C}); }
Bytes encodeRelease() { return bytesOf({0x1B, 'q'}); }
Bytes encodeAskInTurn() { return printer::encodeAskPaper(); }

Bytes encodeText(const std::vector<std::string>& lines, const printer::PrinterProfile& profile) {
  printer::PrinterProfile characters = profile;
  characters.graphics = false;
  Bytes bytes = bytesOf({0x1B, 'R', 0});  // so that '#', '$' and '@' are themselves
  printer::PageNumber page;
  const auto columns = static_cast<std::size_t>(std::max(profile.columns, 1));
  for (const std::string& text : lines) {
    for (const auto& line : printer::wrap(printer::spelledOut(printer::toGlyphs(text, characters)), columns)) {
      for (const printer::Glyph& glyph : line) {
        if (glyph.page && glyph.page != page) {
          page = glyph.page;
          put(bytes, bytesOf({0x1B, 't', *page}));
        }
        put(bytes, bytesOf({glyph.byte}));
      }
      put(bytes, bytesOf({0x0A}));
    }
  }
  return bytes;
}

SheetStatus sheetStatusOf(std::uint8_t byte) {
  return {(byte & 0x04) == 0, (byte & 0x08) != 0, (byte & 0x20) == 0, (byte & 0x40) == 0};
}

}  // namespace till::drivers::slip
