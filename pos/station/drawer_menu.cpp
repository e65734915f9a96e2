// SPDX-License-Identifier: Apache-2.0
// The drawer without a payment: its menu, a no-sale with its reason, the count-down's question, and the X read.
#include <array>

#include "pos/station/acts.h"
#include "pos/station/menu.h"

namespace till::pos::station {

namespace {

std::vector<MenuItem> noSaleReasons(const State&, const World& world) { return itemsOf(world.settings.noSaleReasons); }

void pickReason(Turn& turn, std::size_t index) {
  turn.state.approving.reason = turn.world.settings.noSaleReasons.at(index);
  withApproval(turn, ApprovalFor::noSale, turn.world.settings.noSaleApproval);
}

struct DrawerItem {
  std::string_view words;
  void (*act)(Turn&);
};
constexpr std::array<DrawerItem, 8> kDrawerItems{
    {{"drawer_menu.no_sale", [](Turn& turn) { openMenu(turn, MenuKind::noSale); }},
     {"drawer_menu.drop", [](Turn& turn) { beginDrawerAct(turn, funds::Act::drop); }},
     {"drawer_menu.swap", askSwap},
     {"drawer_menu.pick_up", [](Turn& turn) { beginDrawerAct(turn, funds::Act::pickUp); }},
     {"drawer_menu.change", [](Turn& turn) { beginDrawerAct(turn, funds::Act::change); }},
     {"drawer_menu.hand_over", chooseReceiver},
     {"drawer_menu.accept", chooseHandOver},
     {"drawer_menu.surprise_count", askSurprise}}};

std::vector<MenuItem> drawerItems(const State& state, const World& world) {
  std::vector<MenuItem> all;
  for (const auto& item : kDrawerItems) {
    const Notice words = notice(world, Level::info, item.words);
    const bool accepts = item.act == chooseHandOver;
    all.push_back({.text = words.what,
                   .detail = words.text,
                   .enabled = !accepts || !handOversTo(world, state.person.value_or("")).empty()});
  }
  return all;
}

void pickDrawerItem(Turn& turn, std::size_t index) { kDrawerItems.at(index).act(turn); }

std::vector<MenuItem> countDownItems(const State&, const World& world) {
  return {{.text = world.words.text("menu.count_down_yes"), .detail = ""}};
}
void pickCountDown(Turn& turn, std::size_t) { countDownBegins(turn); }

}  // namespace

const MenuActs kNoSaleMenu{
    .kind = MenuKind::noSale, .title = "menu.no_sale", .items = noSaleReasons, .pick = pickReason};
const MenuActs kDrawerMenu{
    .kind = MenuKind::drawer, .title = "menu.drawer", .items = drawerItems, .pick = pickDrawerItem};
const MenuActs kCountDownMenu{
    .kind = MenuKind::countDown, .title = "menu.count_down", .items = countDownItems, .pick = pickCountDown};

void openDrawerMenu(Turn& turn) { openMenu(turn, turn.world.settings.funds.set ? MenuKind::drawer : MenuKind::noSale); }

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
