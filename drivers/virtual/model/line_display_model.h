// SPDX-License-Identifier: Apache-2.0
// A customer line display: two lines of characters, bytes in and nothing out (hardware-docs/customer-displays.md).
// Single-threaded.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "drivers/virtual/model/device.h"

namespace till::drivers::model {

enum class DisplayTongue { cd5220, epsonDmD };

struct LineDisplayTraits {
  DisplayTongue tongue = DisplayTongue::cd5220;
  int columns = 20;
  bool selectsCodePage = false;  // knows ESC t n; else it has page 437 only
  std::size_t bufferBytes = 0;   // stops taking bytes after so many; 0: never
};

class LineDisplayModel : public Device {
 public:
  explicit LineDisplayModel(LineDisplayTraits traits = {});

  std::size_t receive(std::span<const std::byte> bytes) override;
  std::vector<std::byte> takeReplies() override { return {}; }

  void powerCycle();
  void makeRoom(std::size_t bytes) { room_ = bytes; }  // where bufferBytes is not 0

  // What a customer reads, as UTF-8, spaces at the end left out.
  [[nodiscard]] std::string upper() const { return lineText(0); }
  [[nodiscard]] std::string lower() const { return lineText(1); }
  [[nodiscard]] int brightness() const { return brightness_; }
  [[nodiscard]] bool cursorShown() const { return cursorShown_; }
  [[nodiscard]] bool selected() const { return selected_; }  // by ESC =; else bytes are for the printer behind it
  [[nodiscard]] int unknownCommands() const { return unknownCommands_; }
  [[nodiscard]] const std::string& forPrinter() const { return forPrinter_; }  // what it passed on

 private:
  using Handler = void (LineDisplayModel::*)(const std::string& parameters);
  struct Row;
  [[nodiscard]] const Row* rowOf(const std::string& command) const;
  [[nodiscard]] bool mayBecomeCommand(const std::string& begun) const;

  void take(char byte);
  void passOn(char byte);
  void runWhole();
  void put(std::uint8_t byte);
  void initialise(const std::string& parameters);
  void clear(const std::string& parameters);
  void clearLine(const std::string& parameters);
  void returnCarriage(const std::string& parameters);
  void moveTo(const std::string& parameters);
  void setBrightness(const std::string& parameters);
  void setCursor(const std::string& parameters);
  void setPage(const std::string& parameters);
  void select(const std::string& parameters);
  void ignore(const std::string& parameters);
  void upperString(const std::string& parameters);
  void lowerString(const std::string& parameters);
  void writeString(std::size_t line, const std::string& parameters);
  [[nodiscard]] std::string lineText(std::size_t line) const;

  const LineDisplayTraits traits_;
  std::size_t room_;
  std::array<std::vector<std::string>, 2> cells_;  // UTF-8 of each
  std::size_t column_ = 0;
  std::size_t line_ = 0;
  std::uint8_t page_ = 0;
  int brightness_ = 4;
  bool cursorShown_ = true;
  bool selected_ = true;
  bool stringMode_ = false;
  std::string begun_;  // a command that is not whole yet
  std::string forPrinter_;
  int unknownCommands_ = 0;
};

}  // namespace till::drivers::model
