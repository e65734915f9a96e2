// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/umockdev/testbed.h"

#include <umockdev.h>

#include <utility>

#include "drivers/virtual/pty/pty_port.h"

namespace till::drivers::umockdev {
namespace {

// The pseudo-terminal is the node in /dev; the test bed adds what /sys and udev say of it.
class TtyPort : public model::Port {
 public:
  TtyPort(Testbed& testbed, std::unique_ptr<model::Port> line, std::string name)
      : testbed_(testbed), line_(std::move(line)), name_(std::move(name)), number_((name_.back() - '0') % 10) {}
  ~TtyPort() override { TtyPort::unplug(); }

  void use(const std::function<void()>& change) override { line_->use(change); }
  void unplug() override {
    if (!std::exchange(plugged_, false)) return;
    line_->unplug();
    testbed_.remove("/sys" + interface() + "/tty/" + name_);
    testbed_.remove("/sys" + interface());
    testbed_.remove("/sys" + device());
  }
  void plug() override {
    if (plugged_) return;
    line_->plug();
    (void)describe();  // what was accepted once is accepted again
  }
  void unplugAfter(std::size_t bytes) override { line_->unplugAfter(bytes); }

  tl::expected<void, std::string> describe() {
    plugged_ = true;
    const std::string number = std::to_string(number_);
    return testbed_.add("P: " + device() + "\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nA: busnum=1\\n\nA: devnum=" +
                        std::to_string(kFirstAddress + number_) +
                        "\\n\nA: idVendor=0c2e\\n\nA: idProduct=0b81\\n\n\nP: " + interface() +
                        "\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_interface\nE: DRIVER=cdc_acm\n\nP: " + interface() +
                        "/tty/" + name_ + "\nE: SUBSYSTEM=tty\nE: DEVNAME=/dev/" + name_ + "\nE: MAJOR=166\nE: MINOR=" +
                        number + "\nA: dev=166:" + number + "\nL: device=../../../" + place() + ":1.0\n\n");
  }

 private:
  static constexpr int kFirstAddress = 9;
  // ttyACM0 on port 1-2, ttyACM1 on 1-4, ...: the odd ones are for openUsbPort.
  [[nodiscard]] std::string place() const { return "1-" + std::to_string(2 + 2 * number_); }
  [[nodiscard]] std::string device() const { return "/devices/usb1/" + place(); }
  [[nodiscard]] std::string interface() const { return device() + "/" + place() + ":1.0"; }

  Testbed& testbed_;
  std::unique_ptr<model::Port> line_;
  std::string name_;
  int number_;
  bool plugged_ = false;
};

}  // namespace

tl::expected<std::unique_ptr<Testbed>, std::string> Testbed::open() {
  UMockdevTestbed* const testbed = umockdev_testbed_new();
  // In this order: the answer is remembered, and before there is a test bed it is "no".
  if (umockdev_in_mock_environment() != 0) return std::unique_ptr<Testbed>(new Testbed(testbed));
  g_object_unref(testbed);
  return tl::unexpected(std::string("not under umockdev-wrapper"));
}

Testbed::~Testbed() { g_object_unref(testbed_); }

std::filesystem::path Testbed::root() const {
  const std::unique_ptr<char, void (*)(void*)> root(umockdev_testbed_get_root_dir(testbed_), g_free);
  return root.get();
}

tl::expected<void, std::string> Testbed::add(const std::string& description) {
  GError* error = nullptr;
  if (umockdev_testbed_add_from_string(testbed_, description.c_str(), &error) != 0) return {};
  std::string words = error->message;
  g_error_free(error);
  return tl::unexpected(std::move(words));
}

void Testbed::remove(const std::string& path) {
  umockdev_testbed_uevent(testbed_, path.c_str(), "remove");
  umockdev_testbed_remove_device(testbed_, path.c_str());
}

tl::expected<std::unique_ptr<model::Port>, std::string> openTtyPort(Testbed& testbed, model::Device& device,
                                                                    const std::string& name) {
  std::error_code ignored;
  std::filesystem::create_directories(testbed.root() / "dev", ignored);
  auto line = pty::openPtyPort(device, testbed.root() / "dev", name);
  if (!line) return line;
  auto port = std::make_unique<TtyPort>(testbed, std::move(*line), name);
  if (auto described = port->describe(); !described) return tl::unexpected(described.error());
  return port;
}

}  // namespace till::drivers::umockdev
