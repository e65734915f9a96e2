// SPDX-License-Identifier: Apache-2.0
#include "tests/end_to_end/play/counter_stage.h"

#include <chrono>
#include <fstream>
#include <iomanip>
#include <sstream>
#include <stdexcept>

#include "drivers/raster/png.h"
#include "drivers/virtual/model/slip_image.h"

namespace till::tests::play {
namespace {

namespace model = drivers::model;
namespace fs = std::filesystem;

constexpr std::chrono::seconds kDeadline{20};

}  // namespace

CounterStage::CounterStage(const fs::path& directory) : directory_(directory) {
  auto devices = ui::virtual_counter::CounterDevices::plugIn(directory_, [this] { changed(); });
  if (!devices) throw std::runtime_error(devices.error());
  devices_ = std::move(*devices);
  if (const auto written = devices_->writeSettings(devicesFile()); !written) throw std::runtime_error(written.error());
}

void CounterStage::haveTwoDrawers() {
  const auto written =
      devices_->writeSettings(devicesFile(), ui::virtual_counter::CounterDevices::Drawers::leftAndRight);
  if (!written) throw std::runtime_error(written.error());
}

void CounterStage::changed() {
  const std::lock_guard lock(mutex_);
  ++changes_;
  condition_.notify_all();
}

std::vector<std::string> CounterStage::slipTexts() {
  std::vector<std::string> texts;
  devices_->look([&](model::PrinterModel& printer) {
    for (const auto& slip : printer.slips()) {
      if (slip.cut) texts.push_back(model::textOf(slip, printer.traits().format));
    }
  });
  return texts;
}

std::string CounterStage::sheetText() {
  std::string text;
  devices_->lookAtSlot([&](model::CheckReaderModel& reader) {
    model::Sheet sheet;
    if (!reader.taken().empty()) sheet = reader.taken().back();
    if (reader.sheet()) sheet = *reader.sheet();
    for (const auto& line : sheet.face) text += line + '\n';
    for (const auto& line : sheet.back) text += line + '\n';
  });
  return text;
}

bool CounterStage::slotWaits() {
  using Waits = model::CheckReaderModel::Waits;
  bool waits = false;
  devices_->lookAtSlot([&](model::CheckReaderModel& reader) {
    waits = (reader.waits() == Waits::check || reader.waits() == Waits::slip) && reader.saidThatItWaits();
  });
  return waits;
}

bool CounterStage::drawerOpen() {
  bool open = false;
  devices_->look([&](model::PrinterModel& printer) { open = printer.drawer().isOpen(); });
  return open;
}

int CounterStage::pulses() {
  int pulses = 0;
  devices_->look([&](model::PrinterModel& printer) { pulses = printer.drawer().pulses(); });
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
  model::PaperFormat format;
  devices_->look([&](model::PrinterModel& printer) {
    slips.assign(printer.slips().begin(), printer.slips().end());
    format = printer.traits().format;
  });
  for (const auto& slip : slips) {
    if (slip.elements.empty()) continue;
    std::ostringstream name;
    name << "slip-" << std::setw(3) << std::setfill('0') << slip.number;
    std::ofstream(directory / (name.str() + ".txt")) << model::textOf(slip, format);
    const auto picture = model::draw(slip, format);
    if (!picture) throw std::runtime_error(picture.error());
    const auto written = drivers::raster::writePng(*picture, directory / (name.str() + ".png"));
    if (!written) throw std::runtime_error(written.error());
  }
}

}  // namespace till::tests::play
