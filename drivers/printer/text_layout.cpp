// SPDX-License-Identifier: Apache-2.0
#include "drivers/printer/text_layout.h"

#include <algorithm>

namespace till::drivers::printer {
namespace {

constexpr Glyph kSpace{' ', std::nullopt};

using Position = GlyphLine::const_iterator;

std::size_t between(Position from, Position to) { return static_cast<std::size_t>(to - from); }

void trimEnd(GlyphLine& line) {
  while (!line.empty() && line.back() == kSpace) line.pop_back();
}

// Where the line that starts at `from` ends: the last space that leaves a word before it, else the full width.
Position lineEnd(Position from, Position end, std::size_t columns) {
  if (between(from, end) <= columns) return end;
  const Position full = from + static_cast<std::ptrdiff_t>(columns);
  const Position word = std::find_if(from, full, [](const Glyph& g) { return g != kSpace; });
  Position at = full;
  while (at > word && *at != kSpace) --at;
  return at > word ? at : full;
}

void padTo(GlyphLine& line, std::size_t columns) {
  if (line.size() < columns) line.resize(columns, kSpace);
}

void append(GlyphLine& line, const GlyphLine& more) { line.insert(line.end(), more.begin(), more.end()); }

std::vector<GlyphLine> rightOnItsOwn(const GlyphLine& left, const GlyphLine& right, std::size_t columns) {
  std::vector<GlyphLine> lines;
  if (!left.empty()) lines = wrap(left, columns);
  for (const GlyphLine& part : wrap(right, columns)) {
    GlyphLine line;
    padTo(line, columns - std::min(columns, part.size()));
    append(line, part);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

std::vector<GlyphLine> wrap(const GlyphLine& text, std::size_t columns) {
  std::vector<GlyphLine> lines;
  Position from = text.begin();
  do {
    const Position to = lineEnd(from, text.end(), columns);
    lines.emplace_back(from, to);
    trimEnd(lines.back());
    from = std::find_if(to, text.end(), [](const Glyph& g) { return g != kSpace; });
  } while (from != text.end());
  return lines;
}

std::vector<GlyphLine> twoColumns(const GlyphLine& left, const GlyphLine& right, std::size_t columns) {
  const bool fits = left.size() + 1 + right.size() <= columns;
  if (!fits && right.size() > columns / 2) return rightOnItsOwn(left, right, columns);
  auto lines = wrap(left, fits ? columns : columns - right.size() - 1);
  padTo(lines.back(), columns - right.size());
  append(lines.back(), right);
  return lines;
}

}  // namespace till::drivers::printer
