// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "drivers/printer/print_document.h"
#include "pos/station/step.h"

namespace till::pos::station {

// The paper of something posted, made from the ledger's own row and from nothing else; nullopt: no paper belongs to it.
[[nodiscard]] std::optional<drivers::printer::PrintDocument> documentOf(const World& world, std::int64_t seq,
                                                                        bool duplicate);

[[nodiscard]] drivers::printer::PrintDocument reportSlipOf(const World& world, const PrintReport& wanted, Now now);

// What the printer prints when it is tried out.
[[nodiscard]] drivers::printer::PrintDocument testPageOf(const World& world);

}  // namespace till::pos::station
