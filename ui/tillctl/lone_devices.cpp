// SPDX-License-Identifier: Apache-2.0
#include "ui/tillctl/lone_devices.h"

#include <algorithm>
#include <array>

#include "pos/receipt/receipt.h"

namespace till::ui::tillctl {
namespace {

using drivers::drawer::DrawerState;
using drivers::rack::Device;
using drivers::rack::DeviceAt;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kDriversTime{150};  // more than any profile's deadline: the drivers end before
constexpr milliseconds kOpening{2000};

constexpr std::array<std::string_view, 3> kJobs{"confirmed", "failed", "unconfirmed"};
constexpr std::array<std::string_view, 4> kKicks{"opened", "not_opened", "unknown", "failed"};
constexpr std::array<std::string_view, 3> kStates{"open", "closed", "unknown"};

template <class Names, class Enum>
std::string nameOf(const Names& names, Enum value) {
  return std::string(names.at(static_cast<std::size_t>(value)));
}

}  // namespace

LoneDevices::LoneDevices(const config::Office& office, const std::filesystem::path& counts) : office_(office) {
  if (!counts.empty()) statistics_ = std::make_unique<drivers::rack::StatisticsKeeper>(counts);
  rack_ = statistics_ ? drivers::rack::startCountedRack(office.devices, listener(), statistics_->book())
                      : drivers::rack::startRack(office.devices, listener());
}

void LoneDevices::tell(const std::function<void()>& change) {
  const std::lock_guard lock(mutex_);
  change();
  changed_.notify_all();
}

drivers::rack::RackListener LoneDevices::listener() {
  return {.scanned = [this](drivers::scanner::Scan scan) { tell([&] { scan_ = std::move(scan); }); },
          .scanDropped = [this](std::string why) { tell([&] { scanDropped_ = std::move(why); }); },
          .scannerChanged = {},
          .printerChanged = {},
          .drawerChanged = [this](DrawerState state, std::size_t drawer) { tell([&] { drawers_[drawer] = state; }); },
          .jobFinished = [this](std::int64_t job,
                                const drivers::printer::JobResult& result) { tell([&] { jobs_[job] = result; }); },
          .kickFinished = [this](std::int64_t kick,
                                 drivers::drawer::KickOutcome outcome) { tell([&] { kicks_[kick] = outcome; }); },
          .faulted =
              [this](const DeviceAt& device, const std::optional<drivers::transport::Fault>& fault) {
                tell([&] { faults_[device] = fault ? fault->detail : ""; });
              },
          .drawerLine = [this](std::optional<bool> high, std::size_t drawer) { tell([&] { lines_[drawer] = high; }); },
          .checkRead = [this](std::int64_t id,
                              const drivers::micr::ReadResult& read) { tell([&] { checks_[id] = read; }); }};
}

bool LoneDevices::wait(milliseconds most, const std::function<bool()>& until) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, most, until);
}

std::string LoneDevices::faultOf(const DeviceAt& device) {
  const std::lock_guard lock(mutex_);
  return faults_[device];
}

std::string LoneDevices::deviceOf(const std::string& act) {
  static const std::map<std::string, std::string> devices{{"print", "printer"}, {"kick", "drawer"},
                                                          {"sense", "drawer"},  {"scan", "scanner"},
                                                          {"show", "display"},  {"check", "check_reader"}};
  return devices.at(act);
}

Tried LoneDevices::tryOut(const TryOut& wanted) {
  static const std::map<std::string, Tried (LoneDevices::*)(const TryOut&)> acts{
      {"print", &LoneDevices::print}, {"kick", &LoneDevices::kick}, {"sense", &LoneDevices::sense},
      {"scan", &LoneDevices::scan},   {"show", &LoneDevices::show}, {"check", &LoneDevices::check}};
  return (this->*acts.at(wanted.act))(wanted);
}

