// SPDX-License-Identifier: Apache-2.0
// Modes, print buffer and paper: what the printing commands change. Knows nothing of status or the wire.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>

#include "drivers/virtual/model/command_reader.h"
#include "drivers/virtual/model/paper.h"

namespace till::drivers::model {

class PrintHead {
 public:
  // `printed` is called after each element; cuts are told by cut().
  PrintHead(PaperFormat format, bool cutter, bool asianRom, std::size_t keptSlips, std::function<void()> printed);

  void initialise();  // ESC @
  void putByte(std::uint8_t byte);
  void lineFeed();
  void discardLine() { line_ = {}, lineDots_ = 0, kanjiLead_ = false; }
  [[nodiscard]] bool atLineStart() const { return line_.runs.empty(); }

  // One command that only concerns paper and modes. False: not one of those, or not allowed here (a barcode in the
  // middle of a line): real printers ignore it or print rubbish.
  bool run(const Command& command);
  // The knife is some lines behind the head: what was not fed to it stays in the machine, and is on the next slip.
  void cut(bool partial, bool fed);

  [[nodiscard]] const std::deque<Slip>& slips() const { return slips_; }
  [[nodiscard]] bool hasCutter() const { return cutter_; }

 private:
  using Handler = void (PrintHead::*)(ByteSpan data);
  struct Row;
  static const Row* rowOf(CommandId id);

  void add(PrintedElement element);
  [[nodiscard]] int charDots() const;
  void tab(ByteSpan data);
  void setMode(ByteSpan data);
  void setFont(ByteSpan data);
  void setSize(ByteSpan data);
  void setBold(ByteSpan data);
  void setUnderline(ByteSpan data);
  void setInverse(ByteSpan data);
  void setAlign(ByteSpan data);
  void setPage(ByteSpan data);
  void setNationalSet(ByteSpan data);
  void setSpacing(ByteSpan data);
  void setDefaultSpacing(ByteSpan data);
  void setBarHeight(ByteSpan data);
  void setBarModule(ByteSpan data);
  void setBarText(ByteSpan data);
  void kanjiOn(ByteSpan data);
  void kanjiOff(ByteSpan data);
  void feedLines(ByteSpan data);
  void feedDots(ByteSpan data);
  void endLine(ByteSpan data);
  void printBarcode(ByteSpan data);
  void twoDimensional(ByteSpan data);
  void printQr();
  void printRaster(ByteSpan data);
  void accept(ByteSpan data);

  const PaperFormat format_;
  const bool cutter_;
  const bool asianRom_;
  const std::size_t keptSlips_;
  const std::function<void()> printed_;

  struct Modes {
    PrintedStyle style;
    PaperAlign align = PaperAlign::left;
    std::uint8_t page = 0;
    std::uint8_t nationalSet = 0;
    int spacing = 30;
    int barHeight = 162;
    int barModule = 3;
    Hri barText = Hri::none;
    int qrModule = 3;
    char qrCorrection = 'L';
    std::string qrData;
    bool kanji = false;
  };
  Modes modes_;
  PrintedLine line_;
  int lineDots_ = 0;
  bool kanjiLead_ = false;
  std::deque<Slip> slips_;
};

}  // namespace till::drivers::model
