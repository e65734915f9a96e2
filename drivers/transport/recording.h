// SPDX-License-Identifier: Apache-2.0
// A transport that writes down what goes through it, errors included.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "drivers/transport/masking.h"
#include "drivers/transport/tape.h"

namespace till::drivers::transport {

// Called with whole lines, the header first; on the writer's and on the transport's thread, never both at once.
using TapeSink = std::function<void(const std::string& line)>;
using Open = std::function<tl::expected<std::unique_ptr<Transport>, Fault>(Listener listener)>;

// Opens by `open` and records from then on. A failed opening is recorded too, as a lost link.
[[nodiscard]] tl::expected<std::unique_ptr<Transport>, Fault> openRecorded(const Open& open, Listener listener,
                                                                           TapeSink sink, Masking masking);

// Between the sink of a device that is opened again and again and its tape: the first session is kept, with how it
// ended, and nothing behind it; as long as there was none, the last opening that failed.
class FirstSession {
 public:
  // `write` is given each line that belongs on the tape; the header begins it anew.
  explicit FirstSession(TapeSink write) : write_(std::move(write)) {}
  void line(const std::string& line);

 private:
  const TapeSink write_;
  bool begun_ = false;
  bool over_ = false;
};

}  // namespace till::drivers::transport
