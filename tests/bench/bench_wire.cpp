// SPDX-License-Identifier: Apache-2.0
#include <libserialport.h>
#include <libusb.h>
#include <tl/expected.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include "drivers/transport/inbox.h"
#include "drivers/transport/transport.h"
#include "tests/bench/bench_wire.h"

namespace till::bench {
namespace {

namespace transport = drivers::transport;

constexpr int kBaud = 115200;
constexpr unsigned kPatience = 5000;     // ms
constexpr std::size_t kUsbPiece = 4096;  // a transfer, as in drivers/transport/usb_printer.cpp
constexpr unsigned char kOut = 0x01;
constexpr unsigned char kIn = 0x82;

void must(bool done, const char* what) {
  if (!done) throw std::runtime_error(what);
}

class BareUsb : public Wire {
 public:
  BareUsb() {
    must(libusb_init(&context_) == LIBUSB_SUCCESS, "libusb cannot start");
    handle_ = libusb_open_device_with_vid_pid(context_, kVendor, kProduct);
    must(handle_ != nullptr, "the bare loop finds no printer");
    libusb_set_auto_detach_kernel_driver(handle_, 1);
    must(libusb_claim_interface(handle_, 0) == LIBUSB_SUCCESS, "the bare loop cannot claim the printer");
  }
  BareUsb(const BareUsb&) = delete;
  BareUsb& operator=(const BareUsb&) = delete;
  ~BareUsb() override {
    libusb_release_interface(handle_, 0);
    libusb_close(handle_);
    libusb_exit(context_);
  }
  void write(std::span<const std::byte> bytes) override {
    while (!bytes.empty()) {
      const auto piece = bytes.first(std::min(bytes.size(), kUsbPiece));
      auto* const data = const_cast<unsigned char*>(reinterpret_cast<const unsigned char*>(piece.data()));
      must(transfer(kOut, data, static_cast<int>(piece.size())) == static_cast<int>(piece.size()), "a bare write");
      bytes = bytes.subspan(piece.size());
    }
  }
  void readOne() override {
    std::array<unsigned char, 512> buffer{};
    must(transfer(kIn, buffer.data(), static_cast<int>(buffer.size())) > 0, "a bare read");
  }

 private:
  int transfer(unsigned char endpoint, unsigned char* data, int length) {
    int done = 0;
    must(libusb_bulk_transfer(handle_, endpoint, data, length, &done, kPatience) == LIBUSB_SUCCESS, "a bare transfer");
    return done;
  }
  libusb_context* context_ = nullptr;
  libusb_device_handle* handle_ = nullptr;
};

class BareSerial : public Wire {
 public:
  explicit BareSerial(const std::string& name) {
    must(sp_get_port_by_name(name.c_str(), &port_) == SP_OK, "the bare loop finds no port");
    must(sp_open(port_, SP_MODE_READ_WRITE) == SP_OK && sp_set_baudrate(port_, kBaud) == SP_OK, "a bare port");
  }
  BareSerial(const BareSerial&) = delete;
  BareSerial& operator=(const BareSerial&) = delete;
  ~BareSerial() override {
    sp_close(port_);
    sp_free_port(port_);
  }
  void write(std::span<const std::byte> bytes) override {
    must(sp_blocking_write(port_, bytes.data(), bytes.size(), kPatience) == static_cast<int>(bytes.size()),
         "a bare write");
  }
  void readOne() override {
    std::array<std::byte, 512> buffer{};
    must(sp_blocking_read_next(port_, buffer.data(), buffer.size(), kPatience) > 0, "a bare read");
  }

 private:
  sp_port* port_ = nullptr;
};

class OurWire : public Wire {
 public:
  template <class Open>
  explicit OurWire(Open open)
      : inbox_(std::make_shared<transport::Inbox>()), transport_(need(open(transport::listenerInto(inbox_)))) {}
  void write(std::span<const std::byte> bytes) override {
    const auto written = transport_->write(bytes, patience());
    if (!written) throw std::runtime_error(written.error().detail);
  }
  void readOne() override {
    while (inbox_->wait(patience())) {
      if (!inbox_->take().bytes.empty()) return;
    }
    throw std::runtime_error("nothing came");
  }

 private:
  static transport::Deadline patience() { return transport::Deadline::in(std::chrono::milliseconds(kPatience)); }
  const std::shared_ptr<transport::Inbox> inbox_;
  const std::unique_ptr<transport::Transport> transport_;
};

}  // namespace

std::unique_ptr<Wire> bareUsb() { return std::make_unique<BareUsb>(); }
std::unique_ptr<Wire> bareSerial(const std::string& port) { return std::make_unique<BareSerial>(port); }
std::unique_ptr<Wire> ourUsb() {
  return std::make_unique<OurWire>([](transport::Listener listener) {
    return transport::openUsbPrinter({kVendor, kProduct, "", ""}, std::move(listener));
  });
}
std::unique_ptr<Wire> ourSerial(const std::string& port) {
  return std::make_unique<OurWire>(
      [&](transport::Listener listener) { return transport::openSerial({port, kBaud}, std::move(listener)); });
}

}  // namespace till::bench
