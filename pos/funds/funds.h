// SPDX-License-Identifier: Apache-2.0
// What is done with cash other than taking payments, as balanced facts for the ledger. Pure; any thread. Each function
// answers the whole fact, or a named refusal with nothing done. Who acts, who approves and in which session is the
// envelope's (journal::Context), and the caller's.
//
// In the books: a float stands in `floats` and what an open session holds beyond it in `tills`, so cash that moves in
// or out of an open session moves in `tills`; closing brings both back in order. Cash of a till without a session is
// its float.
#pragma once

#include <tl/expected.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pos/funds/settings.h"
#include "pos/shift/count_down.h"

namespace till::pos::funds {

using ledger::journal::CashMoved;
using ledger::journal::CountKept;
using ledger::journal::CountLine;
using ledger::journal::FundAssigned;
using ledger::journal::FundCounted;
using ledger::journal::HandOverAccepted;
using ledger::journal::TillPlaced;

inline constexpr const char* kPettyFund = "petty";

enum class Refusal {
  nothing,       // no amount, or less than nothing
  tooLarge,      // beyond what anything outside may name
  sameFund,      // from a fund to itself
  unknownFund,   // no till, safe, petty, transit or deposit
  notEqual,      // an exchange of which one side is more than the other
  noReference,   // the envelope's or the voucher's number is missing
  badReference,  // what nobody writes on an envelope
  noReceiver,
  samePerson,  // two people are asked for
  notAllowed,  // the office pays nothing out of the drawer
  overLimit,   // more than one voucher may be
  noReason,    // a difference without one
};
template <class Fact>
using Built = tl::expected<Fact, Refusal>;
// "fund.refused.nothing" ...: the key of its words.
[[nodiscard]] std::string_view wordOf(Refusal refusal);

// Cash in hand. `pieces` are empty where nobody counted them.
struct Cash {
  Money amount;
  std::vector<CountLine> pieces;
};
[[nodiscard]] Cash cashOf(const shift::CashCount& counted);  // lines of nothing are left out

struct Books {
  const FundAccounts& accounts;
  std::string businessDate;  // ISO
};

// Where a fund's cash stands in the books; empty: there is no such fund. `inSession`: of a till with its session open.
[[nodiscard]] std::string accountOf(const FundAccounts& accounts, std::string_view fund, bool inSession);
// "till.3" -> 3
[[nodiscard]] std::optional<int> tillOf(std::string_view fund);

// --- with an open session: posted in it -------------------------------------------------------------------------

// Into the safe, in an envelope with a number.
[[nodiscard]] Built<CashMoved> drop(const Books& books, int till, const Cash& cash, const std::string& envelope,
                                    const std::string& witness);
// Out of the safe, for a drawer that runs low.
[[nodiscard]] Built<CashMoved> pickUp(const Books& books, int till, const Cash& cash, const std::string& witness);
// As much comes back as goes out; neither fund holds more or less after it.
[[nodiscard]] Built<CashMoved> change(const Books& books, const std::string& from, const std::string& to,
                                      const Cash& out, const Cash& back, const std::string& witness);
// Out of the till and in transit, until `receiver` has counted it.
[[nodiscard]] Built<CashMoved> handOver(const Books& books, int till, const Cash& cash, const std::string& giver,
                                        const std::string& receiver);

struct HandedOver {
  std::int64_t seq = 0;  // of the hand-over
  Money amount;
};
// What `receiver` counted of it goes into `fund`; a difference is unassigned. `inSession`: posted in an open session of
// that till; else into a fund without one.
[[nodiscard]] Built<HandOverAccepted> accept(const Books& books, const HandedOver& over, const std::string& fund,
                                             bool inSession, const Cash& counted);

[[nodiscard]] CountKept surpriseCount(std::int64_t session, const shift::CountDown& count, const std::string& witness);

// The till insert in a drawer, or set aside with its session open.
[[nodiscard]] TillPlaced placed(std::int64_t session, const std::string& drawer);
[[nodiscard]] TillPlaced setAside(std::int64_t session);

// Who closes the till of somebody absent is not that one, and needs a witness who is neither.
[[nodiscard]] tl::expected<void, Refusal> mayCloseFor(const std::string& custodian, const std::string& closes,
                                                      const std::string& witness);

// --- without a session ------------------------------------------------------------------------------------------

// Of a till whose session is not open yet, or closed.
[[nodiscard]] Built<CashMoved> floatOut(const Books& books, int till, const Cash& cash, const std::string& receiver,
                                        const std::string& witness);
[[nodiscard]] Built<CashMoved> floatBack(const Books& books, int till, const Cash& cash, const std::string& receiver,
                                         const std::string& witness);
// Between two funds that are no open tills: the safe, petty cash, the deposit that is being made up. "float_out" where
// the safe gives, else "float_back".
[[nodiscard]] Built<CashMoved> transfer(const Books& books, const std::string& from, const std::string& to,
                                        const Cash& cash, const std::string& receiver, const std::string& witness);
// Out of petty cash, never out of a till, against a voucher. Off unless the office says otherwise.
[[nodiscard]] Built<CashMoved> paidOut(const Books& books, const FundSettings& settings, const Cash& cash,
                                       const std::string& voucher, const Purpose& purpose, const std::string& receiver);

// The register of funds. The first assignment says what the fund holds; later ones only change hands.
[[nodiscard]] Built<FundAssigned> assign(const FundAccounts& accounts, const std::string& fund,
                                         const std::string& custodian, Money amount);

struct FundCount {
  std::string fund;
  std::string custodian;
  Money expected;  // by the register, when it is sealed
  Cash counted;
  std::string counter, witness;  // two people
  std::string reason;            // of a difference
};
// The safe, petty cash or a till without a session. What differs is booked to over and short.
[[nodiscard]] Built<FundCounted> count(const Books& books, const FundCount& count);

}  // namespace till::pos::funds
