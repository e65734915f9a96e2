// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/replay.h"

#include <algorithm>
#include <utility>

namespace till::drivers::transport {
namespace {

using Bytes = std::vector<std::byte>;

// A masked byte is any printable one.
bool matches(std::optional<std::byte> taped, std::byte written) {
  return taped ? *taped == written : written >= std::byte{0x20} && written != std::byte{0x7F};
}

// A run of masked bytes may go on from one line of the tape to the next.
void unmask(Tape& tape, std::string_view as) {
  std::size_t run = 0;
  for (auto& line : tape) {
    auto* const said = std::get_if<TapeBytes>(&line.what);
    if (said == nullptr || said->toDevice) continue;
    for (auto& byte : said->bytes) {
      run = byte ? 0 : run + 1;
      if (!byte) byte = static_cast<std::byte>(as[(run - 1) % as.size()]);
    }
  }
}

// Of a line that is unmasked.
Bytes plain(const TapeBytes& line) {
  Bytes bytes;
  for (const auto& byte : line.bytes) bytes.push_back(*byte);
  return bytes;
}

bool same(const TapeBytes& line, const Bytes& bytes) {
  return line.toDevice && std::equal(line.bytes.begin(), line.bytes.end(), bytes.begin(), bytes.end(),
                                     [](auto taped, auto asked) { return taped && *taped == asked; });
}

struct Answer {
  std::size_t before = 0;  // steps that had been played when it was given
  Bytes bytes;
};
struct Question {
  Bytes bytes;
  std::vector<Answer> answers;
};

class ReplayTransport : public Transport {
 public:
  ReplayTransport(Tape tape, Listener listener, ReplayOptions options) : listener_(std::move(listener)) {
    for (auto& bytes : options.questions) questions_.push_back({std::move(bytes), {}});
    unmask(tape, options.maskedAs.empty() ? "0" : options.maskedAs);
    setAsideQuestions(tape, options.holdsAnswer);
    tape_ = std::move(tape);
    playDevice();
  }

  tl::expected<void, Fault> write(std::span<const std::byte> bytes, Deadline) override {
    if (gone_) return tl::unexpected(*gone_);
    if (const Question* question = asked(bytes)) return answer(*question);
    leaveOutBefore(bytes);
    for (std::size_t taken = 0; taken < bytes.size(); ++taken) {
      if (!takes(bytes[taken])) return tl::unexpected(mismatch(bytes[taken], taken));
      if (++offset_ < expected()->bytes.size()) continue;
      next();
      const auto* fault = at_ < tape_.size() ? std::get_if<TapeFault>(&tape_[at_].what) : nullptr;
      if (fault != nullptr && !fault->lost) {
        Fault told = fault->fault;
        told.taken = std::min(told.taken, taken + 1);  // a tape may say anything
        next();
        playDevice();
        return tl::unexpected(std::move(told));
      }
      playDevice();
      if (gone_) return tl::unexpected(Fault{gone_->code, gone_->detail, taken + 1});
    }
    return {};
  }

 private:
  // A question and the device's next words up to the answer are taken off the tape: it may be asked at other moments.
  void setAsideQuestions(Tape& tape, const std::function<bool(std::span<const std::byte>)>& holdsAnswer) {
    Tape rest;
    Question* open = nullptr;
    bool asking = false;  // nothing has come for it yet
    for (auto& line : tape) {
      const auto* bytes = std::get_if<TapeBytes>(&line.what);
      const auto question = bytes == nullptr ? questions_.end()
                                             : std::find_if(questions_.begin(), questions_.end(),
                                                            [&](const auto& q) { return same(*bytes, q.bytes); });
      if (question != questions_.end()) {
        open = &*question;
        asking = true;
      } else if (open != nullptr && bytes != nullptr && !bytes->toDevice) {
        Bytes said = plain(*bytes);
        const bool whole = !holdsAnswer || holdsAnswer(said);
        if (asking) open->answers.push_back({rest.size(), {}});
        auto& answer = open->answers.back().bytes;
        answer.insert(answer.end(), said.begin(), said.end());
        asking = false;
        if (whole) open = nullptr;
      } else {
        rest.push_back(std::move(line));
      }
    }
    tape = std::move(rest);
  }

