// SPDX-License-Identifier: Apache-2.0
// The teach-in: which level of the drawer's sensor means open (hardware-docs/cash-drawers.md, Teaching the sensor).
#include <algorithm>
#include <iostream>

#include "config/load/set_key.h"
#include "ui/tillctl/device_bench.h"
#include "ui/tillctl/device_tests.h"

namespace till::ui::tillctl {
namespace {

constexpr int kHandsSeconds = 30;
constexpr auto kNoLine = "no line";

struct Lesson {
  std::string sensor;  // as devices.toml has it
  std::string because;
};

void ask(const std::string& words) { std::cerr << words << std::endl; }

Failure notLearnt(std::string why) { return {kDevice, std::move(why) + "; nothing was learnt, nothing was written"}; }

tl::expected<std::string, Failure> level(DeviceBench& bench, const TryOut& wanted) {
  const auto tried = bench.tryOut(wanted);
  if (!tried) return tl::unexpected(tried.error());
  if (tried->result == "called_off") return tl::unexpected(notLearnt("called off at the counter"));
  return tried->detail;
}

tl::expected<Lesson, Failure> learn(DeviceBench& bench, const TryOut& drawer, int seconds) {
  const std::string box = "the drawer" + (drawer.name.empty() ? "" : " " + drawer.name);
  const auto sense = [&](bool untilChange, bool opensByHand) {
    TryOut wanted = drawer;
    if (untilChange) wanted.seconds = seconds;
    wanted.untilChange = untilChange;
    wanted.opensByHand = opensByHand;
    return level(bench, wanted);
  };
  const std::string within = "within " + std::to_string(seconds) + " seconds.";
  ask("Shut " + box + ", then press Enter.");
  std::string line;
  if (!std::getline(std::cin, line)) return tl::unexpected(notLearnt("nobody is there to press Enter"));
  const auto shut = sense(false, false);
  if (!shut) return tl::unexpected(shut.error());
  if (*shut == kNoLine) {
    return tl::unexpected(
        notLearnt("the sensor's line is not heard: the printer is silent, tells no drawer status, or "
                  "[drawer] sense is \"none\""));
  }
  ask("Open it with its key, " + within);
  const auto open = sense(true, true);
  if (!open) return tl::unexpected(open.error());
  if (*open == *shut) {
    return Lesson{"untaught", *shut == "high" ? "it stayed high: no switch, a four-wire cable, or not plugged in"
                                              : "it stayed low: the switch is stuck or shorted"};
  }
  ask("Shut it again, " + within);
  const auto again = sense(true, false);
  if (!again) return tl::unexpected(again.error());
  if (*again != *shut) return tl::unexpected(notLearnt("the line did not come back when the drawer was shut"));
  return Lesson{*open == "high" ? "high_is_open" : "low_is_open", "shut it is " + *shut + ", open it is " + *open};
}

// What is asked of the drawer that is meant.
tl::expected<TryOut, Failure> drawerNamed(const drivers::rack::DeviceSettings& devices, const std::string& name) {
  const auto drawers = drivers::rack::drawersOf(devices);
  if (drawers.empty()) return tl::unexpected(Failure{kConfig, "the office has no drawer"});
  const auto found =
      name.empty() ? drawers.begin() : std::ranges::find(drawers, name, &drivers::rack::DrawerPlace::name);
  std::string names;
  for (const auto& one : drawers) names += (names.empty() ? "" : ", ") + one.name;
  if (name.empty() && drawers.size() > 1) return tl::unexpected(Failure{kUsage, "--name: which drawer? " + names});
  if (found == drawers.end()) return tl::unexpected(Failure{kConfig, "the office has no drawer \"" + name + '"'});
  const auto* port = std::get_if<drivers::rack::DrawerPlace::OnPort>(&found->how);
  if (port != nullptr && port->settings.sensorless)
    return tl::unexpected(Failure{kConfig, "drawer \"" + found->name +
                                               "\" has sensor = \"none\": the port's one sensor "
                                               "line is its other drawer's"});
  return TryOut{.act = "sense", .name = found->name, .index = static_cast<std::size_t>(found - drawers.begin())};
}

Outcome teach(const Given& given, const Options& options) {
  const auto settings = office(options);
  if (!settings) return tl::unexpected(settings.error());
  const auto drawer = drawerNamed(settings->devices, given.at("--name"));
  if (!drawer) return tl::unexpected(drawer.error());
  const auto seconds = secondsFrom(given.at("--seconds"), kHandsSeconds);
  if (!seconds) return tl::unexpected(seconds.error());
  const auto bench = openBench(*settings, options);
  if (!bench) return tl::unexpected(bench.error());
  const auto lesson = learn(**bench, *drawer, *seconds);
  if (!lesson) return tl::unexpected(lesson.error());
  const auto file = options.devices.empty() ? settings->folder / "devices.toml" : options.devices;
  // [drawer], or the one of that number of [[drawer]].
  const bool list = !settings->devices.drawers.empty() && !drawer->name.empty();
  const std::string table = list ? "drawer[" + std::to_string(drawer->index + 1) + "]" : "drawer";
  const bool write = !given.at("--write").empty();
  if (write) {
    const auto sound = [&options](const std::filesystem::path& fresh) {
      Options changed = options;
      changed.devices = fresh;
      const auto read = office(changed);
      return read ? std::string() : read.error().text;
    };
    const auto set = config::setKey(file, table, "sensor", "\"" + lesson->sensor + "\"", sound);
    if (!set) return tl::unexpected(Failure{kIo, set.error()});
  }
  if (options.json) {
    std::cout << "{\"sensor\":" << jsonText(lesson->sensor) << ",\"because\":" << jsonText(lesson->because)
              << ",\"file\":" << jsonText(file.string()) << ",\"written\":" << (write ? "true" : "false") << "}\n";
    return {};
  }
  std::cout << lesson->because << "\n"
            << file.string() << (write ? ", written" : "")
            << (list ? ":\n[[drawer]]\nname = \"" + drawer->name + "\"\nsensor = \"" : ":\n[drawer]\nsensor = \"")
            << lesson->sensor << "\"\n"
            << "The station reads it at its next start.\n";
  return {};
}

}  // namespace

Command teachDrawer() {
  return {.name = "teach",
          .help =
              "Learns which level of the drawer's sensor means open, or that there is no sensor: asks for the "
              "drawer to be shut, opened with its key and shut, and says the line for devices.toml. Through the "
              "running station between two customers, or by itself where none runs.",
          .run = teach,
          .arguments = {{"--name", "NAME", "Which, of several drawers."},
                        {"--write", "", "Writes the line into the file, whole or not at all."},
                        {"--seconds", "SECONDS", "How long opening and shutting may each take; 30 without it."}}};
}

}  // namespace till::ui::tillctl
