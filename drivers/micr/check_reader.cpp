// SPDX-License-Identifier: Apache-2.0
#include "drivers/micr/check_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "drivers/printer/receipt_printer_device.h"

namespace till::drivers::micr {
namespace {

using slip::SheetWatch;
using transport::Deadline;
using transport::Fault;
using Heard = SheetWatch::Heard;

struct DetailRow {
  Detail detail;
  std::string_view reason;
};
constexpr std::array kReasons{
    DetailRow{Detail::notSaid, reason::kUnreadable},
    DetailRow{Detail::notExecuted, reason::kNotFound},
    DetailRow{Detail::cancelled, slip::reason::kCancelled},
    DetailRow{Detail::notInserted, slip::reason::kNotInserted},
    DetailRow{Detail::wrongSize, reason::kWrongSize},
    DetailRow{Detail::noMagnetism, reason::kNoMagnetism},
    DetailRow{Detail::unreadableCharacter, reason::kUnreadable},
    DetailRow{Detail::readerError, reason::kReaderError},
    DetailRow{Detail::noise, reason::kNoise},
    DetailRow{Detail::coverOpen, printer::reason::kCoverOpen},
};

std::string_view reasonOf(Detail detail) {
  const auto row =
      std::find_if(kReasons.begin(), kReasons.end(), [=](const DetailRow& r) { return r.detail == detail; });
  return row == kReasons.end() ? std::string_view() : row->reason;
}

ReadResult none(std::string_view why, std::string characters = {}) {
  return {ReadOutcome::none, std::string(why), std::move(characters), {}};
}

bool isWhole(const MicrLine& line) {
  const auto sound = [](const Field& field) {
    return field.state == FieldState::read || field.state == FieldState::absent;
  };
  return line.transit.state == FieldState::read && line.account.state == FieldState::read && sound(line.serial) &&
         sound(line.amount);
}

void append(Bytes& bytes, const Bytes& more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

bool hasBlock(const Heard& heard) { return heard.block.has_value(); }

}  // namespace

CheckReader::CheckReader(slip::StationLink& link, CheckReaderSettings settings)
    : watch_(link, encodeAskCheckStatus(), settings.deadlines), link_(link), settings_(settings) {}

ReadResult CheckReader::read(const std::stop_token& cancelled) {
  if (const auto why = begin(); !why.empty()) return none(why);
  if (const auto why = waitForBlock(cancelled); !why.empty()) return stopped(why);
  return resultOf(*watch_.heard().block);
}

std::string_view CheckReader::begin() {
  if (const auto why = watch_.begin(); !why.empty()) return why;
  Bytes bytes = slip::encodeInsertionWait(settings_.deadlines.insert);
  append(bytes, encodeReadOptions(settings_.unreadableAllowed));
  append(bytes, encodeRead(settings_.font));
  link_.owed().block = true;
  return watch_.send(bytes);
}

// Until the check is in, then until it is read. After a reading that went well the station keeps its check reader
// selected, so that the first answer may still be about the time before this command: hence back and forth.
std::string_view CheckReader::waitForBlock(const std::stop_token& cancelled) {
  const Deadline insertion = Deadline::in(settings_.deadlines.insert);
  bool waited = false;
  const auto isIn = [&](const Heard& heard) {
    if (hasBlock(heard) || !heard.sheet) return hasBlock(heard);
    waited = waited || heard.sheet->waiting;
    return !heard.sheet->waiting && (waited || heard.sheet->selected);
  };
  const auto isReadOrOut = [](const Heard& heard) { return hasBlock(heard) || (heard.sheet && heard.sheet->waiting); };
  while (!hasBlock(watch_.heard())) {
    const auto why = watch_.listen(isIn, insertion, cancelled);
    if (!why.empty()) return why == slip::kTooLate ? slip::reason::kNotInserted : why;
    const auto reading = watch_.listen(isReadOrOut, Deadline::in(settings_.deadlines.finish), {});
    if (reading == slip::kTooLate && waited) return blockSentAgain() ? std::string_view() : printer::reason::kSilent;
    if (!reading.empty()) return reading == slip::kTooLate ? printer::reason::kSilent : reading;
  }
  return {};
}

// A check may have been put in at the very moment: what was read then is not thrown away.
ReadResult CheckReader::stopped(std::string_view why) {
  if (!link_.isOpen()) return none(why);
  watch_.cancelWait();
  const auto end = watch_.listen(hasBlock, Deadline::in(settings_.deadlines.status), {}, SheetWatch::Asking::no);
  if (!end.empty()) return none(why);
  ReadResult result = resultOf(*watch_.heard().block);
  return result.outcome == ReadOutcome::none ? none(why) : result;
}

ReadResult CheckReader::resultOf(slip::CheckBlock block) {
  auto reply = parseMicrReply(block.payload);
  if (!reply && blockSentAgain()) reply = parseMicrReply(watch_.heard().block->payload);
  if (!reply) return none(reason::kGarbled);
  if (reply->characters.empty() || (reply->detail != Detail::read && reply->detail != Detail::unreadableCharacter)) {
    return none(reply->detail == Detail::read ? reason::kUnreadable : reasonOf(reply->detail));
  }
  const auto line = parseMicrLine(reply->characters, settings_.symbols);
  if (!line) {
    const bool noTransit = line.error() == LineFault::noTransit;
    return none(noTransit ? reason::kNoTransit : reason::kSymbols, std::move(reply->characters));
  }
  const bool whole = reply->detail == Detail::read && isWhole(*line);
  return {whole ? ReadOutcome::read : ReadOutcome::partial, std::string(whole ? "" : reason::kUnreadable),
          std::move(reply->characters), *line};
}

// Only where the station is known to have come to this reading: else it would send the check before. The block that did
// not come may come as well: so one is owed, also when one was heard.
bool CheckReader::blockSentAgain() {
  watch_.forget();
  const bool heard =
      watch_.send(encodeSendAgain()).empty() &&
      watch_.listen(hasBlock, Deadline::in(settings_.deadlines.status), {}, SheetWatch::Asking::no).empty();
  link_.owed().block = true;
  return heard;
}

tl::expected<void, Fault> CheckReader::toPrintPosition() {
  return link_.send(encodeToPrintPosition(), Deadline::in(settings_.deadlines.write));
}

tl::expected<void, Fault> CheckReader::eject() {
  return link_.send(encodeEjectCheck(), Deadline::in(settings_.deadlines.write));
}

}  // namespace till::drivers::micr
