// SPDX-License-Identifier: Apache-2.0
#include "ui/app/control_acts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace till::ui::app {
namespace {

using control::Answer;
using control::Refusal;
using control::Request;
using drivers::rack::DeviceSettings;
using pos::station::DeviceAct;
using pos::station::DeviceTestAsked;
using pos::station::TestResult;

constexpr int kUsualSeconds = 2;
constexpr int kMostSeconds = 120;
constexpr std::chrono::seconds kDriversTime{150};  // beyond the seconds asked for: their own deadlines end before

struct ActWords {
  std::string_view word;
  DeviceAct act;
  bool (*configured)(const DeviceSettings&);
};
bool hasDrawer(const DeviceSettings& devices) { return devices.drawer || devices.standaloneDrawer; }
constexpr std::array<ActWords, 6> kActs{
    {{"print", DeviceAct::print, [](const DeviceSettings& devices) { return devices.printer.has_value(); }},
     {"kick", DeviceAct::kick, hasDrawer},
     {"sense", DeviceAct::sense, hasDrawer},
     {"scan", DeviceAct::scan, [](const DeviceSettings& devices) { return devices.scanner.has_value(); }},
     {"show", DeviceAct::show, [](const DeviceSettings& devices) { return devices.display.has_value(); }},
     {"check", DeviceAct::check,
      [](const DeviceSettings& devices) { return devices.sheets && devices.sheets->readsChecks; }}}};

tl::unexpected<Refusal> refused(const char* name, std::string text) {
  return tl::unexpected(Refusal{name, std::move(text)});
}

std::optional<int> secondsOf(const std::string& text) {
  if (text.empty()) return kUsualSeconds;
  int seconds = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (!whole || seconds < 1 || seconds > kMostSeconds) return std::nullopt;
  return seconds;
}

}  // namespace

ControlActs::ControlActs(DeviceSettings devices, std::vector<std::string> people,
                         const drivers::rack::StatisticsBook& statistics, std::function<bool(pos::station::Input)> send)
    : devices_(std::move(devices)), people_(std::move(people)), statistics_(statistics), send_(std::move(send)) {}

control::Acts ControlActs::acts() {
  return {{"devices test",
           [this](const Request& request, control::Conversation& asker) { return testDevice(request, asker); }},
          {"devices statistics", [this](const Request&, control::Conversation&) -> Answer {
             return control::toObject(drivers::rack::toTexts(drivers::rack::withHours(statistics_.now())));
           }}};
}

void ControlActs::told(const pos::station::TellTest& told) {
  {
    const std::lock_guard lock(mutex_);
    const auto waiting = waiting_.find(told.ask);
    if (waiting == waiting_.end()) return;  // who asked has hung up
    waiting->second = told.result;
  }
  changed_.notify_all();
}

tl::expected<DeviceTestAsked, Refusal> ControlActs::wanted(const Request& request) const {
  const auto act = std::ranges::find(kActs, request.value("act"), &ActWords::word);
  if (act == kActs.end()) return refused(control::refusal::kArgument, "act: print, kick, sense, scan, show or check");
  if (!act->configured(devices_)) return refused(control::refusal::kArgument, "the office has no such device");
  const auto seconds = secondsOf(request.value("seconds"));
  if (!seconds) return refused(control::refusal::kArgument, "seconds: 1 to 120");
  const std::string actor = request.value("as");
  if (actor != "office" && std::ranges::find(people_, actor) == people_.end()) {
    return refused(control::refusal::kArgument, "as: \"office\", or a person whom the station knew at its start");
  }
  return DeviceTestAsked{.ask = 0,
                         .act = act->act,
                         .actor = actor,
                         .seconds = *seconds,
                         .untilChange = request.value("until") == "change",
                         .opensByHand = request.value("opens") == "by hand"};
}

Answer ControlActs::testDevice(const Request& request, control::Conversation& asker) {
  auto asked = wanted(request);
  if (!asked) return tl::unexpected(asked.error());
  std::unique_lock lock(mutex_);
  const std::int64_t ask = asked->ask = nextAsk_++;
  auto& waiting = waiting_[ask];
  lock.unlock();
  const bool sent = send_(*asked);
  lock.lock();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(asked->seconds) + kDriversTime;
  const bool told =
      sent && changed_.wait_until(lock, asker.calledOff(), deadline, [&waiting] { return waiting.has_value(); });
  const TestResult result = waiting.value_or(TestResult{});
  waiting_.erase(ask);
  lock.unlock();
  if (!sent) return refused(control::refusal::kBusy, "the station has no time just now; ask again");
  if (!told) {
    (void)send_(pos::station::DeviceTestCalledOff{ask});
    return refused(control::refusal::kCalledOff, "the test was called off");
  }
  if (!result.taken) return refused(control::refusal::kNotNow, result.detail);
  return control::toObject(
      {{"result", result.result}, {"detail", result.detail}, {"recorded", result.recorded ? "yes" : "no"}});
}

}  // namespace till::ui::app
