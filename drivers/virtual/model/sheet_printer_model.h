// SPDX-License-Identifier: Apache-2.0
// A TM-H6000 as it stands on the counter: a receipt printer and a sheet station in one housing, on one wire. It only
// sorts the bytes. Single-threaded.
#pragma once

#include <vector>

#include "drivers/virtual/model/check_reader_model.h"
#include "drivers/virtual/model/device.h"

namespace till::drivers::model {

class SheetPrinterModel : public Device {
 public:
  // Both outlive it, and are put on no wire of their own.
  SheetPrinterModel(Device& roll, CheckReaderModel& slot) : roll_(roll), slot_(slot) {}

  std::size_t receive(std::span<const std::byte> bytes) override;
  std::vector<std::byte> takeReplies() override;
  void tick() override;

 private:
  enum class Part { roll, slot };
  struct Piece {
    std::size_t length = 0;  // 0: more bytes are needed
    Part part = Part::roll;
    bool realTime = false;
  };
  [[nodiscard]] Piece firstPiece() const;
  [[nodiscard]] std::size_t ofSlot() const;
  [[nodiscard]] Device& partOf(const Piece& piece);
  [[nodiscard]] bool isHeldUp();
  void sort();

  Device& roll_;
  CheckReaderModel& slot_;
  std::vector<std::byte> waiting_;
};

}  // namespace till::drivers::model
