// SPDX-License-Identifier: Apache-2.0
// HID-POS reports to codes, by the device's own report descriptor (HID Point of Sale Usage Tables 1.02, barcode
// scanner). A long code comes in several reports. Pure.
#pragma once

#include <chrono>
#include <string>

#include "drivers/scanner/decoder.h"
#include "drivers/scanner/report_map.h"

namespace till::drivers::scanner {

class HidPosReader : public Decoder {
 public:
  // None: the descriptor has no decoded data.
  [[nodiscard]] static std::optional<HidPosReader> make(std::span<const std::byte> descriptor,
                                                        std::chrono::milliseconds idleEnd);

  // A report of another number, or too short for what it says, is no code.
  [[nodiscard]] std::vector<Frame> feed(std::span<const std::byte> report, transport::Clock::time_point now) override;
  // A code whose next piece does not come is "cut off".
  [[nodiscard]] std::optional<transport::Clock::time_point> silenceAt() const override;
  [[nodiscard]] std::optional<Frame> silence(transport::Clock::time_point now) override;
  [[nodiscard]] std::optional<Frame> lost() override;

 private:
  struct Fields {
    std::uint8_t report = 0;
    bool numbered = false;
    ReportField data;
    std::optional<ReportField> length;
    std::optional<ReportField> more;
    std::vector<ReportField> symbology;  // up to three: ']', c, m
  };
  HidPosReader(Fields fields, std::chrono::milliseconds idleEnd) : fields_(std::move(fields)), idleEnd_(idleEnd) {}

  [[nodiscard]] std::string dataOf(std::span<const std::byte> body) const;
  [[nodiscard]] std::string symbologyOf(std::span<const std::byte> body) const;
  [[nodiscard]] std::optional<Frame> finish(transport::Clock::time_point now);

  Fields fields_;
  std::chrono::milliseconds idleEnd_;
  bool begun_ = false;
  bool tooLong_ = false;
  std::string symbology_;
  std::string text_;
  BabbleGuard guard_;
  transport::Clock::time_point last_;
};

}  // namespace till::drivers::scanner
