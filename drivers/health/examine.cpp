// SPDX-License-Identifier: Apache-2.0
#include "drivers/health/examine.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

namespace till::drivers::health {
namespace {

constexpr int kHidClass = 3;
constexpr int kPrinterClass = 7;
constexpr int kVendorClass = 0xFF;
constexpr auto kRulesMend =
    "sudo cp config/install/*.rules /etc/udev/rules.d/ && sudo udevadm control --reload && sudo udevadm "
    "trigger";

std::string idsOf(const transport::UsbSettings& usb) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04x:%04x", static_cast<unsigned>(usb.vendor),
                static_cast<unsigned>(usb.product));
  return text.data();
}

template <class T>
bool has(const std::vector<T>& list, const T& what) {
  return std::find(list.begin(), list.end(), what) != list.end();
}

class Examiner {
 public:
  Examiner(std::string device, const Plugged& plugged) : device_(std::move(device)), plugged_(plugged) {}

  void operator()(const transport::UsbSettings& wanted) {
    std::vector<const PluggedUsb*> alike;
    std::vector<const PluggedUsb*> fitting;
    for (const auto& usb : plugged_.usb) {
      if (usb.ids != idsOf(wanted)) continue;
      alike.push_back(&usb);
      const bool fits = (wanted.serial.empty() || wanted.serial == usb.serial) &&
                        (wanted.portPath.empty() || wanted.portPath == usb.portPath);
      if (fits) fitting.push_back(&usb);
    }
    if (fitting.empty()) return missingUsb(wanted, alike);
    if (fitting.size() > 1) {
      return add(
          Grade::stop, std::to_string(fitting.size()) + " devices " + idsOf(wanted) + " are plugged in",
          "none is used: a guess might print at another counter",
          "devices.toml: usb = \"" + idsOf(wanted) + ":SERIAL\", or usb_path = \"" + fitting[0]->portPath + "\"");
    }
    examineUsb(*fitting[0]);
  }

  void operator()(const transport::UsbHidSettings& wanted) {
    use_ = wanted.use;
    (*this)(static_cast<const transport::UsbSettings&>(wanted));
  }

  void operator()(const transport::SerialSettings& wanted) {
    const auto found = std::find_if(plugged_.serial.begin(), plugged_.serial.end(), [&](const PluggedSerial& serial) {
      return serial.port == wanted.port || has(serial.links, wanted.port);
    });
    if (found == plugged_.serial.end()) {
      std::string there = "no serial port is there at all";
      if (!plugged_.serial.empty()) there = "there are:";
      for (const auto& serial : plugged_.serial) there += " " + serial.port;
      return add(Grade::stop, wanted.port + " is not there", "the " + device_ + " is not used until it is",
                 "plug it in; or devices.toml: port; " + there);
    }
    examineSerial(*found, wanted);
  }

  void well(const std::string& what) { add(Grade::well, what, "", ""); }
  [[nodiscard]] std::vector<Finding> findings() { return std::move(findings_); }

 private:
  void add(Grade grade, std::string what, std::string means, std::string mend) {
    findings_.push_back({device_, grade, std::move(what), std::move(means), std::move(mend)});
  }

  void missingUsb(const transport::UsbSettings& wanted, const std::vector<const PluggedUsb*>& alike) {
    std::string mend = "plug it in, switch it on; or devices.toml: usb, with the ids of one that is listed";
    for (const auto* usb : alike) {
      mend = "devices.toml: usb = \"" + usb->ids + (usb->serial.empty() ? "" : ":" + usb->serial) +
             "\", usb_path = \"" + usb->portPath + "\" is what is plugged in";
    }
    add(Grade::stop, "no " + idsOf(wanted) + (alike.empty() ? "" : " of that serial number or port") + " is plugged in",
        "the " + device_ + " is not used until it is", mend);
  }

  void examineUsb(const PluggedUsb& usb) {
    const std::string name = usb.ids + " at " + usb.portPath + " (" + usb.name + ")";
    const bool printer = has(usb.classes, kPrinterClass) || has(usb.classes, kVendorClass);
    if (device_ == "printer" && !printer) {
      return add(Grade::stop, name + " is no printer", "it cannot print in this mode",
                 "set it to USB printer class or vendor class (its manual); or devices.toml: usb");
    }
    if (device_ == "scanner" && !has(usb.classes, kHidClass)) {
      return add(Grade::stop, name + " is no HID scanner", "it cannot be read in this mode",
                 "set it to HID-POS or USB keyboard (a code in its manual); as a serial port: devices.toml: port");
    }
    if (device_ == "scanner" && use_ == transport::HidUse::pos && usb.keyboard) {
      return add(Grade::stop, name + " is in keyboard mode", "what it scans goes wherever the desktop's keys go",
                 "scan the code \"USB HID-POS\" of its manual; or devices.toml: mode = \"keyboard\"");
    }
    if (device_ == "scanner" && use_ == transport::HidUse::keyboard && !usb.keyboard) {
      return add(Grade::stop, name + " is not in keyboard mode", "it cannot be read in this mode",
                 "devices.toml: mode = \"hid_pos\"; or scan the code \"USB keyboard\" of its manual");
    }
    if (!usb.mayOpen) {
      return add(Grade::stop, name + ": this user may not open it", "the " + device_ + " is not used",
                 plugged_.rulesInstalled ? "sudo adduser $USER " + group() + "; log out and in" : kRulesMend);
    }
    if (has(usb.drivers, std::string("usbfs"))) {
      return add(Grade::look, name + " is held by a program",
                 "well, if it is the station; else the station cannot have it",
                 "sudo fuser -v /dev/bus/usb/*/* names it; CUPS: sudo systemctl stop cups ipp-usb");
    }
    for (const char* program : {"cupsd", "ipp-usb"}) {
      if (device_ != "printer" || !has(plugged_.running, std::string(program))) continue;
      add(Grade::look, std::string(program) + " is running", "it may take the printer between two jobs",
          "sudo systemctl disable --now cups cups-browsed ipp-usb");
    }
    well(name + (has(usb.drivers, std::string("usblp")) ? "; usblp steps aside while it is in use" : ""));
  }

