// SPDX-License-Identifier: Apache-2.0
#include "ui/virtual_counter/devices/counter_devices.h"

#include <fstream>
#include <map>
#include <utility>

#include "drivers/virtual/pty/pty_port.h"

namespace till::ui::virtual_counter {
namespace {

namespace fs = std::filesystem;
namespace model = drivers::model;

constexpr auto kPrinterName = "ttyPrinter";
constexpr auto kScannerName = "ttyScanner";
constexpr auto kReaderName = "ttyCheckReader";
constexpr int kLinesLeft = 6;  // of a roll that ends soon: in the middle of the next receipt

// As a TM-T88V: 42 columns.
model::PrinterTraits traits() {
  model::PrinterTraits traits;
  traits.format = {512, 42};
  return traits;
}

const std::map<std::string, std::function<void(PrinterModel&)>>& printerSwitches() {
  static const std::map<std::string, std::function<void(PrinterModel&)>> kSwitches{
      {"printer paper-out", [](auto& p) { p.setPaper(model::PaperSupply::out); }},
      {"printer paper-in", [](auto& p) { p.setPaper(model::PaperSupply::present); }},
      {"printer paper-out-soon", [](auto& p) { p.endPaperAfter(kLinesLeft); }},
      {"printer cover-open", [](auto& p) { p.setCoverOpen(true); }},
      {"printer cover-shut", [](auto& p) { p.setCoverOpen(false); }},
      {"printer silent", [](auto& p) { p.setManners(model::Manners::silent); }},
      {"printer babbling", [](auto& p) { p.setManners(model::Manners::babbling); }},
      {"printer normal", [](auto& p) { p.setManners(model::Manners::normal); }},
      {"drawer shut", [](auto& p) { p.drawer().shut(); }},
      {"drawer key", [](auto& p) { p.drawer().openWithKey(); }},
      {"drawer sensor-missing", [](auto& p) { p.drawer().setSensor(model::DrawerSensor::missing); }},
      {"drawer sensor-stuck", [](auto& p) { p.drawer().setSensor(model::DrawerSensor::stuck); }},
      {"drawer sensor-working", [](auto& p) { p.drawer().setSensor(model::DrawerSensor::working); }}};
  return kSwitches;
}

const std::map<std::string, std::function<void(CheckReaderModel&)>>& readerSwitches() {
  using Mood = CheckReaderModel::Mood;
  static const std::map<std::string, std::function<void(CheckReaderModel&)>> kSwitches{
      {"reader take-out", [](auto& r) { r.remove(); }},
      {"reader cover-open", [](auto& r) { r.setCoverOpen(true); }},
      {"reader cover-shut", [](auto& r) { r.setCoverOpen(false); }},
      {"reader silent", [](auto& r) { r.setMood(Mood::silent); }},
      {"reader garbling", [](auto& r) { r.setMood(Mood::garbling); }},
      {"reader babbling", [](auto& r) { r.setMood(Mood::babbling); }},
      {"reader normal", [](auto& r) { r.setMood(Mood::sound); }}};
  return kSwitches;
}

struct SlotPicture {
  CheckReaderModel::Waits waits;
  std::size_t lines, taken;
  bool sheet, told;
  bool operator==(const SlotPicture&) const = default;
};

SlotPicture pictureOf(const CheckReaderModel& reader) {
  const auto& sheet = reader.sheet();
  return {reader.waits(), sheet ? sheet->face.size() + sheet->back.size() : 0, reader.taken().size(), sheet.has_value(),
          reader.saidThatItWaits()};
}

}  // namespace

std::size_t SeenCheckReader::receive(std::span<const std::byte> bytes) {
  const auto before = pictureOf(*this);
  const auto taken = CheckReaderModel::receive(bytes);
  if (changed && pictureOf(*this) != before) changed();
  return taken;
}

CounterDevices::CounterDevices(fs::path directory, std::function<void()> changed)
    : directory_(std::move(directory)), changed_(std::move(changed)), printer_(traits()) {
  printer_.listen({changed_, changed_});
  printer_.drawer().changed = changed_;
  reader_.changed = changed_;
}

tl::expected<std::unique_ptr<CounterDevices>, std::string> CounterDevices::plugIn(const fs::path& directory,
                                                                                  std::function<void()> changed) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) return tl::unexpected(directory.string() + ": " + error.message());
  std::unique_ptr<CounterDevices> devices(new CounterDevices(fs::absolute(directory), std::move(changed)));
  auto printer = drivers::pty::openPtyPort(devices->printer_, devices->directory_, kPrinterName);
  if (!printer) return tl::unexpected(printer.error());
  auto scanner = drivers::pty::openPtyPort(devices->scanner_, devices->directory_, kScannerName);
  if (!scanner) return tl::unexpected(scanner.error());
  devices->printerPort_ = std::move(*printer);
  devices->scannerPort_ = std::move(*scanner);
  auto reader = drivers::pty::openPtyPort(devices->reader_, devices->directory_, kReaderName);
  if (!reader) return tl::unexpected(reader.error());
  devices->readerPort_ = std::move(*reader);
  return devices;
}

