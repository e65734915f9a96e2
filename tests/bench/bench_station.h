// SPDX-License-Identifier: Apache-2.0
// The real station, signed in and with an open till, for measures: sample office, real ledger, a rack of the caller's.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>

#include "pos/station/station.h"

namespace till::bench {

struct StationOptions {
  std::filesystem::path directory;  // emptied
  std::filesystem::path bills;      // a bills-<n>.db
  drivers::rack::DeviceSettings devices;
  pos::station::StartDevices startDevices;
  // Wraps the ledger, for stamps around a posting; nullptr for none.
  std::function<std::unique_ptr<ledger::store::Ledger>(std::unique_ptr<ledger::store::Ledger>)> wrap;
};

class BenchStation {
 public:
  explicit BenchStation(const StationOptions& options);
  void key(pos::station::Key key);
  void send(pos::station::Input input);
  // Waits for a view; throws after 30 s.
  std::shared_ptr<const pos::station::StationView> until(
      const std::function<bool(const pos::station::StationView&)>& holds);

 private:
  void openTill();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::shared_ptr<const pos::station::StationView> view_;
  std::unique_ptr<pos::station::Station> station_;
};

// The printer, drawer and words of config/ for the sample office.
[[nodiscard]] drivers::rack::DeviceSettings sampleDevices();

}  // namespace till::bench