Tried LoneDevices::print(const TryOut& wanted) {
  const std::int64_t job = next_++;
  rack_->print(job, pos::receipt::testPage(office_.words, office_.station.officeName, office_.station.windowName),
               wanted.index);
  if (!wait(kDriversTime, [&] { return jobs_.contains(job); })) return {"failed", "no answer", false};
  const std::lock_guard lock(mutex_);
  const std::string fault = faults_[{Device::printer, wanted.index}];
  const std::string why = fault.empty() ? jobs_[job].reason : fault;
  return {nameOf(kJobs, jobs_[job].outcome), why, false};
}

Tried LoneDevices::kick(const TryOut& wanted) {
  const std::int64_t kick = next_++;
  rack_->kick(kick, wanted.index);
  if (!wait(kDriversTime, [&] { return kicks_.contains(kick); })) return {"failed", "no answer", false};
  const auto places = drivers::rack::drawersOf(office_.devices);
  const auto* port = std::get_if<drivers::rack::DrawerPlace::OnPort>(&places.at(wanted.index).how);
  const DeviceAt on =
      port == nullptr ? DeviceAt(Device::drawer, wanted.index) : DeviceAt(Device::printer, port->printer);
  const std::lock_guard lock(mutex_);
  return {nameOf(kKicks, kicks_[kick]), faults_[on], false};
}

Tried LoneDevices::sense(const TryOut& wanted) {
  std::optional<bool> before;
  mutex_.lock();
  const auto& line = lines_[wanted.index];
  mutex_.unlock();
  wait(kOpening, [&] { return line.has_value(); });
  {
    const std::lock_guard lock(mutex_);
    before = line;
  }
  wait(seconds(wanted.seconds), [&] { return wanted.untilChange && line && line != before; });
  const std::lock_guard lock(mutex_);
  const auto drawer = drawers_.try_emplace(wanted.index, DrawerState::unknown).first->second;
  return {nameOf(kStates, drawer), !line ? "no line" : *line ? "high" : "low", false};
}

Tried LoneDevices::scan(const TryOut& wanted) {
  {
    const std::lock_guard lock(mutex_);
    scan_.reset();
    scanDropped_.clear();
  }
  if (!wait(seconds(wanted.seconds), [&] { return scan_.has_value(); })) {
    const std::string fault = faultOf(Device::scanner);
    const std::lock_guard lock(mutex_);
    return {"nothing_came", fault.empty() ? scanDropped_ : fault, false};
  }
  const std::lock_guard lock(mutex_);
  const bool line = std::holds_alternative<drivers::transport::SerialSettings>(office_.devices.scanner->link);
  const bool plain = std::ranges::all_of(scan_->text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (line && !plain) return {"nothing_came", std::string(kNotPlain), false};
  return {"read", scan_->symbology.substr(0, 3) + " " + std::to_string(scan_->text.size()) + " characters", false};
}

Tried LoneDevices::check(const TryOut& wanted) {
  const std::int64_t id = next_++;
  const auto came = [&] { return checks_.contains(id); };
  rack_->readCheck(id);
  const bool inTime = wait(seconds(wanted.seconds), came);
  if (!inTime) rack_->cancelSheet(id);
  if (!inTime && !wait(kDriversTime, came)) return {"not_read", "no answer", false};
  const std::lock_guard lock(mutex_);
  const auto& read = checks_[id];
  const std::string shape = drivers::micr::shapeOf(read.characters);
  if (read.outcome == drivers::micr::ReadOutcome::read) return {"read", shape, false};
  if (!inTime && shape.empty()) return {"nothing_came", "", false};
  return {shape.empty() ? "not_read" : "partial", shape.empty() ? read.reason : shape, false};
}

Tried LoneDevices::show(const TryOut& wanted) {
  rack_->show({office_.words.text("device_test.display_upper"), office_.words.text("device_test.display_lower")});
  wait(seconds(wanted.seconds), [] { return false; });
  const std::string fault = faultOf(Device::display);
  return {fault.empty() ? "shown" : "failed", fault, false};
}

}  // namespace till::ui::tillctl
