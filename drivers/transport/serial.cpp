// SPDX-License-Identifier: Apache-2.0
// A serial line over libserialport 0.1.1. What it does on which kind of port was measured; the rules followed here:
// - the name is resolved first, because the library refuses any symlink in /dev (udev's /dev/serial/by-id);
// - an unplugged port reads as 0 bytes, like a time-out: then sp_input_waiting() < 0, or poll() says POLLHUP / POLLERR;
// - a full line makes sp_nonblocking_write() fail with EAGAIN instead of saying 0;
// - the library takes no lock on a port: two owners would eat each other's bytes, so we take one.
#include <fcntl.h>
#include <libserialport.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <thread>
#include <utility>

#include "drivers/transport/transport.h"

namespace till::drivers::transport {
namespace {

constexpr std::chrono::milliseconds kHeartbeat{1000};  // a port whose driver never hangs up is still asked
constexpr std::chrono::milliseconds kLastBytes{300};   // at most, for the bytes still to be shifted out at close
constexpr int kDrainLook = 5;                          // milliseconds between two looks at what still waits
constexpr short kHangUp = POLLERR | POLLHUP | POLLNVAL;

struct FreePort {
  void operator()(sp_port* port) const { sp_free_port(port); }
};
using PortName = std::unique_ptr<sp_port, FreePort>;

class FileHandle {
 public:
  explicit FileHandle(int fd) : fd_(fd) {}
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  ~FileHandle() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  const int fd_;
};

int pollWait(Deadline deadline) { return static_cast<int>(std::min(deadline.left(), kHeartbeat).count()); }

// What the system's error number means to whoever wants the port.
Fault faultOf(int error, const std::string& port) {
  const std::string words = port + ": " + std::strerror(error);
  switch (error) {
    case ENOENT:
    case ENODEV:
    case ENXIO:
      return {FaultCode::notFound, words};
    case EACCES:
    case EPERM:
      return {FaultCode::noPermission, words + "; add the user to the group dialout"};
    case EBUSY:
      return {FaultCode::busy, words + "; another program holds it exclusively (ModemManager probes new ports)"};
    case EIO:
      return {FaultCode::gone, words};
    default:
      return {FaultCode::failed, words};
  }
}

// An open port: locked, so that no second owner reads its bytes; closed in an order that cannot hang.
class OpenPort {
 public:
  explicit OpenPort(PortName name) : port_(std::move(name)) { sp_get_port_handle(port_.get(), &fd_); }
  OpenPort(const OpenPort&) = delete;
  OpenPort& operator=(const OpenPort&) = delete;
  ~OpenPort() {
    if (ours_) dropWhatCannotLeave();
    sp_close(port_.get());
  }
  [[nodiscard]] sp_port* get() const { return port_.get(); }
  [[nodiscard]] int fd() const { return fd_; }
  // flock, not TIOCEXCL: it ends with the process, however that ends, and it guards against ourselves too.
  [[nodiscard]] bool lock() { return ours_ = ::flock(fd_, LOCK_EX | LOCK_NB) == 0; }
  [[nodiscard]] std::string name() const { return sp_get_port_name(port_.get()); }

 private:
  // The kernel's close waits up to 30 s for a printer that holds the line; so give the last bytes a moment and then
  // drop them. Only if something is left: on a pseudo-terminal a flush would take bytes from the reader.
  void dropWhatCannotLeave() {
    const Deadline deadline = Deadline::in(kLastBytes);
    while (sp_output_waiting(port_.get()) > 0 && !deadline.passed()) ::poll(nullptr, 0, 10);
    if (sp_output_waiting(port_.get()) > 0) sp_flush(port_.get(), SP_BUF_OUTPUT);
  }

  PortName port_;
  int fd_ = -1;
  bool ours_ = false;  // else what waits in it is its owner's
};

class SerialTransport : public Transport {
 public:
  SerialTransport(std::unique_ptr<OpenPort> port, Listener listener)
      : port_(std::move(port)),
        listener_(std::move(listener)),
        wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
        reader_([this] { readLoop(); }) {}

