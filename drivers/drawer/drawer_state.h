// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace till::drivers::drawer {

// Unknown is never turned into good news.
enum class DrawerState { open, closed, unknown };

// The level of pin 3 that means "open" is not standard (hardware-docs/cash-drawers.md): it is taught per station.
enum class SensorPolarity { untaught, highIsOpen, lowIsOpen };

enum class DrawerPin { pin2, pin5 };

struct DrawerSettings {
  DrawerPin pin = DrawerPin::pin2;
  SensorPolarity polarity = SensorPolarity::untaught;
  std::chrono::milliseconds openDeadline{1000};  // after a kick the sensor must say open; one retry follows
  bool sensorless = false;  // the port's one sensor line is its other drawer's: there is nothing to teach
};

enum class KickOutcome {
  opened,     // the sensor saw it
  notOpened,  // the sensor still says closed after one retry: use the key
  unknown,    // the pulse was sent; there is no taught sensor
  failed,     // the pulse could not be sent: use the key
};

}  // namespace till::drivers::drawer
