// SPDX-License-Identifier: Apache-2.0
#include "ui/control/line_socket.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "ui/control/protocol.h"

namespace till::ui::control {
namespace {

constexpr int kWaiting = 8;  // connections that the kernel keeps until they are taken

int millisUntil(Clock::time_point until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left + 1, 0, 3'600'000));
}

// False: nothing happened until then.
bool waitFor(int fd, short events, Clock::time_point until) {
  while (Clock::now() < until) {
    pollfd watched{fd, events, 0};
    const int ready = ::poll(&watched, 1, millisUntil(until));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
  return false;
}

// A socket's address holds 108 bytes: the directory goes by its descriptor, so that its path may be of any length.
struct Place {
  Descriptor directory;
  sockaddr_un address{};
};

tl::expected<Place, int> placeOf(const std::filesystem::path& directory) {
  Place place{Descriptor(::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)), {}};
  if (!place.directory) return tl::unexpected(errno);
  const std::string path = "/proc/self/fd/" + std::to_string(place.directory.get()) + "/" + kSocketName;
  place.address.sun_family = AF_UNIX;
  std::copy_n(path.c_str(), std::min(path.size() + 1, sizeof place.address.sun_path), place.address.sun_path);
  return place;
}

const sockaddr* plain(const sockaddr_un& address) { return reinterpret_cast<const sockaddr*>(&address); }

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

tl::expected<std::string, LineFault> LineReader::next(Clock::time_point until) {
  std::size_t looked = 0;
  while (true) {
    const auto end = pending_.find('\n', looked);
    if (end != std::string::npos) {
      std::string line = pending_.substr(0, end);
      pending_.erase(0, end + 1);
      return line;
    }
    looked = pending_.size();
    if (pending_.size() > kLongestLine) return tl::unexpected(LineFault::tooLong);
    if (!waitFor(fd_, POLLIN, until)) return tl::unexpected(LineFault::tooSlow);
    std::array<char, 4096> bytes{};
    const auto count = ::recv(fd_, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (count <= 0) return tl::unexpected(LineFault::closed);
    pending_.append(bytes.data(), static_cast<std::size_t>(count));
  }
}

bool writeLine(int fd, std::string_view line, Clock::time_point until) {
  std::string bytes(line);
  bytes += '\n';
  for (std::size_t sent = 0; sent < bytes.size();) {
    const auto count = ::send(fd, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count >= 0) {
      sent += static_cast<std::size_t>(count);
      continue;
    }
    const bool full = errno == EAGAIN || errno == EINTR;
    if (!full || !waitFor(fd, POLLOUT, until)) return false;
  }
  return true;
}

tl::expected<Descriptor, int> listenAt(const std::filesystem::path& directory) {
  const auto place = placeOf(directory);
  if (!place) return tl::unexpected(place.error());
  Descriptor listening(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!listening) return tl::unexpected(errno);
  ::unlink(place->address.sun_path);  // of a station that died: who calls this holds the ledger's lock
  // Its mode before it can be connected to: nobody slips in between bind and listen.
  if (::bind(listening.get(), plain(place->address), sizeof place->address) != 0) return tl::unexpected(errno);
  if (::chmod(place->address.sun_path, S_IRUSR | S_IWUSR) != 0) return tl::unexpected(errno);
  if (::listen(listening.get(), kWaiting) != 0) return tl::unexpected(errno);
  return listening;
}

tl::expected<Descriptor, int> connectTo(const std::filesystem::path& directory) {
  const auto place = placeOf(directory);
  if (!place) return tl::unexpected(place.error());
  Descriptor connected(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!connected) return tl::unexpected(errno);
  // Does not wait: a full queue of the kernel's is answered at once where the socket is non-blocking.
  ::fcntl(connected.get(), F_SETFL, O_NONBLOCK);
  if (::connect(connected.get(), plain(place->address), sizeof place->address) != 0) return tl::unexpected(errno);
  return connected;
}

}  // namespace till::ui::control
