// SPDX-License-Identifier: Apache-2.0
// What systemd is told of the station (sd_notify(3)): ready, alive, stopping. Without systemd nothing happens.
#pragma once

#include <QTimer>
#include <cstdint>
#include <functional>

namespace till::ui::app {

class ServiceManager {
 public:
  // Says "ready". `turns` grows while the station's thread is alive, at least once a second; where a watchdog is set,
  // it is fed from Qt's thread for as long as it grows, so that either thread's hanging starves it.
  explicit ServiceManager(std::function<std::uint64_t()> turns);
  ~ServiceManager();  // says "stopping"
  ServiceManager(const ServiceManager&) = delete;
  ServiceManager& operator=(const ServiceManager&) = delete;

 private:
  void feed();

  const std::function<std::uint64_t()> turns_;
  std::uint64_t seen_ = 0;
  QTimer timer_;
};

}  // namespace till::ui::app
