// SPDX-License-Identifier: Apache-2.0
// A printer that does what a test tells it, on a loopback wire: it answers the questions the driver asks, and keeps
// every byte. The whole model with paper and head is drivers/virtual; this one is for the answers no sound model gives.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "drivers/printer/printer_link.h"
#include "drivers/printer/profile.h"
#include "drivers/transport/loopback.h"

namespace till::drivers::printer {

inline std::string text(std::initializer_list<int> bytes) {
  std::string all;
  for (const int b : bytes) all.push_back(static_cast<char>(b));
  return all;
}

class ScriptedPrinter {
 public:
  ScriptedPrinter()
      : wire(std::make_shared<transport::LoopbackWire>([this](std::span<const std::byte> b) { return take(b); })) {}

  // What it does. Change it before use, or inside `onByte` / `onPulse`.
  std::map<int, int> status{{1, 0x12}, {2, 0x12}, {3, 0x12}, {4, 0x12}};  // DLE EOT n
  bool answers = true;
  bool provesJobs = true;
  bool clears = true;
  int gsR = 0;
  std::function<void(std::size_t count)> onByte;
  std::function<void()> onPulse;
  const std::shared_ptr<transport::LoopbackWire> wire;

  void say(const std::string& bytes) { wire->send(std::as_bytes(std::span(bytes))); }

  [[nodiscard]] std::string received() const {
    const std::lock_guard lock(mutex_);
    return received_;
  }
  [[nodiscard]] OpenTransport open() const {
    return [this](transport::Listener listener) { return transport::openLoopback(wire, std::move(listener)); };
  }

 private:
  struct Command {
    std::string head;
    std::size_t length;
    std::function<void(const std::string& whole)> act;
  };

  std::size_t take(std::span<const std::byte> bytes) {
    for (const std::byte b : bytes) {
      std::size_t count = 0;
      {
        const std::lock_guard lock(mutex_);
        received_.push_back(static_cast<char>(b));
        count = received_.size();
      }
      if (onByte) onByte(count);
      pending_.push_back(static_cast<char>(b));
      while (!pending_.empty() && step()) {
      }
    }
    return bytes.size();
  }

  bool step() {
    for (const Command& command : commands_) {
      const std::size_t known = std::min(pending_.size(), command.head.size());
      if (pending_.compare(0, known, command.head, 0, known) != 0) continue;
      if (pending_.size() < command.length) return false;
      const std::string whole = pending_.substr(0, command.length);
      pending_.erase(0, command.length);
      if (answers) command.act(whole);
      return true;
    }
    pending_.erase(0, 1);
    return true;
  }

  const std::array<Command, 5> commands_{{
      {text({0x10, 0x04}), 3, [this](const std::string& c) { say(text({status[c[2]]})); }},
      {text({0x10, 0x14, 8}), 10,
       [this](const std::string&) {
         if (clears) say(text({0x37, 0x25, 0}));
       }},
      {text({0x1D, '(', 'H', 6, 0, '0', '0'}), 11,
       [this](const std::string& c) {
         if (provesJobs) say(text({0x37, 0x22}) + c.substr(7) + text({0}));
       }},
      {text({0x1D, 'r', 1}), 3,
       [this](const std::string&) {
         if (provesJobs) say(text({gsR}));
       }},
      {text({0x1B, 'p'}), 5,
       [this](const std::string&) {
         if (onPulse) onPulse();
       }},
  }};
  mutable std::mutex mutex_;
  std::string received_;
  std::string pending_;
};

// A profile whose waits are short: what a test waits for in vain costs little.
inline PrinterProfile quickProfile() {
  PrinterProfile profile;
  profile.codePages = {{"cp437", 0}, {"cp1252", 16}, {"cp858", 19}};
  profile.codePageOrder = {"cp858"};
  profile.realTimeClear = true;
  profile.statusDeadline = std::chrono::milliseconds(30);
  profile.writeDeadline = std::chrono::milliseconds(30);
  profile.confirmDeadline = std::chrono::milliseconds(200);
  return profile;
}

}  // namespace till::drivers::printer
