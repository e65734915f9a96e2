// SPDX-License-Identifier: Apache-2.0
#include "pos/books/plan.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "pos/books/parts.h"

namespace till::pos::books {
namespace {

using people::ApprovalRule;

constexpr std::size_t kLongestText = 200;

std::optional<std::chrono::sys_days> dayOf(const std::string& text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int end = 0;
  const int read = std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &end);
  if (read != 3 || text.size() != 10 || end != 10) return std::nullopt;
  const auto date = std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
  return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

const people::Person* personOf(const World& world, const std::string& id) {
  const auto found = std::ranges::find(world.people, id, &people::Person::id);
  return found == world.people.end() ? nullptr : &*found;
}

Checked mayApprove(const World& world, const Hands& hands, const std::string& tillHeldBy) {
  const auto* approver = personOf(world, hands.approver);
  if (approver == nullptr || !people::mayApprove(*approver, hands.actor)) {
    return refused(RefusalKind::notAllowed, "--approver: a supervisor of people list, and not who acts (--as)");
  }
  if (hands.approver == tillHeldBy) {
    return refused(RefusalKind::notAllowed, hands.approver + " held the till that it is about; somebody else approves");
  }
  if (world.books.heldATillOn(hands.approver, world.today)) {
    return refused(RefusalKind::notAllowed, hands.approver + " holds or held a till today; somebody else approves");
  }
  return {};
}

}  // namespace

bool isDay(const std::string& text) { return dayOf(text).has_value(); }

std::string daysAfter(const std::string& day, int days) {
  const std::chrono::year_month_day date(*dayOf(day) + std::chrono::days(days));
  const auto two = [](unsigned number) { return (number < 10 ? "-0" : "-") + std::to_string(number); };
  return std::to_string(static_cast<int>(date.year())) + two(static_cast<unsigned>(date.month())) +
         two(static_cast<unsigned>(date.day()));
}

bool isKnown(const World& world, const std::string& person) { return personOf(world, person) != nullptr; }

Checked mustSay(const std::string& text, const char* what) {
  if (text.empty()) return refused(RefusalKind::argument, std::string(what) + " is missing");
  if (text.size() > kLongestText) {
    return refused(RefusalKind::argument, std::string(what) + " is longer than " + std::to_string(kLongestText));
  }
  if (stub::looksLikeCard(text)) return refused(RefusalKind::argument, std::string(what) + " looks like a card number");
  return {};
}

tl::expected<ledger::store::Context, Refusal> signedBy(const World& world, const Hands& hands, ApprovalRule rule,
                                                       const std::string& reason, const std::string& tillHeldBy) {
  ledger::store::Context context{hands.actor, {}, {}, {}};
  if (!hands.approver.empty()) {
    if (auto may = mayApprove(world, hands, tillHeldBy); !may) return tl::unexpected(may.error());
    context.approval = ledger::journal::Approval{hands.approver, "pin", reason};
    return context;
  }
  if (rule == ApprovalRule::atOnce) {
    return refused(RefusalKind::notAllowed, "the office wants a second person here: name a supervisor with --approver");
  }
  if (rule == ApprovalRule::after) context.approval = ledger::journal::Approval{"", ledger::journal::kPending, reason};
  return context;
}

Checked approvedByOthers(const Hands& hands, std::initializer_list<std::string_view> parties) {
  if (hands.approver.empty() || std::ranges::find(parties, hands.approver) == parties.end()) return {};
  return refused(RefusalKind::notAllowed, hands.approver + " has a part in it; somebody else approves");
}

std::optional<ledger::journal::DepositMade> sealedOf(const World& world, const ledger::store::DepositRow& deposit) {
  for (int epoch = world.books.epoch(); epoch > 0; --epoch) {
    const auto event = world.books.event(epoch, deposit.seq);
    const auto* made = event ? std::get_if<ledger::journal::DepositMade>(&event->body) : nullptr;
    if (made != nullptr && made->deposit == deposit.number) return *made;
  }
  return std::nullopt;
}

void Entry::add(const std::string& account, Money amount) {
  const auto found = std::ranges::find(sums_, account, &EntryLine::account);
  if (found == sums_.end()) {
    sums_.push_back({account, amount});
  } else {
    found->amount += amount;
  }
}

std::vector<EntryLine> Entry::lines() const {
  auto all = sums_;
  std::erase_if(all, [](const auto& line) { return line.amount.isZero(); });
  return all;
}

std::string glDateNow(const World& world) {
  const std::string& closed = world.rules.closedThrough;
  return !closed.empty() && world.today <= closed ? daysAfter(closed, 1) : world.today;
}

std::string glDateSaid(const World& world) {
  const std::string date = glDateNow(world);
  return date == world.today ? "" : "; " + world.today + " is in a closed period: it posts on " + date;
}

Plan plan(const OfficeAct& act, const Hands& hands, const World& world) {
  if (const auto field = notPlain(act); !field.empty()) {
    return refused(RefusalKind::argument,
                   field + " holds what is no text on one line: a control character, half a letter, a whole book");
  }
  // No money moves, nothing of books.toml is asked, and a timer may do it.
  if (const auto* batch = std::get_if<RecordBatch>(&act)) return planned(*batch, hands, world);
  if (const auto* wrongPin = std::get_if<RecordRefusal>(&act)) return planned(*wrongPin, hands, world);
  if (!world.rules.set) {
    return refused(RefusalKind::notAllowed,
                   "the office's folder has no books.toml: it says where such acts are booked; see config/README.md");
  }
  if (!isKnown(world, hands.actor)) {
    return refused(RefusalKind::notAllowed,
                   "--as: somebody must answer for it by name; tillctl people list shows who there is");
  }
  return std::visit([&](const auto& one) { return planned(one, hands, world); }, act);
}

}  // namespace till::pos::books
