// SPDX-License-Identifier: Apache-2.0
// One step at work: the state being changed, what may be looked at, and the effects so far. And the tables that say
// which page does what with which key.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pos/station/step.h"

namespace till::pos::station {

struct Turn {
  State& state;
  const World& world;
  Now now;
  std::vector<Effect> effects = {};

  [[nodiscard]] std::string words(std::string_view key, std::initializer_list<std::string> arguments = {}) const {
    return world.words.text(key, arguments);
  }
  // The station's word on the act at hand. A text is "what|what it means and what to do".
  void tell(Level level, std::string_view key, std::initializer_list<std::string> arguments = {});
  void accept() { state.tone = Tone::accepted; }
  void refuse() { state.tone = Tone::refused; }
  void refuse(std::string_view key, std::initializer_list<std::string> arguments = {});

  void post(Purpose purpose, ledger::journal::Body body, ledger::store::PostOptions options = {},
            std::optional<std::int64_t> cause = std::nullopt,
            std::optional<ledger::journal::Approval> approval = std::nullopt);
  void postAs(std::string actor, Purpose purpose, ledger::journal::Body body,
              std::optional<std::int64_t> cause = std::nullopt);
  void effect(Effect effect) { effects.push_back(std::move(effect)); }

  // What a tender, void or seal rests on has changed: keys pressed on an older view no longer count.
  void basketChanged() { state.basketView = state.view + 1; }
  // False, with the tone: the clerk saw an older basket, or the key repeats by itself.
  [[nodiscard]] bool current(std::uint64_t view);
  [[nodiscard]] bool deliberate(const KeyPressed& press);

  void go(Page page);
  void closeMenu();
};

[[nodiscard]] Notice notice(const World& world, Level level, std::string_view key,
                            std::initializer_list<std::string> arguments = {});
[[nodiscard]] const people::Person* personById(const World& world, const std::string& id);
[[nodiscard]] std::string personName(const World& world, const std::string& id);
[[nodiscard]] std::string today(const World& world, Now now);  // ISO date on the office's wall

// --- tables -----------------------------------------------------------------------------------------------------

using KeyAct = void (*)(Turn&, const KeyPressed&);
struct KeyRule {
  Key key;
  KeyAct act;
};

struct PageActs {
  Page page;
  void (*digits)(Turn&, std::string_view);  // "0".."9", "00", "."
  std::span<const KeyRule> keys;
  void (*choice)(Turn&, std::size_t, std::uint64_t view) = nullptr;
  void (*text)(Turn&, const std::string&) = nullptr;
  void (*countField)(Turn&, std::size_t) = nullptr;
  bool takesScans = false;
  bool digitsChoose = false;  // a digit is an act, so that a repeating or late one is refused
};
// One a file; step.cpp has them all in one table.
extern const PageActs kSignInPage, kLockedPage, kResumePage, kFloatPage, kCounterPage, kChangePage, kMenuPage,
    kFindPage, kCountDownPage, kClosingPage, kClosedPage, kReportPage, kRetenderPage, kDrawerPage;
// The menu page while it asks for a second person.
extern const PageActs kApprovalPage;

}  // namespace till::pos::station
