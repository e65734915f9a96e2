// SPDX-License-Identifier: Apache-2.0
// Bulk transfers to a USB printer. One IN transfer is always pending: a printer whose status nobody reads may stop
// taking data (hardware-docs/receipt-printers.md). Callbacks run on the event thread and only hand on; the owner's
// thread waits for its own transfers on a condition variable. A stall is cleared on a thread of the device's own: that
// blocks for a control transfer, which must not hold up the other devices.
#include <libusb.h>

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "drivers/transport/usb_find.h"

namespace till::drivers::transport {
namespace {

constexpr std::size_t kPiece = 4096;                   // bytes a transfer: one URB, so that a count of it is exact
constexpr std::size_t kReadPackets = 8;                // the read buffer holds whole packets, or it would overflow
constexpr int kStallsInARow = 3;                       // without a byte between; then it is read on at the next write
constexpr std::chrono::milliseconds kCancelled{2000};  // a cancelled transfer is back long before

class UsbWire;

// A transfer to the printer; owned by whoever comes last, the waiting writer or a callback that never came.
struct OutTransfer {
  explicit OutTransfer(std::span<const std::byte> bytes) : data(bytes.begin(), bytes.end()) {}
  OutTransfer(const OutTransfer&) = delete;
  OutTransfer& operator=(const OutTransfer&) = delete;
  ~OutTransfer() { libusb_free_transfer(transfer); }

  libusb_transfer* const transfer = libusb_alloc_transfer(0);
  std::vector<std::byte> data;
  UsbWire* wire = nullptr;
  bool done = false;  // guarded by the wire's mutex
};

struct OutResult {
  libusb_transfer_status status = LIBUSB_TRANSFER_ERROR;
  std::size_t taken = 0;
  bool begun = true;  // handed to the kernel: how far it came is known only if it says so
};

// The claimed device and its pending read.
class UsbWire {
 public:
  UsbWire(ClaimedUsbPrinter printer, Listener listener)
      : printer_(std::move(printer)), listener_(std::move(listener)), in_(libusb_alloc_transfer(0)) {
    const std::lock_guard lock(mutex_);
    startReading();
    mender_ = std::thread([this] { mendStalls(); });
  }
  UsbWire(const UsbWire&) = delete;
  UsbWire& operator=(const UsbWire&) = delete;
  // Releasing the interface gives it back to the kernel driver that had it.
  ~UsbWire() {
    endMending();
    libusb_release_interface(printer_.handle.get(), printer_.choice.interface);
    libusb_free_transfer(in_);
  }

  [[nodiscard]] const std::string& name() const { return printer_.name; }

  // True: no callback runs or will run, the wire may go.
  bool stop() {
    endMending();
    std::unique_lock lock(mutex_);
    if (reading_) libusb_cancel_transfer(in_);
    return changed_.wait_for(lock, kCancelled, [this] { return !reading_; }) && !stuck_;
  }

  [[nodiscard]] bool gone() const {
    const std::lock_guard lock(mutex_);
    return gone_;
  }

  // The reader, if it waits, then tells the listener.
  void setGone() {
    const std::lock_guard lock(mutex_);
    gone_ = true;
    if (reading_) libusb_cancel_transfer(in_);
  }

  void clearOutStall() { libusb_clear_halt(printer_.handle.get(), printer_.choice.out); }

  // One that stalled again and again gets another chance.
  void readAgain() {
    const std::lock_guard lock(mutex_);
    stalls_ = 0;
    if (inStalled_) inStall_.notify_all();
  }

  // One piece, at most kPiece bytes. TIMED_OUT: the deadline passed, and `taken` of it is with the printer.
  OutResult sendPiece(std::span<const std::byte> bytes, Deadline deadline) {
    auto out = std::make_unique<OutTransfer>(bytes);
    out->wire = this;
    libusb_fill_bulk_transfer(out->transfer, printer_.handle.get(), printer_.choice.out,
                              reinterpret_cast<unsigned char*>(out->data.data()), static_cast<int>(out->data.size()),
                              &UsbWire::onOut, out.get(), 0);
    const int submitted = libusb_submit_transfer(out->transfer);
    if (submitted != LIBUSB_SUCCESS) return {LIBUSB_TRANSFER_NO_DEVICE, 0, false};
    std::unique_lock lock(mutex_);
    const auto done = [&] { return out->done; };
    if (!changed_.wait_until(lock, deadline.when(), done)) {
      libusb_cancel_transfer(out->transfer);
      if (!changed_.wait_for(lock, kCancelled, done)) return abandon(std::move(out));
    }
    auto status = out->transfer->status;
    if (status == LIBUSB_TRANSFER_CANCELLED) status = LIBUSB_TRANSFER_TIMED_OUT;
    return {status, static_cast<std::size_t>(out->transfer->actual_length)};
  }

 private:
  static void LIBUSB_CALL onOut(libusb_transfer* transfer) {
    auto* out = static_cast<OutTransfer*>(transfer->user_data);
    const std::lock_guard lock(out->wire->mutex_);
    out->done = true;
    out->wire->changed_.notify_all();
  }

  static void LIBUSB_CALL onIn(libusb_transfer* transfer) {
    auto* wire = static_cast<UsbWire*>(transfer->user_data);
    if (transfer->status == LIBUSB_TRANSFER_COMPLETED) wire->handOn();
    if (wire->readOn(transfer->status)) return;
    wire->endReading();
  }

  // Never happens with a sound kernel; then the memory it may still write to must stay.
  OutResult abandon(std::unique_ptr<OutTransfer> out) {
    stuck_ = true;
    static_cast<void>(out.release());
    return {LIBUSB_TRANSFER_NO_DEVICE, 0};
  }

