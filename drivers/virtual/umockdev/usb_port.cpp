// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/umockdev/usb_port.h"

#include <fcntl.h>
#include <termios.h>
#include <umockdev.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <utility>

#include "drivers/virtual/umockdev/usbfs.h"

namespace till::drivers::umockdev {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kTick{50};

// The file that libusb polls. usbfs makes it writable when a URB can be reaped and hangs up on unplug; a regular file
// is always writable, and libusb would spin. A pseudo-terminal can do both: stopped output is not writable, and a
// closed master hangs up.
class Node {
 public:
  Node() : master_(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    std::array<char, 64> name{};
    if (::grantpt(master_) != 0 || ::unlockpt(master_) != 0 || ::ptsname_r(master_, name.data(), name.size()) != 0) {
      return;
    }
    name_ = name.data();
    slave_ = ::open(name_.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC);
    termios settings{};
    ::tcgetattr(slave_, &settings);
    ::cfmakeraw(&settings);
    ::tcsetattr(slave_, TCSANOW, &settings);
    setReapable(false);
  }
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  ~Node() {
    ::close(master_);
    ::close(slave_);
  }
  [[nodiscard]] const std::string& name() const { return name_; }
  void setReapable(bool reapable) const { ::tcflow(slave_, reapable ? TCOON : TCOOFF); }

 private:
  int master_;
  int slave_ = -1;
  std::string name_;
};

// Two ports must not give one address: each counts in a stretch of its own, by the last digit of its path.
int addressBefore(const std::string& portPath) {
  constexpr int kStretch = 30;
  return 1 + kStretch * std::max(0, portPath.back() - '1');
}

class MockUsbPort : public UsbPort {
 public:
  MockUsbPort(Testbed& testbed, model::Device& device, UsbSocket socket)
      : testbed_(testbed),
        device_(device),
        socket_(std::move(socket)),
        usbfs_(device,
               {socket_.vendor, socket_.product, socket_.serial, socket_.kernelDriver, socket_.hid,
                socket_.lostAfterReopen},
               [this](bool reapable) {
                 if (node_) node_->setReapable(reapable);
               }),
        ioctls_(umockdev_ioctl_base_new()) {
    g_signal_connect(ioctls_, "handle-ioctl", G_CALLBACK(&MockUsbPort::onIoctl), this);
  }

  ~MockUsbPort() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
      changed_.notify_all();
    }
    if (ticker_.joinable()) ticker_.join();
    MockUsbPort::unplug();
    g_object_unref(ioctls_);
  }

  tl::expected<void, std::string> start() {
    auto plugged = plugIn();
    if (plugged) ticker_ = std::thread([this] { keepTicking(); });
    return plugged;
  }

  void use(const std::function<void()>& change) override {
    const std::lock_guard lock(mutex_);
    change();
    usbfs_.pump();
    changed_.notify_all();
  }

  void unplug() override {
    const std::lock_guard plugging(plugging_);
    {
      const std::lock_guard lock(mutex_);
      if (!node_) return;
      usbfs_.unplug();
      node_.reset();
    }
    testbed_.remove(sysPath());
    umockdev_testbed_detach_ioctl(testbed_.get(), devicePath().c_str(), nullptr);
  }

  void plug() override { (void)plugIn(); }

  void unplugAfter(std::size_t bytes) override {
    const std::lock_guard lock(mutex_);
    usbfs_.unplugAfter(bytes);
  }

  void stall() override {
    const std::lock_guard lock(mutex_);
    usbfs_.stall();
  }

  void stallIn() override {
    const std::lock_guard lock(mutex_);
    usbfs_.stallIn();
  }

  void takeNode() override {
    std::error_code none;
    fs::remove(testbed_.root().string() + devicePath(), none);
  }

  void claimElsewhere() override {
    const std::lock_guard lock(mutex_);
    usbfs_.claimElsewhere();
  }

  bool kernelDriverBound() const override {
    const std::lock_guard lock(mutex_);
    return usbfs_.kernelDriverBound();
  }

 private:
  // On umockdev's thread.
  static gboolean onIoctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, gpointer self) {
    auto* const port = static_cast<MockUsbPort*>(self);
    const std::lock_guard lock(port->mutex_);
    port->usbfs_.answer(client);
    port->changed_.notify_all();
    return TRUE;
  }

  [[nodiscard]] std::string sysPath() const { return "/sys/devices/usb1/" + socket_.portPath; }
  [[nodiscard]] std::string devicePath() const {
    std::array<char, 32> path{};
    std::snprintf(path.data(), path.size(), "/dev/bus/usb/001/%03d", address_);
    return path.data();
  }

  tl::expected<void, std::string> plugIn() {
    const std::lock_guard plugging(plugging_);
    {
      const std::lock_guard lock(mutex_);
      if (node_) return {};
      ++address_;
      node_.emplace();
      usbfs_.plug();
    }
    umockdev_testbed_attach_ioctl(testbed_.get(), devicePath().c_str(), ioctls_, nullptr);
    // The node first: adding the device sends its event at once.
    const fs::path file = testbed_.root().string() + devicePath();
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    fs::remove(file, error);
    fs::create_symlink(node_->name(), file, error);
    if (error) return tl::unexpected(file.string() + ": " + error.message());
    return testbed_.add(description());
  }

  [[nodiscard]] std::string description() const {
    std::array<char, 512> text{};
    std::snprintf(text.data(), text.size(),
                  "P: /devices/usb1/%s\nE: SUBSYSTEM=usb\nE: DRIVER=usb\nE: DEVTYPE=usb_device\nE: BUSNUM=001\n"
                  "E: DEVNUM=%03d\nE: DEVNAME=%s\nA: bConfigurationValue=1\\n\nA: busnum=1\\n\nA: devnum=%d\\n\n"
                  "A: speed=12\\n\nH: descriptors=%s\n",
                  socket_.portPath.c_str(), address_, devicePath().c_str(), address_, usbfs_.descriptorsHex().c_str());
    return text.data();
  }

  void keepTicking() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
      changed_.wait_for(lock, kTick);
      device_.tick();
      usbfs_.pump();
      if (!usbfs_.wantsUnplug()) continue;
      lock.unlock();
      unplug();
      lock.lock();
    }
  }

  Testbed& testbed_;
  model::Device& device_;
  const UsbSocket socket_;
  std::mutex plugging_;  // before mutex_; held while the test bed changes, which calls back on other threads
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Node> node_;
  Usbfs usbfs_;
  UMockdevIoctlBase* const ioctls_;
  int address_ = addressBefore(socket_.portPath);
  bool stopping_ = false;
  std::thread ticker_;
};

}  // namespace

tl::expected<std::unique_ptr<UsbPort>, std::string> openUsbPort(Testbed& testbed, model::Device& device,
                                                                UsbSocket socket) {
  auto port = std::make_unique<MockUsbPort>(testbed, device, std::move(socket));
  if (auto started = port->start(); !started) return tl::unexpected(started.error());
  return port;
}

}  // namespace till::drivers::umockdev
