// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/loopback/loopback_port.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace till::drivers::loopback {
namespace {

constexpr std::chrono::milliseconds kTick{50};

class LoopbackPort : public model::Port {
 public:
  explicit LoopbackPort(model::Device& device) : device_(device) {}

  ~LoopbackPort() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
      changed_.notify_all();
    }
    if (carrier_.joinable()) carrier_.join();
    wire_->unplug();
  }

  void start(std::shared_ptr<transport::LoopbackWire> wire) {
    wire_ = std::move(wire);
    carrier_ = std::thread([this] { carry(); });
  }

  // On the writer's thread.
  std::size_t take(std::span<const std::byte> bytes) {
    const std::lock_guard lock(mutex_);
    if (stopping_) return 0;
    const std::size_t offered = std::min(bytes.size(), bytesToUnplug_.value_or(bytes.size()));
    const std::size_t taken = device_.receive(bytes.first(offered));
    if (bytesToUnplug_) *bytesToUnplug_ -= taken;
    news_ = true;
    changed_.notify_all();
    return taken;
  }

  void use(const std::function<void()>& change) override {
    {
      const std::lock_guard lock(mutex_);
      change();
      news_ = true;
      changed_.notify_all();
    }
    wire_->ready();  // a writer that found the device full offers the rest again
  }

  void unplug() override {
    {
      const std::lock_guard lock(mutex_);
      bytesToUnplug_.reset();
    }
    wire_->unplug();
  }
  void plug() override { wire_->plug(); }

  void unplugAfter(std::size_t bytes) override {
    const std::lock_guard lock(mutex_);
    bytesToUnplug_ = bytes;
  }

 private:
  void carry() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
      changed_.wait_for(lock, kTick, [this] { return news_ || stopping_; });
      news_ = false;
      device_.tick();
      const std::vector<std::byte> replies = device_.takeReplies();
      const bool pull = bytesToUnplug_ == 0U;
      if (pull) bytesToUnplug_.reset();
      lock.unlock();
      wire_->send(replies);
      if (pull) wire_->unplug();
      lock.lock();
    }
  }

  model::Device& device_;
  std::shared_ptr<transport::LoopbackWire> wire_;
  std::mutex mutex_;  // guards the device and all below
  std::condition_variable changed_;
  bool news_ = false;
  bool stopping_ = false;
  std::optional<std::size_t> bytesToUnplug_;
  std::thread carrier_;
};

}  // namespace

LoopbackDevice openLoopbackPort(model::Device& device) {
  auto port = std::make_unique<LoopbackPort>(device);
  auto wire = std::make_shared<transport::LoopbackWire>(
      [raw = port.get()](std::span<const std::byte> bytes) { return raw->take(bytes); });
  port->start(wire);
  return {std::move(port), std::move(wire)};
}

}  // namespace till::drivers::loopback
