// SPDX-License-Identifier: Apache-2.0
#include "drivers/raster/font.h"

#include <ft2build.h>

#include <bit>
#include <cstdint>
#include <utility>
#include FT_FREETYPE_H

namespace till::drivers::raster {
namespace {

constexpr const char* kRegular = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf";
constexpr const char* kBold = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf";
// Of this font: a letter's advance is 0.602 of its size, and the part above the base line 0.76 of it.
constexpr int kSizePerMilleOfWidth = 1661;
constexpr int kHeightSizePerMille = 833;  // leaves the cell room for accents and descenders
constexpr int kBaseLinePerMille = 780;

// The next code point of well-formed UTF-8; the models and the encoder produce nothing else.
char32_t nextCodePoint(std::string_view& utf8) {
  const auto first = static_cast<unsigned char>(utf8.front());
  utf8.remove_prefix(1);
  if (first < 0x80) return first;
  const int more = std::countl_one(first) - 1;
  char32_t point = first & (0x3FU >> more);
  for (int i = 0; i < more && !utf8.empty(); ++i) {
    point = point << 6 | (static_cast<unsigned char>(utf8.front()) & 0x3FU);
    utf8.remove_prefix(1);
  }
  return point;
}

}  // namespace

int cellsOf(std::string_view utf8) {
  int cells = 0;
  while (!utf8.empty()) {
    if (!isAccent(nextCodePoint(utf8)) || cells == 0) ++cells;
  }
  return cells;
}

struct Font::Face {
  FT_Library library = nullptr;
  FT_Face face = nullptr;
  Face() = default;
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;
  ~Face() {
    if (face != nullptr) FT_Done_Face(face);
    if (library != nullptr) FT_Done_FreeType(library);
  }
};

Font::Font(std::unique_ptr<Face> face) : face_(std::move(face)) {}
Font::Font(Font&&) noexcept = default;
Font& Font::operator=(Font&&) noexcept = default;
Font::~Font() = default;

tl::expected<Font, std::string> Font::open(bool bold) {
  auto face = std::make_unique<Face>();
  const char* const file = bold ? kBold : kRegular;
  if (FT_Init_FreeType(&face->library) != 0) return tl::unexpected(std::string("FreeType does not start"));
  if (FT_New_Face(face->library, file, 0, &face->face) != 0) {
    return tl::unexpected(std::string(file) + " cannot be read; the package fonts-dejavu-core has it");
  }
  return Font(std::move(face));
}

void Font::drawPoint(Canvas& canvas, int x, int baseLine, unsigned glyphIndex) {
  if (FT_Load_Glyph(face_->face, glyphIndex, FT_LOAD_RENDER) != 0) return;
  const FT_GlyphSlot glyph = face_->face->glyph;
  const FT_Bitmap& bitmap = glyph->bitmap;
  for (int row = 0; row < static_cast<int>(bitmap.rows); ++row) {
    const unsigned char* const line = bitmap.buffer + std::ptrdiff_t{row} * bitmap.pitch;
    for (int column = 0; column < static_cast<int>(bitmap.width); ++column) {
      canvas.ink(x + glyph->bitmap_left + column, baseLine - glyph->bitmap_top + row, line[column]);
    }
  }
}

int Font::draw(Canvas& canvas, int x, int y, std::string_view utf8, Cell cell) {
  FT_Set_Pixel_Sizes(face_->face, static_cast<FT_UInt>(cell.width * kSizePerMilleOfWidth / 1000),
                     static_cast<FT_UInt>(cell.height * kHeightSizePerMille / 1000));
  const int baseLine = y + cell.height * kBaseLinePerMille / 1000;
  const int start = x;
  while (!utf8.empty()) {
    const char32_t point = nextCodePoint(utf8);
    if (isAccent(point) && x > start) x -= cell.width;
    const FT_UInt index = FT_Get_Char_Index(face_->face, point);
    if (index != 0) {
      drawPoint(canvas, x, baseLine, index);
    } else {
      drawHexBox(canvas, x, y, point, cell);
    }
    x += cell.width;
  }
  return x;
}

}  // namespace till::drivers::raster
