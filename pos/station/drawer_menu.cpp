// SPDX-License-Identifier: Apache-2.0
// The drawer without a payment: a no-sale with its reason, the count-down's question, and the X read.
#include "pos/station/acts.h"
#include "pos/station/menu.h"

namespace till::pos::station {

namespace {

std::vector<MenuItem> noSaleReasons(const State&, const World& world) { return itemsOf(world.settings.noSaleReasons); }

void pickReason(Turn& turn, std::size_t index) {
  const std::string reason = turn.world.settings.noSaleReasons.at(index);
  if (turn.world.settings.noSaleApproval != people::ApprovalRule::atOnce) return openDrawer(turn, reason, std::nullopt);
  turn.state.approving = {.act = ApprovalFor::noSale, .reason = reason};
  turn.state.menu.kind = MenuKind::approval;
  askPin(turn, PinFor::approval, Page::menu);
}

std::vector<MenuItem> countDownItems(const State&, const World& world) {
  return {{.text = world.words.text("menu.count_down_yes"), .detail = ""}};
}
void pickCountDown(Turn& turn, std::size_t) { countDownBegins(turn); }

}  // namespace

const MenuActs kNoSaleMenu{
    .kind = MenuKind::noSale, .title = "menu.no_sale", .items = noSaleReasons, .pick = pickReason};
const MenuActs kCountDownMenu{
    .kind = MenuKind::countDown, .title = "menu.count_down", .items = countDownItems, .pick = pickCountDown};

void openDrawer(Turn& turn, const std::string& reason, std::optional<ledger::journal::Approval> approval) {
  if (approval) approval->reason = reason;
  turn.post(Purpose::noSale, ledger::journal::DrawerOpened{.cause = "no_sale", .how = "kick", .reason = reason}, {},
            std::nullopt, std::move(approval));
}

void noSalePosted(Turn& turn, const ledger::store::Posted& posted) {
  turn.accept();
  turn.tell(Level::info, "drawer.no_sale_recorded");
  kick(turn, {.cause = "no_sale", .how = "kick", .of = posted.seq(), .recorded = true});
  printPaper(turn, posted.seq(), "no_sale_slip", turn.words("drawer.no_sale_slip"), false);
  turn.closeMenu();
}

void xRead(Turn& turn) {
  const auto counts = turn.world.ledger.counts(turn.state.session->id);
  turn.tell(Level::info, "drawer.x_read",
            {std::to_string(counts.payments), std::to_string(counts.reversals), std::to_string(counts.noSales)});
}

}  // namespace till::pos::station
