// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/recording.h"

#include <mutex>
#include <utility>

namespace till::drivers::transport {
namespace {

// Shared by the transport and its listener, which comes first.
class Recorder {
 public:
  Recorder(TapeSink sink, Masking masking) : sink_(std::move(sink)), masker_(masking) {
    sink_(std::string(kTapeHeader));
  }

  void bytes(std::span<const std::byte> bytes, bool toDevice) {
    if (bytes.empty()) return;
    const std::lock_guard lock(mutex_);
    put(masker_.masked(bytes, toDevice));
  }
  void fault(const Fault& fault, bool lost) {
    const std::lock_guard lock(mutex_);
    put(TapeFault{lost, fault});
  }

 private:
  template <class What>
  void put(What what) {
    const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start_).count();
    sink_(toText(TapeLine{millis, std::move(what)}));
  }

  const TapeSink sink_;
  const Clock::time_point start_ = Clock::now();
  std::mutex mutex_;  // guards what follows, and the sink
  Masker masker_;
};

class RecordedTransport : public Transport {
 public:
  RecordedTransport(std::unique_ptr<Transport> inner, std::shared_ptr<Recorder> recorder)
      : recorder_(std::move(recorder)), inner_(std::move(inner)) {}

  // Written down before its answer can come.
  tl::expected<void, Fault> write(std::span<const std::byte> bytes, Deadline deadline) override {
    recorder_->bytes(bytes, true);
    auto written = inner_->write(bytes, deadline);
    if (!written) recorder_->fault(written.error(), false);
    return written;
  }
  bool drained(Deadline deadline) override { return inner_->drained(deadline); }
  void dropUnsent() override { inner_->dropUnsent(); }
  tl::expected<ModemLines, Fault> modemLines() override { return inner_->modemLines(); }

 private:
  const std::shared_ptr<Recorder> recorder_;
  const std::unique_ptr<Transport> inner_;  // goes first: its thread uses the recorder
};

}  // namespace

tl::expected<std::unique_ptr<Transport>, Fault> openRecorded(const Open& open, Listener listener, TapeSink sink,
                                                             Masking masking) {
  auto recorder = std::make_shared<Recorder>(std::move(sink), masking);
  Listener between{[recorder, received = std::move(listener.received)](std::span<const std::byte> bytes) {
                     recorder->bytes(bytes, false);
                     if (received) received(bytes);
                   },
                   [recorder, lost = std::move(listener.lost)](const Fault& fault) {
                     recorder->fault(fault, true);
                     if (lost) lost(fault);
                   }};
  auto opened = open(std::move(between));
  if (!opened) {
    recorder->fault(opened.error(), true);
    return tl::unexpected(opened.error());
  }
  return std::make_unique<RecordedTransport>(std::move(*opened), std::move(recorder));
}

void FirstSession::line(const std::string& line) {
  const bool header = line == kTapeHeader;
  over_ = over_ || (header && begun_);
  if (over_) return;
  begun_ = begun_ || (!header && line.find(" x ") == std::string::npos);
  write_(line);
}

}  // namespace till::drivers::transport
