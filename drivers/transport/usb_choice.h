// SPDX-License-Identifier: Apache-2.0
// Which interface and endpoints of a USB device are its printer, or its scanner. Pure; usb_find.cpp reads the
// descriptors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace till::drivers::transport {

struct UsbEndpoint {
  std::uint8_t address = 0;  // bit 7: towards us
  bool bulk = false;
  std::size_t maxPacket = 64;
  bool interrupt = false;
};

struct UsbAlternate {  // one altsetting of one interface
  int interface = 0;
  int alternate = 0;
  std::uint8_t classCode = 0;
  std::uint8_t protocol = 0;
  std::vector<UsbEndpoint> endpoints;
  std::uint8_t subclass = 0;
};

struct UsbChoice {
  int interface = 0;
  int alternate = 0;
  std::uint8_t out = 0;
  std::optional<UsbEndpoint> in;  // some printers have none and tell nothing
};

// Printer class by protocol: 2 (bidirectional), else 1, else 3 (IEEE 1284.4); else a vendor-class interface (Epson
// UB-U05 has no other). The endpoints are those of that altsetting, never assumed (hardware-docs/receipt-printers.md).
// None: no printer.
[[nodiscard]] std::optional<UsbChoice> chooseUsbPrinter(const std::vector<UsbAlternate>& alternates);

struct HidChoice {
  int interface = 0;
  UsbEndpoint in;  // interrupt
};

// HID interfaces that can report something: boot keyboards, or those that are neither boot keyboard nor mouse, which is
// where HID-POS is; its report descriptor then says whether it is that.
[[nodiscard]] std::vector<HidChoice> hidKeyboards(const std::vector<UsbAlternate>& alternates);
[[nodiscard]] std::vector<HidChoice> hidOthers(const std::vector<UsbAlternate>& alternates);

}  // namespace till::drivers::transport
