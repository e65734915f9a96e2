// SPDX-License-Identifier: Apache-2.0
// The point of no return. Nothing is kicked, printed or shown as done before the ledger has answered.
#include <algorithm>

#include "ledger/money/mutant.h"
#include "pos/station/acts.h"

namespace till::pos::station {

void settle(Turn& turn, const sale::Sale& sale) {
  if (turn.state.page == Page::retender) return settleRetender(turn, sale);
  const bool open = drawerNow(turn.state, turn.world.settings).state == drivers::drawer::DrawerState::open;
  if (open && turn.world.settings.holdWhileDrawerOpen) return turn.refuse("drawer.hold");
  const bool checks =
      std::ranges::any_of(sale.tenders(), [](const auto& tender) { return tender.kind == sale::TenderKind::check; });
  if (const auto only = cashOnly(turn.world, sale, turn.now); only && checks)
    return turn.refuse("tender.cash_only", {only->account, only->until});
  auto settled = sale::SettledSale::settle(sale, turn.world.settings.sale);
  if (!settled) return turn.refuse("tender.refused");
  ledger::journal::PaymentTaken fact = settled->fact();
  fact.businessDate = turn.state.session->businessDate;
  fact.glDate = turn.state.session->glDate;
  if (mutant("business_date_from_clock")) fact.businessDate = today(turn.world, turn.now);
  if (mutant("kick_before_commit")) kick(turn, {.cause = "payment", .how = "kick", .of = {}, .recorded = false});
  turn.state.settling = std::move(*settled);
  turn.post(Purpose::payment, std::move(fact), {.priv = sale::privateValues(sale), .settlesDraft = "basket"});
}

void paymentPosted(Turn& turn, const ledger::store::Posted& posted) {
  State& state = turn.state;
  const sale::SettledSale settled = std::move(*state.settling);
  state.settling.reset();
  const std::string label = basketLabel(settled.sale());
  state.last = LastPayment{.seq = posted.seq(),
                           .receipt = posted.receipt() ? toText(*posted.receipt()) : "",
                           .label = label,
                           .lines = settled.sale().lines(),
                           .tenders = settled.fact().tenders,
                           .total = settled.fact().total,
                           .change = settled.fact().change,
                           .takeBack = true};
  state.sale.reset();
  state.counter = {};
  turn.accept();
  turn.go(Page::change);
  if (settled.movesCash()) kick(turn, {.cause = "payment", .how = "kick", .of = posted.seq(), .recorded = false});
  printPaper(turn, posted.seq(), "receipt", label, false);
  endorseChecks(turn);
  turn.effect(TakeSaleId{});
}

}  // namespace till::pos::station
