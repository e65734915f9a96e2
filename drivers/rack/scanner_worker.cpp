// SPDX-License-Identifier: Apache-2.0
#include "drivers/rack/scanner_worker.h"

#include <string>
#include <utility>

#include "drivers/scanner/hid_pos.h"
#include "drivers/scanner/hid_scanner.h"
#include "drivers/scanner/keyboard_decoder.h"
#include "drivers/scanner/serial_scanner.h"

namespace till::drivers::rack {
namespace {

using transport::Clock;

constexpr std::chrono::hours kNever{1};  // nothing is due: only bytes wake

using Made = std::unique_ptr<scanner::Decoder>;

Made makeKeyboard(const ScannerSettings& settings) {
  const auto* const layout = scanner::keyboardLayout(settings.keyboardLayout);
  if (layout == nullptr) return nullptr;
  return std::make_unique<scanner::KeyboardDecoder>(scanner::KeyboardSettings{layout, settings.prefix},
                                                    scanner::FrameSettings{settings.suffix, settings.idleEnd});
}

Made makePos(std::span<const std::byte> descriptor, std::chrono::milliseconds idleEnd) {
  auto reader = scanner::HidPosReader::make(descriptor, idleEnd);
  return reader ? std::make_unique<scanner::HidPosReader>(std::move(*reader)) : nullptr;
}

std::unique_ptr<scanner::Source> makeSource(const ScannerSettings& settings, std::function<void()> wake) {
  const auto* const hid = std::get_if<transport::UsbHidSettings>(&settings.link);
  if (hid == nullptr) {
    return std::make_unique<scanner::SerialScanner>(scanner::FrameSettings{settings.suffix, settings.idleEnd},
                                                    std::move(wake));
  }
  const bool keyboard = hid->use == transport::HidUse::keyboard;
  return std::make_unique<scanner::HidScanner>(
      [settings, keyboard](std::span<const std::byte> descriptor) {
        return keyboard ? makeKeyboard(settings) : makePos(descriptor, settings.idleEnd);
      },
      std::move(wake));
}

}  // namespace

ScannerWorker::ScannerWorker(const ScannerSettings& settings, std::chrono::milliseconds reopenEvery,
                             const RackListener& listener, OpenLink openLink)
    : settings_(settings),
      listener_(listener),
      openLink_(std::move(openLink)),
      scanner_(makeSource(settings, [this] { bell_.ring(); })),
      reopener_(Device::scanner, reopenEvery, listener),
      thread_([this] { run(); }) {}

ScannerWorker::~ScannerWorker() {
  stopping_ = true;
  bell_.ring();
  thread_.join();
}

void ScannerWorker::lookNow() {
  reopener_.lookNow();
  bell_.ring();
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
  if (scanner_->isOpen() || !reopener_.due()) return;
  const auto opened =
      scanner_->open([this](transport::Listener listener) { return openLink_(settings_.link, std::move(listener)); });
  reopener_.tried(opened);
}

void ScannerWorker::collect() {
  for (auto& frame : scanner_->collect()) {
    if (auto* scan = std::get_if<scanner::Scan>(&frame)) {
      if (listener_.scanned) listener_.scanned(std::move(*scan));
    } else if (listener_.scanDropped) {
      listener_.scanDropped(std::string(std::get<scanner::Dropped>(frame).why));
    }
  }
}

void ScannerWorker::tellState() {
  const ScannerState state = scanner_->isOpen() ? ScannerState::ready : ScannerState::missing;
  if (told_ == state) return;
  told_ = state;
  if (listener_.scannerChanged) listener_.scannerChanged(state);
}

Clock::time_point ScannerWorker::nextMoment() const {
  if (!scanner_->isOpen()) return reopener_.next();
  return scanner_->collectAt().value_or(Clock::now() + kNever);
}

}  // namespace till::drivers::rack
