// SPDX-License-Identifier: Apache-2.0
// What is to be printed, without a printer: lines of text with styles, columns, rules, barcodes. UTF-8 in; control
// characters in text are dropped by the encoder, so text from outside can never become a command.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "drivers/raster/bitmap.h"

namespace till::drivers::printer {

enum class Align { left, center, right };

struct Style {
  bool bold = false;
  bool underline = false;
  bool inverse = false;
  int width = 1;   // 1..4
  int height = 1;  // 1..4
  Align align = Align::left;
};

struct TextLine {
  std::string text;
  Style style;
};  // wrapped at words to the paper's columns
struct TwoColumns {
  std::string left;
  std::string right;
  Style style;
};  // right-hand column is never cut
struct Rule {
  char of = '-';
};
struct Barcode {
  std::string data;
  bool text = true;  // readable below
  raster::Linear symbology = raster::Linear::code128;
};
struct QrCode {
  std::string data;
};
struct Pdf417 {
  std::string data;
};
struct Image {  // a logo: centred; wider than the paper, its right edge is lost
  raster::Bitmap bitmap;
};
struct Feed {
  int lines = 1;
};
struct Cut {
  bool partial = true;
};

using Element = std::variant<TextLine, TwoColumns, Rule, Barcode, QrCode, Pdf417, Image, Feed, Cut>;

struct PrintDocument {
  std::string title;  // for logs and people: "receipt 2A-000418"; holds no names
  std::vector<Element> elements;
};

}  // namespace till::drivers::printer
