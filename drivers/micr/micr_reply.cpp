// SPDX-License-Identifier: Apache-2.0
#include "drivers/micr/micr_reply.h"

#include <algorithm>

namespace till::drivers::micr {
namespace {

constexpr std::uint8_t kFixedMask = 0xC0;
constexpr std::uint8_t kFixed = 0x40;
constexpr std::uint8_t kFailed = 0x20;
constexpr std::uint8_t kWithDetail = 0x08;  // later firmware; earlier leaves the bit undefined
constexpr std::uint8_t kFontMask = 0x03;
constexpr char kSeparator = 0x1F;

bool isPrintable(char c) { return c >= 0x20 && c < 0x7F; }

std::optional<Detail> detailOf(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  if (byte < static_cast<std::uint8_t>(Detail::read) || byte > static_cast<std::uint8_t>(Detail::coverOpen)) return {};
  return static_cast<Detail>(byte);
}

Detail worse(bool failed, Detail detail) { return failed && detail == Detail::read ? Detail::notSaid : detail; }

}  // namespace

std::optional<MicrReply> parseMicrReply(std::string_view payload) {
  if (payload.empty()) return {};
  const auto status = static_cast<std::uint8_t>(payload.front());
  payload.remove_prefix(1);
  const int font = status & kFontMask;
  const bool failed = (status & kFailed) != 0;
  if ((status & kFixedMask) != kFixed || (!failed && font > 1)) return {};

  MicrReply reply{font == 1 ? Font::cmc7 : Font::e13b, failed ? Detail::notSaid : Detail::read, ""};
  const bool separated = payload.size() >= 2 && payload[1] == kSeparator;
  const bool alone = payload.size() == 1 && failed && (status & kWithDetail) != 0;
  if ((status & kWithDetail) != 0 && !separated && !alone) return {};
  if (separated || alone) {
    const auto detail = detailOf(payload.front());
    if (!detail) return {};
    reply.detail = worse(failed, *detail);
    payload.remove_prefix(separated ? 2 : 1);
  }
  if (!std::all_of(payload.begin(), payload.end(), isPrintable)) return {};
  reply.characters = payload;
  return reply;
}

}  // namespace till::drivers::micr
