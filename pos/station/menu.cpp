// SPDX-License-Identifier: Apache-2.0
#include "pos/station/menu.h"

#include <algorithm>
#include <array>

#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

const std::array<const MenuActs*, 18> kMenus{&kMoreMenu,        &kNoSaleMenu,         &kLastReceiptMenu,
                                             &kReceiptsMenu,    &kVoidReasonMenu,     &kReceiptReturnedMenu,
                                             &kCountDownMenu,   &kReportsMenu,        &kReportsOfGroupMenu,
                                             &kReportDaysMenu,  &kReportPersonMenu,   &kRetenderMenu,
                                             &kRetenderOutMenu, &kRetenderReasonMenu, &kDrawerMenu,
                                             &kReceiverMenu,    &kHandOversMenu,      &kOthersTillsMenu};

std::vector<MenuItem> items(const Turn& turn) {
  const MenuActs* menu = menuActs(turn.state.menu.kind);
  return menu ? menu->items(turn.state, turn.world) : std::vector<MenuItem>();
}

void pick(Turn& turn, std::size_t index, std::uint64_t view) {
  if (!turn.current(view)) return;
  const auto all = items(turn);
  if (index >= all.size() || !all[index].enabled) return turn.refuse("menu.not_now");
  menuActs(turn.state.menu.kind)->pick(turn, index);
}

// Nine by digit; the rest by + and Enter, or by touch.
void digits(Turn& turn, std::string_view digits) {
  if (digits.size() != 1 || digits < "1" || digits > "9") return turn.refuse();
  const auto all = items(turn);
  const auto index = static_cast<std::size_t>(digits[0] - '1');
  if (index >= all.size() || !all[index].enabled) return turn.refuse("menu.not_now");
  menuActs(turn.state.menu.kind)->pick(turn, index);
}

void enter(Turn& turn, const KeyPressed& press) {
  if (press.repeat) return turn.refuse();
  pick(turn, turn.state.menu.selected, press.view);
}

void next(Turn& turn, const KeyPressed&) {
  const std::size_t count = items(turn).size();
  if (count > 0) turn.state.menu.selected = (turn.state.menu.selected + 1) % count;
}

void previous(Turn& turn, const KeyPressed&) {
  const std::size_t count = items(turn).size();
  if (count > 0) turn.state.menu.selected = (turn.state.menu.selected + count - 1) % count;
}

void back(Turn& turn, const KeyPressed&) {
  // Who came for another's till only has no counter to go back to.
  if (turn.state.menu.kind == MenuKind::othersTills) return signOut(turn);
  turn.closeMenu();
}

void lockHere(Turn& turn, const KeyPressed&) { lock(turn); }

constexpr KeyRule kKeys[] = {{Key::enter, enter}, {Key::plus, next}, {Key::minus, previous},
                             {Key::escape, back}, {Key::f7, back},   {Key::f12, lockHere}};

std::vector<MenuItem> moreItems(const State&, const World& world) {
  std::vector<MenuItem> all;
  for (const auto* key : {"more.find", "more.drawer", "more.last_receipt", "more.count_down", "more.x_read",
                          "more.park", "more.lock", "more.reports"}) {
    const Notice words = notice(world, Level::info, key);
    all.push_back({.text = words.what, .detail = words.text});
  }
  return all;
}

void parkOrBring(Turn& turn) {
  if (turn.state.sale && !turn.state.sale->empty()) return park(turn);
  bringBackParked(turn);
}

void pickMore(Turn& turn, std::size_t index) {
  using Act = void (*)(Turn&);
  static constexpr std::array<Act, 8> kActs{
      openFind,    openDrawerMenu, [](Turn& t) { openMenu(t, MenuKind::lastReceipt); }, askCountDown, xRead,
      parkOrBring, lock,           [](Turn& t) { openMenu(t, MenuKind::reports); }};
  turn.closeMenu();
  kActs.at(index)(turn);
}

}  // namespace

const PageActs kMenuPage{
    .page = Page::menu, .digits = digits, .keys = kKeys, .choice = pick, .takesScans = true, .digitsChoose = true};
const MenuActs kMoreMenu{.kind = MenuKind::more, .title = "menu.more", .items = moreItems, .pick = pickMore};

const MenuActs* menuActs(MenuKind kind) {
  const auto found = std::ranges::find(kMenus, kind, &MenuActs::kind);
  return found == kMenus.end() ? nullptr : *found;
}

std::vector<MenuItem> itemsOf(const std::vector<std::string>& texts) {
  std::vector<MenuItem> all;
  for (const auto& text : texts) all.push_back({.text = text, .detail = ""});
  return all;
}

void openMenu(Turn& turn, MenuKind kind) {
  if (turn.state.page != Page::menu) turn.state.menu.from = turn.state.page;
  turn.state.menu.kind = kind;
  turn.state.menu.selected = 0;
  const auto all = items(turn);
  while (turn.state.menu.selected < all.size() && !all[turn.state.menu.selected].enabled) ++turn.state.menu.selected;
  turn.go(Page::menu);
}

}  // namespace till::pos::station
