// SPDX-License-Identifier: Apache-2.0
// A scanner on its wire, whichever that is. Belongs to one thread, but for what its transport does.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "drivers/scanner/decoder.h"
#include "drivers/transport/transport.h"

namespace till::drivers::scanner {

class Source {
 public:
  using OpenTransport =
      std::function<tl::expected<std::unique_ptr<transport::Transport>, transport::Fault>(transport::Listener)>;

  virtual ~Source() = default;
  // The transport's own faults; a HID scanner in another mode than the one that is wanted is `unsupported`.
  [[nodiscard]] virtual tl::expected<void, transport::Fault> open(const OpenTransport& openTransport) = 0;
  [[nodiscard]] virtual bool isOpen() const = 0;
  // What has come, whole, in order. Does not block. Closes when the line is lost.
  [[nodiscard]] virtual std::vector<Frame> collect() = 0;
  // When collect() should be called even if nothing wakes; none: no code is begun.
  [[nodiscard]] virtual std::optional<transport::Clock::time_point> collectAt() const = 0;
};

}  // namespace till::drivers::scanner
