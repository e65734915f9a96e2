// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/check_reader_model.h"

#include <algorithm>
#include <array>
#include <utility>

#include "drivers/virtual/model/code_page_text.h"

namespace till::drivers::model {
namespace {

constexpr char kDle = 0x10;
constexpr char kEot = 0x04;
constexpr char kEnq = 0x05;
constexpr char kRead = 0x40;
constexpr char kCancelled = 0x42;
constexpr char kNotInserted = 0x43;
constexpr char kNoMagnetism = 0x45;
constexpr char kUnreadable = 0x46;
constexpr char kCoverOpen = 0x49;
constexpr std::size_t kCounted = 1000;  // pL pH, then so many
constexpr std::size_t kNoiseBytes = 256;

std::size_t at(const std::string& bytes, std::size_t index) {
  return index < bytes.size() ? static_cast<std::uint8_t>(bytes[index]) : 0;
}

}  // namespace

struct CheckReaderModel::Row {
  std::string_view command;
  std::size_t parameters;
  Handler run;
};

const CheckReaderModel::Row* CheckReaderModel::rowOf(const std::string& bytes) {
  using M = CheckReaderModel;
  static constexpr std::array kRows{
      Row{std::string_view("\0", 1), 0, &M::ignore},
      Row{"\x0A", 0, &M::lineFeed},
      Row{"\x0C", 0, &M::eject},
      Row{"\x1B@", 0, &M::ignore},
      Row{"\x1B"
          "c0",
          1, &M::selectSheet},
      Row{"\x1B"
          "f",
          2, &M::setWait},
      Row{"\x1BR", 1, &M::ignore},
      Row{"\x1Bq", 0, &M::release},
      Row{"\x1Bt", 1, &M::setPage},
      Row{"\x1C(f", kCounted, &M::setOptions},
      Row{"\x1C"
          "a0",
          1, &M::startReading},
      Row{"\x1C"
          "a1",
          0, &M::toPrintPosition},
      Row{"\x1C"
          "a2",
          0, &M::ejectCheck},
      Row{"\x1C"
          "b",
          0, &M::sendAgain},
      Row{"\x1D(G", kCounted, &M::setSide},
      Row{"\x1Dr", 1, &M::answerInTurn},
  };
  const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& r) { return bytes.starts_with(r.command); });
  return row == kRows.end() ? nullptr : &*row;
}

std::size_t CheckReaderModel::receive(std::span<const std::byte> bytes) {
  for (const std::byte byte : bytes) takeByte(static_cast<char>(byte));
  work();
  return bytes.size();
}

std::vector<std::byte> CheckReaderModel::takeReplies() {
  auto replies = std::exchange(replies_, {});
  return mood_ == Mood::silent ? std::vector<std::byte>{} : replies;
}

void CheckReaderModel::tick() {
  if (mood_ == Mood::babbling) noise_.appendTo(replies_, kNoiseBytes);
}

void CheckReaderModel::takeByte(char byte) {
  if (realTime_.empty() && byte != kDle) {
    buffer_.push_back(byte);
    return;
  }
  realTime_.push_back(byte);
  if (realTime_.size() < 3) return;
  if (realTime_[1] == kEot && realTime_[2] == 8 && realTime_.size() < 4) return;
  actInRealTime();
  realTime_.clear();
}

void CheckReaderModel::actInRealTime() {
  if (realTime_[1] == kEnq && realTime_[2] == 3) cancelWait();
  if (realTime_[1] != kEot) return;
  const char cover = coverOpen_ ? 1 : 0;
  const std::array<char, 9> answers{0,
                                    static_cast<char>(0x12 + 8 * cover),
                                    static_cast<char>(0x12 + 4 * cover),
                                    0x12,
                                    0x12,
                                    statusByte(slipSelected_, waits_ == Waits::slip),
                                    0x12,
                                    0x12,
                                    statusByte(micrSelected_, waits_ == Waits::check)};
  const std::size_t which = at(realTime_, 2);
  if (which < 1 || which >= answers.size()) return;
  answer(answers[which]);
  saidThatItWaits_ = waits_ != Waits::no;
}

char CheckReaderModel::statusByte(bool selected, bool waiting) const {
  return static_cast<char>(0x12 + (selected ? 0 : 0x04) + (waiting ? 0x08 : 0) + (sheet_ ? 0 : 0x60));
}

void CheckReaderModel::cancelWait() {
  if (waits_ != Waits::check && waits_ != Waits::slip) return;
  buffer_.clear();
  slipSelected_ = false;
  if (std::exchange(waits_, Waits::no) == Waits::check) finishReading(kCancelled);
}

void CheckReaderModel::startWaiting(Waits what) {
  waits_ = what;
  saidThatItWaits_ = false;
}

void CheckReaderModel::work() {
  while (waits_ == Waits::no && !buffer_.empty() && runOne()) {
  }
}

// False: more bytes are needed.
bool CheckReaderModel::runOne() {
  const Row* const row = rowOf(buffer_);
  if (row == nullptr) {
    const bool begun =
        buffer_.size() < 3 && std::string_view("\x1B\x1C\x1D").find(buffer_[0]) != std::string_view::npos;
    if (begun) return false;
    if (at(buffer_, 0) >= 0x20) line_ += printedText(static_cast<std::uint8_t>(buffer_[0]), page_, 0);
    if (at(buffer_, 0) < 0x20) ++unknownBytes_;
    buffer_.erase(0, 1);
    return true;
  }
  const std::size_t prefix = row->command.size();
  if (row->parameters == kCounted && buffer_.size() < prefix + 2) return false;
  const std::size_t counted = at(buffer_, prefix) + 256 * at(buffer_, prefix + 1);
  const std::size_t length = row->parameters == kCounted ? 2 + counted : row->parameters;
  if (buffer_.size() < prefix + length) return false;
  const std::size_t skipped = row->parameters == kCounted ? 2 : 0;
  const std::string parameters = buffer_.substr(prefix + skipped, length - skipped);
  buffer_.erase(0, prefix + length);
  if (!delayed_.empty()) sendBlock(std::exchange(delayed_, {}));
  (this->*row->run)(parameters);
  return true;
}

