// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/kernel/served_device.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace till::drivers::kernel {
namespace {

constexpr int kTickMs = 50;

}  // namespace

ServedDevice::ServedDevice(model::Device& device) : device_(device), wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

void ServedDevice::change(const std::function<void()>& how) {
  {
    const std::lock_guard lock(mutex_);
    how();
  }
  wake();
}

void ServedDevice::countDown(std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  bytesToUnplug_ = bytes;
}

void ServedDevice::wake() const { ::eventfd_write(wake_.get(), 1); }

void ServedDevice::start() {
  thread_ = std::thread([this] { run(); });
}

void ServedDevice::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake();
  if (thread_.joinable()) thread_.join();
}

std::size_t ServedDevice::offer(std::span<const std::byte> bytes) {
  const std::size_t most = bytesToUnplug_ ? std::min(*bytesToUnplug_, bytes.size()) : bytes.size();
  const std::size_t taken = device_.receive(bytes.first(most));
  if (bytesToUnplug_) *bytesToUnplug_ -= taken;
  return taken;
}

void ServedDevice::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const Wait wait = waitsFor();
    std::array<pollfd, 2> waits{pollfd{wake_.get(), POLLIN, 0}, pollfd{wait.fd, wait.events, 0}};
    lock.unlock();
    ::poll(waits.data(), waits.size(), kTickMs);
    eventfd_t ignored = 0;
    ::eventfd_read(wake_.get(), &ignored);
    lock.lock();
    device_.tick();
    serve();
    if (wantsUnplug()) pullOut();
  }
}

}  // namespace till::drivers::kernel
