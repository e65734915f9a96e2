// SPDX-License-Identifier: Apache-2.0
#include "drivers/scanner/report_map.h"

#include <algorithm>
#include <array>
#include <utility>

#include "drivers/transport/hid_items.h"

namespace till::drivers::scanner {
namespace {

using transport::HidItem;

constexpr std::size_t kMostBits = kLongestReport * 8;
constexpr std::size_t kMostKept = 16;  // Push without Pop
constexpr std::uint32_t kConstant = 1;
constexpr std::uint32_t kVariable = 2;

struct Globals {
  std::uint32_t page = 0;
  std::size_t size = 0;
  std::size_t count = 0;
  std::uint8_t report = 0;
};

class MapReader {
 public:
  void take(const HidItem& item) {
    const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& r) { return r.tag == item.tag; });
    if (row != kRows.end()) (this->*row->handler)(item);
    if ((item.tag & 0x0C) == 0) usages_.clear();  // a main item ends what was local to it
  }
  [[nodiscard]] ReportMap takeMap() { return std::move(map_); }

 private:
  struct Row {
    std::uint8_t tag;
    void (MapReader::*handler)(const HidItem&);
  };

  void page(const HidItem& item) { now_.page = item.value; }
  void size(const HidItem& item) { now_.size = std::min<std::size_t>(item.value, kMostBits); }
  void count(const HidItem& item) { now_.count = std::min<std::size_t>(item.value, kMostBits); }
  void report(const HidItem& item) {
    now_.report = static_cast<std::uint8_t>(item.value);
    map_.numbered = true;
  }
  void push(const HidItem&) {
    if (kept_.size() < kMostKept) kept_.push_back(now_);
  }
  void pop(const HidItem&) {
    if (kept_.empty()) return;
    now_ = kept_.back();
    kept_.pop_back();
  }
  [[nodiscard]] HidUsage usageOf(const HidItem& item) const {
    return item.bytes == 4 ? item.value : now_.page << 16 | item.value;
  }
  void usage(const HidItem& item) {
    if (usages_.size() < kMostFields) usages_.push_back(usageOf(item));
  }
  void firstUsage(const HidItem& item) { firstUsage_ = usageOf(item); }
  void lastUsage(const HidItem& item) {
    const HidUsage last = usageOf(item);
    for (HidUsage next = firstUsage_; next <= last && usages_.size() < kMostFields; ++next) usages_.push_back(next);
  }

  void input(const HidItem& item) {
    std::size_t& at = bits_.at(now_.report);
    const std::size_t length = now_.size * now_.count;
    const bool fits = length > 0 && at + length <= kMostBits;
    if (fits && (item.value & kConstant) == 0) addFields(at, (item.value & kVariable) != 0);
    at = std::min(at + length, kMostBits);
  }

  // Variables with a usage each are a field each; the last usage stands for all that are left, as an array's does.
  void addFields(std::size_t at, bool variable) {
    const std::size_t apart =
        variable ? std::min(usages_.size(), now_.count) : std::min<std::size_t>(usages_.size(), 1);
    for (std::size_t i = 0; i < apart && map_.fields.size() < kMostFields; ++i) {
      const std::size_t count = i + 1 < apart ? 1 : now_.count - i;
      map_.fields.push_back({now_.report, at + i * now_.size, now_.size, count, usages_[i]});
    }
  }

  static const std::array<Row, 10> kRows;
  Globals now_;
  std::vector<Globals> kept_;
  std::vector<HidUsage> usages_;
  HidUsage firstUsage_ = 0;
  std::array<std::size_t, 256> bits_{};
  ReportMap map_;
};

constexpr std::array<MapReader::Row, 10> MapReader::kRows{{{0x04, &MapReader::page},
                                                           {0x74, &MapReader::size},
                                                           {0x94, &MapReader::count},
                                                           {0x84, &MapReader::report},
                                                           {0xA4, &MapReader::push},
                                                           {0xB4, &MapReader::pop},
                                                           {0x08, &MapReader::usage},
                                                           {0x18, &MapReader::firstUsage},
                                                           {0x28, &MapReader::lastUsage},
                                                           {0x80, &MapReader::input}}};

}  // namespace

ReportMap readReportMap(std::span<const std::byte> descriptor) {
  MapReader reader;
  for (const HidItem& item : transport::hidItems(descriptor)) reader.take(item);
  return reader.takeMap();
}

const ReportField* findField(const ReportMap& map, HidUsage usage) {
  const auto field =
      std::find_if(map.fields.begin(), map.fields.end(), [&](const ReportField& f) { return f.usage == usage; });
  return field == map.fields.end() ? nullptr : &*field;
}

std::optional<std::uint32_t> valueOf(std::span<const std::byte> body, const ReportField& field, std::size_t index) {
  if (index >= field.count || field.bits > 32) return std::nullopt;
  const std::size_t first = field.firstBit + index * field.bits;
  if (first + field.bits > body.size() * 8) return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t bit = 0; bit < field.bits; ++bit) {
    const std::size_t at = first + bit;
    value |= (std::to_integer<std::uint32_t>(body[at / 8]) >> (at % 8) & 1U) << bit;
  }
  return value;
}

}  // namespace till::drivers::scanner
