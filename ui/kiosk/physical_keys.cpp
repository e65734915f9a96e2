// SPDX-License-Identifier: Apache-2.0
#include "ui/kiosk/physical_keys.h"

#include <map>

namespace till::ui::kiosk {
namespace {

// What the number pad sends while NumLock is off.
const std::map<int, const char*>& padWithoutNumLock() {
  static const std::map<int, const char*> names{{Qt::Key_Insert, "0"},   {Qt::Key_End, "1"},    {Qt::Key_Down, "2"},
                                                {Qt::Key_PageDown, "3"}, {Qt::Key_Left, "4"},   {Qt::Key_Clear, "5"},
                                                {Qt::Key_Right, "6"},    {Qt::Key_Home, "7"},   {Qt::Key_Up, "8"},
                                                {Qt::Key_PageUp, "9"},   {Qt::Key_Delete, "."}, {Qt::Key_Comma, "."},
                                                {Qt::Key_Enter, "Enter"}};
  return names;
}

const std::map<int, const char*>& namedKeys() {
  static const std::map<int, const char*> names{
      {Qt::Key_Return, "Enter"}, {Qt::Key_Enter, "Enter"},    {Qt::Key_Escape, "Esc"}, {Qt::Key_Backspace, "Backspace"},
      {Qt::Key_Insert, "Ins"},   {Qt::Key_Delete, "Del"},     {Qt::Key_Home, "Home"},  {Qt::Key_End, "End"},
      {Qt::Key_PageUp, "PgUp"},  {Qt::Key_PageDown, "PgDown"}};
  return names;
}

std::string lookUp(const std::map<int, const char*>& names, int key) {
  const auto found = names.find(key);
  return found == names.end() ? std::string() : found->second;
}

std::string character(int key) {
  const bool printable = key > Qt::Key_Space && key <= Qt::Key_AsciiTilde;
  return printable ? std::string(1, static_cast<char>(key)) : std::string();
}

}  // namespace

std::string physicalName(const QKeyEvent& event) {
  const int key = event.key();
  if ((event.modifiers() & Qt::KeypadModifier) != 0) {
    std::string place = lookUp(padWithoutNumLock(), key);
    if (place.empty()) place = character(key);
    return place.empty() ? place : "Keypad " + place;
  }
  if (key >= Qt::Key_F1 && key <= Qt::Key_F12) return "F" + std::to_string(key - Qt::Key_F1 + 1);
  const std::string named = lookUp(namedKeys(), key);
  return named.empty() ? character(key) : named;
}

}  // namespace till::ui::kiosk
