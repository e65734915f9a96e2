// SPDX-License-Identifier: Apache-2.0
// A customer line display as data: two lines of so many columns (hardware-docs/customer-displays.md).
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace till::drivers::display {

enum class DisplayLanguage {
  cd5220,    // also sold as PTC: most poles
  epsonDmD,  // Epson DM-D and what imitates it
};

enum class Brightness : std::uint8_t { percent20 = 1, percent40 = 2, percent60 = 3, percent100 = 4 };

struct DisplayProfile {
  std::string model;
  DisplayLanguage language = DisplayLanguage::cd5220;
  int columns = 20;  // of each of the two lines, 1 to 255
  // Names as in drivers/printer/code_pages.h, to the n of ESC t n; in order of preference by `codePageOrder`.
  std::map<std::string, int> codePages{{"cp437", 0}};
  std::vector<std::string> codePageOrder{"cp437"};
  bool selectsCodePage = false;  // knows ESC t n. False: it has one table, the first of codePageOrder
  bool behindPrinter = false;    // on a printer's pass-through: each message is framed by ESC = 2 and ESC = 1
  std::chrono::milliseconds writeDeadline{500};  // one message accepted by the link; 50 bytes at 9600 baud take 52
};

}  // namespace till::drivers::display
