// SPDX-License-Identifier: Apache-2.0
#include "drivers/printer/printer_tape.h"

#include <algorithm>

#include "drivers/printer/escpos.h"

namespace till::drivers::printer {
namespace {

using TapedBytes = std::vector<std::optional<std::byte>>;

constexpr std::size_t kDigits = std::tuple_size_v<ProcessId>;
constexpr std::array kAsked{std::byte{0x1D}, std::byte{'('}, std::byte{'H'}, std::byte{6},
                            std::byte{0},    std::byte{'0'}, std::byte{'0'}};
constexpr std::array kAnswered{std::byte{0x37}, std::byte{0x22}};

// The four digits behind `head`.
std::optional<int> idBehind(std::span<const std::byte> head, const TapedBytes& bytes) {
  const auto found = std::search(bytes.begin(), bytes.end(), head.begin(), head.end(),
                                 [](const auto& taped, std::byte wanted) { return taped == wanted; });
  if (bytes.end() - found < static_cast<std::ptrdiff_t>(head.size() + kDigits)) return std::nullopt;
  int id = 0;
  for (std::size_t i = 0; i < kDigits; ++i) {
    const auto& digit = *(found + static_cast<std::ptrdiff_t>(head.size() + i));
    if (!digit || *digit < std::byte{'0'} || *digit > std::byte{'9'}) return std::nullopt;
    id = id * 10 + std::to_integer<int>(*digit) - '0';
  }
  return id;
}

}  // namespace

transport::ReplayOptions printerQuestions() {
  transport::ReplayOptions options;
  for (const auto what : {StatusOf::printer, StatusOf::offlineCause, StatusOf::errorCause, StatusOf::paperRoll}) {
    options.questions.push_back(encodeAskStatus(what));
  }
  // A status byte is 0xx1xx10; nothing that a printer says by itself (ASB) has such a byte first or later.
  options.holdsAnswer = [](std::span<const std::byte> said) {
    return std::ranges::any_of(said, [](std::byte byte) { return (byte & std::byte{0x93}) == std::byte{0x12}; });
  };
  return options;
}

std::optional<int> processIdBefore(const transport::Tape& tape) {
  for (const auto& line : tape) {
    const auto* bytes = std::get_if<transport::TapeBytes>(&line.what);
    if (bytes == nullptr) continue;
    const auto id = idBehind(bytes->toDevice ? std::span<const std::byte>(kAsked) : kAnswered, bytes->bytes);
    if (id && *id > 0) return *id - 1;
  }
  return std::nullopt;
}

}  // namespace till::drivers::printer
