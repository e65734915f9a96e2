// SPDX-License-Identifier: Apache-2.0
#include "ui/tillctl/device_bench.h"

#include "ui/control/client.h"
#include "ui/tillctl/lone_devices.h"

namespace till::ui::tillctl {
namespace {

namespace store = ledger::store;

constexpr std::chrono::seconds kDriversTime{180};  // beyond the seconds asked for; the station's own end is sooner

class ThroughStation final : public DeviceBench {
 public:
  explicit ThroughStation(const Options& options) : options_(options) {}

  tl::expected<Tried, Failure> tryOut(const TryOut& wanted) override {
    control::Request request{
        "devices test", {{"act", wanted.act}, {"as", options_.actor}, {"seconds", std::to_string(wanted.seconds)}}};
    if (wanted.untilChange) request.given["until"] = "change";
    if (wanted.opensByHand) request.given["opens"] = "by hand";
    if (!wanted.name.empty()) request.given["name"] = wanted.name;
    const auto answer = control::ask(options_.data, request, std::chrono::seconds(wanted.seconds) + kDriversTime);
    if (!answer) return tl::unexpected(toFailure(answer.error()));
    const control::Texts texts = control::fromObject(*answer);
    const auto text = [&texts](const std::string& name) {
      const auto found = texts.find(name);
      return found == texts.end() ? std::string() : found->second;
    };
    recorded_ = text("recorded") == "yes";
    return Tried{text("result"), text("detail"), recorded_};
  }
  [[nodiscard]] std::string notRecordedBecause() const override {
    return recorded_ ? "" : "the station could not write its journal; its screen says why";
  }

 private:
  const Options options_;
  bool recorded_ = true;
};

class Alone final : public DeviceBench {
 public:
  Alone(const config::Office& office, const Options& options, std::unique_ptr<store::Ledger> ledger)
      : devices_(office, ledger ? options.data / drivers::rack::kStatisticsFile : std::filesystem::path()),
        actor_(options.actor),
        ledger_(std::move(ledger)) {
    if (!ledger_) why_ = "there is no ledger (--data DIR names one)";
  }

  tl::expected<Tried, Failure> tryOut(const TryOut& wanted) override {
    Tried tried = devices_.tryOut(wanted);
    if (ledger_) tried.recorded = record(wanted, tried);
    return tried;
  }
  [[nodiscard]] std::string notRecordedBecause() const override { return why_; }

 private:
  bool record(const TryOut& wanted, const Tried& tried) {
    const ledger::journal::Context context{.actor = actor_, .approval = {}, .session = {}, .cause = {}};
    const bool opened = tried.result == "opened" || tried.result == "unknown";
    const std::string device =
        LoneDevices::deviceOf(wanted.act) + (wanted.name.empty() ? "" : " (" + wanted.name + ")");
    const auto posted =
        ledger_->post(context, ledger::journal::DeviceTested{device, wanted.act, tried.result, tried.detail});
    if (!posted) why_ = posted.error().what;
    if (!posted || wanted.act != "kick" || !opened) return posted.has_value();
    ledger::journal::Context kicked = context;
    kicked.cause = posted->seq();
    const auto opening = ledger_->post(kicked, ledger::journal::DrawerOpened{"test", "kick", "", 0});
    if (!opening) why_ = opening.error().what;
    return opening.has_value();
  }

  LoneDevices devices_;
  const std::string actor_;
  const std::unique_ptr<store::Ledger> ledger_;
  std::string why_;
};

}  // namespace

tl::expected<std::unique_ptr<DeviceBench>, Failure> openBench(const config::Office& office, const Options& options) {
  if (options.data.empty()) return std::make_unique<Alone>(office, options, nullptr);
  if (control::runsAt(options.data)) return std::make_unique<ThroughStation>(options);
  if (auto known = checkActor(options); !known) return tl::unexpected(known.error());
  std::error_code unreadable;
  if (!std::filesystem::exists(options.data / "ledger.db", unreadable)) {
    return std::make_unique<Alone>(office, options, nullptr);
  }
  auto ledger = store::openLedger(options.data, office.identity, store::systemSurroundings());
  if (!ledger) return tl::unexpected(toFailure(ledger.error()));
  return std::make_unique<Alone>(office, options, std::move(*ledger));
}

}  // namespace till::ui::tillctl
