// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "drivers/transport/deadline.h"

namespace till::drivers::scanner {

// One code, whole, once. `symbology` is the AIM identifier without the bracket ("C1", "L0"), empty if none was sent.
// The text is bytes as sent, at most 4096, control characters other than GS (1D) removed; it is not yet trusted.
struct Scan {
  std::string symbology;
  std::string text;
  transport::Clock::time_point at;
};

}  // namespace till::drivers::scanner
