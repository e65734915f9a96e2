// SPDX-License-Identifier: Apache-2.0
// An ESC/POS receipt printer with its paper and the drawer on its DK port, as bytes in and bytes out. It behaves as
// the real ones are documented to (hardware-docs/receipt-printers.md): real-time commands act as soon as they arrive,
// also inside data; all else waits in a 4 KB receive buffer while the printer is offline, and comes out when it is
// online again. Single-threaded.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "drivers/virtual/model/device.h"
#include "drivers/virtual/model/drawer_model.h"
#include "drivers/virtual/model/paper.h"

namespace till::drivers::model {

struct PrinterTraits {
  PaperFormat format;
  bool cutter = true;
  bool processId = true;      // answers GS ( H
  bool realTimeClear = true;  // knows DLE DC4 8
  bool asb = true;            // knows GS a
  bool asianRom = false;      // boots in kanji mode: bytes from 80h on pair up until FS .
  std::size_t bufferBytes = 4096;
  std::string maker = "CityTill";
  std::string model = "virtual";
};

enum class PaperSupply { present, nearEnd, out };
enum class Manners {
  normal,
  silent,    // prints, and answers nothing
  babbling,  // answers with noise, asked or not
};

struct PrinterListener {
  std::function<void()> paperGrew;     // an element was printed, or a slip cut off
  std::function<void()> stateChanged;  // online, paper, cover, cutter; also by paper that ran out while printing
};

class PrinterMachine;  // inside: printer_machine.h

class PrinterModel : public Device {
 public:
  explicit PrinterModel(PrinterTraits traits = {}, DrawerModel drawer = DrawerModel());
  ~PrinterModel() override;
  PrinterModel(const PrinterModel&) = delete;
  PrinterModel& operator=(const PrinterModel&) = delete;

  // The listener is called from inside the other calls and must not call the model.
  void listen(PrinterListener listener);

  std::size_t receive(std::span<const std::byte> bytes) override;
  std::vector<std::byte> takeReplies() override;
  void tick() override;

  // What a person does to it.
  void setPaper(PaperSupply supply);  // anything but `out` puts in a roll; what waited in the buffer comes out
  void endPaperAfter(int lines);      // the roll ends when so many lines more are printed
  void setCoverOpen(bool open);
  void openCoverAfter(int lines);
  void setCutterJammed(bool jammed);  // the next cut fails; freeing it needs DLE ENQ or a power cycle
  void setManners(Manners manners);
  void powerCycle();                    // forgets buffers and settings; paper, cover and drawer stay
  [[nodiscard]] DrawerModel& drawer();  // operate it only through the adapter's use(); pin changes are reported

  [[nodiscard]] const PrinterTraits& traits() const;
  [[nodiscard]] bool online() const;
  [[nodiscard]] PaperSupply paper() const;
  [[nodiscard]] bool coverOpen() const;
  [[nodiscard]] bool cutterJammed() const;
  [[nodiscard]] Manners manners() const;
  [[nodiscard]] std::size_t waiting() const;  // bytes in the receive buffer
  // The last kKeptSlips slips, the one in the machine last; it may be empty.
  static constexpr std::size_t kKeptSlips = 2000;
  [[nodiscard]] const std::deque<Slip>& slips() const;
  // Bytes that were no command it knows, since it was made: 0 unless the host sends rubbish.
  [[nodiscard]] std::uint64_t unknownCommands() const;

 private:
  std::unique_ptr<PrinterMachine> machine_;
};

}  // namespace till::drivers::model
