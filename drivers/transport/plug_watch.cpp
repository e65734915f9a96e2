// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/plug_watch.h"

#include <libusb.h>

#include <utility>

#include "drivers/transport/usb_context.h"

namespace till::drivers::transport {

struct PlugWatch::Registration {
  std::shared_ptr<UsbContext> context;
  std::function<void()> arrived;
  libusb_hotplug_callback_handle handle = 0;

  static int LIBUSB_CALL onArrival(libusb_context*, libusb_device*, libusb_hotplug_event, void* self) {
    static_cast<Registration*>(self)->arrived();
    return 0;  // tell the next one too
  }
};

PlugWatch::PlugWatch(std::function<void()> arrived) {
  auto context = UsbContext::hold();
  if (!context || libusb_has_capability(LIBUSB_CAP_HAS_HOTPLUG) == 0) return;
  auto registration = std::make_unique<Registration>();
  registration->context = std::move(context);
  registration->arrived = std::move(arrived);
  const int error =
      libusb_hotplug_register_callback(registration->context->get(), LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED, 0,
                                       LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY,
                                       &Registration::onArrival, registration.get(), &registration->handle);
  if (error == LIBUSB_SUCCESS) registration_ = std::move(registration);
}

// libusb waits for a callback that runs, so nothing is told after this.
PlugWatch::~PlugWatch() {
  if (registration_) libusb_hotplug_deregister_callback(registration_->context->get(), registration_->handle);
}

}  // namespace till::drivers::transport
