// SPDX-License-Identifier: Apache-2.0
// A machine as the kernel would tell it, in a folder; and what is said of the devices an office has configured.
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

#include "drivers/health/examine.h"

namespace till::drivers::health {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Machine : public testing::Test {
 protected:
  Machine() {
    std::string pattern = (fs::temp_directory_path() / "machine-XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
  }
  ~Machine() override { fs::remove_all(root_); }

  void put(const std::string& file, const std::string& text) const {
    fs::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file) << text << "\n";
  }
  void link(const std::string& name, const std::string& to) const {
    fs::create_directories((root_ / name).parent_path());
    fs::create_symlink(to, root_ / name);
  }
  void plugPrinter(const std::string& path, const std::string& serial, const std::string& driver,
                   bool hasNode = true) const {
    const std::string at = "sys/bus/usb/devices/" + path + "/";
    put(at + "idVendor", "04b8");
    put(at + "idProduct", "0e15");
    put(at + "manufacturer", "EPSON");
    put(at + "product", "TM-T20II ");
    put(at + "busnum", "1");
    put(at + "devnum", path.substr(2));
    if (!serial.empty()) put(at + "serial", serial);
    put(at + path + ":1.0/bInterfaceClass", "07");
    if (!driver.empty()) link(at + path + ":1.0/driver", "../../../../bus/usb/drivers/" + driver);
    if (hasNode) put("dev/bus/usb/001/00" + path.substr(2), "");
  }
  void plugAdapter() const {
    put("sys/devices/usb1/1-4/idVendor", "1a86");
    put("sys/devices/usb1/1-4/idProduct", "7523");
    put("sys/devices/usb1/1-4/1-4:1.0/ttyUSB0/x", "");
    link("sys/class/tty/ttyUSB0/device", root_ / "sys/devices/usb1/1-4/1-4:1.0/ttyUSB0");
    put("sys/class/tty/tty1/dev", "4:1");
    put("dev/ttyUSB0", "");
    link("dev/serial/by-id/usb-1a86_USB_Serial-if00-port0", "../../ttyUSB0");
  }
  [[nodiscard]] std::vector<Finding> examined(const rack::DeviceSettings& settings) const {
    return examine(settings, look(root_));
  }
  static rack::DeviceSettings usbPrinter(const std::string& serial = "", const std::string& path = "") {
    rack::DeviceSettings settings;
    settings.printer = rack::PrinterSettings{transport::UsbSettings{0x04B8, 0x0E15, serial, path}, {}};
    return settings;
  }
  static rack::DeviceSettings serialScanner(const std::string& port) {
    rack::DeviceSettings settings;
    settings.scanner = rack::ScannerSettings{transport::SerialSettings{port}};
    return settings;
  }

  fs::path root_;
};

TEST_F(Machine, tellsWhatIsPluggedIn) {
  plugPrinter("1-2", "X77", "usblp");
  put("sys/bus/usb/devices/usb1/idVendor", "1d6b");  // a root hub
  plugAdapter();
  const Plugged plugged = look(root_);
  ASSERT_EQ(plugged.usb.size(), 1U);
  EXPECT_EQ(plugged.usb[0].ids, "04b8:0e15");
  EXPECT_EQ(plugged.usb[0].portPath, "1-2");
  EXPECT_EQ(plugged.usb[0].serial, "X77");
  EXPECT_EQ(plugged.usb[0].name, "EPSON TM-T20II");
  EXPECT_THAT(plugged.usb[0].classes, ElementsAre(7));
  EXPECT_THAT(plugged.usb[0].drivers, ElementsAre("usblp"));
  EXPECT_TRUE(plugged.usb[0].mayOpen);
  ASSERT_EQ(plugged.serial.size(), 1U) << "a console is no serial port";
  EXPECT_EQ(plugged.serial[0].port, "/dev/ttyUSB0");
  EXPECT_EQ(plugged.serial[0].ids, "1a86:7523");
  EXPECT_THAT(plugged.serial[0].links, ElementsAre("/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0"));
}

TEST_F(Machine, anEmptyMachineIsNoError) {
  const Plugged plugged = look(root_);
  EXPECT_TRUE(plugged.usb.empty() && plugged.serial.empty() && plugged.running.empty());
}

TEST_F(Machine, aPrinterThatIsThereIsWell) {
  plugPrinter("1-2", "", "usblp");
  const auto findings = examined(usbPrinter());
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].grade, Grade::well);
  EXPECT_THAT(findings[0].what, HasSubstr("EPSON TM-T20II"));
}

