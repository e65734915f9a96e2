// SPDX-License-Identifier: Apache-2.0
// A printer model as data. config/printers/*.toml holds one a model; the widths are configuration, never derived from
// USB ids (hardware-docs/receipt-printers.md: the same model prints 42 or 48 columns by a memory switch).
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace till::drivers::printer {

enum class Confirmation { processId, gsR, none };
enum class PulseCommand { escP, starBel };  // ESC p m t1 t2, or Star's ESC BEL n1 n2 and BEL or SUB

struct PrinterProfile {
  std::string model;
  int dots = 576;
  int columns = 48;
  bool cutter = true;
  int feedLinesBeforeCut = 4;
  std::map<std::string, int> codePages;  // "cp437" -> n of ESC t n; in order of preference by `codePageOrder`
  std::vector<std::string> codePageOrder;
  Confirmation confirmation = Confirmation::processId;
  bool asb = true;             // GS a automatic status back
  bool realTimeStatus = true;  // answers DLE EOT; false: a one-way printer, whose jobs can only end unconfirmed
  bool realTimeClear = false;  // DLE DC4 8 empties its buffers and says so (Epson TM-T88V, TM-T20III; not clones)
  bool kanjiOff = true;  // FS . before text: Asian-ROM clones boot in kanji mode (hardware-docs/receipt-printers.md)
  bool nativeQr = true;
  bool nativeCode128 = true;
  bool graphics = true;  // GS v 0: what the model has no letters or codes for is drawn; false: an impact printer
  // The line stops at XOFF and goes on at XON: neither 13h nor 11h may be sent. Not for a model to say: of its link.
  bool softwareFlow = false;
  int imageRows =
      32;  // rows a slice: fits a receive buffer of 4 KB; clones overrun theirs (hardware-docs/failures.md, 11)
  int avoidRowsMultiple = 0;  // heights that are a multiple of it hang the model (POS-5890K: 48); 0: none does
  // Drawer kick: ESC p pin on off; both times always sent, in units of 2 ms (TM-T88 manual, ESC p).
  PulseCommand pulseCommand = PulseCommand::escP;
  std::chrono::milliseconds pulseOn{50};
  std::chrono::milliseconds pulseOff{500};
  // Every wait of the driver.
  std::chrono::milliseconds writeDeadline{2000};     // one piece accepted by the link
  std::chrono::milliseconds statusDeadline{1500};    // a DLE EOT answered
  std::chrono::milliseconds confirmDeadline{20000};  // the job printed and confirmed
  std::size_t pieceBytes = 512;                      // bytes per write, so that what was taken is known
};

}  // namespace till::drivers::printer
