// SPDX-License-Identifier: Apache-2.0
// From the commit of a payment to its pulse at the printer's end of the wire, against a bare write of the same bytes
// to such a port after a bare commit; and that the pulse is there before the first byte of the receipt.
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "drivers/virtual/model/printer_model.h"
#include "drivers/virtual/pty/pty_port.h"
#include "pos/bill/bill.h"
#include "tests/bench/bench_station.h"
#include "tests/bench/measure.h"

namespace till::bench {
namespace {

namespace fs = std::filesystem;
namespace transport = drivers::transport;
using namespace pos::station;
using SteadyClock = std::chrono::steady_clock;

constexpr int kSamples = 40;  // a round
constexpr std::array kPulse{std::byte{0x1b}, std::byte{0x70}, std::byte{0}, std::byte{25}, std::byte{250}};

SteadyClock::rep now() { return SteadyClock::now().time_since_epoch().count(); }

// Stamps the moment a payment is durable; all else goes straight through.
class StampedLedger : public ledger::store::Ledger {
 public:
  StampedLedger(std::unique_ptr<Ledger> inner, std::atomic<SteadyClock::rep>& committed)
      : inner_(std::move(inner)), committed_(committed) {}
  tl::expected<ledger::store::Posted, ledger::store::PostError> post(
      const ledger::store::Context& context, const ledger::store::Body& body,
      const ledger::store::PostOptions& options) override {
    auto posted = inner_->post(context, body, options);
    if (std::holds_alternative<ledger::journal::PaymentTaken>(body)) committed_ = now();
    return posted;
  }
  tl::expected<std::int64_t, ledger::store::PostError> takeSaleId() override { return inner_->takeSaleId(); }
  tl::expected<void, ledger::store::PostError> saveDraft(const ledger::store::Draft& draft) override {
    return inner_->saveDraft(draft);
  }
  tl::expected<void, ledger::store::PostError> dropDraft(const std::string& name) override {
    return inner_->dropDraft(name);
  }
  std::vector<ledger::store::Draft> drafts() const override { return inner_->drafts(); }
  std::optional<ledger::store::SessionRow> openSession() const override { return inner_->openSession(); }
  std::optional<bool> firstCountWithin(std::int64_t session, const ledger::store::CountLimits& limits) const override {
    return inner_->firstCountWithin(session, limits);
  }
  bool holdsMoreThan(std::int64_t session, till::Money limit) const override {
    return inner_->holdsMoreThan(session, limit);
  }
  void eachEventOfSealed(std::int64_t session,
                         const std::function<void(const ledger::store::StoredEvent&)>& visit) const override {
    inner_->eachEventOfSealed(session, visit);
  }
  std::vector<ledger::store::SessionRow> openSessions() const override { return inner_->openSessions(); }
  std::vector<ledger::store::SessionRow> undepositedSessions() const override { return inner_->undepositedSessions(); }
  std::vector<ledger::store::FundRow> funds() const override { return inner_->funds(); }
  std::vector<ledger::store::HandOverRow> handOvers() const override { return inner_->handOvers(); }
  std::vector<ledger::store::EventKey> pendingActs() const override { return inner_->pendingActs(); }
  std::vector<ledger::store::DepositRow> openDeposits() const override { return inner_->openDeposits(); }
  std::optional<ledger::store::StoredEvent> lastRetender(std::int64_t payment) const override {
    return inner_->lastRetender(payment);
  }
  std::vector<ledger::store::ReceiptRow> receipts(std::int64_t session) const override {
    return inner_->receipts(session);
  }
  std::optional<ledger::store::StoredEvent> event(std::int64_t seq) const override { return inner_->event(seq); }
  std::optional<ledger::store::StoredEvent> lastOfKind(const std::string& kind) const override {
    return inner_->lastOfKind(kind);
  }
  ledger::store::SessionCounts counts(std::int64_t session) const override { return inner_->counts(session); }
  std::optional<ledger::store::SessionFigures> figures(std::int64_t session) const override {
    return inner_->figures(session);
  }
  const ledger::store::Books& books() const override { return inner_->books(); }
  Money paidSince(const std::string& account, const std::string& asOf) const override {
    return inner_->paidSince(account, asOf);
  }
  tl::expected<void, ledger::store::PostError> idle() override { return inner_->idle(); }
  bool readOnly() const override { return inner_->readOnly(); }
  std::string readOnlyReason() const override { return inner_->readOnlyReason(); }
  std::string stoppedLastTime() const override { return inner_->stoppedLastTime(); }
  const ledger::store::StationIdentity& identity() const override { return inner_->identity(); }

