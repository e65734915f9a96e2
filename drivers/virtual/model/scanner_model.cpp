// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/scanner_model.h"

#include <utility>

namespace till::drivers::model {
namespace {

constexpr std::size_t kNoiseBytes = 4096;  // at each tick: a USB scanner gone wild

}  // namespace

void ScannerModel::scan(std::string_view text, std::string_view symbology) {
  std::string line;
  if (traits_.aimPrefix) line.append("]").append(symbology);
  line.append(text).append(traits_.suffix);
  for (const char c : line) replies_.push_back(static_cast<std::byte>(c));
}

std::vector<std::byte> ScannerModel::takeReplies() { return std::exchange(replies_, {}); }

void ScannerModel::tick() {
  if (babbling_) noise_.appendTo(replies_, kNoiseBytes);
}

}  // namespace till::drivers::model
