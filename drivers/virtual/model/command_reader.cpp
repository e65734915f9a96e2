// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/command_reader.h"

#include <algorithm>
#include <array>

namespace till::drivers::model {
namespace {

// How many bytes follow the command's own; none: cannot be told yet.
using Length = std::optional<std::size_t>;

std::size_t word(ByteSpan rest, std::size_t at) { return byteAt(rest, at) + std::size_t{256} * byteAt(rest, at + 1); }

Length counted(ByteSpan rest) {  // pL pH
  if (rest.size() < 2) return {};
  return 2 + word(rest, 0);
}

Length toNul(ByteSpan rest) {
  const auto nul = std::find(rest.begin(), rest.end(), std::byte{0});
  if (nul == rest.end()) return {};
  return static_cast<std::size_t>(nul - rest.begin()) + 1;
}

Length barcode(ByteSpan rest) {  // function A: m d.. 00; function B (m from 65): m n d..
  if (rest.empty()) return {};
  if (byteAt(rest, 0) < 65) {
    const Length data = toNul(rest.subspan(1));
    return data ? Length(1 + *data) : Length();
  }
  if (rest.size() < 2) return {};
  return std::size_t{2} + byteAt(rest, 1);
}

Length cut(ByteSpan rest) {
  if (rest.empty()) return {};
  return byteAt(rest, 0) < 65 ? 1 : 2;
}

Length raster(ByteSpan rest) {  // 0 m xL xH yL yH d..
  if (rest.size() < 6) return {};
  return 6 + word(rest, 2) * word(rest, 4);
}

Length bitImage(ByteSpan rest) {  // m nL nH d..
  if (rest.size() < 3) return {};
  return 3 + word(rest, 1) * (byteAt(rest, 0) >= 32 ? 3 : 1);
}

Length realTimeRequest(ByteSpan rest) {  // DLE DC4 fn ..
  constexpr std::array<std::size_t, 9> kLengths{1, 3, 3, 6, 1, 1, 1, 2, 8};
  if (rest.empty()) return {};
  const std::size_t function = byteAt(rest, 0);
  return function < kLengths.size() ? kLengths[function] : 1;
}

struct Row {
  CommandId id;
  std::size_t fixed;
  Length (*lengthOf)(ByteSpan rest) = nullptr;
};

constexpr std::array kRows{
    Row{0x1004, 1},
    Row{0x1005, 1},
    Row{0x1014, 0, realTimeRequest},
    // ESC
    Row{0x1B20, 1},
    Row{0x1B21, 1},
    Row{0x1B24, 2},
    Row{0x1B2A, 0, bitImage},
    Row{0x1B2D, 1},
    Row{0x1B32, 0},
    Row{0x1B33, 1},
    Row{0x1B3D, 1},
    Row{0x1B40, 0},
    Row{0x1B44, 0, toNul},
    Row{0x1B45, 1},
    Row{0x1B47, 1},
    Row{0x1B4A, 1},
    Row{0x1B4D, 1},
    Row{0x1B52, 1},
    Row{0x1B56, 1},
    Row{0x1B5C, 2},
    Row{0x1B61, 1},
    Row{0x1B63, 2},
    Row{0x1B64, 1},
    Row{0x1B69, 0},
    Row{0x1B6D, 0},
    Row{0x1B70, 3},
    Row{0x1B74, 1},
    Row{0x1B7B, 1},
    // FS
    Row{0x1C26, 0},
    Row{0x1C2E, 0},
    Row{0x1C2843, 0, counted},
    // GS
    Row{0x1D21, 1},
    Row{0x1D2844, 0, counted},
    Row{0x1D2848, 0, counted},
    Row{0x1D286B, 0, counted},
    Row{0x1D42, 1},
    Row{0x1D48, 1},
    Row{0x1D49, 1},
    Row{0x1D4C, 2},
    Row{0x1D50, 2},
    Row{0x1D56, 0, cut},
    Row{0x1D57, 2},
    Row{0x1D61, 1},
    Row{0x1D62, 1},
    Row{0x1D66, 1},
    Row{0x1D68, 1},
    Row{0x1D6B, 0, barcode},
    Row{0x1D72, 1},
    Row{0x1D76, 0, raster},
    Row{0x1D77, 1},
};

constexpr std::uint8_t kDle = 0x10;
constexpr std::uint8_t kEsc = 0x1B;
constexpr std::uint8_t kFs = 0x1C;
constexpr std::uint8_t kGs = 0x1D;

const Row* rowOf(CommandId id) {
  const auto row = std::find_if(kRows.begin(), kRows.end(), [id](const Row& r) { return r.id == id; });
  return row == kRows.end() ? nullptr : &*row;
}

bool isPrefix(std::uint8_t byte) { return byte == kDle || byte == kEsc || byte == kFs || byte == kGs; }

bool isLoneControl(std::uint8_t byte) {  // NUL HT LF FF CR CAN
  constexpr std::array<std::uint8_t, 6> kLone{0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x18};
  return std::find(kLone.begin(), kLone.end(), byte) != kLone.end();
}

}  // namespace

std::optional<Command> readCommand(ByteSpan bytes) {
  if (bytes.empty()) return {};
  const std::uint8_t first = byteAt(bytes, 0);
  if (!isPrefix(first)) return Command{first, {}, 1, (first >= 0x20 && first != 0x7F) || isLoneControl(first)};
  if (bytes.size() < 2) return {};
  CommandId id = CommandId{first} << 8 | byteAt(bytes, 1);
  std::size_t prefix = 2;
  if (byteAt(bytes, 1) == '(') {  // GS ( k and its kind have a third byte
    if (bytes.size() < 3) return {};
    id = id << 8 | byteAt(bytes, 2);
    prefix = 3;
  }
  const Row* const row = rowOf(id);
  if (row == nullptr) return Command{id, {}, prefix, false};
  const ByteSpan rest = bytes.subspan(prefix);
  const Length length = row->lengthOf == nullptr ? Length(row->fixed) : row->lengthOf(rest);
  if (!length || *length > rest.size()) return {};
  const std::size_t skip = row->lengthOf == counted ? 2 : 0;
  return Command{id, rest.subspan(skip, *length - skip), prefix + *length, true};
}

}  // namespace till::drivers::model
