// SPDX-License-Identifier: Apache-2.0
// The configured devices of one station: opens them, opens them again when they return, and runs each on a worker of
// its own, so that a dead one takes nothing else with it. Calls only enqueue and never block; what happens is told to
// the listener, on the device's worker thread, which must only enqueue too.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "drivers/display/display_profile.h"
#include "drivers/drawer/standalone_drawer.h"
#include "drivers/micr/check_reader.h"
#include "drivers/printer/print_document.h"
#include "drivers/printer/profile.h"
#include "drivers/printer/receipt_printer.h"
#include "drivers/scanner/scan.h"
#include "drivers/slip/slip_printer.h"
#include "drivers/transport/transport.h"

namespace till::drivers::rack {

using Link = std::variant<transport::SerialSettings, transport::UsbSettings, transport::UsbHidSettings>;

// A UsbHidSettings link is HID-POS or a keyboard; any other is a stream of bytes.
struct ScannerSettings {
  Link link;
  std::string suffix = "\r";               // what ends a code; "\r\n" is taken as one end too
  std::chrono::milliseconds idleEnd{300};  // ends a code without suffix
  std::string keyboardLayout = "us";       // one of scanner::kKeyboardLayouts: what the scanner is set to
  std::string prefix = {};                 // of a keyboard; taken off each code
};

struct PrinterSettings {
  Link link;
  printer::PrinterProfile profile;
  std::string name = {};  // where there are several
};

struct OnPrinterPort {
  std::size_t printer = 0;  // of printersOf()
  drawer::DrawerSettings settings;
};

// One of several drawers: on a printer's port, which drives two, or on a line of its own.
struct DrawerPlace {
  using OnPort = OnPrinterPort;
  std::string name = {};
  std::variant<OnPort, drawer::StandaloneDrawerSettings> how;
};

struct DisplaySettings {
  Link link;
  display::DisplayProfile profile;
};

// A station for sheets: it reads checks, and prints on checks and slips.
struct SheetSettings {
  std::optional<Link> link;  // none: it is in the receipt printer's housing, on its link
  bool readsChecks = true;
  bool printsSlips = true;
  micr::CheckReaderSettings reader;  // its deadlines are those of the printing too
  printer::PrinterProfile profile;   // columns and code pages of its slips
};

// What the customer reads; UTF-8.
struct CustomerLines {
  std::string upper;
  std::string lower;
  friend bool operator==(const CustomerLines&, const CustomerLines&) = default;
};

struct DeviceSettings {
  std::optional<PrinterSettings> printer;
  std::optional<drawer::DrawerSettings> drawer;                      // on the printer's port, or
  std::optional<drawer::StandaloneDrawerSettings> standaloneDrawer;  // on a line of its own
  // Where there are several, in place of the three above.
  std::vector<PrinterSettings> printers;
  std::vector<DrawerPlace> drawers;
  std::optional<ScannerSettings> scanner;
  std::optional<DisplaySettings> display;
  std::optional<SheetSettings> sheets;
  std::chrono::milliseconds reopenEvery{500};  // how often a missing device is looked for
  std::chrono::milliseconds pollEvery{1000};   // how often a quiet printer is asked how it is (DLE EOT)
};

// All of them, in the order that their indices count.
[[nodiscard]] std::vector<PrinterSettings> printersOf(const DeviceSettings& settings);
[[nodiscard]] std::vector<DrawerPlace> drawersOf(const DeviceSettings& settings);

enum class ScannerState { ready, missing };

// drawer: one with a line of its own. checkReader: the station for sheets, with a link of its own.
enum class Device { printer, drawer, scanner, display, checkReader };
// Which one of several.
struct DeviceAt {
  DeviceAt(Device of, std::size_t at = 0) : device(of), index(at) {}  // NOLINT(google-explicit-constructor): the first
  Device device;
  std::size_t index;
  friend auto operator<=>(const DeviceAt&, const DeviceAt&) = default;
};

namespace reason {
// Of a sheet that was waited for: the printer was needed for a receipt, or to open the drawer. Nothing is on it.
inline constexpr std::string_view kMadeWay = "made_way";
}  // namespace reason

// The link that a drawer of its own is on.
[[nodiscard]] Link drawerLink(const drawer::StandaloneDrawerSettings& settings);

struct RackListener {
  std::function<void(scanner::Scan)> scanned;
  std::function<void(std::string why)> scanDropped;  // "too long", "babbling": counted, error tone
  std::function<void(ScannerState)> scannerChanged;
  std::function<void(printer::PrinterStatus, std::size_t printer)> printerChanged;
  std::function<void(drawer::DrawerState, std::size_t drawer)> drawerChanged;
  std::function<void(std::int64_t job, printer::JobResult)> jobFinished;
  std::function<void(std::int64_t kick, drawer::KickOutcome)> kickFinished;
  // Why a device cannot be opened, once until that changes; nullopt: it is open again.
  std::function<void(DeviceAt, std::optional<transport::Fault>)> faulted = {};
  // The drawer's sensor line as it stands, taught or not; nullopt: there is none, or it is not heard. After
  // drawerChanged, where both change. A printer's port has one line, which is told of each of its drawers.
  std::function<void(std::optional<bool> high, std::size_t drawer)> drawerLine = {};
  // A customer's bank account is in it: into no log.
  std::function<void(std::int64_t id, micr::ReadResult)> checkRead = {};
  std::function<void(std::int64_t id, printer::JobResult)> sheetPrinted = {};
};

class Rack {
 public:
  virtual ~Rack() = default;  // stops all workers; jobs not begun end as failed with anyByteTaken false
  // Each ends in exactly one jobFinished / kickFinished, whatever happens: as failed where there is no such device. A
  // kick overtakes the waiting jobs of the printer that it goes through, and goes out before the first byte of a job
  // queued there after it.
  virtual void print(std::int64_t job, printer::PrintDocument document, std::size_t printer) = 0;
  virtual void kick(std::int64_t kick, std::size_t drawer) = 0;
  void print(std::int64_t job, printer::PrintDocument document) { print(job, std::move(document), 0); }
  void kick(std::int64_t kick) { this->kick(kick, 0); }
  // The latest is shown, also after the display was away. Nothing is told back: line displays answer nothing.
  virtual void show(CustomerLines lines) = 0;
  // Each ends in exactly one checkRead / sheetPrinted. Where the station is on the printer's link, whoever waits for a
  // sheet there makes way for a receipt or a kick.
  virtual void readCheck(std::int64_t id) = 0;
  virtual void printSheet(std::int64_t id, slip::SlipJob job) = 0;
  virtual void cancelSheet(std::int64_t id) = 0;  // no longer waited for; one that is in is finished
};

[[nodiscard]] std::unique_ptr<Rack> startRack(const DeviceSettings& settings, RackListener listener);

// The real one: openSerial, openUsbPrinter or openUsbHid.
[[nodiscard]] tl::expected<std::unique_ptr<transport::Transport>, transport::Fault> openLink(
    const Link& link, transport::Listener listener);

// How a link is opened; the first form uses openLink. Training and tests give one that opens a
// loopback instead. Called on the device's worker thread, again and again while the device is missing.
using OpenLink = std::function<tl::expected<std::unique_ptr<transport::Transport>, transport::Fault>(
    const Link& link, transport::Listener listener)>;
[[nodiscard]] std::unique_ptr<Rack> startRack(const DeviceSettings& settings, RackListener listener, OpenLink open);

}  // namespace till::drivers::rack
