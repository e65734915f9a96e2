// SPDX-License-Identifier: Apache-2.0
// What stands at the foot of a check (E-13B), field by field. Pure. A character that could not be read makes its field
// unreadable: it is never guessed, not even where the check digit would say which digit it must be.
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace till::drivers::micr {

// How a reader writes the four symbols. No standard says: recorded when the station is set up, with a void check
// (hardware-docs/check-readers-and-slips.md).
struct SymbolMap {
  char transit = 't';
  char onUs = 'o';
  char amount = 'a';
  char dash = '-';
};
// True if the four are different and none of them is a digit, a space or '?'.
[[nodiscard]] bool isUsable(const SymbolMap& symbols);

enum class FieldState {
  absent,
  read,
  unreadable,       // has a '?' in it
  malformed,        // another number of digits than the field has, or a symbol where none belongs
  wrongCheckDigit,  // transit only: at least one of its digits was misread
  ambiguous,        // account only: several groups of digits, one of which may be the check's number
};

struct Field {
  FieldState state = FieldState::absent;
  std::string text;  // digits; of an account with its dashes and spaces; only when read or ambiguous
  friend bool operator==(const Field&, const Field&) = default;
};

struct MicrLine {
  Field transit;  // nine digits with a valid check digit
  Field account;
  Field serial;  // the check's own number
  Field amount;  // ten digits, as a bank writes it on later; absent on a check that comes from a customer
};

enum class LineFault {
  noSymbolMap,    // the map is not usable
  tooLong,        // more than 100 characters: no check
  unknownSymbol,  // a character that the map does not have: record the map again
  noTransit,      // no pair of transit symbols to find the other fields by
};

[[nodiscard]] tl::expected<MicrLine, LineFault> parseMicrLine(std::string_view characters, const SymbolMap& symbols);

// What may be shown and logged of a line: every digit as 9. For recording the symbols of a reader.
[[nodiscard]] std::string shapeOf(std::string_view characters);

// Nine digits, and 3(d1+d4+d7) + 7(d2+d5+d8) + (d3+d6+d9) is a multiple of ten (American Bankers Association).
[[nodiscard]] bool isTransitNumber(std::string_view digits);

}  // namespace till::drivers::micr
