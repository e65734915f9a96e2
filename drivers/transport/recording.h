// SPDX-License-Identifier: Apache-2.0
// A transport that writes down what goes through it, errors included.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "drivers/transport/tape.h"

namespace till::drivers::transport {

// What of a recording may leave the counter: names and amounts stand in what is printed, account numbers in what is
// scanned. Masked to a device: runs of three and more printable bytes. Masked to the host: digits and letters; of a
// keyboard, whose reports have other numbers for them: its digit and letter keys.
enum class Masking { none, toDevice, toHost, keysToHost };

// Called with whole lines, the header first; on the writer's and on the transport's thread, never both at once.
using TapeSink = std::function<void(const std::string& line)>;
using Open = std::function<tl::expected<std::unique_ptr<Transport>, Fault>(Listener listener)>;

// Opens by `open` and records from then on. A failed opening is recorded too, as a lost link.
[[nodiscard]] tl::expected<std::unique_ptr<Transport>, Fault> openRecorded(const Open& open, Listener listener,
                                                                           TapeSink sink, Masking masking);

}  // namespace till::drivers::transport
