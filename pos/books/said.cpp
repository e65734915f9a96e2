// SPDX-License-Identifier: Apache-2.0
#include "pos/books/said.h"

namespace till::pos::books {

std::string said(const ledger::journal::Body& posted, const std::string& planned) {
  if (const auto* erased = std::get_if<ledger::journal::PrivateErased>(&posted)) {
    return std::to_string(erased->values) + " personal values are erased";
  }
  if (const auto* made = std::get_if<ledger::journal::DepositMade>(&posted)) {
    return "deposit " + std::to_string(made->deposit) + ": " + planned;
  }
  return planned;
}

}  // namespace till::pos::books