CounterDevices::~CounterDevices() {
  printerPort_.reset();  // first: after that nobody calls back
  scannerPort_.reset();
  readerPort_.reset();
}

tl::expected<void, std::string> CounterDevices::writeSettings(const fs::path& file, Drawers drawers) const {
  constexpr auto kOne = "[drawer]\nsensor = \"high_is_open\"\nopen_ms = 300\n\n";
  constexpr auto kTwo =
      "[[drawer]]\nname = \"left\"\nsensor = \"high_is_open\"\nopen_ms = 300\n\n"
      "[[drawer]]\nname = \"right\"\npin = 5\nsensor = \"none\"\nopen_ms = 300\n\n";
  const fs::path beside = file.string() + ".new";
  std::ofstream(beside) << "# The devices of a virtual counter; written by it.\n"
                        << "reopen_ms = 50\n\n"
                        << "[printer]\nmodel = \"epson-tm-t88v\"\nport = \"" << (directory_ / kPrinterName).string()
                        << "\"\nbaud = 38400\npoll_ms = 200\n\n"
                        << (drawers == Drawers::one ? kOne : kTwo) << "[scanner]\nport = \""
                        << (directory_ / kScannerName).string() << "\"\n\n[check_reader]\nport = \""
                        << (directory_ / kReaderName).string() << "\"\n";
  std::error_code error;
  fs::rename(beside, file, error);
  if (error) return tl::unexpected(file.string() + ": " + error.message());
  return {};
}

void CounterDevices::scan(const std::string& text) {
  scannerPort_->use([&] { scanner_.scan(text); });
}

void CounterDevices::insertSheet(const std::string& magnetic) {
  lookAtSlot([&](CheckReaderModel& reader) { reader.insert({magnetic, {}, {}}); });
  if (changed_) changed_();
}

void CounterDevices::lookAtSlot(const std::function<void(CheckReaderModel&)>& act) {
  readerPort_->use([&] { act(reader_); });
}

void CounterDevices::look(const std::function<void(PrinterModel&)>& act) {
  printerPort_->use([&] { act(printer_); });
}

void CounterDevices::plug(model::Port& port, std::atomic<bool>& plugged, bool in) {
  if (plugged.exchange(in) == in) return;
  if (in) {
    port.plug();
  } else {
    port.unplug();
  }
  if (changed_) changed_();
}

bool CounterDevices::operate(const std::string& device, const std::string& what) {
  const std::string name = device + " " + what;
  if (const auto found = printerSwitches().find(name); found != printerSwitches().end()) {
    look(found->second);
    return true;
  }
  if (const auto found = readerSwitches().find(name); found != readerSwitches().end()) {
    lookAtSlot(found->second);
    if (changed_) changed_();
    return true;
  }
  const auto babble = [this](bool on) { scannerPort_->use([this, on] { scanner_.setBabbling(on); }); };
  const std::map<std::string, std::function<void()>> others{
      {"printer unplug", [this] { plug(*printerPort_, printerPlugged_, false); }},
      {"printer plug", [this] { plug(*printerPort_, printerPlugged_, true); }},
      {"scanner unplug", [this] { plug(*scannerPort_, scannerPlugged_, false); }},
      {"scanner plug", [this] { plug(*scannerPort_, scannerPlugged_, true); }},
      {"reader unplug", [this] { plug(*readerPort_, readerPlugged_, false); }},
      {"reader plug", [this] { plug(*readerPort_, readerPlugged_, true); }},
      {"scanner babbling", [&] { babble(true); }},
      {"scanner normal", [&] { babble(false); }}};
  const auto found = others.find(name);
  if (found == others.end()) return false;
  found->second();
  return true;
}

}  // namespace till::ui::virtual_counter
