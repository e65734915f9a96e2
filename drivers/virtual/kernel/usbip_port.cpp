// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/kernel/usbip_port.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <deque>

#include "drivers/virtual/kernel/served_device.h"

namespace till::drivers::kernel {
namespace {

constexpr const char* kAttach = "/sys/devices/platform/vhci_hcd.0/attach";
constexpr std::uint32_t kUnlink = 2,  // the other request is a submit
    kSubmitReply = 3, kUnlinkReply = 4;
constexpr std::uint32_t kFullSpeed = 2;
constexpr std::uint32_t kOutEndpoint = 1, kInEndpoint = 2;
constexpr std::size_t kSetupBytes = 8;
// A port that was just emptied takes a moment before the kernel gives it away again.
constexpr int kAttachTries = 600;
constexpr std::chrono::milliseconds kAttachPause{50};

// The 48 bytes before each request and reply, as words in network order.
enum Word : std::size_t {
  command = 0,
  sequence = 1,
  deviceId = 2,
  direction = 3,
  endpoint = 4,
  status = 5,
  length = 6
};
constexpr std::size_t kUnlinked = status;  // of an unlink: the sequence number of the request it takes back
constexpr std::size_t kSetup = 10;
using Header = std::array<std::uint32_t, 12>;

struct Request {
  std::uint32_t seq = 0;
  bool in = false;
  std::uint32_t endpoint = 0;
  std::size_t length = 0;
  std::array<std::uint8_t, kSetupBytes> setup{};
  std::vector<std::byte> data;  // of an OUT
  std::size_t done = 0;         // bytes the device has taken of it
};

std::string stringDescriptor(const std::string& text) {
  std::string bytes{static_cast<char>(2 + 2 * text.size()), 3};
  for (const char c : text) bytes += {c, '\0'};
  return bytes;
}

std::string deviceDescriptor(const UsbipSocket& socket) {
  const auto byte = [](int value) { return static_cast<char>(value & 0xFF); };
  return std::string("\x12\x01\x10\x01\x00\x00\x00\x40", 8) + byte(socket.vendor) + byte(socket.vendor >> 8) +
         byte(socket.product) + byte(socket.product >> 8) + std::string("\x00\x01\x01\x02\x03\x01", 6);
}

// One interface of the printer class, bidirectional; bulk OUT 1 and bulk IN 2 of 64 bytes.
std::string configuration() {
  return {
      "\x09\x02\x20\x00\x01\x01\x00\xC0\x32"
      "\x09\x04\x00\x00\x02\x07\x01\x02\x00"
      "\x07\x05\x01\x02\x40\x00\x00"
      "\x07\x05\x82\x02\x40\x00\x00",
      32};
}

class VhciPort : public UsbipPort, private ServedDevice {
 public:
  VhciPort(model::Device& device, UsbipSocket socket) : ServedDevice(device), socket_(std::move(socket)) {}
  ~VhciPort() override {
    stop();
    VhciPort::unplug();
  }

  tl::expected<void, std::string> open() {
    auto plugged = plugIn();
    if (plugged) start();
    return plugged;
  }

  void use(const std::function<void()>& change) override { ServedDevice::change(change); }
  void unplugAfter(std::size_t bytes) override { countDown(bytes); }
  void plug() override {
    (void)plugIn();  // what was accepted once is accepted again
    wake();
  }
  void unplug() override {
    const std::lock_guard lock(mutex_);
    pullOut();
  }
  void stall() override {
    const std::lock_guard lock(mutex_);
    stalled_ = true;
  }

