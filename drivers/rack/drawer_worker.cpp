// SPDX-License-Identifier: Apache-2.0
#include "drivers/rack/drawer_worker.h"

#include <utility>

namespace till::drivers::rack {
namespace {

using transport::Clock;

constexpr std::chrono::milliseconds kLookEvery{200};  // at a line that tells nothing by itself

}  // namespace

DrawerWorker::DrawerWorker(std::size_t index, const drawer::StandaloneDrawerSettings& settings,
                           std::chrono::milliseconds reopenEvery, const RackListener& listener, OpenLink openLink)
    : index_(index),
      settings_(settings),
      listener_(listener),
      openLink_(std::move(openLink)),
      drawer_(settings),
      reopener_({Device::drawer, index}, reopenEvery, listener),
      thread_([this] { run(); }) {}

DrawerWorker::~DrawerWorker() {
  stopping_ = true;
  drawer_.cancel();
  bell_.ring();
  thread_.join();
}

void DrawerWorker::kick(std::int64_t kick) {
  {
    const std::lock_guard lock(mutex_);
    kicks_.push_back(kick);
  }
  bell_.ring();
}

void DrawerWorker::lookNow() {
  reopener_.lookNow();
  bell_.ring();
}

void DrawerWorker::run() {
  while (!stopping_) {
    keepOpen();
    drawer_.poll();
    tellState();
    runKicks();
    tellState();
    if (!stopping_) bell_.waitUntil(drawer_.isOpen() ? Clock::now() + kLookEvery : reopener_.next());
  }
  runKicks();  // each ends, as failed
}

void DrawerWorker::keepOpen() {
  if (drawer_.isOpen() || !reopener_.due()) return;
  const auto opened = drawer_.open(
      [this](transport::Listener listener) { return openLink_(drawerLink(settings_), std::move(listener)); });
  reopener_.tried(opened);
}

void DrawerWorker::runKicks() {
  while (const auto kick = nextKick()) {
    const auto outcome = drawer_.kick();
    tellState();
    if (listener_.kickFinished) listener_.kickFinished(*kick, outcome);
  }
}

std::optional<std::int64_t> DrawerWorker::nextKick() {
  const std::lock_guard lock(mutex_);
  if (kicks_.empty()) return std::nullopt;
  const std::int64_t kick = kicks_.front();
  kicks_.pop_front();
  return kick;
}

void DrawerWorker::tellState() {
  if (told_ != drawer_.state()) {
    told_ = drawer_.state();
    if (listener_.drawerChanged) listener_.drawerChanged(*told_, index_);
  }
  if (std::exchange(toldLine_, drawer_.line()) != drawer_.line() && listener_.drawerLine) {
    listener_.drawerLine(toldLine_, index_);
  }
}

}  // namespace till::drivers::rack
