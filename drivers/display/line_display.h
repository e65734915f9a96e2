// SPDX-License-Identifier: Apache-2.0
// A customer line display on a transport. Belongs to one thread. These displays answer nothing: that the bytes were
// sent is all that is ever known, and nothing here says that a customer could read them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "drivers/display/display_commands.h"
#include "drivers/display/display_profile.h"
#include "drivers/transport/inbox.h"
#include "drivers/transport/transport.h"

namespace till::drivers::display {

enum class SendOutcome {
  sent,    // the link took all of it; whether the display shows it nobody knows
  failed,  // fault() says why; it is sent again, whole, with the next call that sends
};

class LineDisplay {
 public:
  using OpenTransport =
      std::function<tl::expected<std::unique_ptr<transport::Transport>, transport::Fault>(transport::Listener)>;

  // `wake` is called on the transport's thread when the link was lost; digest() then.
  explicit LineDisplay(DisplayProfile profile, std::function<void()> wake = {});

  // Opens and sends what was last asked for (nothing yet: two empty lines). The faults are the transport's; after
  // timedOut the link is open and the display takes no bytes: restore() later.
  [[nodiscard]] tl::expected<void, transport::Fault> open(const OpenTransport& openTransport);
  [[nodiscard]] bool isOpen() const { return transport_ != nullptr; }
  // It may show what is no longer so: what was asked for last has not gone out. restore() then, again and again.
  [[nodiscard]] bool isBehind() const { return unsure_; }
  [[nodiscard]] const std::string& fault() const { return fault_; }  // of the last failure; empty after a sending

  // Each blocks at most for the profile's writeDeadline.
  SendOutcome show(std::string_view upper, std::string_view lower);
  SendOutcome clear();
  SendOutcome setBrightness(Brightness brightness);
  // All of it again, from its initialisation: for a display that may have been switched off and on, which it does not
  // tell. It flickers.
  SendOutcome restore();

  void digest();  // takes note of a lost link; what a display says is dropped. Does not block

 private:
  SendOutcome send(const Bytes& whole);
  void lose(const transport::Fault& why);

  const DisplayProfile profile_;
  const std::function<void()> wake_;
  std::shared_ptr<transport::Inbox> inbox_;
  std::unique_ptr<transport::Transport> transport_;
  std::string fault_ = "not opened yet";
  std::string upper_;
  std::string lower_;
  Brightness brightness_ = Brightness::percent100;
  bool unsure_ = true;  // the display may be in the middle of a command, or has not got all that was asked for
};

}  // namespace till::drivers::display
