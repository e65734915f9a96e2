// SPDX-License-Identifier: Apache-2.0
// How a payment was paid, changed: tenders go back and others come in, in one act; the bills stay paid as they are.
// Pure.
#pragma once

#include <tl/expected.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "pos/sale/sale.h"

namespace till::pos::sale {

using ledger::journal::PaymentRetendered;

// A tender of a payment as it stands after all its corrections, with what it paid. Of `applied` the tender is not said.
struct TenderInForce {
  ledger::journal::TenderTaken taken;
  std::vector<ledger::journal::Applied> applied;
};
[[nodiscard]] std::vector<TenderInForce> tendersInForce(const ledger::journal::PaymentTaken& payment,
                                                        std::span<const PaymentRetendered> chain);

// What the tenders at these places paid, as a basket to be paid anew: one line a bill, nothing else is known of it.
[[nodiscard]] Sale saleOf(const ledger::journal::PaymentTaken& payment, const std::vector<TenderInForce>& inForce,
                          const std::vector<std::size_t>& out);

// The fact of `paid`, which is complete, in place of the tenders at `out`. Seqs, receipt, reason and dates are filled
// in by who posts it. Refused: nothingToPay where nothing would change.
[[nodiscard]] tl::expected<PaymentRetendered, SaleError> retender(const std::vector<TenderInForce>& inForce,
                                                                  const std::vector<std::size_t>& out, const Sale& paid,
                                                                  const SaleRules& rules);

// reverse() for a payment whose tenders were changed: what stands now goes back.
[[nodiscard]] ledger::journal::PaymentReversed reverse(const ledger::journal::PaymentTaken& payment,
                                                       std::int64_t paymentSeq,
                                                       std::span<const PaymentRetendered> chain);

[[nodiscard]] bool hasCash(const std::vector<ledger::journal::TenderTaken>& tenders);

}  // namespace till::pos::sale
