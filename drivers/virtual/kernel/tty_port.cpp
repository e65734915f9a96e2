// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/kernel/tty_port.h"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/virtual/kernel/served_device.h"

namespace till::drivers::kernel {
namespace {

constexpr std::size_t kWaitingBytes = 64;  // enough to see a real-time command behind a full buffer
constexpr std::size_t kOutBytes = 64 * 1024;

constexpr std::string_view kMark = "\xFE<swept>\xFE";
constexpr int kMarkMs = 5000;

Fd openRaw(const std::string& node) {
  Fd line(::open(node.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
  termios settings{};
  if (!line || ::tcgetattr(line.get(), &settings) != 0) return Fd();
  ::cfmakeraw(&settings);
  ::cfsetspeed(&settings, B115200);
  settings.c_cflag |= CLOCAL;
  return ::tcsetattr(line.get(), TCSANOW, &settings) == 0 ? std::move(line) : Fd();
}

void sweep(const Fd& from, const Fd& to) {
  if (::write(from.get(), kMark.data(), kMark.size()) < 0) return;
  std::string came;
  std::array<char, 256> buffer{};
  pollfd waiting{to.get(), POLLIN, 0};
  while (!came.ends_with(kMark) && ::poll(&waiting, 1, kMarkMs) > 0) {
    const auto count = ::read(to.get(), buffer.data(), buffer.size());
    if (count <= 0) return;
    came.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

class KernelTtyPort : public model::Port, private ServedDevice {
 public:
  KernelTtyPort(model::Device& device, std::string node, std::optional<Gadget> gadget)
      : ServedDevice(device), node_(std::move(node)), gadget_(std::move(gadget)) {}
  ~KernelTtyPort() override {
    stop();
    line_.reset();
    if (gadget_) gadget_->takeDown();
  }

  tl::expected<void, std::string> open() {
    auto connected = connect();
    if (connected) start();
    return connected;
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
      if (!line_) (void)connect();  // what was accepted once is accepted again
    }
    wake();
  }

 private:
  tl::expected<void, std::string> connect() {
    if (gadget_) {
      if (auto plugged = gadget_->plug(); !plugged) return plugged;
    }
    return openNode();
  }

  tl::expected<void, std::string> openNode() {
    line_.reset();  // before the same node is opened anew
    line_ = openRaw(node_);
    if (!line_) return tl::unexpected(systemWords(node_));
    ::tcflush(line_.get(), TCIOFLUSH);
    return {};
  }

  void pullOut() override {
    line_.reset();
    if (gadget_) gadget_->unplug();
    waiting_.clear();
    out_.clear();
    forgetUnplug();
  }

  Wait waitsFor() override {
    const bool room = waiting_.size() < kWaitingBytes;
    return {line_.get(), static_cast<short>((room ? POLLIN : 0) | (out_.empty() ? 0 : POLLOUT))};
  }

  void serve() override {
    if (line_) listen();
    const auto said = device_.takeReplies();
    if (!line_ || out_.size() + said.size() > kOutBytes) return;
    out_.insert(out_.end(), said.begin(), said.end());
    if (out_.empty()) return;
    const auto sent = ::write(line_.get(), out_.data(), out_.size());
    // The kernel hangs up on a gadget's node at each reset of the bus, also at those of the plugging in itself.
    if (sent < 0 && errno == EIO && gadget_) (void)openNode();
    if (sent > 0) out_.erase(out_.begin(), out_.begin() + sent);
  }

  void listen() {
    std::array<std::byte, 4096> buffer{};
    const auto count = waiting_.size() < kWaitingBytes ? ::read(line_.get(), buffer.data(), buffer.size()) : 0;
    if (count > 0) waiting_.insert(waiting_.end(), buffer.begin(), buffer.begin() + count);
    const std::size_t taken = offer(waiting_);
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(taken));
  }

  const std::string node_;
  const std::optional<Gadget> gadget_;
  Fd line_;
  std::vector<std::byte> waiting_;  // read, and the device had no room for it
  std::vector<std::byte> out_;      // said, and the line had no room for it
};

}  // namespace

void sweepLine(const std::string& one, const std::string& other) {
  const Fd first = openRaw(one), second = openRaw(other);
  if (!first || !second) return;
  sweep(first, second);
  sweep(second, first);
}

tl::expected<std::unique_ptr<model::Port>, std::string> openTtyPort(model::Device& device, const std::string& node,
                                                                    std::optional<Gadget> gadget) {
  auto port = std::make_unique<KernelTtyPort>(device, node, std::move(gadget));
  if (auto opened = port->open(); !opened) return tl::unexpected(opened.error());
  return port;
}

}  // namespace till::drivers::kernel
