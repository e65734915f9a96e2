// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/drawer_model.h"

namespace till::drivers::model {
namespace {

constexpr std::chrono::milliseconds kShortestPull{10};  // a shorter pulse does not move the bolt

}  // namespace

void DrawerModel::pulse(SolenoidPin pin, std::chrono::milliseconds on) {
  ++pulses_;
  if (pin != wiredTo_ || on < kShortestPull || jammed_) return;
  setOpen(true);
}

void DrawerModel::openWithKey() { setOpen(true); }

void DrawerModel::shut() { setOpen(false); }

void DrawerModel::setSensor(DrawerSensor sensor) {
  stuckHigh_ = pinHigh();
  sensor_ = sensor;
  if (changed) changed();
}

bool DrawerModel::pinHigh() const {
  if (sensor_ == DrawerSensor::missing) return true;
  if (sensor_ == DrawerSensor::stuck) return stuckHigh_;
  return open_ == highIsOpen_;
}

void DrawerModel::setOpen(bool open) {
  if (open_ == open) return;
  open_ = open;
  if (changed) changed();
}

}  // namespace till::drivers::model
