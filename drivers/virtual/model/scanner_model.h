// SPDX-License-Identifier: Apache-2.0
// A barcode scanner on a serial line: prefix, text, suffix (hardware-docs/scanners.md).
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "drivers/virtual/model/device.h"
#include "drivers/virtual/model/noise.h"

namespace till::drivers::model {

struct ScannerTraits {
  bool aimPrefix = false;  // sends "]C0" and the like before the text
  std::string suffix = "\r";
};

class ScannerModel : public Device {
 public:
  explicit ScannerModel(ScannerTraits traits = {}) : traits_(std::move(traits)) {}

  // The trigger is pulled on a code. `symbology` is the AIM identifier without its bracket ("C0", "Q1").
  virtual void scan(std::string_view text, std::string_view symbology = "C0");
  // A broken one: bytes without end and without sense, at each tick.
  void setBabbling(bool babbling) { babbling_ = babbling; }
  [[nodiscard]] bool babbling() const { return babbling_; }

  std::size_t receive(std::span<const std::byte> bytes) override { return bytes.size(); }
  std::vector<std::byte> takeReplies() override;
  void tick() override;

 private:
  ScannerTraits traits_;
  bool babbling_ = false;
  Noise noise_;
  std::vector<std::byte> replies_;
};

}  // namespace till::drivers::model
