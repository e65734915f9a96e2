// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "pos/station/view_parts.h"

namespace till::pos::station {

StationView makeView(const State& state, const World& world, Now now) {
  using Draw = void (*)(Drawing&);
  static constexpr std::array<std::pair<Page, Draw>, 14> kPages{{{Page::signIn, drawSignIn},
                                                                 {Page::locked, drawLocked},
                                                                 {Page::resume, drawResume},
                                                                 {Page::openFloat, drawFloat},
                                                                 {Page::counter, drawCounter},
                                                                 {Page::change, drawChange},
                                                                 {Page::menu, drawMenu},
                                                                 {Page::find, drawFind},
                                                                 {Page::countDown, drawCountDown},
                                                                 {Page::closing, drawClosing},
                                                                 {Page::closed, drawClosed},
                                                                 {Page::stopped, drawStopped},
                                                                 {Page::readOnly, drawStopped},
                                                                 {Page::report, drawReport}}};
  StationView view;
  view.page = state.page;
  Drawing drawing{.state = state, .world = world, .now = now, .view = view};
  drawHeader(drawing);
  drawNotices(drawing);
  if (state.deviceTest && state.deviceTest->act == DeviceAct::show)
    view.displayTest = {drawing.words("device_test.display_upper"), drawing.words("device_test.display_lower")};
  for (const auto& [page, draw] : kPages)
    if (page == state.page) draw(drawing);
  return view;
}

}  // namespace till::pos::station
