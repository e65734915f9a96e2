// SPDX-License-Identifier: Apache-2.0
// A scanner on USB HID (transport/usb_hid.h), or on whatever says packets as that does: the report descriptor first.
#pragma once

#include "drivers/scanner/source.h"

namespace till::drivers::scanner {

class HidScanner : public Source {
 public:
  // Makes the decoder that fits the report descriptor; null: this device is not in the mode that is wanted.
  using MakeDecoder = std::function<std::unique_ptr<Decoder>(std::span<const std::byte> descriptor)>;

  // `wake` is called on the transport's thread when something came in; collect() then.
  HidScanner(MakeDecoder makeDecoder, std::function<void()> wake);
  ~HidScanner() override;

  [[nodiscard]] tl::expected<void, transport::Fault> open(const OpenTransport& openTransport) override;
  [[nodiscard]] bool isOpen() const override { return transport_ != nullptr; }
  [[nodiscard]] std::vector<Frame> collect() override;
  [[nodiscard]] std::optional<transport::Clock::time_point> collectAt() const override;

 private:
  class Packets;
  const MakeDecoder makeDecoder_;
  const std::function<void()> wake_;
  std::shared_ptr<Packets> packets_;
  std::unique_ptr<Decoder> decoder_;
  std::unique_ptr<transport::Transport> transport_;
};

}  // namespace till::drivers::scanner
