// SPDX-License-Identifier: Apache-2.0
// A cash drawer with a serial line of its own (APG SerialPRO and the like), or behind a USB trigger that is a serial
// port to the system (hardware-docs/cash-drawers.md). Belongs to one thread.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/drawer/drawer_state.h"
#include "drivers/transport/transport.h"

namespace till::drivers::drawer {

enum class SenseLine { none, cts, dsr, dcd };

struct SerialDrawerSettings {
  transport::SerialSettings port;
  std::vector<std::byte> trigger{std::byte{0x07}};  // BEL; any byte for most triggers
  SenseLine sense = SenseLine::none;
  SensorPolarity polarity = SensorPolarity::untaught;  // high: the line is asserted
  std::chrono::milliseconds openDeadline{1000};        // after a trigger the line must say open; one retry follows
  // A drawer that lives on DTR and RTS charges first: after the opening of the port, and after each trigger.
  std::chrono::milliseconds firstCharge{0};
  std::chrono::milliseconds nextCharge{0};
};

class SerialDrawer {
 public:
  using OpenTransport = std::function<tl::expected<std::unique_ptr<transport::Transport>, transport::Fault>(
      transport::Listener listener)>;

  explicit SerialDrawer(SerialDrawerSettings settings) : settings_(std::move(settings)) {}

  // Does not block; the port stays open from then on, because the drawer lives on its lines. The faults are the
  // transport's.
  [[nodiscard]] tl::expected<void, transport::Fault> open(const OpenTransport& openTransport);
  [[nodiscard]] bool isOpen() const { return transport_ != nullptr; }

  void poll();  // reads the lines; a port that is gone is closed
  [[nodiscard]] DrawerState state() const { return state_; }
  // The sensor's line, taught or not: asserted is high. nullopt: no line is configured, or the port tells none.
  [[nodiscard]] std::optional<bool> line() const { return line_; }

  // Waits for the charge that is left, then triggers and watches the line: at most twice openDeadline more.
  [[nodiscard]] KickOutcome kick();
  // From any thread: waits end.
  void cancel() { cancelled_ = true; }

 private:
  [[nodiscard]] bool trigger();
  // False: cancelled.
  [[nodiscard]] bool waitUntil(transport::Clock::time_point when) const;
  void close();

  const SerialDrawerSettings settings_;
  std::unique_ptr<transport::Transport> transport_;
  DrawerState state_ = DrawerState::unknown;
  std::optional<bool> line_;
  transport::Clock::time_point chargedAt_;
  std::shared_ptr<std::atomic<bool>> lost_;
  std::atomic<bool> cancelled_ = false;
};

}  // namespace till::drivers::drawer
