// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "drivers/printer/code128.h"
#include "drivers/printer/escpos.h"
#include "drivers/printer/escpos_image.h"
#include "drivers/printer/right_to_left.h"
#include "drivers/printer/text_layout.h"
#include "drivers/printer/text_picture.h"

namespace till::drivers::printer {
namespace {

constexpr int kBarHeight = 80;     // dots; 10 mm at 203 dpi
constexpr int kQuietModules = 20;  // ten on either side
constexpr int kPdf417RowModules = 3;
constexpr int kTextBelow = 2;
constexpr int kQrModuleDots = 6;
constexpr int kQrQuietModules = 8;

// How many bytes a QR code of version 1.. holds at error correction M (ISO 18004, table 7).
constexpr std::array<std::size_t, 20> kQrBytes{14,  26,  42,  62,  84,  106, 122, 152, 180, 213,
                                               251, 287, 331, 362, 412, 450, 504, 560, 624, 666};

int qrModules(std::size_t bytes) {
  const auto version = std::lower_bound(kQrBytes.begin(), kQrBytes.end(), bytes) - kQrBytes.begin() + 1;
  return static_cast<int>(17 + 4 * version);
}

// A scanner reads what is there, so data that would have to be changed is not made into a code at all.
bool isPrintable(std::string_view data) {
  return std::none_of(data.begin(), data.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

bool fitsQr(std::string_view data, int dots) {
  return isPrintable(data) && !data.empty() && data.size() <= kQrBytes.back() &&
         (qrModules(data.size()) + kQrQuietModules) * 2 <= dots;
}

class Encoder {
 public:
  explicit Encoder(const PrinterProfile& profile) : profile_(profile), out_(encodeInitialise(profile)) {}

  void operator()(const TextLine& line) {
    setStyle(line.style);
    for (const GlyphLine& part : wrap(glyphsOf(line.text), columns())) printLine(part);
  }

  void operator()(const TwoColumns& line) {
    Style style = line.style;
    style.align = Align::left;
    setStyle(style);
    for (const GlyphLine& part : twoColumns(glyphsOf(line.left), glyphsOf(line.right), columns())) printLine(part);
  }

  void operator()(const Rule& rule) {
    setStyle({});
    const std::string text(columns(), rule.of);
    printLine(glyphsOf(text));
  }

  void operator()(const Barcode& barcode) {
    const bool code128 = barcode.symbology == raster::Linear::code128;
    if (!isPrintable(barcode.data)) return putCaption(barcode.data);
    const auto code =
        code128 && profile_.nativeCode128 ? encodeCode128(barcode.data, profile_.softwareFlow) : std::nullopt;
    const bool fits = code && static_cast<int>(code->modules) * 2 + kQuietModules <= profile_.dots;
    if (fits) return putCode128(*code, barcode.text);
    const bool there = drawCode(raster::linear(barcode.symbology, barcode.data), kBarHeight) || putQr(barcode.data);
    if (barcode.text || !there) putCaption(barcode.data);
  }

  void operator()(const QrCode& code) {
    if (!putQr(code.data)) putCaption(code.data);
  }

  void operator()(const Pdf417& code) {
    const bool there = isPrintable(code.data) && drawCode(raster::pdf417(code.data), kPdf417RowModules);
    if (!there) putCaption(code.data);
  }

  void operator()(const Image& image) {
    if (!profile_.graphics) return;
    centre();
    putImage(image.bitmap);
  }

  void operator()(const Feed& feed) { putFeed(feed.lines); }

  void operator()(const Cut& cut) {
    // GS V 41h / 42h feeds to the cutter first; the plain forms cut through the last lines
    // (hardware-docs/receipt-printers.md).
    if (profile_.cutter) return put({0x1D, 'V', cut.partial ? 0x42 : 0x41, 0});
    putFeed(profile_.feedLinesBeforeCut);
  }

  [[nodiscard]] Bytes finish() { return std::move(out_); }

 private:
  void put(std::initializer_list<int> values) {
    for (const int value : values) out_.push_back(static_cast<std::byte>(value));
  }

  [[nodiscard]] bool mustNotBeSent(int value) const {
    return profile_.softwareFlow && isFlowByte(static_cast<std::size_t>(value));
  }

  void putFeed(int lines) {
    lines = std::clamp(lines, 0, 255);
    if (mustNotBeSent(lines)) put({0x1B, 'd', 1}), --lines;
    put({0x1B, 'd', lines});
  }

  [[nodiscard]] std::size_t columns() const {
    return static_cast<std::size_t>(std::max(1, profile_.columns / style_.width));
  }

  static int sizeOf(const Style& style) { return ((style.width - 1) << 4) | (style.height - 1); }

  // Only what changes; after ESC @ all is as in a default Style.
  void setStyle(Style wanted) {
    wanted.width = std::clamp(wanted.width, 1, 4);
    wanted.height = std::clamp(wanted.height, 1, 4);
    if (mustNotBeSent(sizeOf(wanted))) --wanted.height;  // twice as wide and twice as high is XON
    if (wanted.bold != style_.bold) put({0x1B, 'E', wanted.bold ? 1 : 0});
    if (wanted.underline != style_.underline) put({0x1B, '-', wanted.underline ? 1 : 0});
    if (wanted.inverse != style_.inverse) put({0x1D, 'B', wanted.inverse ? 1 : 0});
    if (wanted.width != style_.width || wanted.height != style_.height) {
      put({0x1D, '!', sizeOf(wanted)});
    }
    if (wanted.align != style_.align) put({0x1B, 'a', static_cast<int>(wanted.align)});
    style_ = wanted;
  }

  [[nodiscard]] GlyphLine glyphsOf(std::string_view text) const {
    GlyphLine glyphs = toGlyphs(text, profile_);
    return profile_.graphics ? glyphs : spelledOut(glyphs);
  }

  // Without its font a line that should be drawn is told in more lines.
  void printLine(const GlyphLine& line) {
    const bool drawn = std::any_of(line.begin(), line.end(), [](const Glyph& glyph) { return glyph.missing != 0; });
    if (!drawn) return putLetters(line);
    if (putPicture(line)) return;
    for (const GlyphLine& part : wrap(spelledOut(line), columns())) putLetters(part);
  }

  void putLetters(const GlyphLine& line) {
    for (const Glyph& glyph : line) {
      if (glyph.page && glyph.page != page_) put({0x1B, 't', *glyph.page});
      if (glyph.page) page_ = glyph.page;
      put({glyph.byte});
    }
    put({'\n'});
  }

  void centre() {
    Style style;
    style.align = Align::center;
    setStyle(style);
  }

  void putCode128(const Code128& code, bool text) {
    centre();
    const bool wide = static_cast<int>(code.modules) * 3 + kQuietModules <= profile_.dots;
    put({0x1D, 'h', kBarHeight, 0x1D, 'w', wide ? 3 : 2, 0x1D, 'H', text ? kTextBelow : 0});
    put({0x1D, 'k', 73, static_cast<int>(code.data.size())});
    for (const std::uint8_t value : code.data) put({value});
    put({'\n'});
  }

  // As wide as the paper, so its place in the line is drawn too.
  bool putPicture(const GlyphLine& line) {
    const auto picture = drawLine(toUtf8(inPrintedOrder(line), profile_), style_, profile_);
    if (!picture) return false;
    const Style style = style_;
    setStyle({});
    putImage(*picture);
    setStyle(style);
    return true;
  }

  void putImage(const raster::Bitmap& bitmap) {
    const Bytes bytes = encodeImage(bitmap, profile_);
    out_.insert(out_.end(), bytes.begin(), bytes.end());
  }

  // False: the data has no such code, or it is too wide for the paper with dots that a scanner can tell apart.
  bool drawCode(const tl::expected<raster::Modules, std::string>& code, int down) {
    if (!profile_.graphics || !code) return false;
    for (const int across : {3, 2}) {
      const auto bitmap = toBitmap(*code, across, code->height == 1 ? down : down * across, kQuietModules / 2 * across);
      if (bitmap.width > profile_.dots) continue;
      centre();
      putImage(bitmap);
      return true;
    }
    return false;
  }

  bool putQr(const std::string& data) {
    if (!fitsQr(data, profile_.dots)) return false;
    const int length = static_cast<int>(data.size()) + 3;
    if (!profile_.nativeQr || mustNotBeSent(length & 0xFF)) return drawQr(data);
    centre();
    const int size = std::min(kQrModuleDots, profile_.dots / (qrModules(data.size()) + kQrQuietModules));
    put({0x1D, '(', 'k', 4, 0, '1', 'A', '2', 0});
    put({0x1D, '(', 'k', 3, 0, '1', 'C', size});
    put({0x1D, '(', 'k', 3, 0, '1', 'E', '1'});
    put({0x1D, '(', 'k', length & 0xFF, length >> 8, '1', 'P', '0'});
    for (const char c : data) put({static_cast<unsigned char>(c)});
    put({0x1D, '(', 'k', 3, 0, '1', 'Q', '0'});
    return true;
  }

  bool drawQr(const std::string& data) {
    const auto code = raster::qr(data, raster::QrCorrection::medium);
    if (!profile_.graphics || !code) return false;
    const int dots = std::min(kQrModuleDots, profile_.dots / (code->width + kQrQuietModules));
    centre();
    putImage(toBitmap(*code, dots, dots, kQrQuietModules / 2 * dots));
    return true;
  }

  void putCaption(const std::string& data) {
    TextLine line{data, {}};
    line.style.align = Align::center;
    (*this)(line);
  }

  const PrinterProfile& profile_;
  Bytes out_;
  Style style_;
  PageNumber page_;
};

}  // namespace

Bytes encode(const PrintDocument& document, const PrinterProfile& profile) {
  Encoder encoder(profile);
  for (const Element& element : document.elements) std::visit(encoder, element);
  return encoder.finish();
}

}  // namespace till::drivers::printer
