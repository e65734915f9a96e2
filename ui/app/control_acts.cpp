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
using pos::station::OfficeResult;
using pos::station::TestResult;

constexpr int kUsualSeconds = 2;
constexpr int kMostSeconds = 120;
constexpr std::chrono::seconds kBooksTime{45};     // less than who asks waits
constexpr std::chrono::seconds kDriversTime{150};  // beyond the seconds asked for: their own deadlines end before

struct ActWords {
  std::string_view word;
  DeviceAct act;
  std::vector<std::string> (*configured)(const DeviceSettings&);  // their names
};
std::vector<std::string> printerNames(const DeviceSettings& devices) {
  std::vector<std::string> all;
  for (const auto& printer : drivers::rack::printersOf(devices)) all.push_back(printer.name);
  return all;
}
std::vector<std::string> drawerNames(const DeviceSettings& devices) {
  std::vector<std::string> all;
  for (const auto& drawer : drivers::rack::drawersOf(devices)) all.push_back(drawer.name);
  return all;
}
std::vector<std::string> oneIf(bool there) { return std::vector<std::string>(there ? 1 : 0); }
constexpr std::array<ActWords, 6> kActs{
    {{"print", DeviceAct::print, printerNames},
     {"kick", DeviceAct::kick, drawerNames},
     {"sense", DeviceAct::sense, drawerNames},
     {"scan", DeviceAct::scan, [](const DeviceSettings& devices) { return oneIf(devices.scanner.has_value()); }},
     {"show", DeviceAct::show, [](const DeviceSettings& devices) { return oneIf(devices.display.has_value()); }},
     {"check", DeviceAct::check,
      [](const DeviceSettings& devices) { return oneIf(devices.sheets && devices.sheets->readsChecks); }}}};

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
  return {
      {"devices test",
       [this](const Request& request, control::Conversation& asker) { return testDevice(request, asker); }},
      {"office", [this](const Request& request, control::Conversation& asker) { return officeAct(request, asker); }},
      {"devices statistics", [this](const Request&, control::Conversation&) -> Answer {
         return control::toObject(drivers::rack::toTexts(drivers::rack::withHours(statistics_.now()), devices_));
       }}};
}

template <class Result>
void ControlActs::answer(Waiting<Result>& waiting, std::int64_t ask, const Result& result) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = waiting.find(ask);
    if (found == waiting.end()) return;  // who asked has hung up
    found->second = result;
  }
  changed_.notify_all();
}

void ControlActs::told(const pos::station::TellTest& told) { answer(tests_, told.ask, told.result); }
void ControlActs::told(const pos::station::TellOffice& told) { answer(offices_, told.ask, told.result); }

template <class Result, class Asked>
ControlActs::Answered<Result> ControlActs::ask(Waiting<Result>& waiting, Asked asked,
                                               const control::Conversation& asker, std::chrono::seconds patience) {
  std::unique_lock lock(mutex_);
  Answered<Result> answered;
  answered.ask = asked.ask = nextAsk_++;
  auto& slot = waiting[answered.ask];
  lock.unlock();
  answered.sent = send_(std::move(asked));
  lock.lock();
  const auto deadline = std::chrono::steady_clock::now() + patience;
  if (answered.sent) changed_.wait_until(lock, asker.calledOff(), deadline, [&slot] { return slot.has_value(); });
  answered.result = slot;
  waiting.erase(answered.ask);
  return answered;
}

tl::expected<DeviceTestAsked, Refusal> ControlActs::wanted(const Request& request) const {
  const auto act = std::ranges::find(kActs, request.value("act"), &ActWords::word);
  if (act == kActs.end()) return refused(control::refusal::kArgument, "act: print, kick, sense, scan, show or check");
  const auto names = act->configured(devices_);
  const std::string name = request.value("name");  // without one, the first
  const auto which = name.empty() ? names.begin() : std::ranges::find(names, name);
  if (which == names.end()) return refused(control::refusal::kArgument, "the office has no such device");
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
                         .opensByHand = request.value("opens") == "by hand",
                         .index = static_cast<std::size_t>(which - names.begin())};
}

Answer ControlActs::testDevice(const Request& request, control::Conversation& asker) {
  auto asked = wanted(request);
  if (!asked) return tl::unexpected(asked.error());
  const auto patience = std::chrono::seconds(asked->seconds) + kDriversTime;
  const auto answered = ask(tests_, std::move(*asked), asker, patience);
  if (!answered.sent) return refused(control::refusal::kBusy, "the station has no time just now; ask again");
  if (!answered.result) {
    (void)send_(pos::station::DeviceTestCalledOff{answered.ask});
    return refused(control::refusal::kCalledOff, "the test was called off");
  }
  const TestResult& result = *answered.result;
  if (!result.taken) return refused(control::refusal::kNotNow, result.detail);
  return control::toObject(
      {{"result", result.result}, {"detail", result.detail}, {"recorded", result.recorded ? "yes" : "no"}});
}

Answer ControlActs::officeAct(const Request& request, control::Conversation& asker) {
  auto wants = pos::books::fromTexts(request.given);
  if (!wants) return refused(control::refusal::kArgument, wants.error());
  const auto answered = ask(offices_, pos::station::OfficeActAsked{0, std::move(*wants)}, asker, kBooksTime);
  if (!answered.sent) return refused(control::refusal::kBusy, "the station has no time just now; ask again");
  if (!answered.result) {
    return refused(control::refusal::kFailed, "the station did not answer in time; look whether it was done");
  }
  using Kind = OfficeResult::Kind;
  static constexpr std::array<const char*, 7> kNames{"",
                                                     control::refusal::kNotNow,
                                                     control::refusal::kNotThere,
                                                     control::refusal::kArgument,
                                                     control::refusal::kNotAllowed,
                                                     control::refusal::kNotIntact,
                                                     control::refusal::kFailed};
  const OfficeResult& result = *answered.result;
  if (result.kind != Kind::done) return refused(kNames.at(static_cast<std::size_t>(result.kind)), result.text);
  return control::toObject({{"text", result.text}, {"receipt", result.receipt}, {"seq", std::to_string(result.seq)}});
}

}  // namespace till::ui::app
