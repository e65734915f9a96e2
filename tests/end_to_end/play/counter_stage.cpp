// SPDX-License-Identifier: Apache-2.0
#include "tests/end_to_end/play/counter_stage.h"

#include <chrono>
#include <fstream>
#include <iomanip>
#include <sstream>
#include <stdexcept>

#include "drivers/raster/png.h"
#include "drivers/virtual/model/slip_image.h"
#include "drivers/virtual/pty/pty_port.h"

namespace till::tests::play {
namespace {

namespace model = drivers::model;
namespace fs = std::filesystem;

constexpr std::chrono::seconds kDeadline{20};

// As a TM-T88V: 42 columns.
model::PrinterTraits traits() {
  model::PrinterTraits traits;
  traits.format = {512, 42};
  return traits;
}

std::unique_ptr<model::Port> plugIn(model::Device& device, const fs::path& directory, const std::string& name) {
  auto port = drivers::pty::openPtyPort(device, directory, name);
  if (!port) throw std::runtime_error(port.error());
  return std::move(*port);
}

}  // namespace

CounterStage::CounterStage(const fs::path& directory) : directory_(directory), printer_(traits()) {
  fs::create_directories(directory_);
  printerPort_ = plugIn(printer_, directory_, "ttyPrinter");
  scannerPort_ = plugIn(scanner_, directory_, "ttyScanner");
  printerPort_->use([this] {
    printer_.listen({[this] { changed(); }, [this] { changed(); }});
    printer_.drawer().changed = [this] { changed(); };
  });
  std::ofstream(devicesFile()) << "reopen_ms = 50\n[printer]\nmodel = \"epson-tm-t88v\"\nport = \""
                               << (directory_ / "ttyPrinter").string() << "\"\nbaud = 38400\npoll_ms = 200\n"
                               << "[drawer]\nsensor = \"high_is_open\"\nopen_ms = 300\n[scanner]\nport = \""
                               << (directory_ / "ttyScanner").string() << "\"\n";
}

CounterStage::~CounterStage() {
  printerPort_->use([this] {
    printer_.listen({});
    printer_.drawer().changed = nullptr;
  });
}

void CounterStage::changed() {
  const std::lock_guard lock(mutex_);
  ++changes_;
  condition_.notify_all();
}

void CounterStage::scan(const std::string& text) {
  scannerPort_->use([&] { scanner_.scan(text); });
}

bool CounterStage::operate(const std::string& device, const std::string& what) {
  const auto printer = [this](auto act) { return [this, act] { printerPort_->use([&] { act(printer_); }); }; };
  const std::map<std::string, std::function<void()>> switches{
      {"printer paper-out", printer([](auto& p) { p.setPaper(model::PaperSupply::out); })},
      {"printer paper-in", printer([](auto& p) { p.setPaper(model::PaperSupply::present); })},
      {"printer paper-out-soon", printer([](auto& p) { p.endPaperAfter(6); })},
      {"printer cover-open", printer([](auto& p) { p.setCoverOpen(true); })},
      {"printer cover-shut", printer([](auto& p) { p.setCoverOpen(false); })},
      {"printer silent", printer([](auto& p) { p.setManners(model::Manners::silent); })},
      {"printer babbling", printer([](auto& p) { p.setManners(model::Manners::babbling); })},
      {"printer normal", printer([](auto& p) { p.setManners(model::Manners::normal); })},
      {"printer unplug", [this] { printerPort_->unplug(); }},
      {"printer plug", [this] { printerPort_->plug(); }},
      {"drawer shut", printer([](auto& p) { p.drawer().shut(); })},
      {"drawer key", printer([](auto& p) { p.drawer().openWithKey(); })},
      {"drawer sensor-missing", printer([](auto& p) { p.drawer().setSensor(model::DrawerSensor::missing); })},
      {"drawer sensor-stuck", printer([](auto& p) { p.drawer().setSensor(model::DrawerSensor::stuck); })},
      {"drawer sensor-working", printer([](auto& p) { p.drawer().setSensor(model::DrawerSensor::working); })},
      {"scanner unplug", [this] { scannerPort_->unplug(); }},
      {"scanner plug", [this] { scannerPort_->plug(); }},
      {"scanner babbling", [this] { scannerPort_->use([this] { scanner_.setBabbling(true); }); }},
      {"scanner normal", [this] { scannerPort_->use([this] { scanner_.setBabbling(false); }); }}};
  const auto found = switches.find(device + " " + what);
  if (found == switches.end()) return false;
  found->second();
  return true;
}

std::vector<std::string> CounterStage::slipTexts() {
  std::vector<std::string> texts;
  printerPort_->use([&] {
    for (const auto& slip : printer_.slips()) {
      if (slip.cut) texts.push_back(model::textOf(slip, printer_.traits().format));
    }
  });
  return texts;
}

bool CounterStage::drawerOpen() {
  bool open = false;
  printerPort_->use([&] { open = printer_.drawer().isOpen(); });
  return open;
}

int CounterStage::pulses() {
  int pulses = 0;
  printerPort_->use([&] { pulses = printer_.drawer().pulses(); });
  return pulses;
}

bool CounterStage::waitUntil(const std::function<bool()>& holds) {
  const auto until = std::chrono::steady_clock::now() + kDeadline;
  for (;;) {
    std::uint64_t seen = 0;
    {
      const std::lock_guard lock(mutex_);
      seen = changes_;
    }
    if (holds()) return true;
    std::unique_lock lock(mutex_);
    if (!condition_.wait_until(lock, until, [&] { return changes_ != seen; })) return false;
  }
}

void CounterStage::savePaper(const fs::path& directory) {
  fs::create_directories(directory);
  std::vector<model::Slip> slips;
  printerPort_->use([&] { slips.assign(printer_.slips().begin(), printer_.slips().end()); });
  for (const auto& slip : slips) {
    if (slip.elements.empty()) continue;
    std::ostringstream name;
    name << "slip-" << std::setw(3) << std::setfill('0') << slip.number;
    std::ofstream(directory / (name.str() + ".txt")) << model::textOf(slip, printer_.traits().format);
    const auto picture = model::draw(slip, printer_.traits().format);
    if (!picture) throw std::runtime_error(picture.error());
    const auto written = drivers::raster::writePng(*picture, directory / (name.str() + ".png"));
    if (!written) throw std::runtime_error(written.error());
  }
}

}  // namespace till::tests::play
