// SPDX-License-Identifier: Apache-2.0
// The office's devices, opened by this program itself because no station runs.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "drivers/rack/statistics.h"
#include "ui/tillctl/device_bench.h"

namespace till::ui::tillctl {

class LoneDevices {
 public:
  // What the devices do is counted in `counts`, the station's file; empty: it is not.
  LoneDevices(const config::Office& office, const std::filesystem::path& counts);

  // Blocks until the device's own deadline, or `seconds`.
  [[nodiscard]] Tried tryOut(const TryOut& wanted);
  [[nodiscard]] static std::string deviceOf(const std::string& act);

 private:
  [[nodiscard]] drivers::rack::RackListener listener();
  void tell(const std::function<void()>& change);
  bool wait(std::chrono::milliseconds most, const std::function<bool()>& until);

  [[nodiscard]] Tried print(const TryOut& wanted);
  [[nodiscard]] Tried kick(const TryOut& wanted);
  [[nodiscard]] Tried sense(const TryOut& wanted);
  [[nodiscard]] Tried scan(const TryOut& wanted);
  [[nodiscard]] Tried show(const TryOut& wanted);
  [[nodiscard]] Tried check(const TryOut& wanted);
  // Why the device cannot be opened, with what mends it; "" where it can.
  [[nodiscard]] std::string faultOf(const drivers::rack::DeviceAt& device);

  const config::Office& office_;
  std::mutex mutex_;  // guards what follows, as the rack tells it
  std::condition_variable changed_;
  std::map<drivers::rack::DeviceAt, std::string> faults_;
  std::map<std::int64_t, drivers::printer::JobResult> jobs_;
  std::map<std::int64_t, drivers::drawer::KickOutcome> kicks_;
  std::map<std::size_t, drivers::drawer::DrawerState> drawers_;
  std::map<std::size_t, std::optional<bool>> lines_;
  std::optional<drivers::scanner::Scan> scan_;
  std::string scanDropped_;  // what came and was no code: why
  std::map<std::int64_t, drivers::micr::ReadResult> checks_;
  std::int64_t next_ = 1;
  std::unique_ptr<drivers::rack::StatisticsKeeper> statistics_;
  std::unique_ptr<drivers::rack::Rack> rack_;  // last: it tells all of the above
};

}  // namespace till::ui::tillctl
