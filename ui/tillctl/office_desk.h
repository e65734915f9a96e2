// SPDX-License-Identifier: Apache-2.0
// How an act of the office is done: signed by PINs, then by the station that runs at the data directory, between
// customers; where none runs by this program itself, under the ledger's lock. Both plan it alike (pos/books/plan.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pos/books/act.h"
#include "ui/tillctl/command.h"

namespace till::ui::tillctl {

// Who signs beside who acts (--as); empty: nobody. Each one's PIN is asked for, in this order.
struct Signers {
  std::string witness;
  std::string approver;
};

struct Done {
  std::string text;  // what came of it
  std::string receipt;
  std::int64_t seq = 0;
};

// Asks for the PINs, of who acts first. Error: a wrong one, or nobody of that name; nothing is done.
[[nodiscard]] Outcome signAct(const Signers& signers, const Options& options);
// The same of a supervisor alone (--as), who is told what others are not.
[[nodiscard]] Outcome signSupervisor(const Options& options);
// Blocks until it is posted or refused. Signed before.
[[nodiscard]] tl::expected<Done, Failure> doAct(const pos::books::OfficeAct& act, const std::string& approver,
                                                const Options& options);
void say(const Done& done, const Options& options);
// All three.
[[nodiscard]] Outcome signAndDo(const pos::books::OfficeAct& act, const Signers& signers, const Options& options);

// Arguments of these commands.
[[nodiscard]] tl::expected<ledger::journal::ReceiptNumber, Failure> receiptFrom(const std::string& text);
[[nodiscard]] tl::expected<std::int64_t, Failure> numberFrom(const std::string& text, const std::string& name);
[[nodiscard]] tl::expected<Money, Failure> amountFrom(const std::string& text, const std::string& name);
[[nodiscard]] std::vector<std::string> listFrom(const std::string& text);  // "3,4"
[[nodiscard]] Argument approverArgument();
[[nodiscard]] Argument witnessArgument();

}  // namespace till::ui::tillctl
