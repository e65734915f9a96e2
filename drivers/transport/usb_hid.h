// SPDX-License-Identifier: Apache-2.0
// A HID device read by libusb, taken from the kernel's usbhid, so that what a scanner types reaches nobody else.
#pragma once

#include "drivers/transport/transport.h"

namespace till::drivers::transport {

// Opens at once or fails at once. The listener hears packets, one a call: first, before this returns and on its thread,
// the report descriptor; then each input report as it came (of a boot keyboard: 8 bytes, boot protocol), zero-length
// ones too. write() sends one output report to a drawer (its number first; 0 where its reports have none), and is
// `unsupported` for a scanner: nothing is sent to one but what opening needs.
// notFound, noPermission, busy: as openUsbPrinter. unsupported: it is plugged in but not in the mode that
// `settings.use` asks for; the detail says so and what to scan. The kernel driver has the device back when the
// transport is closed.
[[nodiscard]] tl::expected<std::unique_ptr<Transport>, Fault> openUsbHid(const UsbHidSettings& settings,
                                                                         Listener listener);

}  // namespace till::drivers::transport
