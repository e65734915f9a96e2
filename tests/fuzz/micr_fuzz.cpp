// SPDX-License-Identifier: Apache-2.0
// A check reader's answer and the line in it: four symbols, then the payload.
#include "drivers/micr/micr_line.h"
#include "drivers/micr/micr_reply.h"
#include "tests/fuzz/input.h"

namespace till::fuzz {
namespace {

using namespace drivers::micr;

void expectFit(const Field& field, bool digitsOnly) {
  const bool told = field.state == FieldState::read || field.state == FieldState::ambiguous;
  require(told || field.text.empty(), "what could not be read is not told");
  const char* const allowed = digitsOnly ? "0123456789" : "0123456789- ";
  require(field.text.find_first_not_of(allowed) == std::string::npos, "a field has no symbols and no guesses");
}

void readLine(std::string_view characters, const SymbolMap& symbols) {
  const auto line = parseMicrLine(characters, symbols);
  require(!line || isUsable(symbols), "a map that is not usable reads nothing");
  if (!line) return;
  expectFit(line->transit, true);
  expectFit(line->account, false);
  expectFit(line->serial, true);
  expectFit(line->amount, true);
  require(line->transit.state != FieldState::read || isTransitNumber(line->transit.text), "a transit number is one");
}

}  // namespace
}  // namespace till::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace till::fuzz;
  Input input(data, size);
  const std::string_view map = input.piece(4);
  SymbolMap symbols;
  if (map.size() == 4) symbols = {map[0], map[1], map[2], map[3]};
  const std::string_view payload = input.rest();
  readLine(payload, symbols);
  readLine(payload, {});
  if (const auto reply = parseMicrReply(payload)) readLine(reply->characters, symbols);
  return 0;
}