  void handOn() {
    const auto* bytes = reinterpret_cast<const std::byte*>(in_->buffer);
    if (in_->actual_length > 0) listener_.received({bytes, static_cast<std::size_t>(in_->actual_length)});
  }

  // Called with the lock held.
  void startReading() {
    if (!printer_.choice.in || closing_) return;
    buffer_.resize(printer_.choice.in->maxPacket * kReadPackets);
    libusb_fill_bulk_transfer(in_, printer_.handle.get(), printer_.choice.in->address,
                              reinterpret_cast<unsigned char*>(buffer_.data()), static_cast<int>(buffer_.size()),
                              &UsbWire::onIn, this, 0);
    reading_ = libusb_submit_transfer(in_) == LIBUSB_SUCCESS;
    if (!reading_) gone_ = true;
  }

  // No read begins any more.
  void endMending() {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
      inStall_.notify_all();
    }
    if (mender_.joinable()) mender_.join();
  }

  void mendStalls() {
    std::unique_lock lock(mutex_);
    const auto canMend = [this] { return inStalled_ && !reading_ && stalls_ <= kStallsInARow; };
    while (true) {
      inStall_.wait(lock, [&] { return closing_ || canMend(); });
      if (closing_) return;
      lock.unlock();
      libusb_clear_halt(printer_.handle.get(), printer_.choice.in->address);
      lock.lock();
      inStalled_ = false;
      startReading();
      if (reading_ || closing_) continue;
      lock.unlock();
      tellLost();
      lock.lock();
    }
  }

  void tellLost() {
    if (listener_.lost) listener_.lost(Fault{FaultCode::gone, "USB printer " + name() + " is unplugged"});
  }

  // Reads again, or says no: then a stall is mended by its own thread.
  bool readOn(libusb_transfer_status status) {
    const std::lock_guard lock(mutex_);
    const bool sound = status == LIBUSB_TRANSFER_COMPLETED || status == LIBUSB_TRANSFER_OVERFLOW;
    if (sound) stalls_ = 0;
    if (sound && !closing_ && !gone_ && libusb_submit_transfer(in_) == LIBUSB_SUCCESS) return true;
    inStalled_ = status == LIBUSB_TRANSFER_STALL;
    stalls_ += inStalled_ ? 1 : 0;
    if (!inStalled_) gone_ = true;
    return false;
  }

  // An I/O error may be the first news of an unplug (measured), so all but a stall ends the link.
  void endReading() {
    bool tell = false;
    {
      const std::lock_guard lock(mutex_);
      tell = !closing_ && !inStalled_;
    }
    if (tell) tellLost();
    const std::lock_guard lock(mutex_);
    reading_ = false;
    changed_.notify_all();
    inStall_.notify_all();
  }

  const ClaimedUsbPrinter printer_;
  const Listener listener_;
  libusb_transfer* const in_;
  std::vector<std::byte> buffer_;
  mutable std::mutex mutex_;  // guards what follows, and OutTransfer::done
  std::condition_variable changed_;
  std::condition_variable inStall_;
  bool reading_ = false;
  bool inStalled_ = false;
  int stalls_ = 0;  // in a row
  bool closing_ = false;
  bool gone_ = false;
  bool stuck_ = false;
  std::thread mender_;
};

class UsbTransport : public Transport {
 public:
  explicit UsbTransport(std::unique_ptr<UsbWire> wire) : wire_(std::move(wire)) {}

  ~UsbTransport() override {
    if (!wire_->stop()) static_cast<void>(wire_.release());
  }

  tl::expected<void, Fault> write(std::span<const std::byte> bytes, Deadline deadline) override {
    wire_->readAgain();
    std::size_t taken = 0;
    bool stalledBefore = false;
    while (taken < bytes.size() && !wire_->gone()) {
      const auto rest = bytes.subspan(taken);
      const auto sent = wire_->sendPiece(rest.first(std::min(rest.size(), kPiece)), deadline);
      taken += sent.taken;
      if (sent.status == LIBUSB_TRANSFER_COMPLETED) continue;
      if (sent.status == LIBUSB_TRANSFER_TIMED_OUT) return fault(FaultCode::timedOut, " takes no more bytes", taken);
      if (sent.status != LIBUSB_TRANSFER_STALL) return broken(sent, taken);
      if (std::exchange(stalledBefore, true)) return fault(FaultCode::stalled, " stalls", taken);
      wire_->clearOutStall();
    }
    if (taken == bytes.size()) return {};
    return fault(FaultCode::gone, " is unplugged", taken);
  }

 private:
  [[nodiscard]] tl::unexpected<Fault> fault(FaultCode code, const char* what, std::size_t taken) const {
    return tl::unexpected(Fault{code, "USB printer " + wire_->name() + what, taken});
  }

  // What was on its way when the plug was pulled comes back as if nothing of it had gone, whatever the printer took
  // (measured with Linux 6.1's vhci_hcd).
  tl::unexpected<Fault> broken(const OutResult& sent, std::size_t taken) {
    wire_->setGone();
    auto gone = fault(FaultCode::gone, " is unplugged", taken);
    gone.value().perhapsMore = sent.begun;
    return gone;
  }

  std::unique_ptr<UsbWire> wire_;
};

}  // namespace

tl::expected<std::unique_ptr<Transport>, Fault> openUsbPrinter(const UsbSettings& settings, Listener listener) {
  auto printer = claimUsbPrinter(settings);
  if (!printer) return tl::unexpected(printer.error());
  auto wire = std::make_unique<UsbWire>(std::move(*printer), std::move(listener));
  if (!wire->gone()) return std::make_unique<UsbTransport>(std::move(wire));
  return tl::unexpected(usbFault(LIBUSB_ERROR_NO_DEVICE, wire->name(), UsbKind::printer));
}

}  // namespace till::drivers::transport
