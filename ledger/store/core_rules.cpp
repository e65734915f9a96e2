// SPDX-License-Identifier: Apache-2.0
// What the books refuse, whoever asks. One function a rule; the first refusal answers.
#include <algorithm>

#include "ledger/journal/entry.h"
#include "ledger/money/mutant.h"
#include "ledger/store/core.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {
namespace {

template <class... Kinds>
bool isOneOf(const Body& body) {
  return (std::holds_alternative<Kinds>(body) || ...);
}

std::optional<PostError> refuse(PostErrorCode code, std::string what) { return PostError{code, std::move(what)}; }

// A reversal after the seal belongs to no session, nor does cash that moves between funds without a till.
bool needsSession(const Body& body) {
  if (const auto* reversal = std::get_if<journal::PaymentReversed>(&body)) return reversal->how != "reversal";
  if (const auto* moved = std::get_if<journal::CashMoved>(&body)) return !moved->amount.isZero();
  if (const auto* accepted = std::get_if<journal::HandOverAccepted>(&body)) return !accepted->amount.isZero();
  // In no session it is the first count of a fund.
  if (const auto* kept = std::get_if<journal::CountKept>(&body)) return kept->session != 0;
  return isOneOf<journal::PaymentTaken, journal::CountSealed, journal::SessionClosed, journal::PaymentRetendered>(body);
}

// What changes the money of a session, and so ends with its sealed count.
bool movesMoney(const Body& body) {
  return isOneOf<journal::PaymentTaken, journal::PaymentReversed, journal::CashMoved, journal::HandOverAccepted,
                 journal::PaymentRetendered, journal::CountSealed, journal::CountKept>(body);
}

}  // namespace

const SessionRow* LedgerCore::openSessionById(std::optional<std::int64_t> id) const {
  const auto found = std::ranges::find_if(openSessions_, [&](const auto& one) { return id == one.id; });
  return found == openSessions_.end() ? nullptr : &*found;
}

std::optional<PostError> LedgerCore::entryRefusal(const Body& body) const {
  const auto entry = journal::entryOf(body);
  if (auto why = journal::imbalance(entry); !why.empty() && !mutant("balance_unchecked"))
    return refuse(PostErrorCode::unbalanced, why);
  for (const auto& line : entry) {
    if (!chart_.contains(line.account)) {
      return refuse(PostErrorCode::unbalanced, "the chart in force has no account " + line.account);
    }
  }
  const auto* moved = std::get_if<journal::CashMoved>(&body);
  if (moved != nullptr && (moved->moved.isNegative() || moved->from == moved->to)) {
    return refuse(PostErrorCode::unbalanced, "cash moves from one fund to another, and never less than nothing");
  }
  return std::nullopt;
}

std::optional<PostError> LedgerCore::sessionRefusal(const Context& context, const Body& body) const {
  if (!needsSession(body)) return std::nullopt;
  const SessionRow* session = openSessionById(context.session);
  if (session == nullptr) return refuse(PostErrorCode::sessionClosed, "the session is not open");
  if (!movesMoney(body)) return std::nullopt;
  if (session->sealed) return refuse(PostErrorCode::sessionClosed, "the session's count is sealed");
  const bool counts = isOneOf<journal::CountSealed, journal::CountKept>(body);
  if (session->aside && !counts) return refuse(PostErrorCode::sessionClosed, "the session's till is set aside");
  return std::nullopt;
}

std::optional<PostError> LedgerCore::openingRefusal(const journal::SessionOpened& opened) const {
  for (const auto& open : openSessions_) {
    if (opened.till && open.till == opened.till) {
      return refuse(PostErrorCode::sessionClosed, "that till is " + open.custodian + "'s until its session is closed");
    }
    if (open.custodian == opened.custodian && open.kind == opened.kind) {
      return refuse(PostErrorCode::sessionClosed, opened.custodian + " has an open session already");
    }
    if (opened.till && !open.aside && open.drawer == opened.drawer) {
      return refuse(PostErrorCode::sessionClosed, "another till stands in that drawer");
    }
  }
  std::error_code ignored;
  const auto space = std::filesystem::space(directory_, ignored);
  if (!ignored && space.available < static_cast<std::uintmax_t>(surroundings_.roomToOpenBytes)) {
    return refuse(PostErrorCode::diskFull, "the disk is nearly full; make room before a session is opened");
  }
  return std::nullopt;
}

