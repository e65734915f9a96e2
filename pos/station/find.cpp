// SPDX-License-Identifier: Apache-2.0
// An account without its stub: by number, name or street, as typed.
#include "pos/station/find.h"

#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

constexpr int kMostFound = 9;
constexpr std::size_t kLongestSearch = 40;

// A card number has no business in a search field: it is gone before anything shows or keeps it.
void guardCards(Turn& turn) {
  if (!stub::looksLikeCard(turn.state.find.typed)) return;
  turn.state.find.typed.clear();
  turn.post(Purpose::record, ledger::journal::Refused{.code = "card_number_keyed", .where = "find"});
  turn.refuse("stub.looks_like_card");
}

void type(Turn& turn, std::string_view text) {
  Find& find = turn.state.find;
  find.selected = 0;
  if (find.typed.size() + text.size() > kLongestSearch) return turn.refuse();
  find.typed += text;
  guardCards(turn);
}

void text(Turn& turn, const std::string& typed) {
  for (const char c : typed)
    if (static_cast<unsigned char>(c) < 32 || c == 127) return turn.refuse();
  type(turn, typed);
}

void backspace(Turn& turn, const KeyPressed&) {
  auto& typed = turn.state.find.typed;
  if (!typed.empty()) typed.pop_back();
}
void clear(Turn& turn, const KeyPressed&) { turn.state.find = {}; }

void next(Turn& turn, const KeyPressed&) {
  const std::size_t count = foundAccounts(turn.state, turn.world).size();
  if (count > 0) turn.state.find.selected = (turn.state.find.selected + 1) % count;
}

void back(Turn& turn, const KeyPressed&) { turn.closeMenu(); }

void choose(Turn& turn, std::size_t index, std::uint64_t) {
  const auto found = foundAccounts(turn.state, turn.world);
  if (index >= found.size()) return turn.refuse();
  turn.closeMenu();
  accountKeyed(turn, found[index].account);
}

// Nothing found: what was typed may still be an account that the bill book does not have.
void enter(Turn& turn, const KeyPressed& press) {
  if (press.repeat || turn.state.find.typed.empty()) return turn.refuse();
  if (!foundAccounts(turn.state, turn.world).empty()) return choose(turn, turn.state.find.selected, press.view);
  const std::string typed = turn.state.find.typed;
  turn.closeMenu();
  accountKeyed(turn, typed);
}

void lockHere(Turn& turn, const KeyPressed&) { lock(turn); }

constexpr KeyRule kKeys[] = {{Key::enter, enter}, {Key::backspace, backspace}, {Key::minus, clear},
                             {Key::plus, next},   {Key::escape, back},         {Key::f5, back},
                             {Key::f12, lockHere}};

}  // namespace

const PageActs kFindPage{
    .page = Page::find, .digits = type, .keys = kKeys, .choice = choose, .text = text, .takesScans = true};

std::vector<bill::FoundAccount> foundAccounts(const State& state, const World& world) {
  if (!world.bills || state.find.typed.empty()) return {};
  return world.bills->search(state.find.typed, kMostFound);
}

void openFind(Turn& turn) {
  turn.state.menu.from = turn.state.page;
  turn.state.find = {};
  turn.go(Page::find);
}

}  // namespace till::pos::station
