// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/drawer_model.h"

#include <gtest/gtest.h>

namespace till::drivers::model {
namespace {

using namespace std::chrono_literals;

struct Row {
  const char* name;
  bool highIsOpen;
  DrawerSensor sensor;
  bool highWhenShut;
  bool highWhenOpen;
};

TEST(DrawerModelTest, thePinSaysWhatItsWiringLetsIt) {
  const Row rows[] = {
      {"high is open", true, DrawerSensor::working, false, true},
      {"low is open", false, DrawerSensor::working, true, false},
      {"missing", true, DrawerSensor::missing, true, true},
      {"missing, the other way", false, DrawerSensor::missing, true, true},
      {"stuck", true, DrawerSensor::stuck, false, false},
      {"stuck, the other way", false, DrawerSensor::stuck, true, true},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    DrawerModel drawer(row.highIsOpen);
    drawer.setSensor(row.sensor);
    EXPECT_EQ(drawer.pinHigh(), row.highWhenShut);
    drawer.pulse(SolenoidPin::pin2, 50ms);
    EXPECT_TRUE(drawer.isOpen());
    EXPECT_EQ(drawer.pinHigh(), row.highWhenOpen);
  }
}

TEST(DrawerModelTest, aJammedOneOpensOnlyWithTheKey) {
  DrawerModel drawer;
  drawer.setJammed(true);
  drawer.pulse(SolenoidPin::pin2, 50ms);
  EXPECT_FALSE(drawer.isOpen());
  EXPECT_EQ(drawer.pulses(), 1);
  drawer.openWithKey();
  EXPECT_TRUE(drawer.isOpen());
}

TEST(DrawerModelTest, tellsOnlyChanges) {
  int changes = 0;
  DrawerModel drawer;
  drawer.changed = [&] { ++changes; };
  drawer.openWithKey();
  drawer.openWithKey();
  drawer.shut();
  EXPECT_EQ(changes, 2);
}

}  // namespace
}  // namespace till::drivers::model