std::optional<PostError> LedgerCore::placingRefusal(const journal::TillPlaced& placed) const {
  const SessionRow* session = openSessionById(placed.session);
  if (session == nullptr) return refuse(PostErrorCode::sessionClosed, "the session is not open");
  if (placed.drawer.empty()) return std::nullopt;
  const bool taken = std::ranges::any_of(openSessions_, [&](const auto& open) {
    return open.id != placed.session && !open.aside && open.drawer == placed.drawer;
  });
  if (taken) return refuse(PostErrorCode::sessionClosed, "another till stands in that drawer");
  return std::nullopt;
}

// One reversal, one correction, one acceptance per act, ever.
std::optional<PostError> LedgerCore::onceRefusal(const Body& body) const {
  const auto already = [](const char* what) { return refuse(PostErrorCode::alreadyReversed, what); };
  const auto asked = [&](const char* sql, std::initializer_list<std::int64_t> values) {
    Statement statement(database_, sql);
    for (const auto value : values) statement.bind(value);
    return statement.step();
  };
  constexpr const char* kReversed = "SELECT 1 FROM payment WHERE reverses=?";
  constexpr const char* kRetendered = "SELECT 1 FROM correction WHERE kind='retendered' AND of_row=?";
  constexpr const char* kReturned = "SELECT 1 FROM correction WHERE kind='check_returned' AND of_row=? AND part=?";
  constexpr const char* kMoved = "SELECT 1 FROM correction WHERE kind='payment_moved' AND of_row=? AND part=?";
  constexpr const char* kAccepted = "SELECT 1 FROM hand_over WHERE row=? AND accepted_row IS NULL";
  if (const auto* reversal = std::get_if<journal::PaymentReversed>(&body)) {
    const int epoch = reversal->reversesEpoch > 0 ? reversal->reversesEpoch : head_.epoch;
    if (asked(kReversed, {rowOf(epoch, reversal->reverses)})) return already("that payment has been reversed before");
  }
  if (const auto* change = std::get_if<journal::PaymentRetendered>(&body)) {
    if (asked(kRetendered, {rowOf(head_.epoch, change->of)})) return already("that has been corrected before");
    if (asked(kReversed, {rowOf(head_.epoch, change->payment)}))
      return already("that payment has been reversed before");
  }
  if (const auto* returned = std::get_if<journal::CheckReturned>(&body)) {
    const auto row = rowOf(returned->paymentEpoch, returned->payment);
    if (asked(kReturned, {row, returned->tender})) return already("that check has been returned before");
    if (asked(kReversed, {row})) return already("that payment has been reversed before");
  }
  if (const auto* moved = std::get_if<journal::PaymentMoved>(&body)) {
    const auto row = rowOf(moved->paymentEpoch, moved->payment);
    if (asked(kMoved, {row, moved->bill})) return already("that has been moved before");
    if (asked(kReversed, {row})) return already("that payment has been reversed before");
  }
  if (const auto* accepted = std::get_if<journal::HandOverAccepted>(&body)) {
    if (!asked(kAccepted, {rowOf(head_.epoch, accepted->of)})) return already("nothing waits to be accepted there");
  }
  return std::nullopt;
}

// What has been undone in part cannot be undone as a whole, nor the other way round: no line is owed twice.
std::optional<PostError> LedgerCore::undoneRefusal(const Body& body) const {
  std::int64_t row = 0;
  if (const auto* reversal = std::get_if<journal::PaymentReversed>(&body)) {
    row = rowOf(reversal->reversesEpoch > 0 ? reversal->reversesEpoch : head_.epoch, reversal->reverses);
  }
  if (const auto* moved = std::get_if<journal::PaymentMoved>(&body)) row = rowOf(moved->paymentEpoch, moved->payment);
  if (row == 0) return std::nullopt;
  Statement part(database_, "SELECT kind FROM correction WHERE of_row=? AND kind IN ('check_returned', ?)");
  part.bind(row).bind(std::holds_alternative<journal::PaymentReversed>(body) ? "payment_moved" : "");
  if (!part.step()) return std::nullopt;
  return refuse(PostErrorCode::alreadyReversed, part.text(0) == "check_returned"
                                                    ? "a check of that payment has come back before"
                                                    : "a bill of that payment has been moved before");
}

