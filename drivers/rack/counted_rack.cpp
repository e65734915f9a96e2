// SPDX-License-Identifier: Apache-2.0
// Counts from outside what a rack tells and is asked: the workers know nothing of it.
#include <algorithm>
#include <utility>

#include "drivers/printer/receipt_printer_device.h"
#include "drivers/rack/statistics.h"

namespace till::drivers::rack {
namespace {

using drawer::KickOutcome;
using printer::JobOutcome;
using transport::Deadline;
using transport::Fault;
using transport::Transport;

// A link that is open: counts how long, and where it breaks.
class CountedTransport final : public Transport {
 public:
  CountedTransport(std::unique_ptr<Transport> inner, DeviceAt device, StatisticsBook& book)
      : inner_(std::move(inner)), device_(device), book_(book) {
    book_.opened(device_);
  }
  ~CountedTransport() override {
    inner_.reset();
    book_.closed(device_);
  }
  CountedTransport(const CountedTransport&) = delete;
  CountedTransport& operator=(const CountedTransport&) = delete;

  tl::expected<void, Fault> write(std::span<const std::byte> bytes, Deadline deadline) override {
    auto written = inner_->write(bytes, deadline);
    if (!written) book_.add(device_, statistic::kCommunicationErrors);
    return written;
  }
  bool drained(Deadline deadline) override { return inner_->drained(deadline); }
  void dropUnsent() override { inner_->dropUnsent(); }
  tl::expected<transport::ModemLines, Fault> modemLines() override { return inner_->modemLines(); }

 private:
  std::unique_ptr<Transport> inner_;
  const DeviceAt device_;
  StatisticsBook& book_;
};

std::optional<DeviceAt> deviceOf(const DeviceSettings& settings, const Link& link) {
  const auto printers = printersOf(settings);
  for (std::size_t i = 0; i < printers.size(); ++i)
    if (printers[i].link == link) return DeviceAt(Device::printer, i);
  const auto drawers = drawersOf(settings);
  for (std::size_t i = 0; i < drawers.size(); ++i) {
    const auto* own = std::get_if<drawer::StandaloneDrawerSettings>(&drawers[i].how);
    if (own != nullptr && drawerLink(*own) == link) return DeviceAt(Device::drawer, i);
  }
  if (settings.scanner && settings.scanner->link == link) return Device::scanner;
  if (settings.display && settings.display->link == link) return Device::display;
  if (settings.sheets && settings.sheets->link == link) return Device::checkReader;
  return std::nullopt;
}

OpenLink counted(const DeviceSettings& settings, StatisticsBook& book, OpenLink open) {
  return [settings, &book, open = std::move(open)](
             const Link& link, transport::Listener listener) -> tl::expected<std::unique_ptr<Transport>, Fault> {
    const auto device = deviceOf(settings, link);
    if (!device) return open(link, std::move(listener));
    auto lost = [&book, device = *device, inner = std::move(listener.lost)](const Fault& fault) {
      book.add(device, statistic::kCommunicationErrors);
      if (inner) inner(fault);
    };
    auto opened = open(link, {std::move(listener.received), std::move(lost)});
    if (!opened) return tl::unexpected(opened.error());
    return std::make_unique<CountedTransport>(std::move(*opened), *device, book);
  };
}

struct Contents {
  std::int64_t lines = 0, characters = 0, barcodes = 0, cuts = 0;

