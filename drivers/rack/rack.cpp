// SPDX-License-Identifier: Apache-2.0
#include "drivers/rack/rack.h"

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

bool hasUsb(const DeviceSettings& settings) {
  const auto isUsb = [](const auto& device) {
    return device && !std::holds_alternative<transport::SerialSettings>(device->link);
  };
  const bool drawer =
      settings.standaloneDrawer && std::holds_alternative<transport::UsbHidSettings>(settings.standaloneDrawer->link);
  const bool sheets = settings.sheets && settings.sheets->link &&
                      !std::holds_alternative<transport::SerialSettings>(*settings.sheets->link);
  return drawer || sheets || isUsb(settings.printer) || isUsb(settings.scanner) || isUsb(settings.display);
}

class WorkingRack : public Rack {
 public:
  WorkingRack(const DeviceSettings& settings, RackListener listener, const OpenLink& open)
      : listener_(std::move(listener)), printer_(settings, listener_, open) {
    if (settings.standaloneDrawer) drawer_.emplace(*settings.standaloneDrawer, settings.reopenEvery, listener_, open);
    if (settings.display) display_.emplace(*settings.display, settings.reopenEvery, listener_, open);
    if (settings.scanner) scanner_.emplace(*settings.scanner, settings.reopenEvery, listener_, open);
    if (settings.sheets && settings.sheets->link)
      sheets_.emplace(*settings.sheets, settings.reopenEvery, listener_, open);
    if (hasUsb(settings)) plugs_.emplace([this] { lookNow(); });
  }

  void print(std::int64_t job, printer::PrintDocument document) override { printer_.print(job, std::move(document)); }
  void kick(std::int64_t kick) override { drawer_ ? drawer_->kick(kick) : printer_.kick(kick); }
  void show(CustomerLines lines) override {
    if (display_) display_->show(std::move(lines));
  }
  void readCheck(std::int64_t id) override { sheets_ ? sheets_->readCheck(id) : printer_.readCheck(id); }
  void printSheet(std::int64_t id, slip::SlipJob job) override {
    sheets_ ? sheets_->printSheet(id, std::move(job)) : printer_.printSheet(id, std::move(job));
  }
  void cancelSheet(std::int64_t id) override { sheets_ ? sheets_->cancel(id) : printer_.cancelSheet(id); }

 private:
  void lookNow() {
    printer_.lookNow();
    if (drawer_) drawer_->lookNow();
    if (display_) display_->lookNow();
    if (scanner_) scanner_->lookNow();
    if (sheets_) sheets_->lookNow();
  }

  const RackListener listener_;  // first: the workers use it
  PrinterWorker printer_;
  std::optional<DrawerWorker> drawer_;
  std::optional<DisplayWorker> display_;
  std::optional<ScannerWorker> scanner_;
  std::optional<SheetWorker> sheets_;
  std::optional<transport::PlugWatch> plugs_;  // last: it wakes all of the above
};

}  // namespace

Link drawerLink(const drawer::StandaloneDrawerSettings& settings) {
  return std::visit([](const auto& link) { return Link(link); }, settings.link);
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
