// SPDX-License-Identifier: Apache-2.0
// Tries devices out, one act at a time: through the station that runs at the data directory, which records it; or,
// where none runs, by opening them itself, under the ledger's lock where there is a ledger, so that it is recorded too
// and no station starts meanwhile.
#pragma once

#include <memory>
#include <string>

#include "ui/tillctl/command.h"

namespace till::ui::tillctl {

struct TryOut {
  std::string act;  // print | kick | sense | scan | show | check
  int seconds = 2;  // how long a sense, scan, show or check takes at the most
  bool untilChange = false;
  bool opensByHand = false;
  std::string name = {};  // which of several printers or drawers
  std::size_t index = 0;  // the same, counted as the office's settings have them
};
// What a scanner on a line at the wrong rate may send.
inline constexpr std::string_view kNotPlain = "no plain code";
struct Tried {
  std::string result, detail;  // as in event device_tested
  bool recorded = false;
};

class DeviceBench {
 public:
  virtual ~DeviceBench() = default;
  // Blocks; every act has its end.
  [[nodiscard]] virtual tl::expected<Tried, Failure> tryOut(const TryOut& wanted) = 0;
  // Why nothing is recorded; "" where it is.
  [[nodiscard]] virtual std::string notRecordedBecause() const = 0;
};

[[nodiscard]] tl::expected<std::unique_ptr<DeviceBench>, Failure> openBench(const config::Office& office,
                                                                            const Options& options);

}  // namespace till::ui::tillctl
