// SPDX-License-Identifier: Apache-2.0
#include "drivers/display/line_display.h"

#include <utility>

namespace till::drivers::display {

using transport::Deadline;
using transport::Fault;
using transport::FaultCode;

LineDisplay::LineDisplay(DisplayProfile profile, std::function<void()> wake)
    : profile_(std::move(profile)), wake_(std::move(wake)) {}

tl::expected<void, Fault> LineDisplay::open(const OpenTransport& openTransport) {
  transport_.reset();
  inbox_ = std::make_shared<transport::Inbox>(wake_);
  auto opened = openTransport(transport::listenerInto(inbox_));
  if (!opened) {
    lose(opened.error());
    return tl::unexpected(opened.error());
  }
  transport_ = std::move(*opened);
  if (restore() == SendOutcome::sent) return {};
  return tl::unexpected(Fault{isOpen() ? FaultCode::timedOut : FaultCode::gone, fault_});
}

SendOutcome LineDisplay::show(std::string_view upper, std::string_view lower) {
  upper_ = upper;
  lower_ = lower;
  return unsure_ ? restore() : send(encodeLines({upper_, lower_}, profile_));
}

SendOutcome LineDisplay::clear() {
  upper_.clear();
  lower_.clear();
  return unsure_ ? restore() : send(encodeClear(profile_));
}

SendOutcome LineDisplay::setBrightness(Brightness brightness) {
  brightness_ = brightness;
  return unsure_ ? restore() : send(encodeBrightness(brightness_, profile_));
}

SendOutcome LineDisplay::restore() { return send(encodeRestore({upper_, lower_}, brightness_, profile_)); }

SendOutcome LineDisplay::send(const Bytes& whole) {
  unsure_ = true;
  digest();
  if (!transport_) return SendOutcome::failed;
  const Deadline deadline = Deadline::in(profile_.writeDeadline);
  auto written = transport_->write(whole, deadline);
  if (written && !transport_->drained(deadline))
    written = tl::unexpected(Fault{FaultCode::timedOut, "the display takes no bytes"});
  if (!written) {
    if (written.error().code == FaultCode::timedOut) {
      fault_ = written.error().detail;
      transport_->dropUnsent();  // it is sent again, and what was asked for then may be something else
    } else {
      lose(written.error());
    }
    return SendOutcome::failed;
  }
  fault_.clear();
  unsure_ = false;
  return SendOutcome::sent;
}

void LineDisplay::digest() {
  if (!transport_) return;
  if (const auto arrived = inbox_->take(); arrived.lost) lose(*arrived.lost);
}

void LineDisplay::lose(const Fault& why) {
  transport_.reset();
  fault_ = why.detail;
  unsure_ = true;
}

}  // namespace till::drivers::display