std::optional<PostError> LedgerCore::reviewRefusal(const Context& context, const journal::ActReviewed& act) const {
  const auto row = rowOf(act.epoch, act.of);
  Statement pending(database_, "SELECT reviewed_row FROM pending WHERE row=?");
  pending.bind(row);
  if (!pending.step() || !pending.isNull(0)) {
    return refuse(PostErrorCode::alreadyReversed, "nothing waits to be looked at there");
  }
  const auto raw = rawEvent(database_, row);
  const auto decoded = raw ? journal::decode(raw->payload) : tl::unexpected<std::string>("gone");
  if (!decoded || decoded->envelope.context.actor == context.actor) {
    return refuse(PostErrorCode::notAllowed, "nobody reviews their own act");
  }
  if (std::ranges::any_of(openSessions_, [&](const auto& open) { return open.custodian == context.actor; })) {
    return refuse(PostErrorCode::notAllowed, "who reviews holds no till");
  }
  Statement held(database_,
                 "SELECT 1 FROM session s WHERE s.custodian=? AND s.business_date="
                 "(SELECT business_date FROM session WHERE id=?)");
  held.bind(context.actor).bind(decoded->envelope.context.session.value_or(0));
  if (held.step()) return refuse(PostErrorCode::notAllowed, "who reviews held no till on that day");
  return std::nullopt;
}

std::optional<PostError> LedgerCore::depositRefusal(const Body& body) const {
  if (const auto* made = std::get_if<journal::DepositMade>(&body)) {
    for (const auto session : made->sessions) {
      Statement open(database_, "SELECT 1 FROM session WHERE id=? AND closed_row IS NOT NULL AND deposit IS NULL");
      open.bind(session);
      if (!open.step()) {
        return refuse(PostErrorCode::alreadyReversed,
                      "session " + std::to_string(session) + " is not closed, or in a bag already");
      }
    }
    return std::nullopt;
  }
  const auto* moved = std::get_if<journal::BagMoved>(&body);
  const auto* confirmed = std::get_if<journal::DepositConfirmed>(&body);
  if (moved == nullptr && confirmed == nullptr) return std::nullopt;
  Statement open(database_, "SELECT 1 FROM deposit WHERE number=? AND confirmed_row IS NULL");
  open.bind(moved != nullptr ? moved->deposit : confirmed->deposit);
  if (open.step()) return std::nullopt;
  return refuse(PostErrorCode::alreadyReversed, "there is no such deposit on its way");
}

// Batches follow each other, so that two who export at once do not hand over the same postings twice.
std::optional<PostError> LedgerCore::exportRefusal(const Body& body) const {
  const auto* batch = std::get_if<journal::GlExported>(&body);
  if (batch == nullptr) return std::nullopt;
  Statement last(database_, "SELECT row FROM latest WHERE kind='gl_exported'");
  const std::int64_t before = last.step() ? last.integer(0) : 0;
  const std::int64_t said = batch->previous > 0 ? rowOf(batch->previousEpoch, batch->previous) : 0;
  if (before != said) {
    return refuse(PostErrorCode::alreadyReversed, "another batch was exported in between; export again");
  }
  if (rowOf(batch->throughEpoch, batch->through) > rowOf(head_.epoch, head_.seq)) {
    return refuse(PostErrorCode::notAllowed, "a batch ends with an event that there is");
  }
  return std::nullopt;
}

std::optional<PostError> LedgerCore::refusal(const Context& context, const Body& body) const {
  if (!stoppedWhy_.empty()) return PostError{PostErrorCode::stopped, stoppedWhy_};
  if (readOnly()) return PostError{PostErrorCode::readOnly, readOnlyReason_};
  if (auto refused = entryRefusal(body)) return refused;
  if (auto refused = sessionRefusal(context, body)) return refused;
  if (const auto* opened = std::get_if<journal::SessionOpened>(&body)) return openingRefusal(*opened);
  if (const auto* placed = std::get_if<journal::TillPlaced>(&body)) return placingRefusal(*placed);
  if (const auto* act = std::get_if<journal::ActReviewed>(&body)) return reviewRefusal(context, *act);
  if (const auto* erased = std::get_if<journal::PrivateErased>(&body);
      erased && (erased->account + erased->before).empty())
    return refuse(PostErrorCode::notAllowed, "an erasure says of which account, or before which day");
  if (auto refused = depositRefusal(body)) return refused;
  if (auto refused = exportRefusal(body)) return refused;
  if (auto refused = undoneRefusal(body)) return refused;
  return onceRefusal(body);
}

}  // namespace till::ledger::store
