// SPDX-License-Identifier: Apache-2.0
// Reads the magnetic line of a check that a person puts into the station. Belongs to the thread of its link; read() is
// cancelled from any thread. What comes out is private data of a customer's bank account: it goes into no log.
#pragma once

#include <stop_token>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "drivers/micr/micr_commands.h"
#include "drivers/micr/micr_line.h"
#include "drivers/micr/micr_reply.h"
#include "drivers/slip/sheet_watch.h"
#include "drivers/slip/station_link.h"

namespace till::drivers::micr {

// ReadResult::reason, beside those of drivers/slip and drivers/printer.
namespace reason {
inline constexpr std::string_view kWrongSize = "wrong_size";
inline constexpr std::string_view kNoMagnetism = "no_magnetism";  // the wrong way round, a copy, no magnetic ink
inline constexpr std::string_view kUnreadable = "unreadable";     // some characters, or more than are allowed
inline constexpr std::string_view kReaderError = "reader_error";
inline constexpr std::string_view kNoise = "noise";            // something magnetic near by
inline constexpr std::string_view kGarbled = "garbled";        // the station's answer makes no sense, twice
inline constexpr std::string_view kSymbols = "symbols";        // not the symbols of the map: record it again
inline constexpr std::string_view kNoTransit = "no_transit";   // read, and no check of this country
inline constexpr std::string_view kNotFound = "not_executed";  // the station forgot the reading: read again
}  // namespace reason

struct CheckReaderSettings {
  Font font = Font::e13b;
  SymbolMap symbols;
  int unreadableAllowed = 3;  // with more '?' than that there is no line at all
  slip::StationDeadlines deadlines;
};

enum class ReadOutcome {
  read,     // every field that is there was read, and the check digit is right
  partial,  // some fields are; the others say what they lack: a person types them
  none,     // `reason` says why
};

struct ReadResult {
  ReadOutcome outcome = ReadOutcome::none;
  std::string reason;      // empty when read
  std::string characters;  // as the station wrote them, also where no line could be made of them
  MicrLine line;
};

class CheckReader {
 public:
  CheckReader(slip::StationLink& link, CheckReaderSettings settings);

  // Waits for a check and reads it. Blocks at most for `insert` + `finish` and some questions; a cancellation ends it
  // within `askEvery` and one question. A check that was read stays in the station, for printing on it
  // (toPrintPosition) or for eject(); one that was not is driven out by the station itself.
  [[nodiscard]] ReadResult read(const std::stop_token& cancelled);

  // Each blocks at most for `write`. The faults are the transport's.
  [[nodiscard]] tl::expected<void, transport::Fault> toPrintPosition();
  [[nodiscard]] tl::expected<void, transport::Fault> eject();

 private:
  [[nodiscard]] std::string_view begin();
  [[nodiscard]] std::string_view waitForBlock(const std::stop_token& cancelled);
  [[nodiscard]] ReadResult stopped(std::string_view why);
  [[nodiscard]] ReadResult resultOf(slip::CheckBlock block);
  [[nodiscard]] bool blockSentAgain();

  slip::SheetWatch watch_;
  slip::StationLink& link_;
  const CheckReaderSettings settings_;
};

}  // namespace till::drivers::micr
