// SPDX-License-Identifier: Apache-2.0
// The pieces makeView() is put together from.
#pragma once

#include "pos/station/turn.h"

namespace till::pos::station {

struct Drawing {
  const State& state;
  const World& world;
  Now now;
  StationView& view;

  [[nodiscard]] std::string words(std::string_view key, std::initializer_list<std::string> arguments = {}) const {
    return world.words.text(key, arguments);
  }
  void hint(std::string_view key) { view.hints = words(key); }
  void say(Level level, std::string_view key, std::initializer_list<std::string> arguments = {}) {
    view.notices.push_back(notice(world, level, key, arguments));
  }
};

// view_header.cpp
void drawHeader(Drawing& drawing);
void drawNotices(Drawing& drawing);
// view_counter.cpp
void drawCounter(Drawing& drawing);
void drawChange(Drawing& drawing);
void drawRetender(Drawing& drawing);
// view_bills.cpp
[[nodiscard]] std::vector<BillCardView> billCards(const Drawing& drawing);
// view_count.cpp
void drawFloat(Drawing& drawing);
void drawCountDown(Drawing& drawing);
void drawClosing(Drawing& drawing);
void drawClosed(Drawing& drawing);
void drawSheet(const Drawing& drawing, const shift::CashCount& count, const SheetEntry& entry, bool active,
               CountView& view);
[[nodiscard]] std::string fieldLabel(const Drawing& drawing, const shift::CashCount& count, std::size_t line);
// view_drawer.cpp
void drawDrawerCash(Drawing& drawing);
void sayDropWanted(Drawing& drawing);
// view_pages.cpp
void drawSignIn(Drawing& drawing);
void drawLocked(Drawing& drawing);
void drawResume(Drawing& drawing);
void drawMenu(Drawing& drawing);
void drawFind(Drawing& drawing);
void drawStopped(Drawing& drawing);
// report_page.cpp
void drawReport(Drawing& drawing);

[[nodiscard]] std::string tenderLabel(const World& world, ledger::journal::TenderKind kind,
                                      const std::string& reference);  // "Check 1042"

}  // namespace till::pos::station
