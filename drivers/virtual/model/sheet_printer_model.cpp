// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/sheet_printer_model.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "drivers/virtual/model/command_reader.h"

namespace till::drivers::model {
namespace {

constexpr std::size_t kCounted = 1000;  // pL pH, then so many

struct SlotCommand {
  std::string_view prefix;
  std::size_t parameters;
};
constexpr std::array kSlotCommands{
    SlotCommand{"\x1B"
                "c0",
                1},
    SlotCommand{"\x1B"
                "f",
                2},
    SlotCommand{"\x1Bq", 0},
    SlotCommand{"\x1C(f", kCounted},
    SlotCommand{"\x1C"
                "a0",
                1},
    SlotCommand{"\x1C"
                "a1",
                0},
    SlotCommand{"\x1C"
                "a2",
                0},
    SlotCommand{"\x1C"
                "b",
                0},
    SlotCommand{"\x1D(G", kCounted},
};

struct Urgent {
  std::array<std::uint8_t, 4> bytes;
  std::size_t length;
};
constexpr std::array kUrgentOfSlot{Urgent{{0x10, 0x04, 5, 0}, 3}, Urgent{{0x10, 0x04, 8, 1}, 4},
                                   Urgent{{0x10, 0x05, 3, 0}, 3}};

std::string_view textOf(const std::vector<std::byte>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool isUrgentOfRoll(ByteSpan bytes) {
  return bytes.size() >= 3 && byteAt(bytes, 0) == 0x10 && byteAt(bytes, 1) == 0x04 && byteAt(bytes, 2) >= 1 &&
         byteAt(bytes, 2) <= 4;
}

}  // namespace

std::size_t SheetPrinterModel::receive(std::span<const std::byte> bytes) {
  waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
  sort();
  return bytes.size();
}

std::vector<std::byte> SheetPrinterModel::takeReplies() {
  sort();  // a sheet may have been taken
  auto replies = roll_.takeReplies();
  const auto more = slot_.takeReplies();
  replies.insert(replies.end(), more.begin(), more.end());
  return replies;
}

void SheetPrinterModel::tick() {
  roll_.tick();
  slot_.tick();
}

// The length of a command for the slot at the front; 0: there is none, or not all of it.
std::size_t SheetPrinterModel::ofSlot() const {
  const std::string_view text = textOf(waiting_);
  const auto row = std::find_if(kSlotCommands.begin(), kSlotCommands.end(),
                                [&](const SlotCommand& command) { return text.starts_with(command.prefix); });
  if (row == kSlotCommands.end()) return 0;
  std::size_t length = row->prefix.size() + row->parameters;
  if (row->parameters == kCounted) {
    const ByteSpan rest = ByteSpan(waiting_).subspan(row->prefix.size());
    if (rest.size() < 2) return 0;
    length = row->prefix.size() + 2 + byteAt(rest, 0) + std::size_t{256} * byteAt(rest, 1);
  }
  return text.size() < length ? 0 : length;
}

SheetPrinterModel::Piece SheetPrinterModel::firstPiece() const {
  const ByteSpan bytes(waiting_);
  for (const Urgent& urgent : kUrgentOfSlot) {
    if (bytes.size() < urgent.length) continue;
    std::size_t same = 0;
    while (same < urgent.length && byteAt(bytes, same) == urgent.bytes.at(same)) ++same;
    if (same == urgent.length) return {urgent.length, Part::slot, true};
  }
  if (isUrgentOfRoll(bytes)) return {3, Part::roll, true};
  const std::string_view text = textOf(waiting_);
  const auto mayBecome = [&](const SlotCommand& command) {
    return text.starts_with(command.prefix) || command.prefix.starts_with(text);
  };
  if (std::any_of(kSlotCommands.begin(), kSlotCommands.end(), mayBecome)) return {ofSlot(), Part::slot};
  if (bytes.size() < 4 && byteAt(bytes, 0) == 0x10 && (bytes.size() < 3 || byteAt(bytes, 2) == 8)) return {};
  const auto command = readCommand(bytes);
  return {command ? command->consumed : 0, slot_.slipSelected() ? Part::slot : Part::roll};
}

// While the slot waits for a hand nothing else is done, but what is asked in real time, wherever it stands.
bool SheetPrinterModel::isHeldUp() {
  if (slot_.waits() == CheckReaderModel::Waits::no) return false;
  const auto held = std::move(waiting_);
  waiting_.clear();
  std::vector<std::byte> kept;
  for (std::size_t at = 0; at < held.size();) {
    waiting_.assign(held.begin() + static_cast<std::ptrdiff_t>(at), held.end());
    const Piece piece = firstPiece();
    if (piece.realTime) (void)partOf(piece).receive(std::span(waiting_).first(piece.length));
    if (!piece.realTime) kept.push_back(held[at]);
    at += piece.realTime ? piece.length : 1;
  }
  waiting_ = std::move(kept);
  return slot_.waits() != CheckReaderModel::Waits::no;
}

Device& SheetPrinterModel::partOf(const Piece& piece) {
  return piece.part == Part::slot ? static_cast<Device&>(slot_) : roll_;
}

void SheetPrinterModel::sort() {
  while (!waiting_.empty() && !isHeldUp()) {
    const Piece piece = firstPiece();
    if (piece.length == 0) return;
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(piece.length);
    (void)partOf(piece).receive(std::span(waiting_).first(piece.length));
    waiting_.erase(waiting_.begin(), end);
  }
}

}  // namespace till::drivers::model
