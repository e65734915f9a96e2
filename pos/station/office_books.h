// SPDX-License-Identifier: Apache-2.0
// The office's acts upon the books: planned at the station and, when none runs, by tillctl under the ledger's lock.
#pragma once

#include "pos/books/plan.h"
#include "pos/station/station.h"

namespace till::pos::station {

// What such an act is planned on. All but the last two must outlive it.
[[nodiscard]] books::World booksWorld(const StationSettings& settings, const words::Words& words,
                                      const ledger::store::Ledger& ledger, const bill::BillBook* bills,
                                      std::vector<people::Person> people, std::int64_t unixMillis);

}  // namespace till::pos::station
