// SPDX-License-Identifier: Apache-2.0
// The inside of PrinterModel: receive buffer, status and replies around a PrintHead. Nobody else includes it.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "drivers/virtual/model/command_reader.h"
#include "drivers/virtual/model/noise.h"
#include "drivers/virtual/model/print_head.h"
#include "drivers/virtual/model/printer_model.h"
#include "drivers/virtual/model/real_time_scanner.h"

namespace till::drivers::model {

class PrinterMachine {
 public:
  struct State {
    PaperSupply paper = PaperSupply::present;
    bool coverOpen = false;
    bool cutterJammed = false;
    bool cutterError = false;
    [[nodiscard]] bool online() const { return paper != PaperSupply::out && !coverOpen && !cutterError; }
    friend bool operator==(const State&, const State&) = default;
  };

  PrinterMachine(PrinterTraits printerTraits, DrawerModel drawerModel);

  std::size_t receive(ByteSpan bytes);
  std::vector<std::byte> takeReplies();
  void tick();
  void change(const std::function<void(State&)>& how);
  void powerCycle();

  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const PrintHead& head() const { return head_; }
  [[nodiscard]] std::size_t waiting() const { return buffer_.size(); }
  [[nodiscard]] std::uint64_t unknownCommands() const { return unknownCommands_; }

  const PrinterTraits traits;
  DrawerModel drawer;
  PrinterListener listener;
  Manners manners = Manners::normal;
  std::optional<int> paperLeft;
  std::optional<int> linesToCoverOpen;

 private:
  using Handler = void (PrinterMachine::*)(ByteSpan data);
  struct Row;
  static const Row* rowOf(CommandId id);
  using Asb = std::array<std::uint8_t, 4>;

  void work();
  void run(const Command& command);
  void act(const RealTimeCommand& command);
  void elementPrinted();
  void forgetData();
  void reportChanges();
  [[nodiscard]] Asb asb() const;
  [[nodiscard]] std::uint8_t realTimeStatus(std::uint8_t n) const;

  void reply(std::uint8_t byte);
  void replyBlock(std::uint8_t header, std::string_view payload);

  void initialise(ByteSpan data);
  void pulse(ByteSpan data);
  void enableAsb(ByteSpan data);
  void transmitStatus(ByteSpan data);
  void identify(ByteSpan data);
  void processId(ByteSpan data);
  void allowRealTime(ByteSpan data);
  void cut(ByteSpan data);
  void cutPartly(ByteSpan data);
  void ignore(ByteSpan data);
  struct Knife {
    bool partial = false;
    bool fed = false;  // to it, before
  };
  void tryCut(Knife knife);
  void recover(bool keepData);

  State state_;
  PrintHead head_;
  RealTimeScanner scanner_;
  std::vector<std::byte> buffer_;
  std::vector<std::byte> replies_;
  Noise noise_;
  Asb lastAsb_{};
  std::uint8_t asbItems_ = 0;
  bool pulseAllowed_ = true;
  std::optional<Knife> failedCut_;  // done again by DLE ENQ 1
  std::uint64_t unknownCommands_ = 0;
};

}  // namespace till::drivers::model