TEST_F(Machine, ofTwoAlikeNoneIsGuessed) {
  plugPrinter("1-2", "A", "");
  plugPrinter("1-3", "B", "");
  EXPECT_THAT(examined(usbPrinter())[0].mend, HasSubstr("usb_path = \"1-2\""));
  EXPECT_EQ(examined(usbPrinter("B"))[0].grade, Grade::well);
  EXPECT_EQ(examined(usbPrinter("", "1-3"))[0].grade, Grade::well);
  EXPECT_THAT(examined(usbPrinter("C"))[0].mend, HasSubstr("04b8:0e15:B"));
}

TEST_F(Machine, whoeverHoldsThePrinterIsNamed) {
  plugPrinter("1-2", "", "usbfs");
  EXPECT_EQ(examined(usbPrinter())[0].grade, Grade::look);
  EXPECT_THAT(examined(usbPrinter())[0].mend, HasSubstr("fuser"));
}

TEST_F(Machine, cupsIsNamed) {
  plugPrinter("1-2", "", "usblp");
  put("proc/77/comm", "cupsd");
  EXPECT_THAT(examined(usbPrinter())[0].what, HasSubstr("cupsd is running"));
}

TEST_F(Machine, aMissingPermissionSaysTheRuleAndThenTheGroup) {
  plugPrinter("1-2", "", "usblp", false);
  EXPECT_THAT(examined(usbPrinter())[0].mend, HasSubstr("config/install/*.rules"));
  put("etc/udev/rules.d/70-citytill.rules", "");
  EXPECT_THAT(examined(usbPrinter())[0].mend, HasSubstr("adduser $USER lp"));
}

TEST_F(Machine, whatIsNotPluggedInIsSaid) {
  EXPECT_THAT(examined(usbPrinter())[0].what, HasSubstr("no 04b8:0e15 is plugged in"));
  plugAdapter();
  EXPECT_THAT(examined(serialScanner("/dev/ttyACM0"))[0].mend, HasSubstr("there are: /dev/ttyUSB0"));
}

TEST_F(Machine, aScannerIsNoPrinter) {
  plugPrinter("1-2", "", "");
  put("sys/bus/usb/devices/1-2/1-2:1.0/bInterfaceClass", "03");
  EXPECT_THAT(examined(usbPrinter())[0].what, HasSubstr("is no printer"));
}

TEST_F(Machine, aScannerInSerialModeIsNoHidScanner) {
  plugPrinter("1-2", "", "usbhid");
  rack::DeviceSettings settings;
  transport::UsbHidSettings hid;
  hid.vendor = 0x04B8;
  hid.product = 0x0E15;
  settings.scanner = rack::ScannerSettings{hid};
  EXPECT_THAT(examined(settings)[0].what, HasSubstr("is no HID scanner"));
  put("sys/bus/usb/devices/1-2/1-2:1.0/bInterfaceClass", "03");
  EXPECT_EQ(examined(settings)[0].grade, Grade::well);
}

TEST_F(Machine, aScannerInTheOtherHidModeIsTold) {
  plugPrinter("1-2", "", "usbhid");
  put("sys/bus/usb/devices/1-2/1-2:1.0/bInterfaceClass", "03");
  put("sys/bus/usb/devices/1-2/1-2:1.0/bInterfaceProtocol", "01");
  transport::UsbHidSettings hid;
  hid.vendor = 0x04B8;
  hid.product = 0x0E15;
  rack::DeviceSettings settings;
  settings.scanner = rack::ScannerSettings{hid};
  EXPECT_THAT(examined(settings)[0].mend, HasSubstr("HID-POS"));
  hid.use = transport::HidUse::keyboard;
  settings.scanner = rack::ScannerSettings{hid};
  EXPECT_EQ(examined(settings)[0].grade, Grade::well);
  put("sys/bus/usb/devices/1-2/1-2:1.0/bInterfaceProtocol", "00");
  EXPECT_THAT(examined(settings)[0].mend, HasSubstr("mode = \"hid_pos\""));
}

