// SPDX-License-Identifier: Apache-2.0
#include "ui/tillctl/device_tests.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iostream>

#include "ui/tillctl/device_bench.h"
#include "ui/tillctl/device_search.h"

namespace till::ui::tillctl {
namespace {

constexpr int kShowSeconds = 4;
constexpr int kSenseSeconds = 2;
constexpr int kScanSeconds = 20;

struct ResultWords {
  std::string_view act, result;
  bool well;
  std::string_view says;
};
constexpr std::array<ResultWords, 23> kResults{{
    {"print", "confirmed", true, "printed, and it says so itself; look whether letters, columns and barcode are right"},
    {"print", "unconfirmed", true, "sent; this printer cannot say more: look at the paper"},
    {"print", "failed", false, "not printed"},
    {"kick", "opened", true, "opened; its sensor saw it. Shut it"},
    {"kick", "unknown", true, "the pulse was sent; nobody taught its sensor: look whether it is open"},
    {"kick", "not_opened", false, "two pulses, and its sensor still says shut: locked, jammed, the other pin?"},
    {"kick", "failed", false, "no pulse could be sent"},
    {"sense", "open", true, "open"},
    {"sense", "closed", true, "shut"},
    {"sense", "unknown", true, "whether it is open is not known: tillctl devices teach"},
    {"scan", "read", true, "read"},
    {"scan", "nothing_came", false, "nothing came"},
    {"show", "shown", true, "sent; it answers nothing: look whether it says so"},
    {"show", "failed", false, "not shown"},
    {"sense", "called_off", false, "called off at the counter"},
    {"scan", "called_off", false, "called off at the counter"},
    {"show", "called_off", false, "called off at the counter"},
    {"check", "read", true, "read, its check digit is right; compare the line's form with the void check"},
    {"check", "partial", false, "read, and a field is in doubt: compare the line's form with the paper"},
    {"check", "not_read", false, "not read"},
    {"check", "nothing_came", false, "no check was put in"},
    {"check", "called_off", false, "called off at the counter"},
    {"", "", false, "no answer that is known"},
}};

const ResultWords& wordsFor(const std::string& act, const std::string& result) {
  const auto found =
      std::ranges::find_if(kResults, [&](const ResultWords& row) { return row.act == act && row.result == result; });
  return found == kResults.end() ? kResults.back() : *found;
}

struct Step {
  std::string device;
  TryOut act;
};

// What is tried of what is configured, in the order in which a person walks round a counter.
std::vector<Step> stepsFor(const drivers::rack::DeviceSettings& devices, const std::string& only,
                           const std::string& name, bool kick, int scanSeconds) {
  std::vector<Step> steps;
  std::size_t index = 0;
  for (const auto& printer : drivers::rack::printersOf(devices))
    steps.push_back({"printer", {.act = "print", .name = printer.name, .index = index++}});
  index = 0;
  for (const auto& drawer : drivers::rack::drawersOf(devices)) {
    steps.push_back({"drawer", {.act = "sense", .seconds = kSenseSeconds, .name = drawer.name, .index = index}});
    if (kick) steps.push_back({"drawer", {.act = "kick", .name = drawer.name, .index = index}});
    ++index;
  }
  if (devices.display) steps.push_back({"display", {.act = "show", .seconds = kShowSeconds}});
  if (devices.scanner) steps.push_back({"scanner", {.act = "scan", .seconds = scanSeconds}});
  if (devices.sheets && devices.sheets->readsChecks)
    steps.push_back({"check_reader", {.act = "check", .seconds = scanSeconds}});
  if (!only.empty()) std::erase_if(steps, [&only](const Step& step) { return step.device != only; });
  if (!name.empty()) std::erase_if(steps, [&name](const Step& step) { return step.act.name != name; });
  return steps;
}

std::string calledOf(const Step& step) { return step.device + (step.act.name.empty() ? "" : " " + step.act.name); }

void say(const Step& step, const Tried& tried, const Options& options) {
  if (options.json) {
    std::cout << "{\"device\":" << jsonText(calledOf(step)) << ",\"act\":" << jsonText(step.act.act)
              << ",\"result\":" << jsonText(tried.result) << ",\"detail\":" << jsonText(tried.detail)
              << ",\"recorded\":" << (tried.recorded ? "true" : "false") << "}\n";
    return;
  }
  const auto& words = wordsFor(step.act.act, tried.result);
  std::cout << calledOf(step) << ": " << step.act.act << ": " << words.says
            << (tried.detail.empty() ? "" : " (" + tried.detail + ")") << "\n"
            << std::flush;
}

Outcome test(const Given& given, const Options& options) {
  const auto settings = office(options);
  if (!settings) return tl::unexpected(settings.error());
  const auto seconds = secondsFrom(given.at("--seconds"), kScanSeconds);
  if (!seconds) return tl::unexpected(seconds.error());
  const auto steps =
      stepsFor(settings->devices, given.at("device"), given.at("--name"), !given.at("--kick").empty(), *seconds);
  if (steps.empty()) return tl::unexpected(Failure{kConfig, "the office has no such device"});
  auto bench = openBench(*settings, options);
  if (!bench) return tl::unexpected(bench.error());
  bool well = true;
  std::vector<TryOut> unheard;
  for (const Step& step : steps) {
    if (step.act.act == "check")
      std::cerr << "put a void check into the reader now, within " << step.act.seconds << " seconds\n";
    if (step.act.act == "scan") std::cerr << "scan any code now, within " << step.act.seconds << " seconds\n";
    const auto tried = (*bench)->tryOut(step.act);
    if (!tried) return tl::unexpected(tried.error());
    say(step, *tried, options);
    well = well && wordsFor(step.act.act, tried->result).well;
    if (mayBeTheRate(step.act, *tried)) unheard.push_back(step.act);
  }
  const std::string notRecorded = (*bench)->notRecordedBecause();
  if (!notRecorded.empty()) std::cerr << "not recorded: " << notRecorded << "\n";
  if (!options.json && notRecorded.empty()) std::cout << "recorded in the journal\n";
  bench->reset();  // the ports are closed: they are opened at other rates now
  searchLines(settings->devices, unheard, options);
  if (well) return {};
  return tl::unexpected(Failure{kDevice,
                                "a device did not do what it was asked; tillctl devices list may say why, "
                                "hardware-docs/README.md what each word means"});
}

}  // namespace

tl::expected<int, Failure> secondsFrom(const std::string& text, int usual) {
  int seconds = text.empty() ? usual : 0;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (seconds >= 1 && seconds <= 120) return seconds;
  return tl::unexpected(Failure{kUsage, "--seconds: 1 to 120"});
}

Command testDevices() {
  return {
      .name = "test",
      .help =
          "Prints and cuts, reads the drawer's sensor, shows, waits for a scan and a void check; and records what came "
          "of it. One on a serial line that is not understood is tried at the usual rates. "
          "Through the running station between two customers, or by itself where none runs.",
      .run = test,
      .arguments = {
          {"device", "DEVICE", "Only this one.", false, {"printer", "drawer", "scanner", "display", "check_reader"}},
          {"--name", "NAME", "Of several printers or drawers: only this one."},
          {"--kick", "", "Opens the drawer too; the journal says that it was a test."},
          {"--seconds", "SECONDS", "How long a scan or a check is waited for; 20 without it."}}};
}

}  // namespace till::ui::tillctl
