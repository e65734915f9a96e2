// SPDX-License-Identifier: Apache-2.0
// The virtual counter of a scenario: printer with drawer and scanner, each on a pseudo-terminal.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "drivers/virtual/model/device.h"
#include "drivers/virtual/model/printer_model.h"
#include "drivers/virtual/model/scanner_model.h"

namespace till::tests::play {

class CounterStage {
 public:
  // Plugs the devices in under `directory` and writes devices.toml there.
  explicit CounterStage(const std::filesystem::path& directory);
  ~CounterStage();

  [[nodiscard]] std::filesystem::path devicesFile() const { return directory_ / "devices.toml"; }
  void scan(const std::string& text);
  // "printer paper out", "drawer shut", "scanner unplug" ...; false: there is no such switch.
  bool operate(const std::string& device, const std::string& what);

  [[nodiscard]] std::vector<std::string> slipTexts();  // finished slips
  [[nodiscard]] bool drawerOpen();
  [[nodiscard]] int pulses();
  // Waits until `holds` is true, looked at again whenever a device changes.
  bool waitUntil(const std::function<bool()>& holds);
  // slip-001.png and .txt for each finished slip.
  void savePaper(const std::filesystem::path& directory);

 private:
  void changed();

  std::filesystem::path directory_;
  drivers::model::PrinterModel printer_;
  drivers::model::ScannerModel scanner_;
  std::unique_ptr<drivers::model::Port> printerPort_, scannerPort_;
  std::mutex mutex_;
  std::condition_variable condition_;
  std::uint64_t changes_ = 0;
};

}  // namespace till::tests::play