void CheckReaderModel::insert(Sheet sheet) {
  leaveSlot();
  sheet_ = std::move(sheet);
  ejected_ = false;
  const Waits waited = std::exchange(waits_, Waits::no);
  if (waited == Waits::check) read();
  work();
}

void CheckReaderModel::remove() {
  leaveSlot();
  if (waits_ == Waits::removal) {
    waits_ = Waits::no;
    slipSelected_ = false;
  }
  work();
}

void CheckReaderModel::leaveSlot() {
  if (!sheet_) return;
  taken_.push_back(std::move(*sheet_));
  sheet_.reset();
}

void CheckReaderModel::setCoverOpen(bool open) {
  coverOpen_ = open;
  if (!open || waits_ != Waits::check) return;
  waits_ = Waits::no;
  finishReading(kCoverOpen);
  work();
}

void CheckReaderModel::letTimePass() {
  const Waits waited = waits_;
  if (waited != Waits::check && waited != Waits::slip) return;
  waits_ = Waits::no;
  slipSelected_ = false;
  if (waited == Waits::check) finishReading(kNotInserted);
  work();
}

void CheckReaderModel::read() {
  ++readings_;
  const std::string& magnetic = sheet_->magnetic;
  char detail = std::exchange(nextDetail_, kRead);
  if (detail == kRead && magnetic.empty()) detail = kNoMagnetism;
  if (detail == kRead && magnetic.find('?') != std::string::npos) detail = kUnreadable;
  finishReading(detail);
}

void CheckReaderModel::finishReading(char detail) {
  const std::string magnetic = sheet_ ? sheet_->magnetic : std::string();
  const auto unread = std::count(magnetic.begin(), magnetic.end(), '?');
  const bool withData = detail == kRead || (detail == kUnreadable && unread < fewerThan_);
  std::string block(1, static_cast<char>(0x50 | font_ | (detail == kRead ? 0 : 0x20) | (withDetail_ ? 0x08 : 0)));
  if (withDetail_) block += {detail, 0x1F};
  if (withData) block += magnetic;
  lastBlock_ = block;
  if (!withData) {
    leaveSlot();
    micrSelected_ = false;
  }
  const Mood mood = mood_;
  if (mood == Mood::garbling || mood == Mood::losing || mood == Mood::delaying) mood_ = Mood::sound;
  if (mood == Mood::losing) return;
  if (mood == Mood::delaying) {
    delayed_ = block;
    delaysNext_ = true;
    return;
  }
  sendBlock(mood == Mood::garbling ? "~" : block);
}

void CheckReaderModel::sendBlock(const std::string& block) {
  answer(0x5F);
  for (const char c : block) answer(c);
  answer(0);
}

void CheckReaderModel::selectSheet(const std::string& parameters) {
  slipSelected_ = (at(parameters, 0) & 0x0C) != 0;
  if (!slipSelected_) return;
  micrSelected_ = false;
  onBack_ = false;
  if (!sheet_) startWaiting(Waits::slip);
}

void CheckReaderModel::setWait(const std::string& parameters) { minutes_ = static_cast<int>(at(parameters, 0)); }

void CheckReaderModel::setSide(const std::string& parameters) {
  if (at(parameters, 0) == 0x30) onBack_ = at(parameters, 1) == 0x44;
}

void CheckReaderModel::setOptions(const std::string& parameters) {
  for (std::size_t i = 0; i + 1 < parameters.size(); i += 2) {
    if (at(parameters, i) == 0) fewerThan_ = static_cast<int>(at(parameters, i + 1));
    if (at(parameters, i) == 1) withDetail_ = at(parameters, i + 1) == 1;
  }
}

void CheckReaderModel::startReading(const std::string& parameters) {
  font_ = static_cast<char>(at(parameters, 0) & 3);
  micrSelected_ = true;
  if (!sheet_) {
    startWaiting(Waits::check);
    return;
  }
  read();
}

void CheckReaderModel::toPrintPosition(const std::string&) {}

void CheckReaderModel::ejectCheck(const std::string&) {
  leaveSlot();
  micrSelected_ = false;
}

void CheckReaderModel::sendAgain(const std::string&) {
  if (std::exchange(delaysNext_, false)) {
    delayed_ = lastBlock_;
  } else {
    sendBlock(lastBlock_);
  }
}

void CheckReaderModel::eject(const std::string&) {
  if (!slipSelected_) return;
  if (!line_.empty()) lineFeed({});
  ejected_ = true;
  startWaiting(Waits::removal);
}

void CheckReaderModel::release(const std::string&) {
  if (slipSelected_) startWaiting(Waits::removal);
}

void CheckReaderModel::lineFeed(const std::string&) {
  const std::string line = std::exchange(line_, {});
  if (!slipSelected_ || !sheet_) return;
  (onBack_ ? sheet_->back : sheet_->face).push_back(line);
}

void CheckReaderModel::setPage(const std::string& parameters) { page_ = static_cast<std::uint8_t>(at(parameters, 0)); }
void CheckReaderModel::answerInTurn(const std::string&) { answer(0); }
void CheckReaderModel::ignore(const std::string&) {}

}  // namespace till::drivers::model
