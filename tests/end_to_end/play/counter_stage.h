// SPDX-License-Identifier: Apache-2.0
// The virtual counter of a scenario: its devices, and waiting for what happens to them.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "ui/virtual_counter/devices/counter_devices.h"

namespace till::tests::play {

class CounterStage {
 public:
  // Plugs the devices in under `directory` and writes devices.toml there.
  explicit CounterStage(const std::filesystem::path& directory);

  void haveTwoDrawers();  // writes devices.toml anew

  [[nodiscard]] std::filesystem::path devicesFile() const { return directory_ / "devices.toml"; }
  [[nodiscard]] ui::virtual_counter::CounterDevices& devices() { return *devices_; }

  [[nodiscard]] std::vector<std::string> slipTexts();  // finished slips
  [[nodiscard]] std::string sheetText();  // printed on the sheet in the check reader's slot, or that left it last
  [[nodiscard]] bool slotWaits();         // for a sheet, and has told the station so
  [[nodiscard]] bool drawerOpen();
  [[nodiscard]] int pulses();
  // Waits until `holds` is true, looked at again whenever a device changes.
  bool waitUntil(const std::function<bool()>& holds);
  // slip-001.png and .txt for each finished slip.
  void savePaper(const std::filesystem::path& directory);

 private:
  void changed();

  std::filesystem::path directory_;
  std::mutex mutex_;
  std::condition_variable condition_;
  std::uint64_t changes_ = 0;
  std::unique_ptr<ui::virtual_counter::CounterDevices> devices_;  // last: its threads end before what they wake
};

}  // namespace till::tests::play
