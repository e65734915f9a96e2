// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/pty/pty_port.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <mutex>
#include <optional>
#include <span>
#include <system_error>
#include <thread>
#include <utility>

#include "drivers/virtual/pty/fd.h"
#include "drivers/virtual/pty/line_rate.h"

namespace till::drivers::pty {
namespace {

namespace fs = std::filesystem;

constexpr int kTickMs = 50;
constexpr int kNobodyThereMs = 10;  // a pseudo-terminal without a reader hangs up all the time: look now and then
constexpr std::size_t kWaitingBytes = 64;  // enough to see a real-time command behind a full buffer
constexpr std::size_t kOutBytes = 64 * 1024;

struct Line {
  Fd master;
  std::string slave;
};

// All descriptors close on exec: an inherited master would keep the line alive after an unplug.
tl::expected<Line, std::string> openLine() {
  Line line{Fd(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)), {}};
  std::array<char, 64> name{};
  if (line.master.get() < 0 || ::grantpt(line.master.get()) != 0 || ::unlockpt(line.master.get()) != 0 ||
      ::ptsname_r(line.master.get(), name.data(), name.size()) != 0) {
    return tl::unexpected(systemWords("no pseudo-terminal"));
  }
  line.slave = name.data();
  // Raw from the start; and opened and closed once, because only then the master hangs up while nobody has it open.
  const Fd slave(::open(line.slave.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC));
  termios settings{};
  if (slave.get() < 0 || ::tcgetattr(slave.get(), &settings) != 0) return tl::unexpected(systemWords(line.slave));
  ::cfmakeraw(&settings);
  if (::tcsetattr(slave.get(), TCSANOW, &settings) != 0) return tl::unexpected(systemWords(line.slave));
  return line;
}

struct Speed {
  speed_t word;
  int baud;
};
constexpr std::array kSpeeds{Speed{B1200, 1200},   Speed{B2400, 2400},     Speed{B4800, 4800},
                             Speed{B9600, 9600},   Speed{B19200, 19200},   Speed{B38400, 38400},
                             Speed{B57600, 57600}, Speed{B115200, 115200}, Speed{B230400, 230400}};

// A pseudo-terminal carries no rate, but its master is told the one that the slave was set to.
int hostsBaud(int master) {
  termios settings{};
  if (::tcgetattr(master, &settings) != 0) return kSpeeds[0].baud;
  const auto* const found = std::find_if(kSpeeds.begin(), kSpeeds.end(),
                                         [&](const Speed& speed) { return speed.word == ::cfgetospeed(&settings); });
  return found == kSpeeds.end() ? kSpeeds[0].baud : found->baud;
}

class PtyPort : public model::Port {
 public:
  PtyPort(model::Device& device, fs::path link, const LineManner& manner)
      : device_(device), manner_(manner), link_(std::move(link)), wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

  ~PtyPort() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake();
    if (pump_.joinable()) pump_.join();
    unplug();
  }

  tl::expected<void, std::string> start() {
    if (auto line = connect(); !line) return line;
    pump_ = std::thread([this] { run(); });
    return {};
  }

  void use(const std::function<void()>& change) override {
    {
      const std::lock_guard lock(mutex_);
      change();
      offerWaiting();
      say();
    }
    wake();
  }

  void unplug() override {
    const std::lock_guard lock(mutex_);
    disconnect();
  }

  void plug() override {
    {
      const std::lock_guard lock(mutex_);
      if (line_) return;
      (void)connect();  // without a pseudo-terminal left it stays unplugged, which is what its host sees
    }
    wake();
  }

  void unplugAfter(std::size_t bytes) override {
    const std::lock_guard lock(mutex_);
    bytesToUnplug_ = bytes;
  }

 private:
  void wake() const { ::eventfd_write(wake_.get(), 1); }

  tl::expected<void, std::string> connect() {
    auto line = openLine();
    if (!line) return tl::unexpected(line.error());
    fs::path fresh = link_;
    fresh += ".new";
    std::error_code error;
    fs::remove(fresh, error);
    fs::create_symlink(line->slave, fresh, error);
    if (!error) fs::rename(fresh, link_, error);
    if (error) return tl::unexpected(link_.string() + ": " + error.message());
    line_ = std::move(*line);
    return {};
  }

  void disconnect() {
    if (!line_) return;
    std::error_code ignored;
    fs::remove(link_, ignored);
    line_.reset();
    waiting_.clear();
    out_.clear();
    bytesToUnplug_.reset();
  }