  void text(const std::string& utf8) {
    characters += std::count_if(utf8.begin(), utf8.end(),
                                [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  }
  void operator()(const printer::TextLine& line) { ++lines, text(line.text); }
  void operator()(const printer::TwoColumns& columns) { ++lines, text(columns.left), text(columns.right); }
  void operator()(const printer::Rule&) { ++lines; }
  void operator()(const printer::Barcode&) { ++barcodes; }
  void operator()(const printer::QrCode&) { ++barcodes; }
  void operator()(const printer::Pdf417&) { ++barcodes; }
  void operator()(const printer::Cut&) { ++cuts; }
  void operator()(const printer::Image&) {}
  void operator()(const printer::Feed&) {}
};

class CountedRack final : public Rack {
 public:
  CountedRack(const DeviceSettings& settings, RackListener listener, StatisticsBook& book, OpenLink open)
      : book_(book),
        rack_(startRack(settings, counting(std::move(listener)), counted(settings, book, std::move(open)))) {}

  void print(std::int64_t job, printer::PrintDocument document, std::size_t printer) override {
    Contents contents;
    for (const auto& element : document.elements) std::visit(contents, element);
    {
      const std::lock_guard lock(mutex_);
      printing_[job] = {printer, contents};
    }
    rack_->print(job, std::move(document), printer);
  }
  void kick(std::int64_t kick, std::size_t drawer) override {
    {
      const std::lock_guard lock(mutex_);
      kicking_[kick] = drawer;
    }
    rack_->kick(kick, drawer);
  }
  void show(CustomerLines lines) override { rack_->show(std::move(lines)); }
  void readCheck(std::int64_t id) override { rack_->readCheck(id); }
  void printSheet(std::int64_t id, slip::SlipJob job) override {
    Contents contents;
    for (const auto& line : job.lines) ++contents.lines, contents.text(line);
    {
      const std::lock_guard lock(mutex_);
      slips_[id] = contents;
    }
    rack_->printSheet(id, std::move(job));
  }
  void cancelSheet(std::int64_t id) override { rack_->cancelSheet(id); }

 private:
  RackListener counting(RackListener told) {
    RackListener counting = told;
    counting.scanned = [this, told](scanner::Scan scan) {
      book_.add(Device::scanner, statistic::kGoodScans);
      if (told.scanned) told.scanned(std::move(scan));
    };
    counting.scanDropped = [this, told](std::string why) {
      book_.add(Device::scanner, statistic::kBadScans);
      if (told.scanDropped) told.scanDropped(std::move(why));
    };
    counting.printerChanged = [this, told](printer::PrinterStatus status, std::size_t printer) {
      changed(status, printer);
      if (told.printerChanged) told.printerChanged(std::move(status), printer);
    };
    counting.jobFinished = [this, told](std::int64_t job, printer::JobResult result) {
      finished(job, result);
      if (told.jobFinished) told.jobFinished(job, std::move(result));
    };
    counting.kickFinished = [this, told](std::int64_t kick, KickOutcome outcome) {
      kicked(kick, outcome);
      if (told.kickFinished) told.kickFinished(kick, outcome);
    };
    counting.checkRead = [this, told](std::int64_t id, micr::ReadResult result) {
      checked(result);
      if (told.checkRead) told.checkRead(id, std::move(result));
    };
    counting.sheetPrinted = [this, told](std::int64_t id, printer::JobResult result) {
      slipped(id, result);
      if (told.sheetPrinted) told.sheetPrinted(id, std::move(result));
    };
    counting.faulted = [this, told](DeviceAt device, std::optional<Fault> fault) {
      if (fault) book_.add(device, statistic::kFailedOpens);
      if (told.faulted) told.faulted(device, std::move(fault));
    };
    return counting;
  }

  void changed(const printer::PrinterStatus& status, std::size_t printer) {
    const Was is{status.coverOpen, status.unrecoverable || status.cutterError};
    Was was;
    {
      const std::lock_guard lock(mutex_);
      was = std::exchange(was_[printer], is);
    }
    if (!was.coverOpen && is.coverOpen) book_.add({Device::printer, printer}, statistic::kCoverOpen);
    if (!was.faulty && is.faulty) book_.add({Device::printer, printer}, statistic::kPrinterFaults);
  }

  void finished(std::int64_t job, const printer::JobResult& result) {
    std::pair<std::size_t, Contents> begun;
    {
      const std::lock_guard lock(mutex_);
      begun = std::exchange(printing_[job], {});
      printing_.erase(job);
    }
    const auto& [printer, contents] = begun;
    const auto add = [&](std::string_view name, std::int64_t n = 1) { book_.add({Device::printer, printer}, name, n); };
    if (result.outcome == JobOutcome::unconfirmed) return add(statistic::kUnconfirmedJobs);
    if (result.outcome == JobOutcome::failed) {
      if (result.reason == printer::reason::kCutter) add(statistic::kFailedPaperCuts);
      return add(statistic::kFailedJobs);
    }
    add(statistic::kConfirmedJobs);
    add(statistic::kLines, contents.lines);
    add(statistic::kCharacters, contents.characters);
    add(statistic::kBarcodes, contents.barcodes);
    add(statistic::kPaperCuts, contents.cuts);
  }

  void kicked(std::int64_t kick, KickOutcome outcome) {
    std::size_t drawer = 0;
    {
      const std::lock_guard lock(mutex_);
      drawer = std::exchange(kicking_[kick], 0);
      kicking_.erase(kick);
    }
    const auto name = outcome == KickOutcome::opened    ? statistic::kDrawerGoodOpen
                      : outcome == KickOutcome::unknown ? statistic::kDrawerUnknownOpen
                                                        : statistic::kDrawerFailedOpen;
    book_.add({Device::drawer, drawer}, name);
  }

  // A check that nobody put in is no failure of the reader.
  void checked(const micr::ReadResult& result) {
    const bool nobody = result.reason == slip::reason::kNotInserted || result.reason == slip::reason::kCancelled ||
                        result.reason == reason::kMadeWay;
    if (result.outcome == micr::ReadOutcome::none && nobody) return;
    const auto name = result.outcome == micr::ReadOutcome::read ? statistic::kGoodReads
                      : result.characters.empty()               ? statistic::kFailedReads
                                                                : statistic::kFailedParses;
    book_.add(Device::checkReader, name);
  }

  void slipped(std::int64_t id, const printer::JobResult& result) {
    Contents contents;
    {
      const std::lock_guard lock(mutex_);
      contents = std::exchange(slips_[id], {});
      slips_.erase(id);
    }
    if (result.outcome == JobOutcome::unconfirmed) return book_.add(Device::checkReader, statistic::kUnconfirmedJobs);
    if (result.outcome == JobOutcome::failed) return;
    book_.add(Device::checkReader, statistic::kSlipLines, contents.lines);
    book_.add(Device::checkReader, statistic::kSlipCharacters, contents.characters);
  }

  StatisticsBook& book_;
  struct Was {
    bool coverOpen = false, faulty = false;
  };
  std::mutex mutex_;                                                   // guards those below
  std::map<std::int64_t, std::pair<std::size_t, Contents>> printing_;  // by job, with its printer
  std::map<std::int64_t, std::size_t> kicking_;                        // by kick: its drawer
  std::map<std::int64_t, Contents> slips_;
  std::map<std::size_t, Was> was_;
  std::unique_ptr<Rack> rack_;  // last: it tells all of the above
};

}  // namespace

std::unique_ptr<Rack> startCountedRack(const DeviceSettings& settings, RackListener listener, StatisticsBook& book,
                                       OpenLink open) {
  return std::make_unique<CountedRack>(settings, std::move(listener), book, std::move(open));
}

}  // namespace till::drivers::rack