 private:
  tl::expected<void, std::string> plugIn() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
      return tl::unexpected(systemWords("socketpair"));
    }
    Fd ours(ends[0]);
    const Fd theirs(ends[1]);
    const std::string words =
        std::to_string(socket_.port) + " " + std::to_string(theirs.get()) + " 65538 " + std::to_string(kFullSpeed);
    for (int tries = 0; tries < kAttachTries; ++tries) {
      const Fd attach(::open(kAttach, O_WRONLY | O_CLOEXEC));
      if (!attach) return tl::unexpected(systemWords(kAttach));
      if (::write(attach.get(), words.data(), words.size()) > 0) {
        const std::lock_guard lock(mutex_);
        socketEnd_ = std::move(ours);
        return {};
      }
      std::this_thread::sleep_for(kAttachPause);
    }
    return tl::unexpected(systemWords(kAttach));
  }

  void pullOut() override {
    if (socketEnd_) ::shutdown(socketEnd_.get(), SHUT_RDWR);
    socketEnd_.reset();
    in_.clear();
    out_.clear();
    said_.clear();
    stalled_ = false;
    forgetUnplug();
  }

  Wait waitsFor() override { return {socketEnd_.get(), POLLIN}; }

  void serve() override {
    const auto said = device_.takeReplies();
    if (!socketEnd_) return;
    said_.insert(said_.end(), said.begin(), said.end());
    while (socketEnd_ && requestWaits()) {
      if (!takeRequest()) return pullOut();
    }
    pumpOut();
    const auto more = device_.takeReplies();
    said_.insert(said_.end(), more.begin(), more.end());
    pumpIn();
  }

  [[nodiscard]] bool requestWaits() const {
    pollfd look{socketEnd_.get(), POLLIN, 0};
    return ::poll(&look, 1, 0) > 0;
  }

  bool readWhole(void* into, std::size_t size) const {
    auto* bytes = static_cast<char*>(into);
    for (std::size_t have = 0; have < size;) {
      const auto count = ::recv(socketEnd_.get(), bytes + have, size - have, 0);
      if (count <= 0) return false;
      have += static_cast<std::size_t>(count);
    }
    return true;
  }

  void writeWhole(const std::string& bytes) const {
    for (std::size_t sent = 0; sent < bytes.size();) {
      const auto count = ::send(socketEnd_.get(), bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) return;  // the kernel has let go; the next read says so
      sent += static_cast<std::size_t>(count);
    }
  }

  // False: the kernel has closed its end.
  bool takeRequest() {
    Header words{};
    if (!readWhole(words.data(), sizeof words)) return false;
    const auto word = [&](std::size_t at) { return ntohl(words.at(at)); };
    if (word(command) == kUnlink) {
      unlink(word(sequence), word(kUnlinked));
      return true;
    }
    Request request;
    request.seq = word(sequence);
    request.in = word(direction) != 0;
    request.endpoint = word(endpoint);
    request.length = word(length);
    std::memcpy(request.setup.data(), &words.at(kSetup), kSetupBytes);
    if (!request.in && request.length > 0) {
      request.data.resize(request.length);
      if (!readWhole(request.data.data(), request.length)) return false;
    }
    submit(std::move(request));
    return true;
  }

  void submit(Request request) {
    if (request.endpoint == 0) return control(request);
    if (request.in && request.endpoint == kInEndpoint) return in_.push_back(std::move(request));
    if (!request.in && request.endpoint == kOutEndpoint) return out_.push_back(std::move(request));
    finish(request, -EPIPE, 0);
  }

  void reply(std::uint32_t kind, std::uint32_t seq, int result, std::size_t count, const std::string& data) const {
    Header words{};
    words.at(command) = htonl(kind);
    words.at(sequence) = htonl(seq);
    words.at(status) = htonl(static_cast<std::uint32_t>(result));
    words.at(length) = htonl(static_cast<std::uint32_t>(count));
    writeWhole(std::string(reinterpret_cast<const char*>(words.data()), sizeof words) + data);
  }
  void finish(const Request& request, int result, std::size_t count, const std::string& data = {}) const {
    reply(kSubmitReply, request.seq, result, count, data);
  }

