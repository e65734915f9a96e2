// SPDX-License-Identifier: Apache-2.0
// Everything that can happen to the station, as values. Faces send keys and touches; the rack sends what devices did.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "drivers/drawer/drawer_state.h"
#include "drivers/printer/receipt_printer.h"
#include "drivers/rack/rack.h"
#include "drivers/scanner/scan.h"
#include "ledger/store/ledger.h"
#include "pos/books/request.h"
#include "pos/people/people.h"
#include "pos/report/pages.h"

namespace till::pos::station {

// The number pad's seventeen keys by their place, and the F-keys. Which physical key is which is the face's business
// (office's key layout).
enum class Key {
  d0,
  d1,
  d2,
  d3,
  d4,
  d5,
  d6,
  d7,
  d8,
  d9,
  doubleZero,
  point,
  plus,
  minus,
  star,
  slash,
  enter,
  backspace,
  escape,
  f1,
  f2,
  f3,
  f4,
  f5,
  f6,
  f7,
  f8,
  f9,
  f10,
  f11,
  f12,
};

// `view` is the number of the view the clerk saw; a tender, void or seal made on an older basket is refused with a
// tone.
struct KeyPressed {
  Key key;
  bool repeat = false;
  std::uint64_t view = 0;
};
// Letters, for fields that take them (reasons, find); arrives beside keys, never instead of them.
struct TextTyped {
  std::string text;
};
struct QuickCashTouched {
  int slot = 0;
  std::uint64_t view = 0;
};  // 0 exact, 1 next 5, 2 next 20, 3 next 100
struct BillTouched {
  int index = 0;
};
struct ChoiceTouched {
  int index = 0;
  std::uint64_t view = 0;
};  // an item of the page's list (person, menu, reason, find result)
struct CountFieldTouched {
  int index = 0;
};

struct ScanArrived {
  drivers::scanner::Scan scan;
};
struct ScanDropped {
  std::string why;
};
struct ScannerChanged {
  drivers::rack::ScannerState state;
};
struct PrinterChanged {
  drivers::printer::PrinterStatus status;
  std::size_t printer = 0;
};
struct DrawerChanged {
  drivers::drawer::DrawerState state;
  std::size_t drawer = 0;
};
struct JobFinished {
  std::int64_t job = 0;
  drivers::printer::JobResult result;
};
struct KickFinished {
  std::int64_t kick = 0;
  drivers::drawer::KickOutcome outcome;
};

struct DrawerLineChanged {
  std::optional<bool> high;
  std::size_t drawer = 0;
};
struct DeviceFaulted {
  drivers::rack::DeviceAt device = drivers::rack::Device::printer;
  std::optional<drivers::transport::FaultCode> why;  // none: it is open again
};

// What became of a copy of the ledger; an empty fault: it is made again.
enum class Kept { copy, mirror };
struct KeepingTold {
  Kept what = Kept::copy;
  std::string fault;
};

// A check was read, or was not. The rest of its line is a customer's bank account: it does not come so far.
struct CheckRead {
  std::int64_t id = 0;
  std::string number;  // the check's own; empty: `reason` says why
  bool whole = false;  // every field was read, and its check digit is right
  std::string reason;  // as drivers::micr::ReadResult
  std::string shape;   // of what was read, every digit as 9
};
struct SheetPrinted {
  std::int64_t id = 0;
  drivers::printer::JobResult result;
};

// A device is to be tried out, asked for by tillctl. The answer is a TellTest.
enum class DeviceAct { print, kick, sense, scan, show, check };
struct DeviceTestAsked {
  std::int64_t ask = 0;
  DeviceAct act = DeviceAct::print;
  std::string actor;
  int seconds = 0;           // how long a sense, scan or show takes at the most
  bool untilChange = false;  // of a sense: until the sensor's line changes
  bool opensByHand = false;  // of a sense: the drawer is opened with its key meanwhile, by whoever asks
  std::size_t index = 0;     // which printer or drawer
};
struct DeviceTestCalledOff {  // who asked has hung up
  std::int64_t ask = 0;
};

// The office wants something done with the books, asked for by tillctl. The answer is a TellOffice.
struct OfficeActAsked {
  std::int64_t ask = 0;
  books::Request request;
};

struct PinChecked {
  std::int64_t check = 0;
  std::string person;
  people::PinVerdict verdict;
};
struct ReportMade {
  std::int64_t ask = 0;
  std::shared_ptr<const report::Drawn> drawn;  // null: `error` says why
  std::string error;
};
struct Ticked {};  // once a second, and at start

using Input = std::variant<KeyPressed, TextTyped, QuickCashTouched, BillTouched, ChoiceTouched, CountFieldTouched,
                           ScanArrived, ScanDropped, ScannerChanged, PrinterChanged, DrawerChanged, JobFinished,
                           KickFinished, DrawerLineChanged, DeviceFaulted, KeepingTold, CheckRead, SheetPrinted,
                           DeviceTestAsked, DeviceTestCalledOff, OfficeActAsked, PinChecked, ReportMade, Ticked>;

}  // namespace till::pos::station
