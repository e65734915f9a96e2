// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/recording.h"

#include <algorithm>
#include <cctype>
#include <mutex>
#include <utility>

namespace till::drivers::transport {
namespace {

constexpr std::ptrdiff_t kShortestRun = 3;  // commands have no longer runs of printable bytes

bool isPrintable(std::byte byte) { return byte >= std::byte{0x20} && byte != std::byte{0x7F}; }
bool isTelling(std::byte byte) { return std::isalnum(std::to_integer<int>(byte)) != 0; }
// Usage ids of the keyboard page: a to z and 1 to 0; the number pad's.
bool isTellingKey(std::byte byte) {
  const auto key = std::to_integer<int>(byte);
  return (key >= 0x04 && key <= 0x27) || (key >= 0x59 && key <= 0x63);
}

TapeBytes masked(std::span<const std::byte> bytes, bool toDevice, Masking masking) {
  TapeBytes line{toDevice, {bytes.begin(), bytes.end()}};
  if (masking == Masking::toHost && !toDevice) {
    std::replace_if(line.bytes.begin(), line.bytes.end(), [](auto byte) { return isTelling(*byte); }, std::nullopt);
  }
  if (masking == Masking::keysToHost && !toDevice) {
    std::replace_if(line.bytes.begin(), line.bytes.end(), [](auto byte) { return isTellingKey(*byte); }, std::nullopt);
  }
  if (masking != Masking::toDevice || !toDevice) return line;
  for (auto from = bytes.begin(); from != bytes.end();) {
    from = std::find_if(from, bytes.end(), isPrintable);
    const auto to = std::find_if_not(from, bytes.end(), isPrintable);
    if (to - from >= kShortestRun) {
      const auto first = line.bytes.begin() + (from - bytes.begin());
      std::fill(first, first + (to - from), std::nullopt);
    }
    from = to;
  }
  return line;
}

// Shared by the transport and its listener, which comes first.
class Recorder {
 public:
  Recorder(TapeSink sink, Masking masking) : sink_(std::move(sink)), masking_(masking) {
    sink_(std::string(kTapeHeader));
  }

  void bytes(std::span<const std::byte> bytes, bool toDevice) {
    if (!bytes.empty()) put(masked(bytes, toDevice, masking_));
  }
  void fault(const Fault& fault, bool lost) { put(TapeFault{lost, fault}); }

 private:
  template <class What>
  void put(What what) {
    const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start_).count();
    const std::lock_guard lock(mutex_);
    sink_(toText(TapeLine{millis, std::move(what)}));
  }

  const TapeSink sink_;
  const Masking masking_;
  const Clock::time_point start_ = Clock::now();
  std::mutex mutex_;
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

}  // namespace till::drivers::transport