 private:
  std::unique_ptr<Ledger> inner_;
  std::atomic<SteadyClock::rep>& committed_;
};

// The far end of the wire: stamps when a pulse comes.
class StampedPrinter : public drivers::model::Device {
 public:
  std::size_t receive(std::span<const std::byte> bytes) override {
    const bool pulse = bytes.size() >= 2 && bytes[0] == kPulse[0] && bytes[1] == kPulse[1];
    if (pulse && kicked_ == 0) kicked_ = now();
    if (bytes.size() > 64 && kicked_ == 0) receiptFirst_ = true;
    return printer.receive(bytes);
  }
  std::vector<std::byte> takeReplies() override { return printer.takeReplies(); }
  void tick() override { printer.tick(); }

  void arm() { kicked_ = 0; }
  // Waits for the pulse; nobody is kept from a processor for it.
  [[nodiscard]] SteadyClock::rep kicked() const {
    while (kicked_ == 0) std::this_thread::yield();
    return kicked_;
  }
  [[nodiscard]] bool receiptFirst() const { return receiptFirst_; }

  drivers::model::PrinterModel printer;

 private:
  std::atomic<SteadyClock::rep> kicked_{0};
  std::atomic<bool> receiptFirst_{false};
};

struct Port {
  StampedPrinter end;
  std::unique_ptr<drivers::model::Port> wire;
  fs::path path;
  Port(const fs::path& directory, const std::string& name) : path(directory / name) {
    fs::create_directories(directory);
    auto opened = drivers::pty::openPtyPort(end, directory, name);
    if (!opened) throw std::runtime_error(opened.error());
    wire = std::move(*opened);
  }
  void shutDrawer() {
    wire->use([&] { end.printer.drawer().shut(); });
  }
};

double micros(SteadyClock::rep from, SteadyClock::rep to) {
  return std::chrono::duration<double, std::micro>(SteadyClock::duration(to - from)).count();
}

}  // namespace

std::vector<Measure> kickBench(const fs::path& directory) {
  std::atomic<SteadyClock::rep> committed{0};
  Port port(directory / "ports", "ttyPrinter");
  Port floorPort(directory / "ports", "ttyFloor");
  auto devices = sampleDevices();
  std::get<transport::SerialSettings>(devices.printer->link).port = port.path;
  devices.drawer->polarity = drivers::drawer::SensorPolarity::highIsOpen;
  devices.scanner.reset();
  const auto bills = pos::bill::importBills(
      fs::path(TILL_SOURCE_DIR) / "config/offices/sample-city/bills.csv", directory,
      {{"water", "", "601-0000-11510"}, {"sewer", "", ""}, {"garbage", "", ""}, {"storm", "", ""}, {"late", "", ""}},
      "2026-12-01");
  if (!bills) throw std::runtime_error(bills.error().what);
  BenchStation station(
      {directory / "station", bills->file, devices,
       [&](drivers::rack::RackListener listener) { return drivers::rack::startRack(devices, std::move(listener)); },
       [&](std::unique_ptr<ledger::store::Ledger> inner) {
         return std::make_unique<StampedLedger>(std::move(inner), committed);
       }});
  auto bare = transport::openSerial({floorPort.path, 38400}, {});
  if (!bare) throw std::runtime_error(bare.error().detail);

  const Appender disk(directory / "floor");  // a bare write comes after a bare commit, as a kick after a payment's

  const auto lamp = [&](const char* word) {
    station.until(
        [word](const StationView& seen) { return seen.header.lamps.at(1).text.find(word) != std::string::npos; });
  };
  const auto shut = [&] {
    lamp("open");
    port.shutDrawer();
    lamp("shut");
  };
  shut();  // it opened for the float
  std::string last;
  const auto paid = [&] {
    station.send(ScanArrived{{"", "004512873007000084271215268", SteadyClock::now()}});
    station.until([](const StationView& view) { return view.page == Page::counter && view.bills.size() == 1; });
    port.end.arm();
    station.key(Key::star);
    const auto view =
        station.until([&](const StationView& seen) { return seen.change && seen.change->receipt != last; });
    last = view->change->receipt;
    shut();
    return micros(committed, port.end.kicked());
  };
  const auto written = [&] {
    floorPort.shutDrawer();
    floorPort.end.arm();
    (void)disk.one();
    const auto start = now();
    const auto done = (*bare)->write(kPulse, transport::Deadline::in(std::chrono::seconds(1)));
    if (!done) throw std::runtime_error("the bare port: " + done.error().detail);
    return micros(start, floorPort.end.kicked());
  };
  const auto samples = [](const auto& one) {
    Samples all;
    for (int i = 0; i < kSamples; ++i) all.push_back(one());
    return all;
  };
  auto measures =
      inTurns("commit to kick", [&] { return samples(paid); }, [&] { return samples(written); }, {{"p50", 0.5, 3}});
  if (port.end.receiptFirst()) throw std::runtime_error("a receipt's first byte came before its kick");
  return measures;
}

}  // namespace till::bench
