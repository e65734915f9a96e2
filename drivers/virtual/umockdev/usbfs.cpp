// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/umockdev/usbfs.h"

#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <utility>

#include "drivers/virtual/umockdev/usbfs_hid.h"

namespace till::drivers::umockdev {
namespace {

constexpr std::uint8_t kOutEndpoint = 0x01;
constexpr std::uint8_t kInEndpoint = 0x82;
constexpr std::size_t kSetupBytes = 8;
constexpr std::size_t kSaidBytes = 64 * 1024;
constexpr std::uint8_t kSerialString = 3;

template <class T>
T& resolved(const std::unique_ptr<UMockdevIoctlData, void (*)(void*)>& data) {
  return *reinterpret_cast<T*>(data->data);
}

std::unique_ptr<UMockdevIoctlData, void (*)(void*)> resolve(UMockdevIoctlData* argument, std::size_t size) {
  return {umockdev_ioctl_data_resolve(argument, 0, size, nullptr), g_object_unref};
}

std::string stringDescriptor(const std::string& text) {
  std::string bytes{static_cast<char>(2 + 2 * text.size()), 3};
  for (const char c : text) bytes += {c, '\0'};
  return bytes;
}

}  // namespace

usbdevfs_urb& Usbfs::Urb::get() const { return *reinterpret_cast<usbdevfs_urb*>(data->data); }

Usbfs::Usbfs(model::Device& device, UsbIdentity identity, std::function<void(bool)> reapable)
    : device_(device), identity_(std::move(identity)), reapable_(std::move(reapable)) {}

// -- what the device says of itself ----------------------------------------------------------------------------------

std::string Usbfs::descriptorsHex() const {
  std::array<char, 128> text{};
  const auto low = [](int value) { return static_cast<unsigned>(value & 0xFF); };
  const auto high = [](int value) { return static_cast<unsigned>(value >> 8 & 0xFF); };
  std::snprintf(text.data(), text.size(), "1201000200000040%02X%02X%02X%02X00010000%02X01", low(identity_.vendor),
                high(identity_.vendor), low(identity_.product), high(identity_.product),
                identity_.serial.empty() ? 0U : unsigned{kSerialString});
  if (identity_.hid != nullptr) return text.data() + hidConfiguration(*identity_.hid);
  return std::string(text.data()) + "09022000010100C032" + "090400000207010200" + "07050102400000" + "07058202400000";
}

void Usbfs::control(Urb urb) {
  const auto* setup = urb.buffer->data;
  const std::size_t wanted = setup[6] | static_cast<std::size_t>(setup[7]) << 8;
  const bool getString = setup[0] == 0x80 && setup[1] == 6 && setup[3] == 3;
  const bool deviceId = setup[0] == 0xA1 && setup[1] == 0;
  std::string answer;
  if (getString && setup[2] == 0) answer = std::string("\x04\x03\x09\x04", 4);  // US English
  if (getString && setup[2] == kSerialString) answer = stringDescriptor(identity_.serial);
  if (deviceId) answer = std::string("\x00\x1B", 2) + "MFG:CityTill;MDL:virtual;";
  const bool standard = getString && (setup[2] == 0 || setup[2] == kSerialString);
  bool refused = answer.empty();
  if (identity_.hid != nullptr && !standard) {
    const auto said = hidControl(*identity_.hid, {setup, kSetupBytes + (setup[0] < 0x80 ? wanted : 0)});
    refused = !said;
    answer = said.value_or("");
  }
  const std::size_t length = std::min(wanted, answer.size());
  std::memcpy(urb.buffer->data + kSetupBytes, answer.data(), length);
  const int status = refused ? -EPIPE : 0;
  finish(std::move(urb), status, setup[0] < 0x80 ? wanted : length);
}

// -- coming and going ------------------------------------------------------------------------------------------------

void Usbfs::plug() {
  gone_ = claimed_ = stalled_ = inStalled_ = wedged_ = claimedBefore_ = false;
  toLose_ = 0;
  bound_ = identity_.kernelDriver;
  bytesToUnplug_.reset();
  said_.clear();
}

void Usbfs::unplug() {
  gone_ = true;
  bytesToUnplug_.reset();
  for (auto* queue : {&in_, &out_}) {
    for (; !queue->empty(); queue->pop_front()) {
      finish(std::move(queue->front()), -ESHUTDOWN, 0);  // a kernel says no more of it, whatever had gone
    }
  }
}

void Usbfs::stallIn() {
  inStalled_ = true;
  for (; !in_.empty(); in_.pop_front()) finish(std::move(in_.front()), -EPIPE, 0);
}

// -- data ------------------------------------------------------------------------------------------------------------

void Usbfs::finish(Urb urb, int status, std::size_t length) {
  urb.get().status = status;
  urb.get().actual_length = static_cast<int>(length);
  done_.push_back(std::move(urb));
  reapable_(true);
}

void Usbfs::pump() {
  if (gone_) return;
  pumpIn();
  pumpOut();
  pumpIn();
}

// A printer whose status nobody reads takes nothing more (hardware-docs/failures.md, 28).
bool Usbfs::statusIsUnread() const { return identity_.hid == nullptr && !said_.empty() && in_.empty(); }

void Usbfs::pumpOut() {
  while (!out_.empty()) {
    Urb& urb = out_.front();
    const auto length = static_cast<std::size_t>(urb.get().buffer_length);
    wedged_ = wedged_ || length == 0;
    if (wedged_ || statusIsUnread()) return;
    if (!stalled_ && length > 0) {
      const std::span all(reinterpret_cast<const std::byte*>(urb.buffer->data), length);
      const std::size_t lost = std::min(toLose_, length - urb.done);
      urb.done += lost;
      toLose_ -= lost;
      const auto rest = all.subspan(urb.done);
      const std::size_t taken = device_.receive(rest.first(std::min(rest.size(), bytesToUnplug_.value_or(length))));
      urb.done += taken;
      if (bytesToUnplug_) *bytesToUnplug_ -= taken;
      if (urb.done < length) return;  // the device holds it off
    }
    Urb whole = std::move(urb);
    out_.pop_front();
    const std::size_t done = whole.done;
    finish(std::move(whole), stalled_ ? -EPIPE : 0, done);
  }
}

void Usbfs::pumpReports() {
  while (!in_.empty()) {
    const auto report = identity_.hid->takeReport();
    if (!report) return;
    Urb urb = std::move(in_.front());
    in_.pop_front();
    const std::size_t length = std::min(report->size(), static_cast<std::size_t>(urb.get().buffer_length));
    std::copy_n(report->data(), length, reinterpret_cast<std::byte*>(urb.buffer->data));
    finish(std::move(urb), 0, length);
  }
}

void Usbfs::pumpIn() {
  if (identity_.hid != nullptr) return pumpReports();
  const std::vector<std::byte> fresh = device_.takeReplies();
  const std::size_t room = kSaidBytes - std::min(said_.size(), kSaidBytes);
  said_.insert(said_.end(), fresh.begin(), fresh.begin() + static_cast<std::ptrdiff_t>(std::min(room, fresh.size())));
  while (!in_.empty() && !said_.empty()) {
    Urb urb = std::move(in_.front());
    in_.pop_front();
    const std::size_t length = std::min(said_.size(), static_cast<std::size_t>(urb.get().buffer_length));
    std::copy_n(said_.data(), length, reinterpret_cast<std::byte*>(urb.buffer->data));
    said_.erase(said_.begin(), said_.begin() + static_cast<std::ptrdiff_t>(length));
    finish(std::move(urb), 0, length);
  }
}

// -- ioctls ----------------------------------------------------------------------------------------------------------

struct Usbfs::Row {
  gulong request;
  Handler handler;
  bool alsoWhenGone = false;
};

void Usbfs::answer(UMockdevIoctlClient* client) {
  static constexpr std::array kRows{
      Row{USBDEVFS_GET_CAPABILITIES, &Usbfs::capabilities},
      Row{USBDEVFS_CLAIMINTERFACE, &Usbfs::claim},
      Row{USBDEVFS_RELEASEINTERFACE, &Usbfs::release},
      Row{USBDEVFS_GETDRIVER, &Usbfs::getDriver},
      Row{USBDEVFS_IOCTL, &Usbfs::driverRequest},
      Row{USBDEVFS_DISCONNECT_CLAIM, &Usbfs::disconnectClaim},
      Row{USBDEVFS_CLEAR_HALT, &Usbfs::clearHalt},
      Row{USBDEVFS_SETINTERFACE, &Usbfs::done},
      Row{USBDEVFS_RESET, &Usbfs::done},
      Row{USBDEVFS_SUBMITURB, &Usbfs::submit},
      Row{USBDEVFS_DISCARDURB, &Usbfs::discard},
      Row{USBDEVFS_REAPURB, &Usbfs::reap, true},
      Row{USBDEVFS_REAPURBNDELAY, &Usbfs::reap, true},
  };
  const gulong request = umockdev_ioctl_client_get_request(client);
  const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& r) { return r.request == request; });
  Answer answer{-1, ENOTTY};
  if (row != kRows.end()) {
    const bool refused = gone_ && !row->alsoWhenGone;
    answer = refused ? Answer{-1, ENODEV} : (this->*row->handler)(umockdev_ioctl_client_get_arg(client));
  }
  umockdev_ioctl_client_complete(client, answer.result, answer.error);
}

