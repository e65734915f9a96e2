// SPDX-License-Identifier: Apache-2.0
#include "drivers/micr/micr_commands.h"

#include <algorithm>
#include <initializer_list>

namespace till::drivers::micr {
namespace {

constexpr int kMostUnreadable = 254;

Bytes bytesOf(std::initializer_list<int> values) {
  Bytes bytes;
  for (const int value : values) bytes.push_back(static_cast<std::byte>(value));
  return bytes;
}

}  // namespace

Bytes encodeReadOptions(int unreadableAllowed) {
  const int allowed = std::clamp(unreadableAllowed, 0, kMostUnreadable);
  const int fewerThan = allowed == 0 ? 0 : allowed + 1;  // the station counts "fewer than m"; 0 is none at all
  return bytesOf({0x1C, '(', 'f', 8, 0, 0, fewerThan, 1, 1, 2, 0, 3, 0});
}

Bytes encodeRead(Font font) { return bytesOf({0x1C, 'a', '0', static_cast<int>(font)}); }
Bytes encodeToPrintPosition() { return bytesOf({0x1C, 'a', '1'}); }
Bytes encodeEjectCheck() { return bytesOf({0x1C, 'a', '2'}); }
Bytes encodeSendAgain() { return bytesOf({0x1C, 'b'}); }
Bytes encodeAskCheckStatus() { return bytesOf({0x10, 0x04, 8, 1}); }

}  // namespace till::drivers::micr
