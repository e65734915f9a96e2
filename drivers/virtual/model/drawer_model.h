// SPDX-License-Identifier: Apache-2.0
// The metal box on the printer's DK port: a solenoid on pin 2 or 5 and a switch on pin 3
// (hardware-docs/cash-drawers.md).
#pragma once

#include <chrono>
#include <functional>

namespace till::drivers::model {

enum class DrawerSensor {
  working,
  missing,  // no switch, or no cable: the printer's pull-up makes pin 3 high for ever
  stuck,    // stays at the level it had
};

enum class SolenoidPin { pin2 = 0, pin5 = 1 };

class DrawerModel {
 public:
  explicit DrawerModel(bool highIsOpen = true, SolenoidPin wiredTo = SolenoidPin::pin2)
      : highIsOpen_(highIsOpen), wiredTo_(wiredTo) {}

  // A pulse from the printer. Opens the box if it is the right pin, long enough to pull, and the box is not jammed.
  void pulse(SolenoidPin pin, std::chrono::milliseconds on);
  void openWithKey();
  void shut();
  void setSensor(DrawerSensor sensor);
  void setJammed(bool jammed) { jammed_ = jammed; }

  [[nodiscard]] bool isOpen() const { return open_; }
  [[nodiscard]] bool pinHigh() const;
  [[nodiscard]] int pulses() const { return pulses_; }  // all that came, on either pin
  [[nodiscard]] DrawerSensor sensor() const { return sensor_; }
  [[nodiscard]] bool jammed() const { return jammed_; }

  std::function<void()> changed;  // after the box or the pin has changed

 private:
  void setOpen(bool open);

  bool highIsOpen_;
  SolenoidPin wiredTo_;
  bool open_ = false;
  bool jammed_ = false;
  bool stuckHigh_ = false;
  DrawerSensor sensor_ = DrawerSensor::working;
  int pulses_ = 0;
};

}  // namespace till::drivers::model
