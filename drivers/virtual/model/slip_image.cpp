// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/slip_image.h"

#include <algorithm>

#include "drivers/raster/barcode.h"
#include "drivers/raster/font.h"

namespace till::drivers::model {
namespace {

constexpr int kMargin = 32;  // of the paper, on all sides
constexpr int kLineDots = 24;
constexpr int kLeading = 6;
constexpr int kHriDots = kLineDots + 4;
constexpr int kQuietQr = 4;               // modules
constexpr std::size_t kLongest = 20'000;  // dots of paper in one picture

std::size_t letters(const std::string& utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

raster::Cell cellOf(const PrintedStyle& style, const PaperFormat& format) {
  const int fontA = format.dots / format.columns;
  const int width = style.smallFont ? fontA * 3 / 4 : fontA;
  const int height = style.smallFont ? kLineDots * 3 / 4 : kLineDots;
  return {width * style.width, height * style.height};
}

// How much paper an element takes.
class Measure {
 public:
  explicit Measure(const PaperFormat& format) : format_(format) {}
  int operator()(const PrintedLine& line) const {
    int height = kLineDots;
    for (const PrintedRun& run : line.runs) height = std::max(height, cellOf(run.style, format_).height);
    return height + kLeading;
  }
  int operator()(const PrintedBarcode& code) const {
    const int lines = code.text == Hri::none ? 0 : code.text == Hri::both ? 2 : 1;
    return code.heightDots + lines * kHriDots;
  }
  int operator()(const PrintedQr& code) const {
    const auto modules = symbol(code);
    return modules ? (modules->height + 2 * kQuietQr) * code.moduleDots : 0;
  }
  int operator()(const PrintedImage& image) const { return image.heightDots; }
  int operator()(const PrintedFeed& feed) const { return feed.dots; }
  int operator()(const PrintedCut&) const { return 0; }

  static tl::expected<raster::Modules, std::string> symbol(const PrintedQr& code) {
    const auto level = static_cast<int>(std::string_view("LMQH").find(code.correction)) + 1;
    return raster::qr(code.data, static_cast<raster::QrCorrection>(level));
  }

 private:
  PaperFormat format_;
};

class Painter {
 public:
  Painter(raster::Canvas& canvas, const PaperFormat& format, raster::Font& regular, raster::Font& bold)
      : canvas_(canvas), format_(format), regular_(regular), bold_(bold) {}

  void paint(const PrintedElement& element) {
    std::visit(*this, element);
    y_ += std::visit(Measure(format_), element);
  }

  void operator()(const PrintedLine& line) {
    int width = 0;
    int height = kLineDots;
    for (const PrintedRun& run : line.runs) {
      const raster::Cell cell = cellOf(run.style, format_);
      width += static_cast<int>(letters(run.text)) * cell.width;
      height = std::max(height, cell.height);
    }
    int x = left(width, line.align);
    for (const PrintedRun& run : line.runs) x = paintRun(run, x, y_ + height);
  }

  void operator()(const PrintedBarcode& code) {
    const auto modules = raster::code128(code.data);
    if (!modules) return;
    const int width = modules->width * code.moduleDots;
    const int x = left(width, code.align);
    const bool above = code.text == Hri::above || code.text == Hri::both;
    const int top = y_ + (above ? kHriDots : 0);
    for (int i = 0; i < modules->width; ++i) {
      if (modules->at(i, 0)) canvas_.fill(x + i * code.moduleDots, top, code.moduleDots, code.heightDots);
    }
    if (above) paintText(code.data, x, width, y_);
    if (code.text == Hri::below || code.text == Hri::both) paintText(code.data, x, width, top + code.heightDots + 4);
  }

  void operator()(const PrintedQr& code) {
    const auto modules = Measure::symbol(code);
    if (!modules) return;
    const int dots = code.moduleDots;
    const int x = left(modules->width * dots, code.align);
    for (int row = 0; row < modules->height; ++row) {
      for (int column = 0; column < modules->width; ++column) {
        if (modules->at(column, row)) canvas_.fill(x + column * dots, y_ + (row + kQuietQr) * dots, dots, dots);
      }
    }
  }

  void operator()(const PrintedImage& image) {
    const int x = left(image.widthDots, image.align);
    const int rowBytes = image.widthDots / 8;
    for (int row = 0; row < image.heightDots; ++row) {
      for (int column = 0; column < image.widthDots; ++column) {
        const std::uint8_t byte = image.bits[static_cast<std::size_t>(row * rowBytes + column / 8)];
        if (((byte >> (7 - column % 8)) & 1) != 0) canvas_.ink(x + column, y_ + row, 255);
      }
    }
  }

  void operator()(const PrintedFeed&) {}
  void operator()(const PrintedCut&) {}

 private:
  [[nodiscard]] int left(int width, PaperAlign align) const {
    const int free = std::max(0, format_.dots - width);
    if (align == PaperAlign::center) return kMargin + free / 2;
    return kMargin + (align == PaperAlign::right ? free : 0);
  }

  int paintRun(const PrintedRun& run, int x, int bottom) {
    const raster::Cell cell = cellOf(run.style, format_);
    const int top = bottom - cell.height;
    raster::Font& font = run.style.bold ? bold_ : regular_;
    const int end = font.draw(canvas_, x, top, run.text, cell);
    if (run.style.underline) canvas_.fill(x, bottom - 1, end - x, 2);
    if (run.style.inverse) canvas_.invert(x, top, end - x, cell.height);
    return end;
  }

  void paintText(const std::string& text, int x, int width, int y) {
    const raster::Cell cell{format_.dots / format_.columns, kLineDots};
    const int taken = static_cast<int>(letters(text)) * cell.width;
    regular_.draw(canvas_, x + (width - taken) / 2, y, text, cell);
  }

  raster::Canvas& canvas_;
  PaperFormat format_;
  raster::Font& regular_;
  raster::Font& bold_;
  int y_ = kMargin;
};

}  // namespace

tl::expected<raster::Canvas, std::string> draw(const Slip& slip, const PaperFormat& format) {
  auto regular = raster::Font::open(false);
  if (!regular) return tl::unexpected(regular.error());
  auto bold = raster::Font::open(true);
  if (!bold) return tl::unexpected(bold.error());
  std::size_t height = 2 * kMargin;
  for (const PrintedElement& element : slip.elements) {
    height += static_cast<std::size_t>(std::visit(Measure(format), element));
  }
  raster::Canvas canvas(format.dots + 2 * kMargin, static_cast<int>(std::min(height, kLongest)));
  Painter painter(canvas, format, *regular, *bold);
  for (const PrintedElement& element : slip.elements) painter.paint(element);
  return canvas;
}

}  // namespace till::drivers::model
