// SPDX-License-Identifier: Apache-2.0
// A count at any time: blind like the last one, on the same page, with a witness. It seals nothing, and what should
// have been there is told to nobody here.
#include "pos/station/acts.h"

namespace till::pos::station {

void askSurprise(Turn& turn) {
  if (turn.state.sale && !turn.state.sale->empty()) return turn.refuse("fund.basket_open");
  if (moneyIsAside(turn.state)) return turn.refuse("fund.money_aside");
  withApproval(turn, ApprovalFor::surprise, turn.world.settings.funds.rule(funds::Act::surpriseCount));
}

void beginSurprise(Turn& turn, const std::string& witness) {
  turn.state.surprise = Surprise{.witness = witness, .under = std::exchange(turn.state.counting, {})};
  turn.state.counting.session = turn.state.session->id;
  turn.state.counting.count.cash = shift::CashCount(countUnits(turn.world.settings));
  countDownBegins(turn);
}

void keepSurprise(Turn& turn) {
  turn.post(Purpose::surprise,
            funds::surpriseCount(turn.state.session->id, turn.state.counting.count, turn.state.surprise->witness));
}

void leaveSurprise(Turn& turn) {
  turn.state.counting = std::move(turn.state.surprise->under);
  turn.state.surprise.reset();
  turn.go(Page::counter);
}

void surpriseKept(Turn& turn, const ledger::store::Posted& posted) {
  leaveSurprise(turn);
  turn.accept();
  turn.tell(Level::info, "fund.done.surprise");
  printPaper(turn, posted.seq(), "surprise_count_slip", turn.words("fund.slip.surprise"), false);
}

}  // namespace till::pos::station