  void run() {
    while (true) {
      std::array<pollfd, 2> waits{pollfd{wake_.get(), POLLIN, 0}, pollfd{-1, 0, 0}};
      int timeout = kTickMs;
      {
        const std::lock_guard lock(mutex_);
        if (stopping_) return;
        if (line_ && listening()) {
          const bool room = waiting_.size() < kWaitingBytes;
          waits[1] = {line_->master.get(), static_cast<short>((room ? POLLIN : 0) | (out_.empty() ? 0 : POLLOUT)), 0};
        } else if (line_) {
          timeout = kNobodyThereMs;
        }
      }
      ::poll(waits.data(), waits.size(), timeout);
      eventfd_t ignored = 0;
      ::eventfd_read(wake_.get(), &ignored);
      const std::lock_guard lock(mutex_);
      device_.tick();
      pumpOnce();
    }
  }

  [[nodiscard]] bool listening() const {
    pollfd look{line_->master.get(), 0, 0};
    return ::poll(&look, 1, 0) >= 0 && (look.revents & POLLHUP) == 0;
  }

  void pumpOnce() {
    if (!line_) return say();
    std::array<std::byte, 4096> buffer{};
    const ssize_t count =
        waiting_.size() < kWaitingBytes ? ::read(line_->master.get(), buffer.data(), bytesWanted(buffer.size())) : 0;
    if (count > 0) {
      const auto heard = asHeard(std::span(buffer).first(static_cast<std::size_t>(count)), true);
      waiting_.insert(waiting_.end(), heard.begin(), heard.end());
    }
    offerWaiting();
    if (bytesToUnplug_ == 0U) return disconnect();
    say();
  }

  [[nodiscard]] std::size_t bytesWanted(std::size_t room) const {
    return std::min(room, bytesToUnplug_.value_or(std::numeric_limits<std::size_t>::max()));
  }

  [[nodiscard]] std::vector<std::byte> asHeard(std::span<const std::byte> bytes, bool byTheDevice) const {
    const int host = manner_.baud == 0 || !line_ ? manner_.baud : hostsBaud(line_->master.get());
    if (host == manner_.baud) return {bytes.begin(), bytes.end()};
    return byTheDevice ? heardAt(manner_.baud, bytes, host) : heardAt(host, bytes, manner_.baud);
  }

  void offerWaiting() {
    const std::size_t taken = device_.receive(waiting_);
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(taken));
    if (manner_.whenFull == WhenFull::overruns && !hostHeedsBusy()) waiting_.clear();
    if (bytesToUnplug_) bytesToUnplug_ = *bytesToUnplug_ - std::min(*bytesToUnplug_, taken);
  }

  [[nodiscard]] bool hostHeedsBusy() const {
    termios settings{};
    if (!line_ || ::tcgetattr(line_->master.get(), &settings) != 0) return true;
    return (settings.c_cflag & CRTSCTS) != 0 || (settings.c_iflag & IXON) != 0;
  }

  void say() {
    const std::vector<std::byte> replies = asHeard(device_.takeReplies(), false);
    if (!line_ || !listening()) {
      out_.clear();
      return;
    }
    const std::size_t room = kOutBytes - std::min(out_.size(), kOutBytes);
    out_.insert(out_.end(), replies.begin(),
                replies.begin() + static_cast<std::ptrdiff_t>(std::min(room, replies.size())));
    if (out_.empty()) return;
    const ssize_t sent = ::write(line_->master.get(), out_.data(), out_.size());
    if (sent > 0) out_.erase(out_.begin(), out_.begin() + sent);
  }

  model::Device& device_;
  const LineManner manner_;
  const fs::path link_;
  const Fd wake_;
  std::mutex mutex_;  // guards the device and all below
  bool stopping_ = false;
  std::optional<Line> line_;
  std::vector<std::byte> waiting_;  // read, and the device had no room for it
  std::vector<std::byte> out_;      // said, and the line had no room for it
  std::optional<std::size_t> bytesToUnplug_;
  std::thread pump_;
};

}  // namespace

tl::expected<std::unique_ptr<model::Port>, std::string> openPtyPort(model::Device& device, const fs::path& directory,
                                                                    const std::string& name, const LineManner& manner) {
  auto port = std::make_unique<PtyPort>(device, directory / name, manner);
  if (auto started = port->start(); !started) return tl::unexpected(started.error());
  return port;
}

}  // namespace till::drivers::pty
