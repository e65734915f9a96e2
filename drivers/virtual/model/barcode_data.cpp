// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/barcode_data.h"

namespace till::drivers::model {
namespace {

constexpr int kModulesPerSymbol = 11;
constexpr int kStopModules = 13;
constexpr char kFnc1AsText = '\x1D';

class Code128Reader {
 public:
  explicit Code128Reader(ByteSpan data) : data_(data) {}

  std::optional<DecodedCode128> read() {
    while (at_ < data_.size()) {
      if (!(byteAt(data_, at_) == '{' ? readSpecial() : readSymbol())) return {};
    }
    if (set_ == 0 || text_.empty()) return {};
    return DecodedCode128{text_, (symbols_ + 1) * kModulesPerSymbol + kStopModules};  // and the check symbol
  }

 private:
  bool readSpecial() {
    const char what = static_cast<char>(byteAt(data_, at_ + 1));
    at_ += 2;
    ++symbols_;
    if (what == 'A' || what == 'B' || what == 'C') {
      set_ = what;
      return true;
    }
    if (set_ == 0 || (what != '{' && what != '1')) return false;
    text_ += what == '1' ? kFnc1AsText : '{';
    return true;
  }

  bool readSymbol() {
    const std::uint8_t value = byteAt(data_, at_++);
    ++symbols_;
    if (set_ == 'C' && value < 100) {
      text_ += static_cast<char>('0' + value / 10);
      text_ += static_cast<char>('0' + value % 10);
      return true;
    }
    const bool fits = (set_ == 'B' && value >= 0x20 && value < 0x80) || (set_ == 'A' && value < 0x60);
    if (fits) text_ += static_cast<char>(value);
    return fits;
  }

  ByteSpan data_;
  std::size_t at_ = 0;
  char set_ = 0;
  int symbols_ = 0;
  std::string text_;
};

}  // namespace

std::optional<DecodedCode128> decodeCode128(ByteSpan data) { return Code128Reader(data).read(); }

}  // namespace till::drivers::model
