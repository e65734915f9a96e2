// SPDX-License-Identifier: Apache-2.0
// tillctl's end of the control socket (protocol.h).
#pragma once

#include <tl/expected.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "ui/control/protocol.h"

namespace till::ui::control {

enum class AskFault {
  nobody,   // no station runs at that data directory: do it yourself, under the ledger's lock
  refused,  // `refusal` says why
  broken,   // the station went away, or said something else than an answer
  silent,   // no line in time
};
struct AskError {
  AskFault fault = AskFault::broken;
  Refusal refusal;  // for people in any case
};

// Somebody listens there.
[[nodiscard]] bool runsAt(const std::filesystem::path& directory);

// Asks the station that runs at `directory` and blocks until its last line; no line takes longer than `patience`. The
// answer is an object of JSON. `noted` is called for each note on the way.
[[nodiscard]] tl::expected<std::string, AskError> ask(const std::filesystem::path& directory, const Request& request,
                                                      std::chrono::milliseconds patience,
                                                      const std::function<void(const std::string& json)>& noted = {});

}  // namespace till::ui::control
