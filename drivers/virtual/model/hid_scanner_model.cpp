// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/hid_scanner_model.h"

#include <algorithm>
#include <array>
#include <utility>

namespace till::drivers::model {
namespace {

constexpr std::size_t kDataBytes = 56;     // of a HID-POS report
constexpr std::size_t kMostReports = 512;  // that nobody has read: the buffer of a scanner
constexpr int kNoiseReports = 64;          // at each tick: a USB scanner gone wild
constexpr std::uint8_t kReport = 2;
constexpr std::uint8_t kRouteReport = 254;

std::vector<std::byte> bytesOf(std::initializer_list<int> values) {
  std::vector<std::byte> bytes;
  for (const int value : values) bytes.push_back(static_cast<std::byte>(value));
  return bytes;
}

// The layout of Honeywell's and most others' descriptor: length, three bytes of symbology, 56 of data, two of the
// vendor, one bit "more follows". Without the length byte, its field is padding.
std::vector<std::byte> posDescriptor(bool lengthByte) {
  return bytesOf({0x05, 0x8C,    0x09, 0x02, 0xA1, 0x01,       0x09, 0x12,
                  0xA1, 0x02,  // barcode scanner, decoded data
                  0x85, kReport, 0x15, 0x00, 0x26, 0xFF,       0x00, 0x75,
                  0x08,  //
                  0x95, 0x01,    0x05, 0x01, 0x09, 0x3B,       0x81, lengthByte ? 0x02 : 0x03,
                  0x95, 0x03,    0x05, 0x8C, 0x09, 0xFB,       0x09, 0xFC,
                  0x09, 0xFD,    0x81, 0x02, 0x95, kDataBytes, 0x09, 0xFE,
                  0x82, 0x02,    0x01, 0x95, 0x02, 0x06,       0x66, 0xFF,
                  0x09, 0x04,    0x81, 0x02, 0x05, 0x8C,       0x75, 0x01,
                  0x95, 0x01,    0x09, 0xFF, 0x81, 0x02,       0x95, 0x07,
                  0x81, 0x03,    0xC0, 0xC0});
}

// HID 1.11, appendix B.1.
std::vector<std::byte> keyboardDescriptor() {
  return bytesOf({0x05, 0x01, 0x09, 0x06, 0xA1, 0x01, 0x05, 0x07, 0x19, 0xE0, 0x29, 0xE7, 0x15, 0x00, 0x25,
                  0x01, 0x75, 0x01, 0x95, 0x08, 0x81, 0x02, 0x95, 0x01, 0x75, 0x08, 0x81, 0x01, 0x95, 0x06,
                  0x75, 0x08, 0x15, 0x00, 0x25, 0x65, 0x05, 0x07, 0x19, 0x00, 0x29, 0x65, 0x81, 0x00, 0xC0});
}

struct Keys {
  std::uint8_t modifiers;
  std::string_view characters;
  std::uint8_t firstKey;
};
constexpr std::uint8_t kShift = 0x02;
constexpr std::uint8_t kCtrl = 0x01;
// 0x30 and 0x31 are ] and backslash: with Ctrl, GS and FS.
constexpr std::array kUsKeys{Keys{0, "abcdefghijklmnopqrstuvwxyz1234567890", 0x04},
                             Keys{kShift, "ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()", 0x04},
                             Keys{0, " -=[]\\", 0x2C},
                             Keys{0, ";'`,./", 0x33},
                             Keys{kShift, ":\"~<>?", 0x33},
                             Keys{kShift, "_+{}|", 0x2D},
                             Keys{0, "\r", 0x28},
                             Keys{0, "\t", 0x2B},
                             Keys{kCtrl, "\x1D\x1C", 0x30}};

}  // namespace

HidScannerModel::HidScannerModel(HidScannerTraits traits)
    : ScannerModel(traits.scanner),
      traits_(std::move(traits)),
      descriptor_(traits_.keyboard ? keyboardDescriptor() : posDescriptor(traits_.lengthByte)) {}

void HidScannerModel::scan(std::string_view text, std::string_view symbology) {
  if (!traits_.keyboard) return scanAsPos(text, symbology);
  std::string line;
  if (traits_.scanner.aimPrefix) line.append("]").append(symbology);
  line.append(text).append(traits_.scanner.suffix);
  for (const char c : line) type(c);
}

void HidScannerModel::scanAsPos(std::string_view text, std::string_view symbology) {
  const std::string kind = traits_.scanner.aimPrefix ? "]" + std::string(symbology.substr(0, 2)) : std::string(3, '\0');
  std::string rest(text);
  rest += traits_.scanner.suffix;
  do {
    const std::string piece = rest.substr(0, kDataBytes);
    rest.erase(0, piece.size());
    std::string report{static_cast<char>(kReport), static_cast<char>(traits_.lengthByte ? piece.size() : 0)};
    report += kind + piece;
    report.resize(5 + kDataBytes + 2);
    report.push_back(rest.empty() ? '\0' : '\1');
    Report bytes;
    for (const char c : report) bytes.push_back(static_cast<std::byte>(c));
    say(std::move(bytes));
  } while (!rest.empty());
}

void HidScannerModel::type(char character) {
  for (const Keys& keys : kUsKeys) {
    const std::size_t at = keys.characters.find(character);
    if (at == std::string_view::npos) continue;
    say(bytesOf({keys.modifiers, 0, keys.firstKey + static_cast<int>(at), 0, 0, 0, 0, 0}));
    return say(Report(8));
  }
}

void HidScannerModel::say(Report report) {
  if ((traits_.silentUntilRouted && !routed_) || reports_.size() >= kMostReports) return;
  reports_.push_back(std::move(report));
  if (traits_.emptyAfterEach) reports_.emplace_back();
}

std::optional<std::vector<std::byte>> HidScannerModel::takeReport() {
  if (reports_.empty()) return std::nullopt;
  Report report = std::move(reports_.front());
  reports_.pop_front();
  return report;
}

void HidScannerModel::setFeature(std::span<const std::byte> report) {
  if (report.size() == 2 && report[0] == std::byte{kRouteReport}) routed_ = report[1] == std::byte{1};
}

void HidScannerModel::tick() {
  if (!babbling()) return;
  for (int i = 0; i < kNoiseReports; ++i) scan("7");  // short: more codes than a hand can scan, on a slow wire too
}

}  // namespace till::drivers::model
