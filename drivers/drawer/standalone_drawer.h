// SPDX-License-Identifier: Apache-2.0
// A cash drawer that hangs on no printer: on a serial line (APG SerialPRO and the like), behind a USB trigger that is a
// serial port to the system, or a USB HID device (hardware-docs/cash-drawers.md). Belongs to one thread.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "drivers/drawer/drawer_state.h"
#include "drivers/transport/transport.h"

namespace till::drivers::drawer {

enum class SenseLine { none, cts, dsr, dcd, ri };

// Where a HID drawer's input reports say whether it is open: a bit, counted with the report's number if it has one.
struct SenseBit {
  std::size_t byte = 0;
  std::uint8_t mask = 0x01;
  std::optional<std::uint8_t> report = {};  // the number of the one report that says so; the others are not heard
};

struct StandaloneDrawerSettings {
  std::variant<transport::SerialSettings, transport::UsbHidSettings> link;
  // Serial: BEL; any byte for most triggers. HID: an output report, its number first (0: it has none).
  std::vector<std::byte> trigger{std::byte{0x07}};
  SenseLine sense = SenseLine::none;                   // serial
  std::optional<SenseBit> senseBit;                    // HID
  SensorPolarity polarity = SensorPolarity::untaught;  // high: the line is asserted
  std::chrono::milliseconds openDeadline{1000};        // after a trigger the line must say open; one retry follows
  // A drawer that lives on DTR and RTS charges first: after the opening of the port, and after each trigger.
  std::chrono::milliseconds firstCharge{0};
  std::chrono::milliseconds nextCharge{0};
};

class StandaloneDrawer {
 public:
  using OpenTransport = std::function<tl::expected<std::unique_ptr<transport::Transport>, transport::Fault>(
      transport::Listener listener)>;

  explicit StandaloneDrawer(StandaloneDrawerSettings settings) : settings_(std::move(settings)) {}

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
  [[nodiscard]] std::optional<bool> readLine() const;
  [[nodiscard]] bool trigger();
  [[nodiscard]] bool awaitsFirstReport() const;
  // False: cancelled.
  [[nodiscard]] bool waitUntil(transport::Clock::time_point when) const;
  void close();

  const StandaloneDrawerSettings settings_;
  std::unique_ptr<transport::Transport> transport_;
  DrawerState state_ = DrawerState::unknown;
  std::optional<bool> line_;
  transport::Clock::time_point chargedAt_;
  struct Heard;  // what the listener leaves for this thread
  std::shared_ptr<Heard> heard_;
  std::atomic<bool> cancelled_ = false;
};

}  // namespace till::drivers::drawer