  ~SerialTransport() override {
    ::eventfd_write(wake_.get(), 1);
    reader_.join();
  }

  tl::expected<void, Fault> write(std::span<const std::byte> bytes, Deadline deadline) override {
    std::size_t taken = 0;
    while (!gone_) {
      const auto rest = bytes.subspan(taken);
      if (rest.empty()) return {};
      const int wrote = sp_nonblocking_write(port_->get(), rest.data(), rest.size());
      if (wrote < 0 && sp_last_error_code() != EAGAIN) break;
      taken += static_cast<std::size_t>(std::max(wrote, 0));
      if (taken == bytes.size()) return {};
      if (deadline.passed()) return tl::unexpected(Fault{FaultCode::timedOut, "the line takes no more bytes", taken});
      pollfd waiting{port_->fd(), POLLOUT, 0};
      ::poll(&waiting, 1, pollWait(deadline));
    }
    return tl::unexpected(Fault{FaultCode::gone, port_->name() + " is unplugged", taken});
  }

  // A device that holds the line off fills the kernel's queue of some kilobytes first.
  bool drained(Deadline deadline) override {
    while (!gone_) {
      if (sp_output_waiting(port_->get()) <= 0) return true;
      if (deadline.passed()) return false;
      ::poll(nullptr, 0, kDrainLook);
    }
    return false;
  }
  void dropUnsent() override { sp_flush(port_->get(), SP_BUF_OUTPUT); }

  tl::expected<ModemLines, Fault> modemLines() override {
    sp_signal lines{};
    if (sp_get_signals(port_->get(), &lines) != SP_OK) {
      return tl::unexpected(Fault{FaultCode::unsupported, "the port tells no modem lines"});
    }
    return ModemLines{(lines & SP_SIG_CTS) != 0, (lines & SP_SIG_DSR) != 0, (lines & SP_SIG_DCD) != 0,
                      (lines & SP_SIG_RI) != 0};
  }

 private:
  void readLoop() {
    std::array<pollfd, 2> waits{pollfd{port_->fd(), POLLIN, 0}, pollfd{wake_.get(), POLLIN, 0}};
    while (true) {
      const int ready = ::poll(waits.data(), waits.size(), static_cast<int>(kHeartbeat.count()));
      if (ready < 0 && errno == EINTR) continue;
      if (waits[1].revents != 0) return;
      if (!readOnce(waits[0].revents)) break;
    }
    gone_ = true;
    if (listener_.lost) listener_.lost(Fault{FaultCode::gone, port_->name() + " is unplugged"});
  }

  // False: the port is gone. Bytes that came before the hang-up are delivered first.
  bool readOnce(short events) {
    std::array<std::byte, 4096> buffer{};
    const int count = sp_nonblocking_read(port_->get(), buffer.data(), buffer.size());
    if (count > 0 && listener_.received) listener_.received(std::span(buffer).first(static_cast<std::size_t>(count)));
    if (count > 0) return true;
    return count == 0 && (events & kHangUp) == 0 && sp_input_waiting(port_->get()) >= 0;
  }

