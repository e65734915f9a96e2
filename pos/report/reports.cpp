// SPDX-License-Identifier: Apache-2.0
#include "pos/report/reports.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "pos/report/difference.h"
#include "pos/shift/office_time.h"

namespace till::pos::report {
namespace {

using namespace ledger::report;
constexpr auto kClerk = people::Role::clerk;

// In the order in which a day needs them.
constexpr std::array<Kind, 20> kKinds{
    {{.name = "x",
      .help = "An open session: how many payments, voids, no-sales. No amounts: it is blind.",
      .make = makeX,
      .number = "session",
      .least = kClerk},
     {.name = "z",
      .help = "A closed session: expected, counted, over or short, voids.",
      .make = makeZ,
      .number = "Z",
      .least = kClerk},
     {.name = "tape", .help = "Every event of a closed session.", .make = makeTape, .number = "session"},
     {.name = "stubs",
      .help = "The stubs of closed sessions by batch and sequence, as they lie in the box.",
      .make = makeStubs,
      .number = "session",
      .days = true,
      .least = kClerk},
     {.name = "hours", .help = "Payments by hour of the day, with a picture.", .make = makeHours, .days = true},
     {.name = "balances",
      .help = "Debits less credits of each account.",
      .make = makeBalances,
      .days = true,
      .fast = true},
     {.name = "postings",
      .help = "The same by day, by week (its Monday) or by month.",
      .make = makeBalances,
      .days = true,
      .period = true,
      .fast = true},
     {.name = "services",
      .help = "What was paid for each service, less what was undone.",
      .make = makeServices,
      .days = true,
      .period = true},
     {.name = "deposit",
      .help = "A deposit slip: cash by denomination, each check, the bag. Refused where the bag is not intact.",
      .make = makeDeposit,
      .number = "deposit",
      .least = kClerk},
     {.name = "custody",
      .help = "The way of the bags from seal to bank, with names.",
      .make = makeCustody,
      .number = "deposit",
      .days = true},
     {.name = "bank",
      .help = "What was sent to the bank, what it got, the difference.",
      .make = makeBank,
      .days = true},
     {.name = "house",
      .help = "Money in the house and who holds it; last counted when and by whom.",
      .make = makeHouse},
     {.name = "over-short",
      .help = "Over and short by session, person and drawer, with a picture over time.",
      .make = makeOverShort,
      .days = true},
     {.name = "difference",
      .help = "What a closed session's difference may be, the likeliest first, each with its evidence.",
      .number = "session",
      .makeAt = makeDifference},
     {.name = "corrections",
      .help = "Voids, changed tenders, returned checks, payments moved to another account.",
      .make = makeCorrections,
      .days = true},
     {.name = "pending",
      .help = "Acts that wait for a second look by somebody who holds no till.",
      .make = makePending},
     {.name = "drawer",
      .help = "Every opening of the drawer: cause, person, how long it stood open.",
      .make = makeDrawer,
      .days = true},
     {.name = "receipts", .help = "The receipts' numbers: what is missing, what stands twice.", .make = makeReceipts},
     {.name = "losses",
      .help = "What was lost with a disk: which receipts are known from paper only.",
      .make = makeLosses},
     {.name = "person", .help = "What a person did.", .make = makePerson, .days = true, .person = true}}};

}  // namespace

std::span<const Kind> kinds() { return kKinds; }

const Kind* kindNamed(std::string_view name) {
  const auto found = std::ranges::find(kKinds, name, &Kind::name);
  return found == kKinds.end() ? nullptr : &*found;
}

Made make(const Kind& kind, const ledger::store::Reader& reader, const Asked& asked, const Counter& counter) {
  Made made = tl::unexpected(ReportError{});
  try {
    reader.atOneMoment(
        [&] { made = kind.make != nullptr ? kind.make(reader, asked) : kind.makeAt(reader, asked, counter); });
  } catch (const std::runtime_error& error) {
    return tl::unexpected(
        ReportError{ReportErrorCode::unproven, std::string("the ledger cannot be read: ") + error.what()});
  }
  if (made) made->name = kind.name;
  return made;
}

Look officeLook(const std::string& timeZone, const std::vector<people::Person>& people) {
  Look look;
  if (!timeZone.empty()) {
    look.moment = [timeZone](ledger::store::WallTime at) {
      const auto time = shift::officeTime(at.unixMillis, timeZone);
      return shift::isoDate(time) + " " + shift::clockText(time);
    };
  }
  look.person = [people](const std::string& id) {
    const auto found = std::ranges::find(people, id, &people::Person::id);
    return found == people.end() ? id : found->name;
  };
  return look;
}

}  // namespace till::pos::report
