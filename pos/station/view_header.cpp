// SPDX-License-Identifier: Apache-2.0
// The top line, and the one place where the station speaks: what costs the customer most stands first.
#include <algorithm>
#include <array>

#include "pos/shift/office_time.h"
#include "pos/station/acts.h"
#include "pos/station/view_parts.h"

namespace till::pos::station {

namespace {

using drivers::drawer::DrawerState;
using drivers::printer::PaperState;
using drivers::rack::Device;
using drivers::rack::DeviceAt;
using drivers::transport::FaultCode;

// What the printer lacks, as the end of a key of the words; empty when it is well.
std::string_view printerTrouble(const drivers::printer::PrinterStatus& printer) {
  if (!printer.reachable) return "gone";
  if (printer.coverOpen) return "cover";
  if (printer.paper == PaperState::out) return "paper";
  if (printer.cutterError) return "cutter";
  if (printer.unrecoverable || !printer.online) return "offline";
  return "";
}

// It is there, and something else keeps us from it.
bool unusable(const State& state, const DeviceAt& device) {
  const auto fault = state.devices.faults.find(device);
  if (fault == state.devices.faults.end()) return false;
  return fault->second != FaultCode::notFound && fault->second != FaultCode::gone;
}

Lamp printerLamp(const Drawing& drawing) {
  const auto& printer = printerNow(drawing.state, drawing.world.settings).status;
  const auto trouble = printerTrouble(printer);
  if (trouble == "gone" &&
      unusable(drawing.state, {Device::printer, printerHere(drawing.state, drawing.world.settings)}))
    return {.level = Level::look, .text = drawing.words("lamp.printer_unusable")};
  if (!trouble.empty()) return {.level = Level::look, .text = drawing.words("lamp.printer_" + std::string(trouble))};
  if (printer.paper == PaperState::nearEnd)
    return {.level = Level::look, .text = drawing.words("lamp.printer_near_end")};
  return {.level = Level::info, .text = drawing.words("lamp.printer")};
}

Lamp drawerLamp(const Drawing& drawing) {
  const std::size_t here = drawerHere(drawing.state, drawing.world.settings);
  const DrawerNow& drawer = drawing.state.devices.drawers.at(here);
  if (drawer.state == DrawerState::closed) return {.level = Level::info, .text = drawing.words("lamp.drawer_shut")};
  if (drawer.state == DrawerState::unknown) return {.level = Level::look, .text = drawing.words("lamp.drawer_unknown")};
  const auto left = drawerSecondsLeft(drawing.state, drawing.world.settings, drawing.now, here);
  if (left && *left > 0)
    return {.level = Level::look, .text = drawing.words("lamp.drawer_left", {std::to_string(*left)})};
  const auto seconds = (drawing.now.steadyMillis - drawer.openSinceMillis) / 1000;
  return {.level = left ? Level::stop : Level::look,
          .text = drawing.words("lamp.drawer_open", {std::to_string(seconds)})};
}

Lamp scannerLamp(const Drawing& drawing) {
  if (drawing.state.devices.scanner == drivers::rack::ScannerState::ready)
    return {.level = Level::info, .text = drawing.words("lamp.scanner")};
  const bool there = unusable(drawing.state, Device::scanner);
  return {.level = Level::look, .text = drawing.words(there ? "lamp.scanner_unusable" : "lamp.scanner_gone")};
}

struct Question {
  Asking asking;
  std::string_view words;
  std::pair<std::string, std::string> (*arguments)(const State&);
};

std::pair<std::string, std::string> offeredWords(const State& state) {
  const auto& offered = state.counter.offered;
  return offered ? std::pair(offered->bill.account, toText(offered->bill.due)) : std::pair<std::string, std::string>();
}

constexpr std::array<Question, 5> kQuestions{
    {{Asking::partPayment, "ask.part_payment",
      [](const State& state) { return std::pair(toText(state.sale->tendered()), toText(state.sale->stillToPay())); }},
     {Asking::bigChange, "ask.big_change",
      [](const State& state) {
        const Money given = state.counter.given;
        return std::pair(toText(given), toText(given - state.sale->stillToPay()));
      }},
     {Asking::sameCustomer, "ask.same_customer", offeredWords},
     {Asking::unknownAccount, "ask.unknown_account", offeredWords},
     {Asking::throwAway, "ask.throw_away", offeredWords}}};

void sayAsking(Drawing& drawing) {
  const State& state = drawing.state;
  if (state.page != Page::counter) return;
  const auto question = std::ranges::find(kQuestions, state.counter.asking, &Question::asking);
  if (question == kQuestions.end()) return;
  const auto [first, second] = question->arguments(state);
  const bool keyed = state.counter.asking == Asking::unknownAccount && state.counter.offered &&
                     !state.counter.offered->bill.due.isPositive();
  drawing.say(Level::look, keyed ? "ask.unknown_keyed" : question->words, {first, second});
}

struct FaultWords {
  FaultCode code;
  std::string_view key;
};
constexpr std::array<FaultWords, 5> kFaults{{{FaultCode::notFound, "device.missing"},
                                             {FaultCode::gone, "device.missing"},
                                             {FaultCode::noPermission, "device.no_permission"},
                                             {FaultCode::busy, "device.held"},
                                             {FaultCode::unsupported, "device.wrong_mode"}}};
constexpr std::array<std::string_view, 5> kDevices{"printer", "drawer", "scanner", "display", "check_reader"};

// Why one cannot be opened, with what it means for this customer. False: nothing is known but that it is away.
bool sayFault(Drawing& drawing, const DeviceAt& device, std::string_view meanwhile) {
  const auto& faults = drawing.state.devices.faults;
  const auto fault = faults.find(device);
  if (fault == faults.end()) return false;
  const auto found = std::ranges::find(kFaults, fault->second, &FaultWords::code);
  const auto key = found == kFaults.end() ? "device.unusable" : found->key;
  const bool away = key == "device.missing";
  const bool hasOwnWords = device.device == Device::printer || device.device == Device::scanner;
  if (away && hasOwnWords) return false;
  const std::string name(kDevices.at(static_cast<std::size_t>(device.device)));
  const auto& settings = drawing.world.settings;
  const std::string tag = device.device == Device::drawer    ? drawerTag(settings, device.index)
                          : device.device == Device::printer ? printerTag(settings, device.index)
                                                             : "";
  drawing.say(
      Level::look, key,
      {drawing.words("device.name." + name) + tag, drawing.words("device.meanwhile." + std::string(meanwhile))});
  return true;
}

void sayPrinter(Drawing& drawing, std::size_t printer, std::string_view trouble, bool waiting) {
  if (trouble == "gone" && sayFault(drawing, {Device::printer, printer}, waiting ? "receipt" : "printer")) return;
  drawing.say(Level::look, (waiting ? "paper.waits_" : "printer.") + std::string(trouble));
}

void sayOtherFaults(Drawing& drawing) {
  if (drawing.state.page != Page::counter) return;
  const bool noScanner = drawing.state.devices.scanner == drivers::rack::ScannerState::missing;
  if (noScanner && !sayFault(drawing, Device::scanner, "scanner")) drawing.say(Level::look, "scanner.gone");
  sayFault(drawing, {Device::drawer, drawerHere(drawing.state, drawing.world.settings)}, "drawer");
  sayFault(drawing, Device::display, "display");
  sayFault(drawing, Device::checkReader, "check_reader");
}

constexpr std::array<std::string_view, 6> kTests{"device_test.print", "device_test.kick", "device_test.sense",
                                                 "device_test.scan",  "device_test.show", "device_test.check"};

void sayDeviceTest(Drawing& drawing) {
  const auto& test = drawing.state.deviceTest;
  if (!test) return;
  if (test->opensByHand) return drawing.say(Level::look, "device_test.open_by_hand");
  drawing.say(Level::look, kTests.at(static_cast<std::size_t>(test->act)));
}

void saySlips(Drawing& drawing) {
  const CheckSlot& slot = drawing.state.checkSlot;
  if (!slot.tasks.empty()) drawing.say(Level::look, "slip.insert", {slot.tasks.front().label});
}

void sayPapers(Drawing& drawing) {
  const State& state = drawing.state;
  if (const auto doubtful = doubtfulPaper(state))
    drawing.say(Level::look, "paper.doubtful", {state.devices.papers[*doubtful].label});
  const Paper* waiting = nullptr;
  std::size_t others = 0;
  for (const auto& paper : state.devices.papers) {
    if (paper.stage == Paper::Stage::printing) continue;
    if (paper.customer == state.customer && paper.stage == Paper::Stage::waiting) waiting = &paper;
    if (paper.customer != state.customer) ++others;
  }
  const std::size_t printer = waiting ? waiting->printer : printerHere(state, drawing.world.settings);
  const PrinterNow& now = state.devices.printers.at(printer);
  const auto trouble = printerTrouble(now.status);
  if (waiting && trouble.empty()) drawing.say(Level::look, "paper.waits");
  if (!trouble.empty() && (waiting || now.heard)) sayPrinter(drawing, printer, trouble, waiting != nullptr);
  const std::size_t other = printerFor(state, printer);
  if (waiting && other != printer)
    drawing.say(Level::look, "paper.other_printer", {drawing.world.settings.printers.at(other)});
  if (others == 0 || state.page != Page::counter) return;
  for (const auto& paper : state.devices.papers) {
    if (paper.customer == state.customer || paper.stage == Paper::Stage::printing) continue;
    return drawing.say(Level::look, others == 1 ? "paper.one_waits" : "paper.some_wait",
                       {std::to_string(others), paper.label});
  }
}

void sayLeftOpen(Drawing& drawing) {
  const auto& settings = drawing.world.settings;
  for (std::size_t i = 0; i < drawing.state.devices.drawers.size(); ++i) {
    const auto left = drawerSecondsLeft(drawing.state, settings, drawing.now, i);
    if (!left || *left > 0) continue;
    const bool here = i == drawerHere(drawing.state, settings);
    drawing.say(Level::look, here ? "drawer.left_open" : "drawer.left_open_at", {drawerName(settings, i)});
  }
}

// What stands against a copy is for whoever opens or closes the day; it takes no room from a customer.
void sayKeeping(Drawing& drawing) {
  if (drawing.state.page != Page::signIn && drawing.state.page != Page::closed) return;
  for (const auto& [what, fault] : drawing.state.keepingFaults) {
    if (!fault.empty()) drawing.say(Level::look, what == Kept::copy ? "keeping.no_copy" : "keeping.no_mirror", {fault});
  }
}

bool selling(Page page) {
  return page == Page::counter || page == Page::change || page == Page::menu || page == Page::closed;
}

}  // namespace

void drawHeader(Drawing& drawing) {
  Header& header = drawing.view.header;
  header.office = drawing.world.settings.officeName;
  header.window = drawing.world.settings.windowName;
  const auto& session = drawing.state.session;
  if (session && session->till) header.till = drawing.words("header.till", {std::to_string(*session->till)});
  if (drawing.state.person) header.person = personName(drawing.world, *drawing.state.person);
  header.lamps = {printerLamp(drawing), drawerLamp(drawing), scannerLamp(drawing)};
  header.lamps[0].text += printerTag(drawing.world.settings, printerHere(drawing.state, drawing.world.settings));
  header.lamps[1].text += drawerTag(drawing.world.settings, drawerHere(drawing.state, drawing.world.settings));
  header.time = shift::clockText(shift::officeTime(drawing.now.unixMillis, drawing.world.settings.timeZone));
}

void drawNotices(Drawing& drawing) {
  const State& state = drawing.state;
  if (state.diskFull) drawing.say(Level::stop, "disk.full");
  sayAsking(drawing);
  sayDeviceTest(drawing);
  if (state.message) drawing.view.notices.push_back(*state.message);
  sayLeftOpen(drawing);
  sayKeeping(drawing);
  sayDropWanted(drawing);
  if (!selling(state.page)) return;
  saySlips(drawing);
  sayPapers(drawing);
  sayOtherFaults(drawing);
}

}  // namespace till::pos::station
