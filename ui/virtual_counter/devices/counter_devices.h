// SPDX-License-Identifier: Apache-2.0
// A counter's devices without the devices: a printer with the drawer on its DK port, a scanner, and a check reader that
// prints on slips, each on a pseudo-terminal. What opens the ports speaks the real protocols to them. No Qt here: the
// day player uses it too.
#pragma once

#include <tl/expected.hpp>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "drivers/virtual/model/check_reader_model.h"
#include "drivers/virtual/model/device.h"
#include "drivers/virtual/model/printer_model.h"
#include "drivers/virtual/model/scanner_model.h"

namespace till::ui::virtual_counter {

using drivers::model::CheckReaderModel;
using drivers::model::PrinterModel;

// Tells when there is something else to see: whether it waits and has said so, what lies in its slot, what is printed
// on that.
class SeenCheckReader : public CheckReaderModel {
 public:
  std::function<void()> changed;
  std::size_t receive(std::span<const std::byte> bytes) override;
};

class CounterDevices {
 public:
  // Plugs all in, as ttyPrinter, ttyScanner and ttyCheckReader under `directory` (made if it is not there). `changed`
  // is called from any thread when paper, printer, drawer or slot have changed; it must not call back. Error: the words
  // to show.
  [[nodiscard]] static tl::expected<std::unique_ptr<CounterDevices>, std::string> plugIn(
      const std::filesystem::path& directory, std::function<void()> changed);
  ~CounterDevices();

  // The station's devices.toml that says where they are: with the one drawer, or as if the printer drove two. Of those
  // only the left one, on pin 2, is there to be seen. The file appears whole or not at all.
  enum class Drawers { one, leftAndRight };
  [[nodiscard]] tl::expected<void, std::string> writeSettings(const std::filesystem::path& file,
                                                              Drawers drawers = Drawers::one) const;

  void scan(const std::string& text);
  // A sheet with this line at its foot (empty: without magnetic ink) into the slot; one that lies there comes out.
  void insertSheet(const std::string& magnetic);
  // A switch by its words: "printer" "paper-out", "drawer" "shut", "scanner" "unplug". False: there is no such switch.
  bool operate(const std::string& device, const std::string& what);

  // While nobody else touches the printer and its drawer.
  void look(const std::function<void(PrinterModel&)>& act);
  void lookAtSlot(const std::function<void(CheckReaderModel&)>& act);
  [[nodiscard]] bool printerPlugged() const { return printerPlugged_; }
  [[nodiscard]] bool scannerPlugged() const { return scannerPlugged_; }
  [[nodiscard]] bool readerPlugged() const { return readerPlugged_; }

 private:
  CounterDevices(std::filesystem::path directory, std::function<void()> changed);
  void plug(drivers::model::Port& port, std::atomic<bool>& plugged, bool in);

  std::filesystem::path directory_;
  std::function<void()> changed_;
  PrinterModel printer_;
  drivers::model::ScannerModel scanner_;
  SeenCheckReader reader_;
  std::unique_ptr<drivers::model::Port> printerPort_, scannerPort_, readerPort_;
  std::atomic<bool> printerPlugged_ = true;
  std::atomic<bool> scannerPlugged_ = true;
  std::atomic<bool> readerPlugged_ = true;
};

}  // namespace till::ui::virtual_counter
