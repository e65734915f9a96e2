// SPDX-License-Identifier: Apache-2.0
#include "ui/app/service_manager.h"

#include <systemd/sd-daemon.h>

#include <algorithm>
#include <utility>

namespace till::ui::app {

ServiceManager::ServiceManager(std::function<std::uint64_t()> turns) : turns_(std::move(turns)) {
  sd_notify(0, "READY=1");
  std::uint64_t micros = 0;
  if (sd_watchdog_enabled(0, &micros) <= 0) return;
  QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] { feed(); });
  // Often enough that a turn missed between two looks starves nobody.
  timer_.start(static_cast<int>(std::clamp<std::uint64_t>(micros / 1000 / 3, 1, 60'000)));
}

ServiceManager::~ServiceManager() { sd_notify(0, "STOPPING=1"); }

void ServiceManager::feed() {
  const std::uint64_t turns = turns_();
  if (turns != std::exchange(seen_, turns)) sd_notify(0, "WATCHDOG=1");
}

}  // namespace till::ui::app