TEST_F(Machine, aSerialPortThatMayNotBeOpenedSaysTheGroup) {
  plugAdapter();
  fs::remove(root_ / "dev/ttyUSB0");
  link("dev/ttyUSB0", root_ / "nowhere");
  const auto findings = examined(serialScanner("/dev/ttyUSB0"));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].grade, Grade::stop);
  EXPECT_THAT(findings[0].mend, HasSubstr("adduser $USER dialout"));
}

TEST_F(Machine, ippUsbIsNamedToo) {
  plugPrinter("1-2", "", "usblp");
  put("proc/78/comm", "ipp-usb");
  EXPECT_THAT(examined(usbPrinter())[0].what, HasSubstr("ipp-usb is running"));
}

TEST_F(Machine, aCheckReaderIsInThePrintersHousingOrOnAWireOfItsOwn) {
  rack::DeviceSettings settings;
  settings.sheets = rack::SheetSettings{};
  EXPECT_THAT(examined(settings)[0].what, HasSubstr("in the printer's housing"));
  settings.sheets->link = transport::SerialSettings{.port = "/dev/ttyS9"};
  EXPECT_THAT(examined(settings)[0].what, HasSubstr("/dev/ttyS9 is not there"));
}

TEST_F(Machine, modemManagerAndBrlttyAreNamedUntilTheRuleIsThere) {
  plugAdapter();
  put("proc/5/comm", "ModemManager");
  put("proc/6/comm", "brltty");
  put("proc/7/comm", "bash");
  const auto link = serialScanner("/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0");
  auto findings = examined(link);
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_THAT(findings[0].what, HasSubstr("ModemManager"));
  EXPECT_THAT(findings[1].what, HasSubstr("brltty"));
  EXPECT_THAT(findings[1].mend, HasSubstr("systemctl disable --now brltty"));
  EXPECT_EQ(findings[2].grade, Grade::well);
  put("etc/udev/rules.d/70-citytill.rules", "");
  EXPECT_EQ(examined(link).size(), 2U);
}

TEST_F(Machine, aPortByItsNumberIsAdvisedAgainst) {
  plugAdapter();
  const auto findings = examined(serialScanner("/dev/ttyUSB0"));
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_THAT(findings[0].mend, HasSubstr("/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0"));
}

TEST_F(Machine, anUntaughtDrawerIsSaid) {
  plugPrinter("1-2", "", "usblp");
  auto settings = usbPrinter();
  settings.drawer = drawer::DrawerSettings{};
  settings.drawer->polarity = drawer::SensorPolarity::untaught;
  EXPECT_THAT(examined(settings).back().what, HasSubstr("not taught"));
}

TEST_F(Machine, severalDrawersAreEachCalledByTheirName) {
  plugPrinter("1-2", "", "usblp");
  auto settings = usbPrinter();
  drawer::DrawerSettings none{.pin = drawer::DrawerPin::pin5};
  none.sensorless = true;
  settings.drawers = {{"left", rack::OnPrinterPort{0, drawer::DrawerSettings{}}},
                      {"right", rack::OnPrinterPort{0, none}}};
  const auto findings = examined(settings);
  ASSERT_EQ(findings.size(), 4U) << "one without a sensor has nothing to be taught";
  EXPECT_EQ(findings[1].device, "drawer left");
  EXPECT_THAT(findings[2].mend, HasSubstr("teach --name left"));
  EXPECT_EQ(findings[3].device, "drawer right");
  EXPECT_THAT(findings[3].what, HasSubstr("pin 5"));
}

}  // namespace
}  // namespace till::drivers::health
