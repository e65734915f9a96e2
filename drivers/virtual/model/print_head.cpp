// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/print_head.h"

#include <algorithm>
#include <array>
#include <utility>

#include "drivers/virtual/model/barcode_data.h"
#include "drivers/virtual/model/code_page_text.h"

namespace till::drivers::model {
namespace {

constexpr int kLineDots = 30;
constexpr int kHeadToKnife = 4 * kLineDots;

// Along the paper, in dots.
struct HeightOf {
  int operator()(const PrintedLine&) const { return kLineDots; }
  int operator()(const PrintedBarcode& code) const { return code.heightDots; }
  int operator()(const PrintedQr&) const { return kHeadToKnife; }
  int operator()(const PrintedImage& image) const { return image.heightDots; }
  int operator()(const PrintedFeed& feed) const { return feed.dots; }
  int operator()(const PrintedCut&) const { return 0; }
};

constexpr int kTabColumns = 8;
constexpr int kDefaultSpacing = 30;
constexpr const char* kGeta = "\xE3\x80\x93";  // what stands for a kanji
constexpr std::uint8_t kCode128 = 73;
constexpr std::uint8_t kQr = 0x31;
constexpr std::string_view kCorrections = "LMQH";

bool lowBit(ByteSpan data) { return (byteAt(data, 0) & 1) != 0; }

}  // namespace

PrintHead::PrintHead(PaperFormat format, bool cutter, bool asianRom, std::size_t keptSlips,
                     std::function<void()> printed)
    : format_(format), cutter_(cutter), asianRom_(asianRom), keptSlips_(keptSlips), printed_(std::move(printed)) {
  slips_.emplace_back();
  modes_.kanji = asianRom_;
}

void PrintHead::initialise() {
  modes_ = Modes{};
  modes_.kanji = asianRom_;
  discardLine();
}

int PrintHead::charDots() const {
  const int fontA = format_.dots / format_.columns;
  return (modes_.style.smallFont ? fontA * 3 / 4 : fontA) * modes_.style.width;
}

void PrintHead::putByte(std::uint8_t byte) {
  std::string text;
  if (kanjiLead_) {
    text = kGeta;
    kanjiLead_ = false;
  } else if (modes_.kanji && byte >= 0x80) {
    kanjiLead_ = true;
    return;
  } else {
    text = printedText(byte, modes_.page, modes_.nationalSet);
  }
  if (lineDots_ + charDots() > format_.dots) lineFeed();
  lineDots_ += charDots();
  if (line_.runs.empty() || line_.runs.back().style != modes_.style) line_.runs.push_back({"", modes_.style});
  line_.runs.back().text += text;
}

void PrintHead::lineFeed() {
  line_.align = modes_.align;
  PrintedLine line = std::exchange(line_, {});
  discardLine();
  add(std::move(line));
}

void PrintHead::add(PrintedElement element) {
  slips_.back().elements.push_back(std::move(element));
  printed_();
}

void PrintHead::cut(bool partial, bool fed) {
  auto& elements = slips_.back().elements;
  auto below = elements.end();
  for (int dots = fed ? kHeadToKnife : 0; dots < kHeadToKnife && below != elements.begin();) {
    dots += std::visit(HeightOf{}, *--below);
  }
  std::vector<PrintedElement> stays(std::make_move_iterator(below), std::make_move_iterator(elements.end()));
  elements.erase(below, elements.end());
  elements.emplace_back(PrintedCut{partial});
  slips_.back().cut = true;
  const std::uint64_t next = slips_.back().number + 1;
  slips_.emplace_back().number = next;
  slips_.back().elements = std::move(stays);
  if (slips_.size() > keptSlips_) slips_.pop_front();
}

void PrintHead::tab(ByteSpan) {
  const int column = lineDots_ / std::max(1, charDots());
  for (int i = column % kTabColumns; i < kTabColumns; ++i) putByte(' ');
}

void PrintHead::setMode(ByteSpan data) {
  const std::uint8_t n = byteAt(data, 0);
  PrintedStyle& style = modes_.style;
  style.smallFont = (n & 0x01) != 0;
  style.bold = (n & 0x08) != 0;
  style.height = (n & 0x10) != 0 ? 2 : 1;
  style.width = (n & 0x20) != 0 ? 2 : 1;
  style.underline = (n & 0x80) != 0;
}

void PrintHead::setFont(ByteSpan data) { modes_.style.smallFont = lowBit(data); }
void PrintHead::setBold(ByteSpan data) { modes_.style.bold = lowBit(data); }
void PrintHead::setUnderline(ByteSpan data) { modes_.style.underline = (byteAt(data, 0) & 3) != 0; }
void PrintHead::setInverse(ByteSpan data) { modes_.style.inverse = lowBit(data); }

void PrintHead::setSize(ByteSpan data) {
  modes_.style.width = ((byteAt(data, 0) >> 4) & 7) + 1;
  modes_.style.height = (byteAt(data, 0) & 7) + 1;
}

void PrintHead::setAlign(ByteSpan data) {
  constexpr std::array kAligns{PaperAlign::left, PaperAlign::center, PaperAlign::right};
  const std::size_t n = byteAt(data, 0) & 0x0FU;  // the number or its digit
  if (atLineStart() && n < kAligns.size()) modes_.align = kAligns[n];
}

void PrintHead::setPage(ByteSpan data) { modes_.page = byteAt(data, 0); }
void PrintHead::setNationalSet(ByteSpan data) { modes_.nationalSet = byteAt(data, 0); }
void PrintHead::setSpacing(ByteSpan data) { modes_.spacing = byteAt(data, 0); }
void PrintHead::setDefaultSpacing(ByteSpan) { modes_.spacing = kDefaultSpacing; }
void PrintHead::setBarHeight(ByteSpan data) { modes_.barHeight = std::max<int>(1, byteAt(data, 0)); }
void PrintHead::setBarModule(ByteSpan data) { modes_.barModule = std::clamp<int>(byteAt(data, 0), 2, 6); }
void PrintHead::setBarText(ByteSpan data) { modes_.barText = static_cast<Hri>(byteAt(data, 0) & 3); }
void PrintHead::kanjiOn(ByteSpan) { modes_.kanji = asianRom_; }
void PrintHead::kanjiOff(ByteSpan) { modes_.kanji = false; }
void PrintHead::endLine(ByteSpan) { lineFeed(); }
void PrintHead::accept(ByteSpan) {}

void PrintHead::feedLines(ByteSpan data) {
  if (!atLineStart()) lineFeed();
  add(PrintedFeed{byteAt(data, 0) * modes_.spacing});
}

void PrintHead::feedDots(ByteSpan data) {
  if (!atLineStart()) lineFeed();
  add(PrintedFeed{byteAt(data, 0)});
}

void PrintHead::printBarcode(ByteSpan data) {
  if (byteAt(data, 0) != kCode128 || data.size() < 2) return;
  const auto code = decodeCode128(data.subspan(2));
  if (!code) return;
  // Too wide for the paper: nothing is printed, only fed (hardware-docs/receipt-printers.md).
  if (code->modules * modes_.barModule > format_.dots) return add(PrintedFeed{modes_.barHeight});
  add(PrintedBarcode{code->text, modes_.barModule, modes_.barHeight, modes_.barText, modes_.align});
}

void PrintHead::twoDimensional(ByteSpan data) {  // cn fn ..
  if (data.size() < 3 || byteAt(data, 0) != kQr) return;
  const std::uint8_t n = byteAt(data, 2);
  switch (byteAt(data, 1)) {
    case 0x43:
      modes_.qrModule = std::clamp<int>(n, 1, 16);
      break;
    case 0x45:
      modes_.qrCorrection = kCorrections[n & 3U];
      break;
    case 0x50:
      modes_.qrData.assign(reinterpret_cast<const char*>(data.data()) + 3, data.size() - 3);
      break;
    case 0x51:
      printQr();
      break;
    default:
      break;
  }
}

void PrintHead::printQr() {
  if (modes_.qrData.empty()) return;
  add(PrintedQr{modes_.qrData, modes_.qrModule, modes_.qrCorrection, modes_.align});
}

void PrintHead::printRaster(ByteSpan data) {  // 0 m xL xH yL yH d..
  const std::uint8_t m = byteAt(data, 1) & 3;
  const int rowBytes = byteAt(data, 2) + 256 * byteAt(data, 3);
  const int rows = byteAt(data, 4) + 256 * byteAt(data, 5);
  const int across = (m & 1) != 0 ? 2 : 1;
  const int down = (m & 2) != 0 ? 2 : 1;
  PrintedImage image{rowBytes * 8 * across, rows * down, {}, modes_.align};
  const std::size_t stride = static_cast<std::size_t>(rowBytes * across);
  image.bits.resize(stride * static_cast<std::size_t>(image.heightDots));
  for (int y = 0; y < image.heightDots; ++y) {
    for (int x = 0; x < image.widthDots; ++x) {
      const int dot = x / across;
      const auto source = static_cast<std::size_t>(6 + (y / down) * rowBytes + dot / 8);
      const bool black = ((byteAt(data, source) >> (7 - dot % 8)) & 1) != 0;
      const auto target = static_cast<std::size_t>(y) * stride + static_cast<std::size_t>(x / 8);
      if (black) image.bits[target] = static_cast<std::uint8_t>(image.bits[target] | (0x80 >> (x % 8)));
    }
  }
  add(std::move(image));
}

struct PrintHead::Row {
  CommandId id;
  Handler handler;
  bool onlyAtLineStart = false;
};

const PrintHead::Row* PrintHead::rowOf(CommandId id) {
  using P = PrintHead;
  static constexpr std::array kRows{
      Row{0x00, &P::accept},
      Row{0x09, &P::tab},
      Row{0x0A, &P::endLine},
      Row{0x0C, &P::accept},
      Row{0x0D, &P::accept},
      Row{0x18, &P::accept},
      Row{0x1B20, &P::accept},
      Row{0x1B21, &P::setMode},
      Row{0x1B24, &P::accept},
      Row{0x1B2A, &P::accept},
      Row{0x1B2D, &P::setUnderline},
      Row{0x1B32, &P::setDefaultSpacing},
      Row{0x1B33, &P::setSpacing},
      Row{0x1B3D, &P::accept},
      Row{0x1B44, &P::accept},
      Row{0x1B45, &P::setBold},
      Row{0x1B47, &P::setBold},
      Row{0x1B4A, &P::feedDots},
      Row{0x1B4D, &P::setFont},
      Row{0x1B52, &P::setNationalSet},
      Row{0x1B56, &P::accept},
      Row{0x1B5C, &P::accept},
      Row{0x1B61, &P::setAlign},
      Row{0x1B63, &P::accept},
      Row{0x1B64, &P::feedLines},
      Row{0x1B74, &P::setPage},
      Row{0x1B7B, &P::accept},
      Row{0x1C26, &P::kanjiOn},
      Row{0x1C2E, &P::kanjiOff},
      Row{0x1C2843, &P::accept},
      Row{0x1D21, &P::setSize},
      Row{0x1D286B, &P::twoDimensional, true},
      Row{0x1D42, &P::setInverse},
      Row{0x1D48, &P::setBarText},
      Row{0x1D4C, &P::accept},
      Row{0x1D50, &P::accept},
      Row{0x1D57, &P::accept},
      Row{0x1D62, &P::accept},
      Row{0x1D66, &P::accept},
      Row{0x1D68, &P::setBarHeight},
      Row{0x1D6B, &P::printBarcode, true},
      Row{0x1D76, &P::printRaster, true},
      Row{0x1D77, &P::setBarModule},
  };
  const auto row = std::find_if(kRows.begin(), kRows.end(), [id](const Row& r) { return r.id == id; });
  return row == kRows.end() ? nullptr : &*row;
}

bool PrintHead::run(const Command& command) {
  const Row* const row = rowOf(command.id);
  if (row == nullptr || (row->onlyAtLineStart && !atLineStart())) return false;
  (this->*row->handler)(command.data);
  return true;
}

}  // namespace till::drivers::model
