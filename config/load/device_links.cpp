// SPDX-License-Identifier: Apache-2.0
// Two devices of devices.toml on one cable: each would take the other's bytes, and the second finds the port taken.
#include "config/load/parts.h"

namespace till::config {
namespace {

using drivers::transport::SerialSettings;
using drivers::transport::UsbSettings;

struct Linked {
  std::string kind;  // the table's name
  std::size_t index = 0;
  drivers::rack::Link link;
};

const UsbSettings* usbOf(const drivers::rack::Link& link) {
  if (const auto* hid = std::get_if<drivers::transport::UsbHidSettings>(&link)) return hid;
  return std::get_if<UsbSettings>(&link);
}

// Settings as baud may differ: the cable is the same.
bool sameCable(const drivers::rack::Link& one, const drivers::rack::Link& other) {
  const auto* port = std::get_if<SerialSettings>(&one);
  const auto* otherPort = std::get_if<SerialSettings>(&other);
  if (port != nullptr && otherPort != nullptr) {
    return std::filesystem::path(port->port).lexically_normal() ==
           std::filesystem::path(otherPort->port).lexically_normal();
  }
  const auto* usb = usbOf(one);
  const auto* otherUsb = usbOf(other);
  if (usb == nullptr || otherUsb == nullptr) return false;
  if (!usb->portPath.empty() || !otherUsb->portPath.empty()) return usb->portPath == otherUsb->portPath;
  return usb->vendor == otherUsb->vendor && usb->product == otherUsb->product && usb->serial == otherUsb->serial;
}

std::vector<Linked> linkedOf(const drivers::rack::DeviceSettings& devices) {
  std::vector<Linked> all;
  const auto printers = drivers::rack::printersOf(devices);
  for (std::size_t i = 0; i < printers.size(); ++i) all.push_back({"printer", i, printers[i].link});
  const auto drawers = drivers::rack::drawersOf(devices);
  for (std::size_t i = 0; i < drawers.size(); ++i) {
    const auto* own = std::get_if<drivers::drawer::StandaloneDrawerSettings>(&drawers[i].how);
    if (own != nullptr) all.push_back({"drawer", i, drivers::rack::drawerLink(*own)});
  }
  if (devices.scanner) all.push_back({"scanner", 0, devices.scanner->link});
  if (devices.display) all.push_back({"display", 0, devices.display->link});
  if (devices.sheets && devices.sheets->link) all.push_back({"check_reader", 0, *devices.sheets->link});
  return all;
}

TomlTable tableOf(TomlTable& file, const Linked& linked) {
  return file.hasList(linked.kind) ? std::move(file.tables(linked.kind).at(linked.index)) : file.table(linked.kind);
}

}  // namespace

void refuseSharedLinks(TomlTable& file, const Office& office) {
  const auto all = linkedOf(office.devices);
  for (auto second = all.begin(); second != all.end(); ++second) {
    for (auto first = all.begin(); first != second; ++first) {
      if (!sameCable(first->link, second->link)) continue;
      const TomlTable table = tableOf(file, *second);
      const std::string key = !table.has("usb") ? "port" : table.has("usb_path") ? "usb_path" : "usb";
      table.refuse(key, "that of [" + first->kind + "]",
                   "a port or usb of its own: each device is on a cable of its own");
    }
  }
}

}  // namespace till::config
