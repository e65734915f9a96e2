// SPDX-License-Identifier: Apache-2.0
// The block that answers a reading (5F status [detail [1F]] data 00), taken apart. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/micr/micr_commands.h"

namespace till::drivers::micr {

// TM-H5000II specification, FS ( f: "detailed information".
enum class Detail : std::uint8_t {
  notSaid = 0,  // the reading failed and the station gave no detail
  read = 0x40,
  notExecuted = 0x41,  // only to a request to send again
  cancelled = 0x42,
  notInserted = 0x43,  // the station's own time was over
  wrongSize = 0x44,
  noMagnetism = 0x45,  // no ink that can be read: a copy, or put in the wrong way round
  unreadableCharacter = 0x46,
  readerError = 0x47,
  noise = 0x48,  // a magnetic field near by: a monitor, a power supply
  coverOpen = 0x49,
};

struct MicrReply {
  Font font = Font::e13b;  // as the station took it to be; without meaning after a failure
  Detail detail = Detail::notSaid;
  std::string characters;  // as the station writes them; '?' for each that it could not read
};

// `payload` is what stands between 5F and 00. None: this is no answer to a reading (a status byte without its fixed
// bits, an undefined font or detail, a control character). Where status and detail contradict each other, the worse of
// the two is believed.
[[nodiscard]] std::optional<MicrReply> parseMicrReply(std::string_view payload);

}  // namespace till::drivers::micr
