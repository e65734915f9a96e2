// SPDX-License-Identifier: Apache-2.0
// Waiting for a sheet of paper: the station is asked how it is, again and again, until what is waited for is so, or the
// wait ends. Belongs to the thread of its link; a wait is cancelled from any thread through its stop token.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>

#include "drivers/slip/slip_commands.h"
#include "drivers/slip/station_link.h"

namespace till::drivers::slip {

// Why a wait ended, where what was waited for did not come; also JobResult::reason. Those that a receipt printer has
// too are in drivers/printer/receipt_printer_device.h.
namespace reason {
inline constexpr std::string_view kNotInserted = "not_inserted";  // until the deadline, or the station's own
inline constexpr std::string_view kCancelled = "cancelled";
inline constexpr std::string_view kSheetLeft = "sheet_left";  // an earlier sheet is still in it: take it out
}  // namespace reason

inline constexpr std::string_view kTooLate = "too_late";  // SheetWatch::listen: its deadline passed

struct StationDeadlines {
  std::chrono::milliseconds insert{60000};  // a person puts a sheet in, or takes one out
  std::chrono::milliseconds finish{15000};  // the sheet that is in is printed, or read
  std::chrono::milliseconds status{1500};   // a question in real time answered
  std::chrono::milliseconds write{2000};    // a command accepted by the link
  std::chrono::milliseconds askEvery{100};  // also the longest that a cancelled wait goes on
};

class SheetWatch {
 public:
  // `question` is answered by one byte as in sheetStatusOf().
  SheetWatch(StationLink& link, Bytes question, StationDeadlines deadlines);

  struct Heard {
    std::optional<SheetStatus> sheet;
    std::optional<CheckBlock> block;
    bool inTurn = false;  // the answer to encodeAskInTurn()
  };

  // Before each operation: empty, or why the station cannot do it now (cover open, error, an earlier sheet still in it,
  // silent, babbling, gone). Waits for what it still owes, so that no answer to an earlier question is left. Blocks at
  // most for some questions.
  [[nodiscard]] std::string_view begin();
  void forget() { heard_ = {}; }

  enum class Asking { yes, no };
  // Blocks until `done`, the deadline, a cancellation (at most askEvery late), silence (where it asks), or the link's
  // end. Empty: `done` came true; else why not.
  [[nodiscard]] std::string_view listen(const std::function<bool(const Heard&)>& done, transport::Deadline deadline,
                                        const std::stop_token& cancelled, Asking asking = Asking::yes);

  // One byte in real time; blocks at most for the status deadline.
  [[nodiscard]] std::optional<std::uint8_t> ask(const Bytes& question);

  // Cover and errors, asked now. Empty: neither.
  [[nodiscard]] std::string_view notReady();

  // Empty, or why it was not taken.
  [[nodiscard]] std::string_view send(const Bytes& bytes);

  // Tells the station to wait no longer, and gives it the time to drop what was queued behind the wait: what is sent
  // after this is not dropped with it. Blocks at most for the status deadline.
  void cancelWait();

  [[nodiscard]] const Heard& heard() const { return heard_; }

 private:
  [[nodiscard]] std::string_view interrupted(transport::Deadline deadline, const std::stop_token& cancelled) const;
  [[nodiscard]] std::string_view catchUp();
  void hear(const StationReply& reply);

  StationLink& link_;
  const Bytes question_;
  const StationDeadlines deadlines_;
  Heard heard_;
  std::optional<std::uint8_t> answer_;
  std::optional<transport::Clock::time_point> askedAt_;  // a question that is not answered yet
};

}  // namespace till::drivers::slip
