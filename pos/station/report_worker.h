// SPDX-License-Identifier: Apache-2.0
// The thread that makes reports, through a connection of its own that only reads: however long one takes, the counter
// does not wait for it.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "pos/report/pages.h"
#include "pos/station/effect.h"
#include "pos/station/input.h"
#include "pos/station/station.h"

namespace till::pos::station {

// Empty: no report can be had here.
using OpenReader = std::function<tl::expected<std::unique_ptr<ledger::store::Reader>, ledger::store::OpenError>()>;

[[nodiscard]] report::Counter reportCounter(const StationSettings& settings, const words::Words& words);

// Makes it at once, on the caller's thread.
[[nodiscard]] ReportMade makeReport(const MakeReport& wanted, const OpenReader& open, const report::Look& look,
                                    const report::Counter& counter);

class ReportWorker {
 public:
  // `answer` is called on the worker's thread; it may only hand the value on.
  ReportWorker(OpenReader open, report::Look look, report::Counter counter, std::function<void(ReportMade)> answer);
  ~ReportWorker();  // finishes the report at hand, drops what waits
  ReportWorker(const ReportWorker&) = delete;
  ReportWorker& operator=(const ReportWorker&) = delete;

  void make(MakeReport wanted);  // any thread; a newer wish replaces one that has not begun

 private:
  void run();

  OpenReader open_;
  report::Look look_;
  report::Counter counter_;
  std::function<void(ReportMade)> answer_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::optional<MakeReport> wanted_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace till::pos::station