  const Question* asked(std::span<const std::byte> bytes) const {
    const auto found = std::find_if(questions_.begin(), questions_.end(), [&](const Question& question) {
      return std::equal(question.bytes.begin(), question.bytes.end(), bytes.begin(), bytes.end());
    });
    return found == questions_.end() ? nullptr : &*found;
  }

  tl::expected<void, Fault> answer(const Question& question) {
    const auto later = std::find_if(question.answers.begin(), question.answers.end(),
                                    [this](const Answer& given) { return given.before > at_; });
    const auto given = later == question.answers.begin() ? later : later - 1;
    if (given != question.answers.end() && listener_.received) listener_.received(given->bytes);
    return {};
  }

  // The host may hear an answer sooner than when it was taped, and then does not say what it went on with there: where
  // the step behind the expected one is what it says now, the expected one is left out.
  void leaveOutBefore(std::span<const std::byte> bytes) {
    if (offset_ > 0 || expected() == nullptr || begins(tape_[at_], bytes)) return;
    const auto behind =
        std::find_if(tape_.begin() + static_cast<std::ptrdiff_t>(at_) + 1, tape_.end(), [](const auto& line) {
          const auto* said = std::get_if<TapeBytes>(&line.what);
          return said == nullptr || said->toDevice;
        });
    if (behind == tape_.end() || !begins(*behind, bytes)) return;
    next();
    playDevice();
  }

  static bool begins(const TapeLine& line, std::span<const std::byte> bytes) {
    const auto* said = std::get_if<TapeBytes>(&line.what);
    if (said == nullptr || !said->toDevice) return false;
    const std::size_t size = std::min(said->bytes.size(), bytes.size());
    return std::equal(said->bytes.begin(), said->bytes.begin() + static_cast<std::ptrdiff_t>(size), bytes.begin(),
                      bytes.begin() + static_cast<std::ptrdiff_t>(size), matches);
  }

  [[nodiscard]] const TapeBytes* expected() const {
    const auto* line = at_ < tape_.size() ? std::get_if<TapeBytes>(&tape_[at_].what) : nullptr;
    return line != nullptr && line->toDevice ? line : nullptr;
  }

  [[nodiscard]] bool takes(std::byte byte) const {
    const auto* line = expected();
    return line != nullptr && offset_ < line->bytes.size() && matches(line->bytes[offset_], byte);
  }

  [[nodiscard]] Fault mismatch(std::byte came, std::size_t taken) const {
    const auto* line = expected();
    const std::string at = "step " + std::to_string(at_ + 1) + ", byte " + std::to_string(offset_ + 1);
    const std::string wanted =
        line == nullptr ? "nothing more" : toText(TapeLine{0, TapeBytes{true, {line->bytes[offset_]}}});
    const std::string found = toText(TapeLine{0, TapeBytes{true, {came}}});
    return {FaultCode::failed, "the tape, " + at + ": expected " + wanted + " and was given " + found, taken};
  }

  void next() {
    ++at_;
    offset_ = 0;
  }

  // What the device does by itself, up to the host's next bytes.
  void playDevice() {
    for (; at_ < tape_.size(); next()) {
      const auto* bytes = std::get_if<TapeBytes>(&tape_[at_].what);
      if (bytes != nullptr && bytes->toDevice) return;
      const auto* fault = std::get_if<TapeFault>(&tape_[at_].what);
      if (fault != nullptr && !fault->lost) return;
      if (bytes != nullptr && listener_.received) listener_.received(plain(*bytes));
      if (fault == nullptr) continue;
      gone_ = fault->fault;
      if (listener_.lost) listener_.lost(*gone_);
      return;
    }
  }

  const Listener listener_;
  Tape tape_;
  std::vector<Question> questions_;
  std::size_t at_ = 0;
  std::size_t offset_ = 0;  // within the bytes that are expected
  std::optional<Fault> gone_;
};

}  // namespace

std::unique_ptr<Transport> openReplay(Tape tape, Listener listener, ReplayOptions options) {
  return std::make_unique<ReplayTransport>(std::move(tape), std::move(listener), std::move(options));
}

}  // namespace till::drivers::transport
