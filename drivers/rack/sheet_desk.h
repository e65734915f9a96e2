// SPDX-License-Identifier: Apache-2.0
// What is to be done with sheets, in order, and the one that is at hand. It has no thread: whoever owns the link of the
// station runs it, the printer's worker or one of its own (sheet_worker.h).
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>

#include "drivers/rack/rack.h"
#include "drivers/slip/station_link.h"

namespace till::drivers::rack {

class SheetDesk {
 public:
  static constexpr std::size_t kRoom = 16;  // a clerk has one sheet in the hand; what finds no room ends as "busy"

  // Without settings each work ends at once, as "gone".
  SheetDesk(std::optional<SheetSettings> settings, const RackListener& listener)
      : settings_(std::move(settings)), listener_(listener) {}

  // Any thread.
  void readCheck(std::int64_t id) { add({id, std::nullopt}); }
  void printSheet(std::int64_t id, slip::SlipJob job) { add({id, std::move(job)}); }
  void cancel(std::int64_t id);
  void makeWay();  // the link is needed for something else: whoever waits for a person's hand ends now

  // The link's thread.
  [[nodiscard]] bool takeNext();  // the next one is at hand from now on; false: none waits
  void run(slip::StationLink& link);
  void refuseTheRest();
  // A sheet that was printed on may not have been taken yet: ask, where a receipt or a kick is to come on this link.
  [[nodiscard]] bool mayHoldTheRest() const { return sheetLeft_; }
  [[nodiscard]] bool holdsTheRest(slip::StationLink& link);  // blocks at most for one status deadline

 private:
  struct Work {
    std::int64_t id = 0;
    std::optional<slip::SlipJob> slip;  // none: read a check
    std::string_view refused = {};      // why it is not even begun
  };

  void add(Work work);
  [[nodiscard]] std::string ended(std::string why);
  void readNow(const Work& work, slip::StationLink& link, const std::stop_token& cancelled);
  void printNow(const Work& work, slip::StationLink& link, const std::stop_token& cancelled);
  void refuse(const Work& work, std::string_view why) const;

  const std::optional<SheetSettings> settings_;
  const RackListener& listener_;
  bool sheetLeft_ = false;  // the link's thread
  std::mutex mutex_;        // guards all below
  std::deque<Work> waiting_;
  std::optional<Work> atHand_;
  std::stop_source stop_;
  bool madeWay_ = false;
};

}  // namespace till::drivers::rack
