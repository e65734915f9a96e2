// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/loopback.h"

#include <optional>
#include <utility>

namespace till::drivers::transport {

class LoopbackTransport : public Transport {
 public:
  explicit LoopbackTransport(std::shared_ptr<LoopbackWire> wire) : wire_(std::move(wire)), born_(wire_->unplugs_) {}

  ~LoopbackTransport() override {
    const std::scoped_lock lock(wire_->listening_, wire_->mutex_);
    wire_->listener_ = {};
    wire_->open_ = false;
  }

  tl::expected<void, Fault> write(std::span<const std::byte> bytes, Deadline deadline) override {
    std::size_t taken = 0;
    while (taken < bytes.size()) {
      const auto before = room();
      if (!before) return tl::unexpected(Fault{FaultCode::gone, "unplugged", taken});
      taken += wire_->take_(bytes.subspan(taken));
      if (taken < bytes.size() && !waitForRoom(*before, deadline)) {
        return tl::unexpected(Fault{FaultCode::timedOut, "the device takes no more bytes", taken});
      }
    }
    return {};
  }

 private:
  std::optional<unsigned> room() const {
    const std::lock_guard lock(wire_->mutex_);
    return wire_->unplugs_ == born_ ? std::optional(wire_->room_) : std::nullopt;
  }

  // False: the deadline passed. An unplug ends the wait too; the next room() tells.
  bool waitForRoom(unsigned before, Deadline deadline) {
    std::unique_lock lock(wire_->mutex_);
    return wire_->changed_.wait_until(lock, deadline.when(),
                                      [&] { return wire_->room_ != before || wire_->unplugs_ != born_; });
  }

  const std::shared_ptr<LoopbackWire> wire_;
  const unsigned born_;
};

LoopbackWire::LoopbackWire(Take take) : take_(std::move(take)) {}

void LoopbackWire::send(std::span<const std::byte> bytes) {
  const std::lock_guard lock(listening_);
  if (!bytes.empty() && listener_.received) listener_.received(bytes);
}

void LoopbackWire::ready() {
  const std::lock_guard lock(mutex_);
  ++room_;
  changed_.notify_all();
}

void LoopbackWire::unplug() {
  {
    const std::lock_guard lock(mutex_);
    plugged_ = false;
    ++unplugs_;
    changed_.notify_all();
  }
  const std::lock_guard lock(listening_);
  const Listener told = std::exchange(listener_, {});
  if (told.lost) told.lost(Fault{FaultCode::gone, "unplugged"});
}

void LoopbackWire::plug() {
  const std::lock_guard lock(mutex_);
  plugged_ = true;
}

bool LoopbackWire::isOpen() const {
  const std::lock_guard lock(mutex_);
  return open_;
}

tl::expected<std::unique_ptr<Transport>, Fault> openLoopback(std::shared_ptr<LoopbackWire> wire, Listener listener) {
  const std::scoped_lock lock(wire->listening_, wire->mutex_);
  if (!wire->plugged_) return tl::unexpected(Fault{FaultCode::notFound, "unplugged"});
  if (wire->open_) return tl::unexpected(Fault{FaultCode::busy, "the wire is open already"});
  wire->open_ = true;
  wire->listener_ = std::move(listener);
  return std::make_unique<LoopbackTransport>(std::move(wire));
}

}  // namespace till::drivers::transport