  // A request that the device had begun ends with what it took of it, or the host would send those bytes twice.
  void unlink(std::uint32_t seq, std::uint32_t of) {
    for (auto* queue : {&in_, &out_}) {
      const auto found = std::find_if(queue->begin(), queue->end(), [&](const Request& one) { return one.seq == of; });
      if (found == queue->end()) continue;
      const bool begun = found->done > 0;
      if (begun) finish(*found, -ECONNRESET, found->done);
      queue->erase(found);
      return reply(kUnlinkReply, seq, begun ? 0 : -ECONNRESET, 0, {});
    }
    reply(kUnlinkReply, seq, 0, 0, {});
  }

  void pumpOut() {
    while (!out_.empty()) {
      Request& request = out_.front();
      if (stalled_) {
        finish(request, -EPIPE, request.done);
        out_.pop_front();
        continue;
      }
      request.done += offer(std::span(request.data).subspan(request.done));
      if (request.done < request.length) return;  // its buffer is full, or the plug is about to be pulled
      finish(request, 0, request.length);
      out_.pop_front();
    }
  }

  void pumpIn() {
    while (!in_.empty() && !said_.empty()) {
      const std::size_t count = std::min(in_.front().length, said_.size());
      const std::string data(reinterpret_cast<const char*>(said_.data()), count);
      finish(in_.front(), 0, count, data);
      in_.pop_front();
      said_.erase(said_.begin(), said_.begin() + static_cast<std::ptrdiff_t>(count));
    }
  }

  struct ControlAnswer {
    bool known = true;
    std::string data;
  };

  [[nodiscard]] ControlAnswer descriptor(std::uint8_t kind, std::uint8_t index) const {
    const std::array<std::string, 4> strings{"", "CityTill", "virtual printer", socket_.serial};
    if (kind == 1) return {true, deviceDescriptor(socket_)};
    if (kind == 2) return {true, configuration()};
    if (kind == 3 && index == 0) return {true, std::string("\x04\x03\x09\x04", 4)};
    if (kind == 3 && index < strings.size()) return {true, stringDescriptor(strings.at(index))};
    return {false, ""};
  }

  ControlAnswer answerTo(const std::array<std::uint8_t, kSetupBytes>& setup) {
    const std::uint8_t type = setup[0], request = setup[1];
    if (type == 0x80 && request == 6) return descriptor(setup[3], setup[2]);
    if (type == 0x80 && request == 0) return {true, std::string("\x01\x00", 2)};  // GET_STATUS: self-powered
    if (type == 0x00 && (request == 5 || request == 9)) return {};                // SET_ADDRESS, _CONFIGURATION
    if (type == 0x01 && request == 11) return {};                                 // SET_INTERFACE
    if (type == 0xA1 && request == 0) {
      const std::string id = "MFG:CityTill;CMD:ESC/POS;MDL:virtual;CLS:PRINTER;";
      return {true, std::string{'\0', static_cast<char>(id.size() + 2)} + id};  // GET_DEVICE_ID
    }
    if (type == 0xA1 && request == 1) return {true, "\x18"};  // GET_PORT_STATUS: ready
    if (type == 0x21 && request == 2) return {};              // SOFT_RESET
    if (type == 0x02 && request == 1) {                       // CLEAR_FEATURE(HALT)
      stalled_ = false;
      return {};
    }
    return {false, ""};
  }

  void control(const Request& request) {
    const auto answer = answerTo(request.setup);
    if (!answer.known) return finish(request, -EPIPE, 0);
    if (!request.in) return finish(request, 0, request.length);
    const std::string data = answer.data.substr(0, request.length);
    finish(request, 0, data.size(), data);
  }

  const UsbipSocket socket_;
  Fd socketEnd_;
  std::deque<Request> in_, out_;
  std::vector<std::byte> said_;
  bool stalled_ = false;
};

}  // namespace

tl::expected<std::unique_ptr<UsbipPort>, std::string> openUsbipPort(model::Device& device, UsbipSocket socket) {
  auto port = std::make_unique<VhciPort>(device, std::move(socket));
  if (auto opened = port->open(); !opened) return tl::unexpected(opened.error());
  return port;
}

}  // namespace till::drivers::kernel
