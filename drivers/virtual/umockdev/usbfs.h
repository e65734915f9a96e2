// SPDX-License-Identifier: Apache-2.0
// The kernel's usbfs as libusb sees it, for one printer-class or HID device: ioctls in, URBs done. What the kernel
// would answer (EBUSY, ENODATA, ESHUTDOWN, ...) is stated here from its documentation and from measurements, not
// checked by a kernel.
#pragma once

#include <umockdev.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/virtual/model/hid_scanner_model.h"

struct usbdevfs_urb;

namespace till::drivers::umockdev {

struct UsbIdentity {
  int vendor = 0x04B8;
  int product = 0x0E15;
  std::string serial = "V0001";
  bool kernelDriver = true;  // usblp or usbhid is bound when it is plugged in
  model::HidDevice* hid = nullptr;
  std::size_t lostAfterReopen = 0;  // as the firmware of some clones does (hardware-docs/failures.md, 25 and 26)
};

// Single-threaded: the port serialises.
class Usbfs {
 public:
  // `reapable` is told whether a URB waits to be reaped: what makes the file writable to poll().
  Usbfs(model::Device& device, UsbIdentity identity, std::function<void(bool)> reapable);

  // Answers one ioctl; completes the client in any case.
  void answer(UMockdevIoctlClient* client);
  void pump();  // offers waiting data to the device, and what it says to waiting reads
  void plug();
  void unplug();  // all waiting URBs end with ESHUTDOWN
  void unplugAfter(std::size_t bytes) { bytesToUnplug_ = bytes; }
  [[nodiscard]] bool wantsUnplug() const { return bytesToUnplug_ == 0U; }
  void claimElsewhere() { elsewhere_ = true; }
  void stall() { stalled_ = true; }  // until the host clears the halt
  void stallIn();                    // the same of the bulk IN endpoint
  [[nodiscard]] bool kernelDriverBound() const { return bound_; }

  [[nodiscard]] std::string descriptorsHex() const;

 private:
  struct Unref {
    void operator()(UMockdevIoctlData* data) const { g_object_unref(data); }
  };
  using Data = std::unique_ptr<UMockdevIoctlData, Unref>;
  struct Urb {
    Data data;
    Data buffer;
    std::size_t done = 0;  // bytes the device has taken of it
    [[nodiscard]] usbdevfs_urb& get() const;
  };
  struct Answer {
    int result = 0;
    int error = 0;  // errno
  };
  using Handler = Answer (Usbfs::*)(UMockdevIoctlData* argument);
  struct Row;

  Answer capabilities(UMockdevIoctlData* argument);
  Answer claim(UMockdevIoctlData* argument);
  void noteClaim();
  Answer release(UMockdevIoctlData* argument);
  Answer getDriver(UMockdevIoctlData* argument);
  Answer driverRequest(UMockdevIoctlData* argument);
  Answer disconnectClaim(UMockdevIoctlData* argument);
  Answer clearHalt(UMockdevIoctlData* argument);
  Answer submit(UMockdevIoctlData* argument);
  Answer reap(UMockdevIoctlData* argument);
  Answer discard(UMockdevIoctlData* argument);
  Answer done(UMockdevIoctlData* argument);
  void control(Urb urb);
  void finish(Urb urb, int status, std::size_t length);
  [[nodiscard]] bool statusIsUnread() const;
  void pumpOut();
  void pumpIn();
  void pumpReports();

  model::Device& device_;
  const UsbIdentity identity_;
  const std::function<void(bool)> reapable_;
  std::deque<Urb> out_;
  std::deque<Urb> in_;
  std::deque<Urb> done_;
  std::vector<std::byte> said_;
  std::optional<std::size_t> bytesToUnplug_;
  bool gone_ = true;
  bool bound_ = false;    // to the kernel's printer driver
  bool claimed_ = false;  // by the host program
  bool stalled_ = false;
  bool inStalled_ = false;
  bool claimedBefore_ = false;
  std::size_t toLose_ = 0;
  bool elsewhere_ = false;  // claimed by another program
  bool wedged_ = false;     // by a zero-length packet, as some firmware is (hardware-docs/failures.md, 30)
};

}  // namespace till::drivers::umockdev
