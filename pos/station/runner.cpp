// SPDX-License-Identifier: Apache-2.0
#include "pos/station/runner.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "pos/station/customer_lines.h"
#include "pos/station/documents.h"
#include "pos/station/keeper.h"
#include "pos/station/pin_worker.h"
#include "pos/station/report_worker.h"

namespace till::pos::station {

namespace {

using ledger::store::Ledger;

// One effect done; the answer of a write.
class Doing {
 public:
  Doing(Ledger& ledger, const World& world, const Hands& hands, const std::function<Now()>& now)
      : ledger_(ledger), world_(world), hands_(hands), now_(now) {}

  std::optional<Answer> operator()(const Post& post) {
    return PostAnswer{.purpose = post.purpose, .result = ledger_.post(post.context, post.body, post.options)};
  }
  std::optional<Answer> operator()(const TakeSaleId&) { return SaleIdAnswer{ledger_.takeSaleId()}; }
  std::optional<Answer> operator()(const SaveDraft& save) { return failure(ledger_.saveDraft(save.draft)); }
  std::optional<Answer> operator()(const DropDraft& drop) { return failure(ledger_.dropDraft(drop.name)); }
  std::optional<Answer> operator()(const Idle&) { return failure(ledger_.idle()); }
  std::optional<Answer> operator()(const Print& print) {
    auto document = documentOf(world_, print.of, print.duplicate);
    if (!document) return NoPaper{print.job};
    hands_.print(print.job, std::move(*document), print.printer);
    return std::nullopt;
  }
  std::optional<Answer> operator()(const PrintTestPage& page) {
    hands_.print(page.job, testPageOf(world_), page.printer);
    return std::nullopt;
  }
  std::optional<Answer> operator()(const MakeReport& wanted) {
    hands_.makeReport(wanted);
    return std::nullopt;
  }
  std::optional<Answer> operator()(const PrintReport& wanted) {
    hands_.print(wanted.job, reportSlipOf(world_, wanted, now_()), wanted.printer);
    return std::nullopt;
  }
  std::optional<Answer> operator()(const TellTest& told) {
    hands_.tellTest(told);
    return std::nullopt;
  }
  std::optional<Answer> operator()(const KeepCopy&) {
    hands_.keepCopy();
    return std::nullopt;
  }
  std::optional<Answer> operator()(const TellOffice& told) {
    if (hands_.tellOffice) hands_.tellOffice(told);
    return std::nullopt;
  }
  std::optional<Answer> operator()(const Kick& kick) {
    hands_.kick(kick);
    std::this_thread::yield();  // the drawer's thread may have been woken on this processor: it goes first
    return std::nullopt;
  }
  std::optional<Answer> operator()(const ReadCheck& read) {
    hands_.readCheck(read);
    return std::nullopt;
  }
  std::optional<Answer> operator()(const PrintSheet& sheet) {
    hands_.printSheet(sheet);
    return std::nullopt;
  }
  std::optional<Answer> operator()(const CancelSheet& cancelled) {
    hands_.cancelSheet(cancelled);
    return std::nullopt;
  }
  std::optional<Answer> operator()(const CheckPin& check) {
    hands_.checkPin(check);
    return std::nullopt;
  }