  const std::unique_ptr<OpenPort> port_;
  const Listener listener_;
  const FileHandle wake_;
  std::atomic<bool> gone_ = false;
  std::thread reader_;  // last: it uses all of the above
};

PortName portByName(const std::string& name) {
  sp_port* port = nullptr;
  return PortName(sp_get_port_by_name(name.c_str(), &port) == SP_OK ? port : nullptr);
}

tl::expected<PortName, Fault> findPort(const std::string& name) {
  char* const real = ::realpath(name.c_str(), nullptr);
  if (real == nullptr) return tl::unexpected(faultOf(errno, name));
  const std::string resolved = real;
  std::free(real);
  // Where the resolved name is no tty that the kernel lists, the given one may be.
  PortName port = portByName(resolved);
  if (!port) port = portByName(name);
  if (!port) return tl::unexpected(Fault{FaultCode::notFound, name + ": not a serial port"});
  return port;
}

struct FlowName {
  std::string_view name;
  sp_flowcontrol flow;
};
constexpr std::array kFlows{FlowName{"none", SP_FLOWCONTROL_NONE}, FlowName{"rts_cts", SP_FLOWCONTROL_RTSCTS},
                            FlowName{"xon_xoff", SP_FLOWCONTROL_XONXOFF}};

struct ParityName {
  char name;
  sp_parity parity;
};
constexpr std::array kParities{ParityName{'N', SP_PARITY_NONE}, ParityName{'E', SP_PARITY_EVEN},
                               ParityName{'O', SP_PARITY_ODD}};

// libserialport 0.1.1 puts CRTSCTS among the input flags, where the kernel has no such thing, and says that all is well
// (measured): the line then never stopped at CTS. False: the port's driver does not do it.
bool setRtsCts(sp_port* port, bool on) {
  int fd = -1;
  termios settings{};
  if (sp_get_port_handle(port, &fd) != SP_OK || ::tcgetattr(fd, &settings) != 0) return !on;
  const tcflag_t wanted = on ? settings.c_cflag | CRTSCTS : settings.c_cflag & ~static_cast<tcflag_t>(CRTSCTS);
  if (wanted == settings.c_cflag) return true;
  settings.c_cflag = wanted;
  const bool set = ::tcsetattr(fd, TCSANOW, &settings) == 0 && ::tcgetattr(fd, &settings) == 0;
  return !on || (set && (settings.c_cflag & CRTSCTS) != 0);
}

tl::expected<void, Fault> configure(sp_port* port, const SerialSettings& settings) {
  const auto flow = std::find_if(kFlows.begin(), kFlows.end(), [&](auto& row) { return row.name == settings.flow; });
  const auto parity =
      std::find_if(kParities.begin(), kParities.end(), [&](auto& row) { return row.name == settings.parity; });
  if (flow == kFlows.end() || parity == kParities.end()) {
    return tl::unexpected(Fault{FaultCode::unsupported,
                                settings.port + ": flow is none, rts_cts or xon_xoff (for a printer on DTR/DSR: cross "
                                                "its DTR to our CTS and use rts_cts); parity is N, E or O"});
  }
  sp_port_config* config = nullptr;
  if (sp_new_config(&config) != SP_OK) return tl::unexpected(Fault{FaultCode::failed, "no memory"});
  sp_set_config_baudrate(config, settings.baud);
  sp_set_config_bits(config, settings.dataBits);
  sp_set_config_parity(config, parity->parity);
  sp_set_config_stopbits(config, settings.stopBits);
  sp_set_config_flowcontrol(config, flow->flow);
  const sp_return done = sp_set_config(port, config);
  sp_free_config(config);
  if (done == SP_OK && setRtsCts(port, flow->flow == SP_FLOWCONTROL_RTSCTS)) return {};
  return tl::unexpected(Fault{FaultCode::unsupported, settings.port + ": the port refuses " +
                                                          std::to_string(settings.baud) + " baud, " +
                                                          std::to_string(settings.dataBits) + settings.parity +
                                                          std::to_string(settings.stopBits) + ", " + settings.flow});
}

}  // namespace

tl::expected<std::unique_ptr<Transport>, Fault> openSerial(const SerialSettings& settings, Listener listener) {
  auto name = findPort(settings.port);
  if (!name) return tl::unexpected(name.error());
  if (sp_open(name->get(), SP_MODE_READ_WRITE) != SP_OK) {
    return tl::unexpected(faultOf(sp_last_error_code(), settings.port));
  }
  auto port = std::make_unique<OpenPort>(std::move(*name));
  ::fcntl(port->fd(), F_SETFD, FD_CLOEXEC);  // the library does not: a child would keep the port, and our lock on it
  if (!port->lock()) {
    return tl::unexpected(Fault{FaultCode::busy, settings.port + ": in use by another part or program (fuser -v " +
                                                     settings.port + " names it)"});
  }
  if (auto set = configure(port->get(), settings); !set) return tl::unexpected(set.error());
  return std::make_unique<SerialTransport>(std::move(port), std::move(listener));
}

}  // namespace till::drivers::transport
