// SPDX-License-Identifier: Apache-2.0
#include "drivers/scanner/hid_pos.h"

#include <algorithm>
#include <array>
#include <utility>

#include "drivers/scanner/aim.h"

namespace till::drivers::scanner {
namespace {

using transport::Clock;

constexpr HidUsage kByteCount = 0x0001003B;
constexpr HidUsage kData = 0x008C00FE;
constexpr HidUsage kContinued = 0x008C00FF;
constexpr std::array<HidUsage, 3> kSymbology{0x008C00FB, 0x008C00FC, 0x008C00FD};

std::optional<ReportField> fieldIn(const ReportMap& map, HidUsage usage, std::uint8_t report) {
  for (const ReportField& field : map.fields) {
    if (field.usage == usage && field.report == report) return field;
  }
  return std::nullopt;
}

}  // namespace

std::optional<HidPosReader> HidPosReader::make(std::span<const std::byte> descriptor,
                                               std::chrono::milliseconds idleEnd) {
  const ReportMap map = readReportMap(descriptor);
  const ReportField* const data = findField(map, kData);
  if (data == nullptr || data->bits != 8) return std::nullopt;
  Fields fields{data->report,
                map.numbered,
                *data,
                fieldIn(map, kByteCount, data->report),
                fieldIn(map, kContinued, data->report),
                {}};
  for (const HidUsage usage : kSymbology) {
    if (const auto field = fieldIn(map, usage, data->report)) fields.symbology.push_back(*field);
  }
  return HidPosReader(std::move(fields), idleEnd);
}

std::vector<Frame> HidPosReader::feed(std::span<const std::byte> report, Clock::time_point now) {
  if (report.empty()) return {};  // some gadgets send one after each full report
  if (fields_.numbered) {
    if (std::to_integer<std::uint8_t>(report[0]) != fields_.report) return {};
    report = report.subspan(1);
  }
  std::vector<Frame> frames;
  if (auto cutOff = silence(now)) frames.push_back(std::move(*cutOff));
  if (now - last_ >= idleEnd_) guard_.wasQuiet();
  last_ = now;
  if (!std::exchange(begun_, true)) symbology_ = symbologyOf(report);
  text_ += dataOf(report);
  if (text_.size() > kLongestCode) {
    text_.clear();
    if (!std::exchange(tooLong_, true)) frames.emplace_back(Dropped{"too long"});
  }
  if (fields_.more && valueOf(report, *fields_.more, 0).value_or(0) != 0) return frames;
  if (auto frame = finish(now)) frames.push_back(std::move(*frame));
  return frames;
}

// The length cuts the padding off; where there is none, the zeros at the end are it.
std::string HidPosReader::dataOf(std::span<const std::byte> body) const {
  std::size_t count = fields_.data.count;
  if (fields_.length) count = std::min<std::size_t>(count, valueOf(body, *fields_.length, 0).value_or(0));
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const auto value = valueOf(body, fields_.data, i);
    if (!value) break;
    text.push_back(static_cast<char>(*value));
  }
  if (!fields_.length) text.erase(text.find_last_not_of('\0') + 1);
  return text;
}

// Zeros where the scanner does not say; then it may stand in the text, as on a serial line.
std::string HidPosReader::symbologyOf(std::span<const std::byte> body) const {
  std::string identifier;
  for (const ReportField& field : fields_.symbology) {
    for (std::size_t i = 0; i < std::min<std::size_t>(field.count, kSymbology.size()); ++i) {
      const auto value = static_cast<char>(valueOf(body, field, i).value_or(0));
      if (value != 0) identifier.push_back(value);
    }
  }
  if (identifier.starts_with(']')) identifier.erase(0, 1);
  return symbologyName(identifier).empty() ? std::string() : identifier;
}

std::optional<Frame> HidPosReader::finish(Clock::time_point now) {
  begun_ = false;
  Scan scan = toScan(std::exchange(text_, {}), now);
  if (scan.symbology.empty()) scan.symbology = symbology_;
  if (std::exchange(tooLong_, false) || scan.text.empty()) return std::nullopt;
  bool babbles = false;
  if (guard_.lets(now, babbles)) return scan;
  return babbles ? std::optional<Frame>(Dropped{"babbling"}) : std::nullopt;
}

std::optional<Clock::time_point> HidPosReader::silenceAt() const {
  if (!begun_) return std::nullopt;
  return last_ + idleEnd_;
}

std::optional<Frame> HidPosReader::silence(Clock::time_point now) {
  if (!begun_ || now < last_ + idleEnd_) return std::nullopt;
  return lost();
}

std::optional<Frame> HidPosReader::lost() {
  text_.clear();
  const bool told = std::exchange(tooLong_, false);
  if (!std::exchange(begun_, false) || told) return std::nullopt;
  return Dropped{"cut off"};
}

}  // namespace till::drivers::scanner
