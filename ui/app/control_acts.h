// SPDX-License-Identifier: Apache-2.0
// What a running station does for who asks at its control socket (ui/control/protocol.h has the form):
//
//   devices test   tries one device out, between customers, and records it (event device_tested)
//     act      print | kick | sense | scan | show
//     as       who asks: "office", or the id of a person
//     name     which of several printers or drawers; the first without it
//     seconds  1 to 120: how long a sense, scan or show takes at the most; 2 without it
//     until    "change": a sense ends when the sensor's line changes
//     opens    "by hand": the drawer will be opened with its key meanwhile, and the test is the cause
//     done     result and detail as in device_tested; recorded "yes" | "no"
//
//   office   an act upon the books, planned and posted between customers
//     act, as, approver and the fields of the act, as pos/books/request.h has them; PINs were checked by who asks
//     done     text, receipt and seq of what was posted
//
//   devices statistics   what was counted of each device: "printer.PaperCutCount": "12";
//                        of a second printer "printer.2.PaperCutCount"
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "drivers/rack/rack.h"
#include "drivers/rack/statistics.h"
#include "pos/station/station.h"
#include "ui/control/server.h"

namespace till::ui::app {

class ControlActs {
 public:
  // `send` hands an input to the station; any thread.
  ControlActs(drivers::rack::DeviceSettings devices, std::vector<std::string> people,
              const drivers::rack::StatisticsBook& statistics, std::function<bool(pos::station::Input)> send);

  // The station's word on a test; on its thread, does not block.
  void told(const pos::station::TellTest& told);
  void told(const pos::station::TellOffice& told);
  // Outlives the server that is given these.
  [[nodiscard]] control::Acts acts();

 private:
  // Sends what `input` makes of the ask's number and waits for its answer in `waiting`.
  template <class Result>
  struct Answered {
    bool sent = false;
    std::int64_t ask = 0;
    std::optional<Result> result;
  };
  template <class Result>
  using Waiting = std::map<std::int64_t, std::optional<Result>>;  // by ask
  template <class Result, class Asked>
  Answered<Result> ask(Waiting<Result>& waiting, Asked asked, const control::Conversation& asker,
                       std::chrono::seconds patience);
  template <class Result>
  void answer(Waiting<Result>& waiting, std::int64_t ask, const Result& result);
  [[nodiscard]] control::Answer officeAct(const control::Request& request, control::Conversation& asker);
  [[nodiscard]] control::Answer testDevice(const control::Request& request, control::Conversation& asker);
  [[nodiscard]] tl::expected<pos::station::DeviceTestAsked, control::Refusal> wanted(
      const control::Request& request) const;

  const drivers::rack::DeviceSettings devices_;
  const std::vector<std::string> people_;
  const drivers::rack::StatisticsBook& statistics_;
  const std::function<bool(pos::station::Input)> send_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::int64_t nextAsk_ = 1;
  Waiting<pos::station::TestResult> tests_;
  Waiting<pos::station::OfficeResult> offices_;
};

}  // namespace till::ui::app
