// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/kernel/hid_port.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <deque>

#include "drivers/virtual/kernel/gadget.h"
#include "drivers/virtual/kernel/served_device.h"

namespace till::drivers::kernel {
namespace {

constexpr const char* kNode = "/dev/hidg0";
constexpr std::size_t kReportBytes = 64;

class HidGadgetPort : public model::Port, private ServedDevice {
 public:
  HidGadgetPort(model::HidScannerModel& scanner, Gadget gadget)
      : ServedDevice(scanner), scanner_(scanner), gadget_(std::move(gadget)) {}
  ~HidGadgetPort() override {
    stop();
    node_.reset();
    gadget_.takeDown();
  }

  tl::expected<void, std::string> open() {
    if (auto plugged = gadget_.plug(); !plugged) return plugged;
    node_ = Fd(::open(kNode, O_RDWR | O_NONBLOCK | O_CLOEXEC));
    if (!node_) return tl::unexpected(systemWords(kNode));
    start();
    return {};
  }

  void use(const std::function<void()>& change) override { ServedDevice::change(change); }
  void unplugAfter(std::size_t bytes) override { countDown(bytes); }
  void unplug() override {
    const std::lock_guard lock(mutex_);
    pullOut();
  }
  void plug() override {
    {
      const std::lock_guard lock(mutex_);
      if (node_ || !gadget_.plug()) return;
      node_ = Fd(::open(kNode, O_RDWR | O_NONBLOCK | O_CLOEXEC));
    }
    wake();
  }

 private:
  void pullOut() override {
    node_.reset();  // before the gadget goes
    gadget_.unplug();
    reports_.clear();
    forgetUnplug();
  }

  Wait waitsFor() override { return {reports_.empty() ? -1 : node_.get(), POLLOUT}; }

  // The kernel pads nothing: a report shorter than the endpoint's packets ends it. Empty ones it sends by itself.
  void serve() override {
    while (auto report = scanner_.takeReport()) {
      if (!node_ || report->empty()) continue;
      reports_.push_back(std::move(*report));
    }
    while (node_ && !reports_.empty()) {
      const auto& report = reports_.front();
      if (::write(node_.get(), report.data(), report.size()) < 0) return;
      reports_.pop_front();
    }
  }

  model::HidScannerModel& scanner_;
  const Gadget gadget_;
  Fd node_;
  std::deque<std::vector<std::byte>> reports_;
};

}  // namespace

tl::expected<std::unique_ptr<model::Port>, std::string> openHidPort(model::HidScannerModel& scanner,
                                                                    const std::string& udc) {
  const auto& descriptor = scanner.reportDescriptor();
  GadgetSpec spec{"scanner", "hid.0", udc, 0x0C2E, 0x0B61, "S43", {}};
  spec.attributes = {{"protocol", scanner.isBootKeyboard() ? "1" : "0"},
                     {"subclass", scanner.isBootKeyboard() ? "1" : "0"},
                     {"report_length", std::to_string(kReportBytes)},
                     {"report_desc", {reinterpret_cast<const char*>(descriptor.data()), descriptor.size()}}};
  auto gadget = Gadget::make(spec);
  if (!gadget) return tl::unexpected(gadget.error());
  auto port = std::make_unique<HidGadgetPort>(scanner, std::move(*gadget));
  if (auto opened = port->open(); !opened) return tl::unexpected(opened.error());
  return port;
}

}  // namespace till::drivers::kernel
