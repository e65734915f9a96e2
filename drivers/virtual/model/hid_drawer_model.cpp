// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/hid_drawer_model.h"

#include <algorithm>
#include <array>
#include <utility>

namespace till::drivers::model {
namespace {

// A vendor's page; one byte in, two bytes out.
constexpr std::array<unsigned char, 25> kDescriptor{0x06, 0x00, 0xFF, 0x09, 0x01, 0xA1, 0x01, 0x15, 0x00,
                                                    0x25, 0x01, 0x75, 0x08, 0x95, 0x01, 0x09, 0x02, 0x81,
                                                    0x02, 0x95, 0x02, 0x09, 0x03, 0x91, 0x02};

std::vector<std::byte> descriptor() {
  std::vector<std::byte> bytes;
  for (const auto byte : kDescriptor) bytes.push_back(std::byte{byte});
  bytes.push_back(std::byte{0xC0});
  return bytes;
}

}  // namespace

HidDrawerModel::HidDrawerModel() : descriptor_(descriptor()) { change(false); }

std::optional<std::vector<std::byte>> HidDrawerModel::takeReport() {
  if (reports_.empty()) return std::nullopt;
  auto report = std::move(reports_.front());
  reports_.pop_front();
  return report;
}

void HidDrawerModel::setOutput(std::span<const std::byte> report) {
  constexpr std::array kOpen{std::byte{1}, std::byte{1}};
  if (!std::ranges::equal(report, kOpen)) return;
  if (ignored_ > 0) return static_cast<void>(--ignored_);
  change(true);
}

void HidDrawerModel::change(bool open) {
  open_ = open;
  reports_.push_back({open ? std::byte{1} : std::byte{0}});
}

}  // namespace till::drivers::model
