// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/usb_context.h"

#include <libusb.h>

#include <array>
#include <mutex>

namespace till::drivers::transport {
namespace {

constexpr timeval kHeartbeat{1, 0};

struct KindWords {
  const char* word;
  const char* group;
  const char* whoNeedsARule;
  const char* freeIt;
};
constexpr std::array kKinds{
    KindWords{"USB printer", "lp", "a vendor-class printer always needs one",
              "stop CUPS (cups, cups-browsed, ipp-usb) or delete its queue for this printer"},
    KindWords{"USB scanner", "dialout", "a HID device always needs one", "close the program that reads this scanner"},
    KindWords{"USB drawer", "dialout", "a HID device always needs one", "close the program that holds this drawer"}};

std::mutex heldMutex;
std::weak_ptr<UsbContext> held;

const KindWords& wordsOf(UsbKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }

}  // namespace

std::shared_ptr<UsbContext> UsbContext::hold() {
  const std::lock_guard lock(heldMutex);
  if (auto context = held.lock()) return context;
  auto context = fresh();
  held = context;
  return context;
}

std::shared_ptr<UsbContext> UsbContext::fresh() {
  libusb_context* raw = nullptr;
  if (libusb_init(&raw) != LIBUSB_SUCCESS) return nullptr;
  return std::make_shared<UsbContext>(raw);
}

void UsbContext::keep(const std::shared_ptr<UsbContext>& context) {
  const std::lock_guard lock(heldMutex);
  held = context;
}

UsbContext::UsbContext(libusb_context* context) : context_(context), thread_([this] { run(); }) {}

UsbContext::~UsbContext() {
  stopping_ = true;
  libusb_interrupt_event_handler(context_);
  thread_.join();
  libusb_exit(context_);
}

void UsbContext::run() {
  while (!stopping_) {
    timeval wait = kHeartbeat;
    libusb_handle_events_timeout_completed(context_, &wait, nullptr);
  }
}

std::string wordOf(UsbKind kind) { return wordsOf(kind).word; }

Fault usbFault(int error, const std::string& device, UsbKind kind) {
  const KindWords& kindWords = wordsOf(kind);
  const std::string group = kindWords.group;
  const std::string words = wordOf(kind) + ' ' + device + ": " + libusb_strerror(error);
  switch (error) {
    case LIBUSB_ERROR_ACCESS:
      return {FaultCode::noPermission, words + "; add the user to the group " + group +
                                           ", or a udev rule: SUBSYSTEM==\"usb\", ATTR{idVendor}==\"" +
                                           device.substr(0, 4) + "\", MODE=\"0660\", GROUP=\"" + group + "\" (" +
                                           kindWords.whoNeedsARule + ")"};
    case LIBUSB_ERROR_BUSY:
      return {FaultCode::busy, words + "; another program holds it: " + kindWords.freeIt};
    case LIBUSB_ERROR_NO_DEVICE:
    case LIBUSB_ERROR_NOT_FOUND:
      return {FaultCode::notFound, words};
    default:
      return {FaultCode::failed, words};
  }
}

}  // namespace till::drivers::transport
