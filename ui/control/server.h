// SPDX-License-Identifier: Apache-2.0
// The station's end of the control socket (protocol.h). One thread takes connections and watches for who hangs up; each
// request runs on a thread of its own, so that one that waits holds up no other. At most `atOnce` are served, one more
// is told that it is busy.
#pragma once

#include <tl/expected.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>

#include "ui/control/protocol.h"

namespace till::ui::control {

class Conversation {
 public:
  virtual ~Conversation() = default;
  // Tells the asker something meanwhile; an object of JSON. Blocks at most for the write's deadline.
  virtual void note(const std::string& json) = 0;
  // The asker hung up, or the station stops: whoever waits stops waiting.
  [[nodiscard]] virtual std::stop_token calledOff() const = 0;
};

// What comes of it, an object of JSON; or why not.
using Answer = tl::expected<std::string, Refusal>;
// Runs on the request's own thread; may block, but not past a deadline of its own or calledOff().
using Act = std::function<Answer(const Request&, Conversation&)>;
using Acts = std::map<std::string, Act>;  // by "do"

struct Limits {
  std::size_t atOnce = 4;
  std::chrono::milliseconds request{2000};  // in which it must have come whole
  std::chrono::milliseconds write{2000};    // in which the asker must take a line
};

class Server {
 public:
  virtual ~Server() = default;  // calls off what waits, ends its threads, removes the socket
};

// `directory` is the data directory, whose ledger the caller holds the lock of. Error: a sentence; the counter works
// without, tillctl does not.
[[nodiscard]] tl::expected<std::unique_ptr<Server>, std::string> serve(const std::filesystem::path& directory,
                                                                       Acts acts, Limits limits = {});

}  // namespace till::ui::control
