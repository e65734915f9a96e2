// SPDX-License-Identifier: Apache-2.0
// What came out of a printer: elements in the order they were printed, slip by slip.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace till::drivers::model {

enum class PaperAlign { left, center, right };

struct PrintedStyle {
  bool bold = false;
  bool underline = false;
  bool inverse = false;
  bool smallFont = false;  // font B
  int width = 1;           // 1..8
  int height = 1;          // 1..8
  friend bool operator==(const PrintedStyle&, const PrintedStyle&) = default;
};

struct PrintedRun {
  std::string text;  // UTF-8, printable characters only
  PrintedStyle style;
};

struct PrintedLine {
  std::vector<PrintedRun> runs;  // empty: a blank line
  PaperAlign align = PaperAlign::left;
};

enum class Hri { none = 0, above = 1, below = 2, both = 3 };

struct PrintedBarcode {  // Code 128
  std::string data;
  int moduleDots = 3;
  int heightDots = 162;
  Hri text = Hri::none;
  PaperAlign align = PaperAlign::left;
};

struct PrintedQr {
  std::string data;
  int moduleDots = 3;
  char correction = 'L';  // L M Q H
  PaperAlign align = PaperAlign::left;
};

struct PrintedImage {  // one bit a dot, most significant left, rows padded to bytes, 1 is black
  int widthDots = 0;
  int heightDots = 0;
  std::vector<std::uint8_t> bits;
  PaperAlign align = PaperAlign::left;
};

struct PrintedFeed {
  int dots = 0;
};

struct PrintedCut {
  bool partial = false;
};

using PrintedElement = std::variant<PrintedLine, PrintedBarcode, PrintedQr, PrintedImage, PrintedFeed, PrintedCut>;

// From one cut to the next; the cut is its last element.
struct Slip {
  std::uint64_t number = 1;  // counted from 1 since the model was made
  std::vector<PrintedElement> elements;
  bool cut = false;
};

struct PaperFormat {
  int dots = 576;    // the print head
  int columns = 48;  // of font A
};

// The slip as plain text, a line a row, aligned to the paper's columns, without spaces at line ends. Barcodes are
// written as [code128 data], QR codes as [qr data], images as [image 384x120]; a cut as a row of "- ".
[[nodiscard]] std::string textOf(const Slip& slip, const PaperFormat& format);

}  // namespace till::drivers::model
