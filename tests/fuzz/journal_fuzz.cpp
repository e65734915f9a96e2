// SPDX-License-Identifier: Apache-2.0
// A payload from a journal that somebody else may have written: decoded only if it is canonical to the byte. One of an
// older format is written in today's, which is another; it only has to read.
#include "ledger/journal/canonical.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace till::ledger::journal;
  const std::string_view payload = till::fuzz::Input(data, size).rest();
  const auto decoded = decode(payload);
  if (!decoded) {
    till::fuzz::require(!decoded.error().empty(), "each error has its words");
    return 0;
  }
  till::fuzz::require(payload.size() <= kLargestPayload, "no payload is over 64 KiB");
  if (!decoded->body) return 0;
  const auto again = encode(decoded->envelope, *decoded->body);
  till::fuzz::require(again.has_value(), "what decodes can be encoded");
  const std::string_view format = payload.substr(0, payload.find(','));
  till::fuzz::require(!again->starts_with(format) || *again == payload, "what decodes was canonical");
  return 0;
}
