// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "drivers/virtual/model/paper.h"

namespace till::drivers::model {
namespace {

std::size_t letters(const std::string& utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

class TextWriter {
 public:
  explicit TextWriter(const PaperFormat& format) : columns_(static_cast<std::size_t>(format.columns)) {}

  void operator()(const PrintedLine& line) {
    std::string text;
    std::size_t width = 0;
    for (const PrintedRun& run : line.runs) {
      text += run.text;
      width += letters(run.text) * static_cast<std::size_t>(run.style.width);
    }
    put(text, width, line.align);
  }
  void operator()(const PrintedBarcode& code) { put("[code128 " + code.data + "]", code.align); }
  void operator()(const PrintedQr& code) { put("[qr " + code.data + "]", code.align); }
  void operator()(const PrintedImage& image) {
    put("[image " + std::to_string(image.widthDots) + "x" + std::to_string(image.heightDots) + "]", image.align);
  }
  void operator()(const PrintedFeed& feed) {
    constexpr int kLineDots = 30;
    for (int i = 0; i < feed.dots / kLineDots; ++i) out_ += '\n';
  }
  void operator()(const PrintedCut&) {
    std::string row;
    while (row.size() + 2 <= columns_) row += "- ";
    put(row, PaperAlign::left);
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void put(const std::string& text, PaperAlign align) { put(text, letters(text), align); }
  void put(const std::string& text, std::size_t width, PaperAlign align) {
    const std::size_t free = columns_ > width ? columns_ - width : 0;
    const std::size_t indent = align == PaperAlign::left ? 0 : align == PaperAlign::center ? free / 2 : free;
    std::string line = std::string(indent, ' ') + text;
    line.erase(line.find_last_not_of(' ') + 1);
    out_ += line + '\n';
  }

  std::size_t columns_;
  std::string out_;
};

}  // namespace

std::string textOf(const Slip& slip, const PaperFormat& format) {
  TextWriter writer(format);
  for (const PrintedElement& element : slip.elements) std::visit(writer, element);
  return writer.take();
}

}  // namespace till::drivers::model
