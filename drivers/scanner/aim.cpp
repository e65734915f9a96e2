// SPDX-License-Identifier: Apache-2.0
#include "drivers/scanner/aim.h"

#include <algorithm>
#include <array>
#include <utility>

namespace till::drivers::scanner {
namespace {

constexpr char kGs = 0x1D;
constexpr std::size_t kAimLength = 3;

struct Kind {
  std::string_view identifier;  // one letter, or with its modifier where that is a kind of its own
  std::string_view name;
  bool gs1 = false;
};
// The longer ones first: the first that fits is it.
constexpr std::array kKinds{Kind{"C1", "GS1-128", true},
                            Kind{"E4", "EAN-8"},
                            Kind{"Q3", "GS1 QR Code", true},
                            Kind{"Q4", "GS1 QR Code", true},
                            Kind{"d2", "GS1 DataMatrix", true},
                            Kind{"d5", "GS1 DataMatrix", true},
                            Kind{"z1", "GS1 Aztec", true},
                            Kind{"A", "Code 39"},
                            Kind{"B", "Telepen"},
                            Kind{"C", "Code 128"},
                            Kind{"E", "EAN/UPC"},
                            Kind{"F", "Codabar"},
                            Kind{"G", "Code 93"},
                            Kind{"H", "Code 11"},
                            Kind{"I", "Interleaved 2 of 5"},
                            Kind{"K", "Code 16K"},
                            Kind{"L", "PDF417"},
                            Kind{"M", "MSI"},
                            Kind{"O", "Codablock"},
                            Kind{"P", "Plessey"},
                            Kind{"Q", "QR Code"},
                            Kind{"R", "Standard 2 of 5"},
                            Kind{"S", "Standard 2 of 5"},
                            Kind{"U", "MaxiCode"},
                            Kind{"X", "other"},
                            Kind{"d", "DataMatrix"},
                            Kind{"e", "GS1 DataBar", true},
                            Kind{"h", "Han Xin"},
                            Kind{"o", "OCR"},
                            Kind{"z", "Aztec"}};

const Kind* kindOf(std::string_view identifier) {
  if (identifier.size() != kAimLength - 1) return nullptr;
  const auto kind =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& k) { return identifier.starts_with(k.identifier); });
  return kind == kKinds.end() ? nullptr : &*kind;
}

bool isModifier(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool isControl(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != kGs) || c == 0x7F; }

}  // namespace

std::string_view symbologyName(std::string_view identifier) {
  const Kind* const kind = kindOf(identifier);
  return kind == nullptr ? std::string_view() : kind->name;
}

bool isGs1(std::string_view identifier) {
  const Kind* const kind = kindOf(identifier);
  return kind != nullptr && kind->gs1;
}

Scan toScan(std::string text, transport::Clock::time_point at) {
  text.erase(std::remove_if(text.begin(), text.end(), isControl), text.end());
  const bool aim = text.size() >= kAimLength && text[0] == ']' && isModifier(text[2]) &&
                   kindOf(std::string_view(text).substr(1, kAimLength - 1)) != nullptr;
  if (!aim) return {"", std::move(text), at};
  return {text.substr(1, kAimLength - 1), text.substr(kAimLength), at};
}

}  // namespace till::drivers::scanner
