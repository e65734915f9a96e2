// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/line_display_model.h"

#include <algorithm>
#include <string_view>

#include "drivers/virtual/model/code_page_text.h"

namespace till::drivers::model {
namespace {

constexpr int kToCarriageReturn = -1;
constexpr char kCarriageReturn = 0x0D;
enum class Of { both, cd5220, epsonDmD };

std::uint8_t at(const std::string& bytes, std::size_t index) { return static_cast<std::uint8_t>(bytes[index]); }

}  // namespace

struct LineDisplayModel::Row {
  std::string_view command;
  int parameters;  // bytes behind it
  Of tongue;
  Handler run;
  bool inStringMode = false;  // also heard there
};

const LineDisplayModel::Row* LineDisplayModel::rowOf(const std::string& command) const {
  using M = LineDisplayModel;
  static constexpr std::array kRows{
      Row{"\x0C", 0, Of::both, &M::clear, true},
      Row{"\x0D", 0, Of::both, &M::returnCarriage},
      Row{"\x18", 0, Of::both, &M::clearLine, true},
      Row{"\x1B@", 0, Of::both, &M::initialise},
      Row{"\x1B=", 1, Of::both, &M::select},
      Row{"\x1Bt", 1, Of::both, &M::setPage},
      Row{"\x1B\x11", 0, Of::cd5220, &M::ignore},
      Row{"\x1B_", 1, Of::cd5220, &M::setCursor},
      Row{"\x1B"
          "f",
          1, Of::cd5220, &M::ignore},
      Row{"\x1B*", 1, Of::cd5220, &M::setBrightness},
      Row{"\x1Bl", 2, Of::cd5220, &M::moveTo},
      Row{"\x1BQA", kToCarriageReturn, Of::cd5220, &M::upperString, true},
      Row{"\x1BQB", kToCarriageReturn, Of::cd5220, &M::lowerString, true},
      Row{"\x1F\x01", 0, Of::epsonDmD, &M::ignore},
      Row{"\x1F"
          "C",
          1, Of::epsonDmD, &M::setCursor},
      Row{"\x1BR", 1, Of::epsonDmD, &M::ignore},
      Row{"\x1FX", 1, Of::epsonDmD, &M::setBrightness},
      Row{"\x1F$", 2, Of::epsonDmD, &M::moveTo},
  };
  const Of own = traits_.tongue == DisplayTongue::cd5220 ? Of::cd5220 : Of::epsonDmD;
  const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& r) {
    return (r.tongue == Of::both || r.tongue == own) && command.starts_with(r.command);
  });
  return row == kRows.end() ? nullptr : &*row;
}

// ESC Q has a third byte; all other commands show what they are by their second.
bool LineDisplayModel::mayBecomeCommand(const std::string& begun) const {
  const char first = begun.front();
  if (begun.size() == 1) return first == 0x1B || first == 0x1F;
  return begun == "\x1BQ" && traits_.tongue == DisplayTongue::cd5220;
}

LineDisplayModel::LineDisplayModel(LineDisplayTraits traits) : traits_(traits), room_(traits.bufferBytes) {
  initialise({});
}

std::size_t LineDisplayModel::receive(std::span<const std::byte> bytes) {
  const std::size_t taken = traits_.bufferBytes == 0 ? bytes.size() : std::min(bytes.size(), room_);
  if (traits_.bufferBytes != 0) room_ -= taken;
  for (const std::byte byte : bytes.first(taken)) take(static_cast<char>(byte));
  return taken;
}

void LineDisplayModel::powerCycle() {
  begun_.clear();
  selected_ = true;
  initialise({});
}

void LineDisplayModel::take(char byte) {
  if (!selected_) return passOn(byte);
  begun_.push_back(byte);
  const Row* const row = rowOf(begun_);
  if (row == nullptr) {
    if (mayBecomeCommand(begun_)) return;
    if (begun_.size() == 1 && at(begun_, 0) >= 0x20) {
      put(at(begun_, 0));
    } else {
      ++unknownCommands_;
    }
    begun_.clear();
    return;
  }
  const std::size_t have = begun_.size() - row->command.size();
  const bool whole = row->parameters == kToCarriageReturn ? have > 0 && byte == kCarriageReturn
                                                          : have == static_cast<std::size_t>(row->parameters);
  if (whole) runWhole();
}

// Only ESC = is for the display.
void LineDisplayModel::passOn(char byte) {
  constexpr std::string_view kSelect = "\x1B=";
  begun_.push_back(byte);
  if (begun_.size() > kSelect.size()) {
    select(begun_.substr(kSelect.size()));
    begun_.clear();
    return;
  }
  if (kSelect.starts_with(begun_)) return;
  forPrinter_ += begun_;
  begun_.clear();
}

void LineDisplayModel::runWhole() {
  const Row* const row = rowOf(begun_);
  const std::string parameters = begun_.substr(row->command.size());
  begun_.clear();
  if (!stringMode_ || row->inStringMode) (this->*row->run)(parameters);
}

// In overwrite mode: behind the last column comes the other line's first.
void LineDisplayModel::put(std::uint8_t byte) {
  if (stringMode_) return;
  cells_[line_][column_] = printedText(byte, page_, 0);
  if (++column_ < cells_[line_].size()) return;
  column_ = 0;
  line_ = 1 - line_;
}

void LineDisplayModel::initialise(const std::string&) {
  page_ = 0;
  brightness_ = 4;
  cursorShown_ = true;
  clear({});
}

void LineDisplayModel::clear(const std::string&) {
  for (auto& line : cells_) line.assign(static_cast<std::size_t>(traits_.columns), " ");
  column_ = line_ = 0;
  stringMode_ = false;
}

void LineDisplayModel::clearLine(const std::string&) {
  cells_[line_].assign(static_cast<std::size_t>(traits_.columns), " ");
  column_ = 0;
  stringMode_ = false;
}

void LineDisplayModel::returnCarriage(const std::string&) { column_ = 0; }

void LineDisplayModel::moveTo(const std::string& parameters) {
  const std::size_t x = at(parameters, 0);
  const std::size_t y = at(parameters, 1);
  if (x < 1 || x > cells_[0].size() || y < 1 || y > cells_.size()) return;
  column_ = x - 1;
  line_ = y - 1;
}

void LineDisplayModel::setBrightness(const std::string& parameters) {
  if (at(parameters, 0) >= 1 && at(parameters, 0) <= 4) brightness_ = at(parameters, 0);
}

void LineDisplayModel::setCursor(const std::string& parameters) { cursorShown_ = (at(parameters, 0) & 1) != 0; }

void LineDisplayModel::setPage(const std::string& parameters) {
  if (traits_.selectsCodePage) page_ = at(parameters, 0);
}

void LineDisplayModel::select(const std::string& parameters) { selected_ = (at(parameters, 0) & 2) != 0; }

void LineDisplayModel::ignore(const std::string&) {}

void LineDisplayModel::upperString(const std::string& parameters) { writeString(0, parameters); }
void LineDisplayModel::lowerString(const std::string& parameters) { writeString(1, parameters); }

void LineDisplayModel::writeString(std::size_t line, const std::string& parameters) {
  stringMode_ = true;
  cells_[line].assign(static_cast<std::size_t>(traits_.columns), " ");
  const std::size_t length = std::min(parameters.size() - 1, cells_[line].size());
  for (std::size_t i = 0; i < length; ++i) cells_[line][i] = printedText(at(parameters, i), page_, 0);
}

std::string LineDisplayModel::lineText(std::size_t line) const {
  std::string text;
  for (const std::string& cell : cells_[line]) text += cell;
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace till::drivers::model