 private:
  static std::optional<Answer> failure(const tl::expected<void, ledger::store::PostError>& result) {
    if (result) return std::nullopt;
    return WriteFailed{result.error()};
  }
  Ledger& ledger_;
  const World& world_;
  const Hands& hands_;
  const std::function<Now()>& now_;
};

std::int64_t steadyMillis() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

// What the counter may know of a check.
CheckRead checkReadOf(std::int64_t id, const drivers::micr::ReadResult& read) {
  using drivers::micr::FieldState;
  CheckRead told{.id = id, .number = "", .whole = false, .reason = read.reason, .shape = ""};
  told.shape = drivers::micr::shapeOf(read.characters);
  told.whole = read.outcome == drivers::micr::ReadOutcome::read && read.line.serial.state == FieldState::read;
  if (read.line.serial.state == FieldState::read) told.number = read.line.serial.text;
  return told;
}

class StationThread final : public Station {
 public:
  StationThread(StationParts parts, Publish publish, const StartDevices& startDevices, TellTests tellTests,
                TellOffices tellOffices)
      : parts_(std::move(parts)),
        publish_(std::move(publish)),
        reader_(parts_.settings.layouts),
        people_(parts_.people->people()),
        world_{parts_.settings, parts_.words, reader_, parts_.bills.get(), *parts_.ledger, people_},
        reports_(parts_.openReader, report::officeLook(parts_.settings.timeZone, people_),
                 reportCounter(parts_.settings, parts_.words), [this](ReportMade made) { enqueue(std::move(made)); }),
        pins_(parts_.people, [this](PinChecked checked) { enqueue(std::move(checked)); }),
        keeper_(parts_.keeping, {}, [this](KeepingTold told) { enqueue(std::move(told)); }),
        rack_(startDevices(listener())) {
    hands_ = {.print = [this](std::int64_t job, drivers::printer::PrintDocument document,
                              std::size_t printer) { rack_->print(job, std::move(document), printer); },
              .kick = [this](const Kick& kick) { rack_->kick(kick.id, kick.drawer); },
              .checkPin = [this](const CheckPin& check) { pins_.check(check); },
              .readCheck = [this](const ReadCheck& read) { rack_->readCheck(read.id); },
              .printSheet = [this](const PrintSheet& sheet) { rack_->printSheet(sheet.id, sheet.job); },
              .cancelSheet = [this](const CancelSheet& cancelled) { rack_->cancelSheet(cancelled.id); },
              .tellTest =
                  [tell = std::move(tellTests)](const TellTest& told) {
                    if (tell) tell(told);
                  },
              .keepCopy = [this] { keeper_.dayClosed(); },
              .makeReport = [this](const MakeReport& wanted) { reports_.make(wanted); },
              .tellOffice = std::move(tellOffices)};
    thread_ = std::thread([this] { run(); });
  }

  ~StationThread() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
    rack_.reset();
  }
  StationThread(const StationThread&) = delete;
  StationThread& operator=(const StationThread&) = delete;

  bool send(Input input) override { return enqueue(std::move(input)); }
  [[nodiscard]] std::uint64_t turns() const override { return turns_; }

 private:
  static constexpr std::size_t kLongestQueue = 512;

  // The truth about a posted thing (paper, drawer, PIN) is never dropped; what people and scanners send can be, aloud.
  bool enqueue(Input input) {
    const bool fromOutside =
        std::holds_alternative<KeyPressed>(input) || std::holds_alternative<TextTyped>(input) ||
        std::holds_alternative<ScanArrived>(input) || std::holds_alternative<QuickCashTouched>(input) ||
        std::holds_alternative<BillTouched>(input) || std::holds_alternative<ChoiceTouched>(input) ||
        std::holds_alternative<CountFieldTouched>(input) || std::holds_alternative<DeviceTestAsked>(input) ||
        std::holds_alternative<OfficeActAsked>(input);
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return false;
      if (queue_.size() >= kLongestQueue && fromOutside) {
        queueWasFull_ = true;
        return false;
      }
      queue_.push_back(std::move(input));
    }
    wake_.notify_one();
    return true;
  }

  drivers::rack::RackListener listener() {
    return {
        .scanned = [this](drivers::scanner::Scan scan) { enqueue(ScanArrived{std::move(scan)}); },
        .scanDropped = [this](std::string why) { enqueue(ScanDropped{std::move(why)}); },
        .scannerChanged = [this](drivers::rack::ScannerState state) { enqueue(ScannerChanged{state}); },
        .printerChanged = [this](drivers::printer::PrinterStatus status,
                                 std::size_t printer) { enqueue(PrinterChanged{std::move(status), printer}); },
        .drawerChanged = [this](drivers::drawer::DrawerState state,
                                std::size_t drawer) { enqueue(DrawerChanged{state, drawer}); },
        .jobFinished = [this](std::int64_t job,
                              drivers::printer::JobResult result) { enqueue(JobFinished{job, std::move(result)}); },
        .kickFinished = [this](std::int64_t kick,
                               drivers::drawer::KickOutcome outcome) { enqueue(KickFinished{kick, outcome}); },
        .faulted =
            [this](const drivers::rack::DeviceAt& device, const std::optional<drivers::transport::Fault>& fault) {
              enqueue(DeviceFaulted{device, fault ? std::optional(fault->code) : std::nullopt});
            },
        .drawerLine = [this](std::optional<bool> high,
                             std::size_t drawer) { enqueue(DrawerLineChanged{high, drawer}); },
        .checkRead = [this](std::int64_t id, const drivers::micr::ReadResult& read) { enqueue(checkReadOf(id, read)); },
        .sheetPrinted = [this](std::int64_t id,
                               drivers::printer::JobResult result) { enqueue(SheetPrinted{id, std::move(result)}); }};
  }

