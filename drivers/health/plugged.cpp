// SPDX-License-Identifier: Apache-2.0
#include "drivers/health/plugged.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iomanip>
#include <sstream>

namespace till::drivers::health {
namespace {

namespace fs = std::filesystem;

constexpr std::array kDisturbers{"ModemManager", "brltty", "cupsd", "ipp-usb"};
constexpr auto kRules = "etc/udev/rules.d/70-citytill.rules";

std::string firstLine(const fs::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

std::vector<fs::path> entriesOf(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> entries;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    entries.push_back(at->path());
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

// The name a link points to; "" where there is none.
std::string targetName(const fs::path& link) {
  std::error_code error;
  const auto target = fs::read_symlink(link, error);
  return error ? std::string() : target.filename().string();
}

bool mayOpen(const fs::path& node) { return ::access(node.c_str(), R_OK | W_OK) == 0; }

std::string idsOf(const fs::path& device) {
  const std::string vendor = firstLine(device / "idVendor");
  return vendor.empty() ? std::string() : vendor + ":" + firstLine(device / "idProduct");
}

fs::path nodeOf(const fs::path& root, const fs::path& device) {
  const auto number = [&](const char* file) {
    std::ostringstream text;
    int value = 0;
    std::ifstream(device / file) >> value;
    text << std::setw(3) << std::setfill('0') << value;
    return text.str();
  };
  return root / "dev/bus/usb" / number("busnum") / number("devnum");
}

void addInterfaces(const fs::path& device, PluggedUsb& usb) {
  for (const auto& interface : entriesOf(device)) {
    const std::string text = firstLine(interface / "bInterfaceClass");
    int value = 0;
    if (text.empty() || std::from_chars(text.data(), text.data() + text.size(), value, 16).ec != std::errc{}) continue;
    usb.classes.push_back(value);
    usb.keyboard = usb.keyboard || (text == "03" && firstLine(interface / "bInterfaceProtocol") == "01");
    if (const auto driver = targetName(interface / "driver"); !driver.empty()) usb.drivers.push_back(driver);
  }
}

std::vector<PluggedUsb> lookAtUsb(const fs::path& root) {
  std::vector<PluggedUsb> found;
  for (const auto& device : entriesOf(root / "sys/bus/usb/devices")) {
    const std::string name = device.filename().string();
    PluggedUsb usb{idsOf(device), name, firstLine(device / "serial"), {}, {}, false, {}, false};
    const bool hub = firstLine(device / "bDeviceClass") == "09";
    if (usb.ids.empty() || hub || name.starts_with("usb")) continue;
    usb.name = firstLine(device / "manufacturer") + " " + firstLine(device / "product");
    addInterfaces(device, usb);
    usb.mayOpen = mayOpen(nodeOf(root, device));
    found.push_back(std::move(usb));
  }
  return found;
}

// The adapter is some folders above the port's own.
std::string adapterOf(fs::path folder) {
  for (int level = 0; level < 4; ++level, folder = folder.parent_path()) {
    if (auto ids = idsOf(folder); !ids.empty()) return ids;
  }
  return {};
}

std::vector<PluggedSerial> lookAtSerial(const fs::path& root) {
  std::vector<PluggedSerial> found;
  const auto links = entriesOf(root / "dev/serial/by-id");
  for (const auto& tty : entriesOf(root / "sys/class/tty")) {
    std::error_code error;
    const auto device = fs::canonical(tty / "device", error);
    if (error) continue;  // a console, not a port
    const std::string name = tty.filename().string();
    PluggedSerial serial{"/dev/" + name, {}, adapterOf(device), mayOpen(root / "dev" / name)};
    for (const auto& link : links) {
      if (targetName(link) == name) serial.links.push_back("/dev/serial/by-id/" + link.filename().string());
    }
    found.push_back(std::move(serial));
  }
  return found;
}

std::vector<std::string> lookAtPrograms(const fs::path& root) {
  std::vector<std::string> running;
  for (const auto& process : entriesOf(root / "proc")) {
    const std::string name = firstLine(process / "comm");
    const bool known = std::find(kDisturbers.begin(), kDisturbers.end(), name) != kDisturbers.end();
    if (known && std::find(running.begin(), running.end(), name) == running.end()) running.push_back(name);
  }
  return running;
}

}  // namespace

Plugged look(const fs::path& root) {
  std::error_code error;
  return {lookAtUsb(root), lookAtSerial(root), lookAtPrograms(root), fs::exists(root / kRules, error)};
}

}  // namespace till::drivers::health
