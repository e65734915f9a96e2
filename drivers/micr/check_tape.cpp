// SPDX-License-Identifier: Apache-2.0
#include "drivers/micr/check_tape.h"

#include "drivers/micr/micr_commands.h"
#include "drivers/slip/station_replies.h"

namespace till::drivers::micr {

transport::ReplayOptions checkTapeOptions() {
  transport::ReplayOptions options;
  options.questions = {encodeAskCheckStatus()};
  // A line of a check that comes between question and answer may have such a byte within it.
  options.holdsAnswer = [](std::span<const std::byte> said) {
    while (!said.empty()) {
      const auto parsed = slip::parseStationReply(said);
      const auto* reply = std::get_if<slip::StationReply>(&parsed.what);
      if (reply != nullptr && std::holds_alternative<printer::RealTimeStatus>(*reply)) return true;
      if (parsed.consumed == 0) return false;
      said = said.subspan(parsed.consumed);
    }
    return false;
  };
  options.maskedAs = "123456780";
  return options;
}

}  // namespace till::drivers::micr
