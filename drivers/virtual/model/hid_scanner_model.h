// SPDX-License-Identifier: Apache-2.0
// Barcode scanners on USB HID: what they say comes in reports. In HID-POS mode by a report descriptor of their own, in
// keyboard mode as keys of a US keyboard (hardware-docs/scanners.md).
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "drivers/virtual/model/scanner_model.h"

namespace till::drivers::model {

// What an adapter for USB asks of a HID device, beside what it asks of every device.
class HidDevice {
 public:
  virtual ~HidDevice() = default;
  [[nodiscard]] virtual const std::vector<std::byte>& reportDescriptor() const = 0;
  [[nodiscard]] virtual bool isBootKeyboard() const = 0;
  // In order, each once; some are empty. None: it has nothing to say.
  virtual std::optional<std::vector<std::byte>> takeReport() = 0;
  virtual void setFeature(std::span<const std::byte> report) = 0;  // its number first
  // An output report, without its number. A scanner has none.
  virtual void setOutput(std::span<const std::byte> /*report*/) {}
};

struct HidScannerTraits {
  ScannerTraits scanner;
  bool keyboard = false;           // else HID-POS
  bool lengthByte = true;          // HID-POS: says how much of a report is data; else zeros end it
  bool emptyAfterEach = true;      // a report of no bytes follows each, as with the kernel's own gadget
  bool silentUntilRouted = false;  // Honeywell: says nothing until feature report 254 is 1
};

class HidScannerModel : public ScannerModel, public HidDevice {
 public:
  explicit HidScannerModel(HidScannerTraits traits);

  // A scanner that is asked for a mode it is not in keeps its own.
  [[nodiscard]] const std::vector<std::byte>& reportDescriptor() const override { return descriptor_; }
  [[nodiscard]] bool isBootKeyboard() const override { return traits_.keyboard; }
  std::optional<std::vector<std::byte>> takeReport() override;
  void setFeature(std::span<const std::byte> report) override;

  void scan(std::string_view text, std::string_view symbology = "C0") override;
  void tick() override;

 private:
  using Report = std::vector<std::byte>;
  void say(Report report);
  void scanAsPos(std::string_view text, std::string_view symbology);
  void type(char character);

  const HidScannerTraits traits_;
  const std::vector<std::byte> descriptor_;
  bool routed_ = false;
  std::deque<Report> reports_;
};

}  // namespace till::drivers::model