Usbfs::Answer Usbfs::done(UMockdevIoctlData*) { return {}; }

Usbfs::Answer Usbfs::capabilities(UMockdevIoctlData* argument) {
  resolved<guint32>(resolve(argument, sizeof(guint32))) =
      USBDEVFS_CAP_ZERO_PACKET | USBDEVFS_CAP_BULK_CONTINUATION | USBDEVFS_CAP_NO_PACKET_SIZE_LIM |
      USBDEVFS_CAP_BULK_SCATTER_GATHER | USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
  return {};
}

void Usbfs::noteClaim() {
  claimed_ = true;
  toLose_ = std::exchange(claimedBefore_, true) ? identity_.lostAfterReopen : 0;
}

Usbfs::Answer Usbfs::claim(UMockdevIoctlData*) {
  if (bound_ || elsewhere_) return {-1, EBUSY};
  noteClaim();
  return {};
}

Usbfs::Answer Usbfs::release(UMockdevIoctlData*) {
  claimed_ = false;
  return {};
}

Usbfs::Answer Usbfs::getDriver(UMockdevIoctlData* argument) {
  if (!bound_ && !claimed_) return {-1, ENODATA};
  const auto data = resolve(argument, sizeof(usbdevfs_getdriver));
  std::strcpy(resolved<usbdevfs_getdriver>(data).driver,
              bound_ ? (identity_.hid != nullptr ? "usbhid" : "usblp") : "usbfs");
  return {};
}

