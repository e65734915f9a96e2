// SPDX-License-Identifier: Apache-2.0
// A byte stream to a device. One owner; write() and close() belong to the owner's thread. Bytes that come in are handed
// to the listener on the transport's own thread (serial: one poll loop on port and eventfd; USB: the one event thread),
// which may only enqueue.
#pragma once

#include <tl/expected.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "drivers/transport/deadline.h"

namespace till::drivers::transport {

enum class FaultCode {
  notFound,      // no such port or device: wait for it to be plugged in
  noPermission,  // `detail` names the udev rule or group that is missing
  busy,          // another program or kernel driver holds it; `detail` says which
  gone,          // unplugged while open: close, and open again by name
  timedOut,      // the deadline passed; `taken` bytes were accepted, resume there
  stalled,       // USB stall, cleared once and still there
  unsupported,   // this link cannot do that (DTR/DSR flow control on Linux, ...)
  failed,        // anything else; `detail` has the library's words
};

struct Fault {
  FaultCode code = FaultCode::failed;
  std::string detail;
  std::size_t taken = 0;  // bytes accepted before the fault
  // The link broke inside a transfer, and the host was not told how much of it had gone: more than `taken` may be
  // there.
  bool perhapsMore = false;
};

struct Listener {
  std::function<void(std::span<const std::byte>)> received;
  std::function<void(const Fault&)> lost;  // once; nothing is received after it
};

struct ModemLines {
  bool cts = false;
  bool dsr = false;
  bool dcd = false;
  bool ri = false;
};

class Transport {
 public:
  virtual ~Transport() = default;  // closes; joins its thread; the listener is not called afterwards
  // Blocks until all bytes are accepted or the deadline passes. Accepted is not printed.
  [[nodiscard]] virtual tl::expected<void, Fault> write(std::span<const std::byte> bytes, Deadline deadline) = 0;
  // Blocks until nothing that was accepted waits in the host, where the link has such a queue. False: the deadline
  // passed, or the link is lost.
  [[nodiscard]] virtual bool drained(Deadline) { return true; }
  // Drops what was accepted and still waits in the host, where the link has such a queue: a job that was given up must
  // not come out when the device takes bytes again.
  virtual void dropUnsent() {}
  [[nodiscard]] virtual tl::expected<ModemLines, Fault> modemLines() {
    return tl::unexpected(Fault{FaultCode::unsupported, "no modem lines on this link"});
  }
};

// Serial settings; where the port is named by path, symlinks are resolved first (libserialport refuses them).
struct SerialSettings {
  std::string port;  // "/dev/ttyS0", "/dev/serial/by-id/..."
  int baud = 9600;
  int dataBits = 8;
  char parity = 'N';  // N E O
  int stopBits = 1;
  std::string flow = "none";  // none | rts_cts | xon_xoff
  friend bool operator==(const SerialSettings&, const SerialSettings&) = default;
};

// USB: found by ids and, where two are alike, by serial number or port path ("1-1.4").
struct UsbSettings {
  int vendor = 0;
  int product = 0;
  std::string serial;
  std::string portPath;
  friend bool operator==(const UsbSettings&, const UsbSettings&) = default;
};

// A scanner or a drawer on USB HID.
enum class HidUse { pos, keyboard, drawer };
struct UsbHidSettings : UsbSettings {
  HidUse use = HidUse::pos;
  friend bool operator==(const UsbHidSettings&, const UsbHidSettings&) = default;
};

// Both open at once or fail at once; neither waits for a device to appear (the rack does that).
[[nodiscard]] tl::expected<std::unique_ptr<Transport>, Fault> openSerial(const SerialSettings& settings,
                                                                         Listener listener);
[[nodiscard]] tl::expected<std::unique_ptr<Transport>, Fault> openUsbPrinter(const UsbSettings& settings,
                                                                             Listener listener);

}  // namespace till::drivers::transport
