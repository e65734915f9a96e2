// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "pos/station/view_parts.h"

namespace till::pos::station {

namespace {

// While a payment is paid anew, what the counter's page shows is of that.
State asAtTheCounter(const State& state) {
  State shown = state;
  shown.sale = state.retendering.sale;
  shown.counter = state.retendering.counter;
  return shown;
}

StationView viewOf(const State& state, const World& world, Now now) {
  using Draw = void (*)(Drawing&);
  static constexpr std::array<std::pair<Page, Draw>, 16> kPages{{{Page::signIn, drawSignIn},
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
                                                                 {Page::retender, drawRetender},
                                                                 {Page::stopped, drawStopped},
                                                                 {Page::readOnly, drawStopped},
                                                                 {Page::report, drawReport},
                                                                 {Page::drawerCash, drawDrawerCash}}};
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

}  // namespace

StationView makeView(const State& state, const World& world, Now now) {
  return state.page == Page::retender ? viewOf(asAtTheCounter(state), world, now) : viewOf(state, world, now);
}

}  // namespace till::pos::station
