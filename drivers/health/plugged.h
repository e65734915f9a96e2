// SPDX-License-Identifier: Apache-2.0
// What is plugged in, as the kernel tells it in /sys, without opening anything: it disturbs no device that is at work.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace till::drivers::health {

struct PluggedUsb {
  std::string ids;                   // "04b8:0202"
  std::string portPath;              // "1-1.4"
  std::string serial;                // "" where it has none
  std::string name;                  // maker and product, as the device says them
  std::vector<int> classes;          // of its interfaces
  bool keyboard = false;             // one of them is a keyboard by its protocol
  std::vector<std::string> drivers;  // that hold them: usblp, usbhid, usbfs (another program), ...
  bool mayOpen = false;              // by the user who asks
};

struct PluggedSerial {
  std::string port;                // "/dev/ttyUSB0"
  std::vector<std::string> links;  // "/dev/serial/by-id/...": the same port, found again whatever its number is
  std::string ids;                 // of the USB adapter, "" for one on the board
  bool mayOpen = false;
};

struct Plugged {
  std::vector<PluggedUsb> usb;
  std::vector<PluggedSerial> serial;
  std::vector<std::string> running;  // of ModemManager, brltty, cupsd, ipp-usb
  bool rulesInstalled = false;       // config/install/70-citytill.rules
};

// Reads `root`/sys, dev, proc and etc; what cannot be read is left out. Does not block.
[[nodiscard]] Plugged look(const std::filesystem::path& root = "/");

}  // namespace till::drivers::health
