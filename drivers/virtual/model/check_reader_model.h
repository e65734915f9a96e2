// SPDX-License-Identifier: Apache-2.0
// The second half of a TM-H6000: one slot for sheets, with a check reader and a slip printer, as bytes in and bytes out
// (hardware-docs/check-readers-and-slips.md). The roll is drivers/virtual/model/printer_model.h. Single-threaded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/virtual/model/device.h"
#include "drivers/virtual/model/noise.h"

namespace till::drivers::model {

struct Sheet {
  std::string magnetic;           // the line at its foot, as the reader writes it; empty: no magnetic ink
  std::vector<std::string> face;  // what is printed on it, UTF-8
  std::vector<std::string> back;
};

class CheckReaderModel : public Device {
 public:
  enum class Mood {
    sound,
    silent,    // takes all and says nothing
    garbling,  // the block of its next reading comes damaged
    losing,    // that block does not come at all
    delaying,  // that block comes only when the next command does; and so again where it is asked for once more
    babbling,  // bytes without end and without sense, at each tick
  };
  enum class Waits { no, check, slip, removal };

  std::size_t receive(std::span<const std::byte> bytes) override;
  std::vector<std::byte> takeReplies() override;
  void tick() override;

  // The hand of a person. A sheet that is put in while another is there pushes that one out.
  void insert(Sheet sheet);
  void remove();
  void setCoverOpen(bool open);
  // The station's own waiting time (ESC f) is over.
  void letTimePass();
  // The next reading ends like this, whatever the check says ('F': unreadable character; TM-H5000II, FS ( f).
  void setNextDetail(char detail) { nextDetail_ = detail; }
  void setMood(Mood mood) { mood_ = mood; }

  [[nodiscard]] Waits waits() const { return waits_; }
  [[nodiscard]] bool slipSelected() const { return slipSelected_; }
  [[nodiscard]] bool saidThatItWaits() const { return saidThatItWaits_; }     // the host has asked since it does
  [[nodiscard]] const std::optional<Sheet>& sheet() const { return sheet_; }  // in the slot
  [[nodiscard]] const std::vector<Sheet>& taken() const { return taken_; }    // out of it, in order
  [[nodiscard]] bool ejected() const { return ejected_; }
  [[nodiscard]] int minutesToWait() const { return minutes_; }
  [[nodiscard]] int readings() const { return readings_; }
  [[nodiscard]] int unknownBytes() const { return unknownBytes_; }

 private:
  using Handler = void (CheckReaderModel::*)(const std::string& parameters);
  struct Row;
  static const Row* rowOf(const std::string& bytes);

  void takeByte(char byte);
  void actInRealTime();
  void cancelWait();
  void startWaiting(Waits what);
  void work();
  bool runOne();
  void answer(char byte) { replies_.push_back(static_cast<std::byte>(byte)); }
  void sendBlock(const std::string& block);
  void finishReading(char detail);
  void read();
  void leaveSlot();
  [[nodiscard]] char statusByte(bool selected, bool waiting) const;

  void selectSheet(const std::string& parameters);
  void setWait(const std::string& parameters);
  void setSide(const std::string& parameters);
  void setOptions(const std::string& parameters);
  void startReading(const std::string& parameters);
  void toPrintPosition(const std::string& parameters);
  void ejectCheck(const std::string& parameters);
  void sendAgain(const std::string& parameters);
  void eject(const std::string& parameters);
  void release(const std::string& parameters);
  void lineFeed(const std::string& parameters);
  void setPage(const std::string& parameters);
  void answerInTurn(const std::string& parameters);
  void ignore(const std::string& parameters);

  Mood mood_ = Mood::sound;
  Waits waits_ = Waits::no;
  std::optional<Sheet> sheet_;
  std::vector<Sheet> taken_;
  bool saidThatItWaits_ = false;
  bool coverOpen_ = false;
  bool slipSelected_ = false;
  bool micrSelected_ = false;
  bool ejected_ = false;
  bool onBack_ = false;
  int minutes_ = 0;
  int fewerThan_ = 0;  // '?' that are let through
  bool withDetail_ = false;
  char font_ = 0;
  char nextDetail_ = 0x40;
  std::uint8_t page_ = 0;
  int readings_ = 0;
  int unknownBytes_ = 0;
  std::string line_;
  std::string realTime_;  // what may become a real-time command
  std::string buffer_;
  std::string lastBlock_;
  std::string delayed_;
  bool delaysNext_ = false;
  std::vector<std::byte> replies_;
  Noise noise_;
};

}  // namespace till::drivers::model
