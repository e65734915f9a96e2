// SPDX-License-Identifier: Apache-2.0
#include "drivers/health/line_search.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "drivers/printer/escpos.h"
#include "drivers/printer/status_parser.h"
#include "drivers/transport/inbox.h"

namespace till::drivers::health {
namespace {

using printer::StatusOf;
using std::chrono::milliseconds;
using transport::Deadline;
using transport::Fault;
using transport::FaultCode;
using transport::SerialSettings;

constexpr std::array kRates{9600, 19200, 38400, 115200, 57600, 4800, 2400, 1200};
constexpr std::size_t kRatesOfOddFormats = 4;  // the first ones
struct Format {
  int dataBits;
  char parity;
};
constexpr std::array kOddFormats{Format{8, 'E'}, Format{8, 'O'}, Format{7, 'E'}, Format{7, 'O'}};
constexpr milliseconds kQuiet{60};     // behind a code's last byte, at 1200 baud too
constexpr milliseconds kOldWords{20};  // what still was on the wire when the port was opened
constexpr std::size_t kShortestCode = 4;
constexpr std::size_t kMostHeard = 4096;

struct SuffixName {
  std::string_view bytes, name;
};
constexpr std::array kSuffixes{SuffixName{"\r\n", "crlf"}, SuffixName{"\r", "cr"}, SuffixName{"\n", "lf"},
                               SuffixName{"\t", "tab"}};

// Letters, digits, signs, and what frames a code or parts its fields.
bool isPlain(char c) {
  constexpr std::string_view kFraming = "\x02\x03\x04\t\n\r\x1D\x1E";
  return (c >= 0x20 && c < 0x7F) || kFraming.find(c) != std::string_view::npos;
}

class OpenLine {
 public:
  static tl::expected<OpenLine, Fault> at(const SerialSettings& settings, const OpenSerial& open) {
    OpenLine line;
    auto opened = open(settings, transport::listenerInto(line.inbox_));
    if (!opened) return tl::unexpected(opened.error());
    line.transport_ = std::move(*opened);
    return line;
  }

  void drain() {
    inbox_->wait(Deadline::in(kOldWords));
    (void)inbox_->take();
  }

  // True: exactly one answer of DLE EOT came, with nothing but automatic status beside it.
  bool answers(StatusOf what, milliseconds most) {
    const auto deadline = Deadline::in(most);
    if (!transport_->write(printer::encodeAskStatus(what), deadline)) return false;
    std::vector<std::byte> heard;
    while (inbox_->wait(deadline)) {
      const auto arrived = inbox_->take();
      if (arrived.lost || arrived.dropped > 0) return false;
      heard.insert(heard.end(), arrived.bytes.begin(), arrived.bytes.end());
      const auto answered = isAnswer(heard);
      if (answered) return *answered;
    }
    return false;
  }

  // What comes until the line is quiet behind it.
  std::vector<std::byte> hear(milliseconds most) {
    std::vector<std::byte> heard;
    auto deadline = Deadline::in(most);
    while (heard.size() < kMostHeard && inbox_->wait(deadline)) {
      const auto arrived = inbox_->take();
      heard.insert(heard.end(), arrived.bytes.begin(), arrived.bytes.end());
      if (arrived.lost) break;
      deadline = Deadline::in(kQuiet);
    }
    return heard;
  }

 private:
  // None: not yet.
  static std::optional<bool> isAnswer(std::span<const std::byte> heard) {
    while (!heard.empty()) {
      const auto parsed = printer::parseReply(heard);
      heard = heard.subspan(parsed.consumed);
      if (std::holds_alternative<printer::NeedMore>(parsed.what)) return std::nullopt;
      const auto* const reply = std::get_if<printer::Reply>(&parsed.what);
      if (reply == nullptr) return false;
      if (std::holds_alternative<printer::RealTimeStatus>(*reply)) return heard.empty();
      if (!std::holds_alternative<printer::AutomaticStatus>(*reply)) return false;
    }
    return std::nullopt;
  }