  [[nodiscard]] std::string group() const {
    return device_ == "printer" || device_ == "check_reader" ? "lp" : "dialout";
  }

  void examineSerial(const PluggedSerial& serial, const transport::SerialSettings& wanted) {
    if (!serial.mayOpen) {
      return add(Grade::stop, serial.port + ": this user may not open it", "the " + device_ + " is not used",
                 "sudo adduser $USER dialout; log out and in");
    }
    const bool modem = has(plugged_.running, std::string("ModemManager")) && !plugged_.rulesInstalled;
    if (modem && !serial.ids.empty()) {
      add(Grade::look, "ModemManager is running, and no rule keeps it away",
          "after each plug-in it talks to the " + device_ + " for ten seconds", kRulesMend);
    }
    const bool chip = serial.ids == "1a86:7523" || serial.ids == "10c4:ea60";
    if (chip && has(plugged_.running, std::string("brltty"))) {
      add(Grade::look, "brltty is running, and knows adapters " + serial.ids + " as braille displays",
          "the port may vanish", "sudo systemctl disable --now brltty, if nobody reads braille here");
    }
    if (wanted.port == serial.port && !serial.links.empty()) {
      add(Grade::look, serial.port + " is another port when it is plugged in otherwise",
          "after a restart the " + device_ + " may be missing", "devices.toml: port = \"" + serial.links[0] + "\"");
    }
    well(wanted.port + ", " + std::to_string(wanted.baud) + " baud, flow " + wanted.flow);
  }

  const std::string device_;
  const Plugged& plugged_;
  std::optional<transport::HidUse> use_;
  std::vector<Finding> findings_;
};

Finding untaught(const std::string& device, const std::string& name) {
  return {device, Grade::look, "its sensor is not taught", "whether it is open nobody knows",
          "tillctl devices teach" + name + " --write (hardware-docs/cash-drawers.md)"};
}

// For a command line.
std::string quoted(const std::string& name) { return name.find(' ') == std::string::npos ? name : "'" + name + "'"; }

// "drawer", or "drawer left" where they have names.
std::string called(const std::string& device, const std::string& name) {
  return name.empty() ? device : device + " " + name;
}

template <class Link>
void examineLink(const std::string& device, const std::string& name, const Link& link, const Plugged& plugged,
                 std::vector<Finding>& all) {
  Examiner examiner(device, plugged);
  std::visit(examiner, link);
  for (auto& finding : examiner.findings()) {
    finding.device = called(device, name);
    all.push_back(std::move(finding));
  }
}

void examineDrawer(const rack::DrawerPlace& place, const rack::DeviceSettings& settings, const Plugged& plugged,
                   std::vector<Finding>& all) {
  const std::string device = called("drawer", place.name);
  const auto* port = std::get_if<rack::DrawerPlace::OnPort>(&place.how);
  const auto* own = std::get_if<drawer::StandaloneDrawerSettings>(&place.how);
  if (own != nullptr) examineLink("drawer", place.name, own->link, plugged, all);
  if (port != nullptr) {
    const std::string printer = called("printer", rack::printersOf(settings).at(port->printer).name);
    const bool pin2 = port->settings.pin == drawer::DrawerPin::pin2;
    all.push_back({device, Grade::well, "on the " + printer + "'s port, pin " + (pin2 ? "2" : "5"), "", ""});
  }
  const auto polarity = own != nullptr ? own->polarity : port->settings.polarity;
  const bool hasNone = port != nullptr && port->settings.sensorless;
  if (polarity == drawer::SensorPolarity::untaught && !hasNone)
    all.push_back(untaught(device, place.name.empty() ? "" : " --name " + quoted(place.name)));
}

}  // namespace

std::vector<Finding> examine(const rack::DeviceSettings& settings, const Plugged& plugged) {
  std::vector<Finding> all;
  const auto take = [&](Examiner& examiner) {
    for (auto& finding : examiner.findings()) all.push_back(std::move(finding));
  };
  for (const auto& printer : rack::printersOf(settings))
    examineLink("printer", printer.name, printer.link, plugged, all);
  for (const auto& place : rack::drawersOf(settings)) examineDrawer(place, settings, plugged, all);
  if (settings.scanner) {
    Examiner scanner("scanner", plugged);
    std::visit(scanner, settings.scanner->link);
    take(scanner);
  }
  if (settings.display) {
    Examiner display("display", plugged);
    std::visit(display, settings.display->link);
    take(display);
  }
  if (settings.sheets) {
    Examiner sheets("check_reader", plugged);
    if (settings.sheets->link) std::visit(sheets, *settings.sheets->link);
    if (!settings.sheets->link) sheets.well("in the printer's housing");
    take(sheets);
  }
  return all;
}

}  // namespace till::drivers::health
