// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "ledger/journal/canonical.h"

namespace till::ledger::journal {

// One fact of each kind, in the order of Body, with every field filled in.
[[nodiscard]] std::vector<Body> sampleFacts();
// The envelope of the n-th event of a chain of them.
[[nodiscard]] Envelope sampleEnvelope(std::int64_t seq);

}  // namespace till::ledger::journal
