// SPDX-License-Identifier: Apache-2.0
#include "drivers/rack/rack.h"

#include <algorithm>
#include <map>
#include <utility>

#include "drivers/rack/display_worker.h"
#include "drivers/rack/drawer_worker.h"
#include "drivers/rack/printer_worker.h"
#include "drivers/rack/scanner_worker.h"
#include "drivers/rack/sheet_worker.h"
#include "drivers/transport/plug_watch.h"
#include "drivers/transport/usb_hid.h"

namespace till::drivers::rack {
namespace {

using Opened = tl::expected<std::unique_ptr<transport::Transport>, transport::Fault>;

struct OpenReal {
  transport::Listener listener;
  Opened operator()(const transport::SerialSettings& serial) { return openSerial(serial, std::move(listener)); }
  Opened operator()(const transport::UsbSettings& usb) { return openUsbPrinter(usb, std::move(listener)); }
  Opened operator()(const transport::UsbHidSettings& hid) { return openUsbHid(hid, std::move(listener)); }
};

bool isUsb(const Link& link) { return !std::holds_alternative<transport::SerialSettings>(link); }

bool hasUsb(const DeviceSettings& settings) {
  const auto printers = printersOf(settings);
  const auto drawers = drawersOf(settings);
  const bool printer = std::ranges::any_of(printers, [](const auto& one) { return isUsb(one.link); });
  const bool drawer = std::ranges::any_of(drawers, [](const auto& place) {
    const auto* own = std::get_if<drawer::StandaloneDrawerSettings>(&place.how);
    return own != nullptr && isUsb(drawerLink(*own));
  });
  const bool sheets = settings.sheets && settings.sheets->link && isUsb(*settings.sheets->link);
  return printer || drawer || sheets || (settings.scanner && isUsb(settings.scanner->link)) ||
         (settings.display && isUsb(settings.display->link));
}

// One a printer, each with the drawers on its port; one without a printer where there is none. What is in a printer's
// housing is in the first one's.
std::vector<PrinterUnit> unitsOf(const DeviceSettings& settings) {
  const auto printers = printersOf(settings);
  const auto drawers = drawersOf(settings);
  std::vector<PrinterUnit> units(std::max<std::size_t>(printers.size(), 1));
  for (std::size_t i = 0; i < units.size(); ++i) {
    units[i].index = i;
    if (i < printers.size()) units[i].printer = printers[i];
    units[i].reopenEvery = settings.reopenEvery;
    units[i].pollEvery = settings.pollEvery;
  }
  for (std::size_t i = 0; i < drawers.size(); ++i) {
    const auto* port = std::get_if<DrawerPlace::OnPort>(&drawers[i].how);
    if (port != nullptr) units.at(port->printer).drawers.push_back({i, port->settings});
  }
  if (settings.sheets && !settings.sheets->link) units.front().sheets = settings.sheets;
  return units;
}

class WorkingRack : public Rack {
 public:
  WorkingRack(const DeviceSettings& settings, RackListener listener, const OpenLink& open)
      : listener_(std::move(listener)) {
    for (auto& unit : unitsOf(settings)) {
      for (const auto& drawer : unit.drawers) printerOfDrawer_[drawer.index] = unit.index;
      printers_.push_back(std::make_unique<PrinterWorker>(std::move(unit), listener_, open));
    }
    const auto drawers = drawersOf(settings);
    for (std::size_t i = 0; i < drawers.size(); ++i) {
      if (const auto* own = std::get_if<drawer::StandaloneDrawerSettings>(&drawers[i].how))
        drawers_[i] = std::make_unique<DrawerWorker>(i, *own, settings.reopenEvery, listener_, open);
    }
    if (settings.display) display_.emplace(*settings.display, settings.reopenEvery, listener_, open);
    if (settings.scanner) scanner_.emplace(*settings.scanner, settings.reopenEvery, listener_, open);
    if (settings.sheets && settings.sheets->link)
      sheets_.emplace(*settings.sheets, settings.reopenEvery, listener_, open);
    if (hasUsb(settings)) plugs_.emplace([this] { lookNow(); });
  }

  void print(std::int64_t job, printer::PrintDocument document, std::size_t printer) override {
    if (printer >= printers_.size()) return printers_.front()->refuse(job);
    printers_[printer]->print(job, std::move(document));
  }
  void kick(std::int64_t kick, std::size_t drawer) override {
    if (const auto own = drawers_.find(drawer); own != drawers_.end()) return own->second->kick(kick);
    const auto on = printerOfDrawer_.find(drawer);
    printers_.at(on == printerOfDrawer_.end() ? 0 : on->second)->kick(kick, drawer);
  }
  void show(CustomerLines lines) override {
    if (display_) display_->show(std::move(lines));
  }
  void readCheck(std::int64_t id) override { sheets_ ? sheets_->readCheck(id) : printers_.front()->readCheck(id); }
  void printSheet(std::int64_t id, slip::SlipJob job) override {
    sheets_ ? sheets_->printSheet(id, std::move(job)) : printers_.front()->printSheet(id, std::move(job));
  }
  void cancelSheet(std::int64_t id) override { sheets_ ? sheets_->cancel(id) : printers_.front()->cancelSheet(id); }

 private:
  void lookNow() {
    for (auto& printer : printers_) printer->lookNow();
    for (auto& [index, drawer] : drawers_) drawer->lookNow();
    if (display_) display_->lookNow();
    if (scanner_) scanner_->lookNow();
    if (sheets_) sheets_->lookNow();
  }

  const RackListener listener_;  // first: the workers use it
  std::vector<std::unique_ptr<PrinterWorker>> printers_;
  std::map<std::size_t, std::size_t> printerOfDrawer_;
  std::map<std::size_t, std::unique_ptr<DrawerWorker>> drawers_;  // those with a line of their own
  std::optional<DisplayWorker> display_;
  std::optional<ScannerWorker> scanner_;
  std::optional<SheetWorker> sheets_;
  std::optional<transport::PlugWatch> plugs_;  // last: it wakes all of the above
};

}  // namespace

Link drawerLink(const drawer::StandaloneDrawerSettings& settings) {
  return std::visit([](const auto& link) { return Link(link); }, settings.link);
}

std::vector<PrinterSettings> printersOf(const DeviceSettings& settings) {
  std::vector<PrinterSettings> all;
  if (settings.printer) all.push_back(*settings.printer);
  all.insert(all.end(), settings.printers.begin(), settings.printers.end());
  return all;
}

std::vector<DrawerPlace> drawersOf(const DeviceSettings& settings) {
  std::vector<DrawerPlace> all;
  if (settings.standaloneDrawer) all.push_back({"", *settings.standaloneDrawer});
  if (settings.drawer && !settings.standaloneDrawer) all.push_back({"", DrawerPlace::OnPort{0, *settings.drawer}});
  all.insert(all.end(), settings.drawers.begin(), settings.drawers.end());
  return all;
}

std::unique_ptr<Rack> startRack(const DeviceSettings& settings, RackListener listener) {
  return startRack(settings, std::move(listener), openLink);
}

Opened openLink(const Link& link, transport::Listener listener) {
  return std::visit(OpenReal{std::move(listener)}, link);
}

std::unique_ptr<Rack> startRack(const DeviceSettings& settings, RackListener listener, OpenLink open) {
  return std::make_unique<WorkingRack>(settings, std::move(listener), open);
}

}  // namespace till::drivers::rack