  std::shared_ptr<transport::Inbox> inbox_ = std::make_shared<transport::Inbox>();
  std::unique_ptr<transport::Transport> transport_;
};

// The configured setting first, then the others with its format, then the rarer formats at the usual rates.
std::vector<SerialSettings> settingsToTry(const SerialSettings& configured) {
  std::vector<SerialSettings> all;
  const auto add = [&](int baud, Format format) {
    SerialSettings settings = configured;
    settings.flow = "none";
    settings.baud = baud;
    settings.dataBits = format.dataBits;
    settings.parity = format.parity;
    if (std::find(all.begin(), all.end(), settings) == all.end()) all.push_back(settings);
  };
  const Format own{configured.dataBits, configured.parity};
  add(configured.baud, own);
  for (const int rate : kRates) add(rate, own);
  for (const int rate : kRates) add(rate, {8, 'N'});
  for (const Format format : kOddFormats)
    for (std::size_t i = 0; i < kRatesOfOddFormats; ++i) add(kRates.at(i), format);
  return all;
}

bool answersAll(OpenLine& line, milliseconds answer) {
  line.drain();
  constexpr std::array kQuestions{StatusOf::printer, StatusOf::offlineCause, StatusOf::errorCause, StatusOf::paperRoll};
  return std::ranges::all_of(kQuestions, [&](StatusOf what) { return line.answers(what, answer); });
}

}  // namespace

std::optional<HeardCode> readCode(std::span<const std::byte> heard) {
  if (heard.size() < kShortestCode) return std::nullopt;
  std::string text;
  int high = 0;
  int odd = 0;
  for (const std::byte byte : heard) {
    const auto value = std::to_integer<unsigned>(byte);
    text.push_back(static_cast<char>(value & 0x7FU));
    high += value > 0x7F ? 1 : 0;
    odd += std::popcount(value) % 2;
  }
  if (!std::ranges::all_of(text, isPlain)) return std::nullopt;
  const auto suffix = std::ranges::find_if(kSuffixes, [&](const SuffixName& row) { return text.ends_with(row.bytes); });
  HeardCode code{8, 'N', suffix == kSuffixes.end() ? "none" : suffix->name};
  if (high == 0) return code;
  if (odd != 0 && odd != static_cast<int>(heard.size())) return std::nullopt;
  code.dataBits = 7;
  code.parity = odd == 0 ? 'E' : 'O';
  return code;
}

tl::expected<std::optional<Found>, Fault> searchPrinter(const SerialSettings& configured, const OpenSerial& open,
                                                        milliseconds answer) {
  for (const SerialSettings& settings : settingsToTry(configured)) {
    auto line = OpenLine::at(settings, open);
    if (!line && line.error().code == FaultCode::unsupported) continue;  // a port that cannot do this parity
    if (!line) return tl::unexpected(line.error());
    if (answersAll(*line, answer)) return Found{settings, {}};
  }
  return std::nullopt;
}

tl::expected<std::optional<Found>, Fault> searchScanner(const SerialSettings& configured, const OpenSerial& open,
                                                        milliseconds eachRate) {
  std::vector<int> rates{configured.baud};
  for (const int rate : kRates)
    if (rate != configured.baud) rates.push_back(rate);
  for (const int rate : rates) {
    SerialSettings settings = configured;
    settings.flow = "none";
    settings.baud = rate;
    settings.dataBits = 8;
    settings.parity = 'N';
    auto line = OpenLine::at(settings, open);
    if (!line && line.error().code == FaultCode::unsupported) continue;
    if (!line) return tl::unexpected(line.error());
    const auto code = readCode(line->hear(eachRate));
    if (!code) continue;
    settings.dataBits = code->dataBits;
    settings.parity = code->parity;
    return Found{settings, code->suffix};
  }
  return std::nullopt;
}

}  // namespace till::drivers::health
