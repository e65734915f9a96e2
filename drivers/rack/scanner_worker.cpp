// SPDX-License-Identifier: Apache-2.0
#include "drivers/rack/scanner_worker.h"

#include <string>
#include <utility>

namespace till::drivers::rack {
namespace {

using transport::Clock;

constexpr std::chrono::hours kNever{1};  // nothing is due: only bytes wake

}  // namespace

ScannerWorker::ScannerWorker(const ScannerSettings& settings, std::chrono::milliseconds reopenEvery,
                             const RackListener& listener, OpenLink openLink)
    : settings_(settings),
      reopenEvery_(reopenEvery),
      listener_(listener),
      openLink_(std::move(openLink)),
      scanner_({settings.suffix, settings.idleEnd}, [this] { bell_.ring(); }),
      thread_([this] { run(); }) {}

ScannerWorker::~ScannerWorker() {
  stopping_ = true;
  bell_.ring();
  thread_.join();
}

void ScannerWorker::run() {
  while (!stopping_) {
    keepOpen();
    collect();
    tellState();
    bell_.waitUntil(nextMoment());
  }
}

void ScannerWorker::keepOpen() {
  if (scanner_.isOpen() || Clock::now() < openAt_) return;
  const auto opened =
      scanner_.open([this](transport::Listener listener) { return openLink_(settings_.link, std::move(listener)); });
  openAt_ = Clock::now() + reopenEvery_;
}

void ScannerWorker::collect() {
  for (auto& frame : scanner_.collect()) {
    if (auto* scan = std::get_if<scanner::Scan>(&frame)) {
      if (listener_.scanned) listener_.scanned(std::move(*scan));
    } else if (listener_.scanDropped) {
      listener_.scanDropped(std::string(std::get<scanner::Dropped>(frame).why));
    }
  }
}

void ScannerWorker::tellState() {
  const ScannerState state = scanner_.isOpen() ? ScannerState::ready : ScannerState::missing;
  if (told_ == state) return;
  told_ = state;
  if (listener_.scannerChanged) listener_.scannerChanged(state);
}

Clock::time_point ScannerWorker::nextMoment() const {
  if (!scanner_.isOpen()) return openAt_;
  return scanner_.collectAt().value_or(Clock::now() + kNever);
}

}  // namespace till::drivers::rack