Usbfs::Answer Usbfs::driverRequest(UMockdevIoctlData* argument) {
  const auto data = resolve(argument, sizeof(usbdevfs_ioctl));
  const auto code = static_cast<gulong>(resolved<usbdevfs_ioctl>(data).ioctl_code);
  if (code == USBDEVFS_DISCONNECT) return std::exchange(bound_, false) ? Answer{} : Answer{-1, ENODATA};
  if (code != USBDEVFS_CONNECT) return {-1, ENOTTY};
  if (claimed_) return {-1, EBUSY};
  bound_ = true;
  return {1, 0};
}

Usbfs::Answer Usbfs::disconnectClaim(UMockdevIoctlData*) {
  if (elsewhere_) return {-1, EBUSY};
  bound_ = false;
  noteClaim();
  return {};
}

Usbfs::Answer Usbfs::clearHalt(UMockdevIoctlData* argument) {
  const bool in = resolved<guint32>(resolve(argument, sizeof(guint32))) == kInEndpoint;
  (in ? inStalled_ : stalled_) = false;
  return {};
}

Usbfs::Answer Usbfs::submit(UMockdevIoctlData* argument) {
  Urb urb;
  urb.data.reset(umockdev_ioctl_data_resolve(argument, 0, sizeof(usbdevfs_urb), nullptr));
  const auto length = static_cast<gsize>(urb.get().buffer_length);
  urb.buffer.reset(umockdev_ioctl_data_resolve(urb.data.get(), offsetof(usbdevfs_urb, buffer), length, nullptr));
  if (urb.get().type == USBDEVFS_URB_TYPE_CONTROL) {
    control(std::move(urb));
    return {};
  }
  if (!claimed_) return {-1, EINVAL};
  const std::uint8_t endpoint = urb.get().endpoint;
  const bool in = endpoint == (identity_.hid != nullptr ? kHidInEndpoint : kInEndpoint);
  if (!in && (identity_.hid != nullptr || endpoint != kOutEndpoint)) return {-1, ENOENT};
  if (in && inStalled_) {
    finish(std::move(urb), -EPIPE, 0);
    return {};
  }
  (in ? in_ : out_).push_back(std::move(urb));
  pump();
  return {};
}

Usbfs::Answer Usbfs::reap(UMockdevIoctlData* argument) {
  if (done_.empty()) return {-1, gone_ ? ENODEV : EAGAIN};
  const Urb urb = std::move(done_.front());
  done_.pop_front();
  if (done_.empty()) reapable_(false);
  const auto pointer = resolve(argument, sizeof(void*));
  umockdev_ioctl_data_set_ptr(pointer.get(), 0, urb.data.get());
  return {};
}

Usbfs::Answer Usbfs::discard(UMockdevIoctlData* argument) {
  gulong address = 0;
  std::memcpy(&address, argument->data, sizeof address);
  for (auto* queue : {&in_, &out_}) {
    const auto found =
        std::find_if(queue->begin(), queue->end(), [&](const Urb& u) { return u.data->client_addr == address; });
    if (found == queue->end()) continue;
    Urb urb = std::move(*found);
    queue->erase(found);
    const std::size_t length = urb.done;
    finish(std::move(urb), -ENOENT, length);
    return {};
  }
  return {-1, EINVAL};
}

}  // namespace till::drivers::umockdev