  [[nodiscard]] Now now() const {
    return {.unixMillis = parts_.wallClock().unixMillis, .steadyMillis = steadyMillis()};
  }

  void settleDown(Stepped stepped) {
    state_ = runEffects(std::move(stepped), world_, *parts_.ledger, hands_, [this] { return now(); });
    publishView();
  }

  void publishView() {
    StationView view = makeView(state_, world_, now());
    view.tone = state_.tone;
    view.toneCount = toneCount_ += state_.tone == Tone::none ? 0 : 1;
    const bool changed = !last_ || state_.basketView > state_.view || [&] {
      StationView before = *last_;
      before.number = 0;
      before.tone = view.tone;
      before.toneCount = view.toneCount;
      return !(before == view);
    }();
    if (!changed && state_.tone == Tone::none) return;
    if (changed) ++state_.view;
    view.number = state_.view;
    last_ = std::make_shared<const StationView>(std::move(view));
    publish_(last_);
    showCustomer();
  }

  void showCustomer() {
    auto lines = customerLines(*last_, parts_.words, parts_.settings.customerColumns);
    if (lines == shown_) return;
    shown_ = lines;
    rack_->show(std::move(lines));
  }

  // The next input, or a tick when a second has gone by without one being made.
  std::optional<Input> next() {
    std::unique_lock lock(mutex_);
    const auto due = lastTick_ + std::chrono::seconds(1);
    wake_.wait_until(lock, due, [this] { return stopping_ || !queue_.empty(); });
    if (stopping_) return std::nullopt;
    if (std::chrono::steady_clock::now() >= due) {
      lastTick_ = std::chrono::steady_clock::now();
      return Ticked{};
    }
    if (queue_.empty()) return Ticked{};
    if (std::exchange(queueWasFull_, false)) return ScanDropped{"queue full"};
    Input input = std::move(queue_.front());
    queue_.pop_front();
    return input;
  }

  void run() {
    settleDown(begin(world_, parts_.billsFile, now()));
    while (const auto input = next()) {
      ++turns_;
      settleDown(step(std::move(state_), *input, world_, now()));
    }
  }

  StationParts parts_;
  Publish publish_;
  stub::StubReader reader_;
  std::vector<people::Person> people_;
  World world_;
  State state_;
  Hands hands_;
  std::shared_ptr<const StationView> last_;
  std::uint64_t toneCount_ = 0;
  std::atomic<std::uint64_t> turns_ = 0;
  std::optional<drivers::rack::CustomerLines> shown_;
  std::chrono::steady_clock::time_point lastTick_ = std::chrono::steady_clock::now();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Input> queue_;
  bool stopping_ = false;
  bool queueWasFull_ = false;
  ReportWorker reports_;
  PinWorker pins_;
  Keeper keeper_;
  std::unique_ptr<drivers::rack::Rack> rack_;
  std::thread thread_;
};

}  // namespace

State runEffects(Stepped stepped, const World& world, Ledger& ledger, const Hands& hands,
                 const std::function<Now()>& now) {
  std::deque<Effect> waiting(stepped.effects.begin(), stepped.effects.end());
  State state = std::move(stepped.state);
  while (!waiting.empty()) {
    const Effect effect = std::move(waiting.front());
    waiting.pop_front();
    const auto answer = std::visit(Doing(ledger, world, hands, now), effect);
    if (!answer) continue;
    Stepped next = resume(std::move(state), *answer, world, now());
    state = std::move(next.state);
    waiting.insert(waiting.begin(), next.effects.begin(), next.effects.end());
  }
  return state;
}

std::unique_ptr<Station> startStation(StationParts parts, Publish publish, StartDevices startDevices,
                                      TellTests tellTests, TellOffices tellOffices) {
  return std::make_unique<StationThread>(std::move(parts), std::move(publish), startDevices, std::move(tellTests),
                                         std::move(tellOffices));
}

}  // namespace till::pos::station
