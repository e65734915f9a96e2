// SPDX-License-Identifier: Apache-2.0
// A cash drawer on USB HID: an output report opens it, an input report follows each change
// (hardware-docs/cash-drawers.md).
#pragma once

#include <deque>
#include <optional>

#include "drivers/virtual/model/device.h"
#include "drivers/virtual/model/hid_scanner_model.h"

namespace till::drivers::model {

class HidDrawerModel : public Device, public HidDevice {
 public:
  HidDrawerModel();

  std::size_t receive(std::span<const std::byte> bytes) override { return bytes.size(); }
  std::vector<std::byte> takeReplies() override { return {}; }

  [[nodiscard]] const std::vector<std::byte>& reportDescriptor() const override { return descriptor_; }
  [[nodiscard]] bool isBootKeyboard() const override { return false; }
  std::optional<std::vector<std::byte>> takeReport() override;
  void setFeature(std::span<const std::byte> /*report*/) override {}
  void setOutput(std::span<const std::byte> report) override;

  void shut() { change(false); }
  void ignore(int triggers) { ignored_ = triggers; }  // jammed: so many do nothing
  [[nodiscard]] bool isOpen() const { return open_; }

 private:
  void change(bool open);

  const std::vector<std::byte> descriptor_;
  std::deque<std::vector<std::byte>> reports_;
  bool open_ = false;
  int ignored_ = 0;
};

}  // namespace till::drivers::model
