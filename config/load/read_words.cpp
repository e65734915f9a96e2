// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "config/load/parts.h"

namespace till::config {
namespace {

using pos::station::Key;
using Texts = std::map<std::string, std::string, std::less<>>;

// Dotted keys: [receipt] change = "Change" is "receipt.change".
void collect(TomlTable table, const std::string& prefix, Texts& texts) {
  const auto required = pos::words::requiredWords();
  for (const auto& key : table.keys()) {
    const std::string name = prefix + key;
    const bool inner = std::any_of(required.begin(), required.end(),
                                   [&](std::string_view word) { return word.starts_with(name + "."); });
    if (inner) {
      collect(table.table(key), name + ".", texts);
    } else if (std::find(required.begin(), required.end(), name) != required.end()) {
      texts[name] = table.text(key);
    } else {
      table.refuse(key, "an unknown key", "the keys that config/words/en.toml has");
    }
  }
}

const std::map<std::string, Key>& stationKeys() {
  static const std::map<std::string, Key> keys{
      {"0", Key::d0},          {"1", Key::d1},          {"2", Key::d2},
      {"3", Key::d3},          {"4", Key::d4},          {"5", Key::d5},
      {"6", Key::d6},          {"7", Key::d7},          {"8", Key::d8},
      {"9", Key::d9},          {"00", Key::doubleZero}, {"point", Key::point},
      {"plus", Key::plus},     {"minus", Key::minus},   {"star", Key::star},
      {"slash", Key::slash},   {"enter", Key::enter},   {"backspace", Key::backspace},
      {"escape", Key::escape}, {"f1", Key::f1},         {"f2", Key::f2},
      {"f3", Key::f3},         {"f4", Key::f4},         {"f5", Key::f5},
      {"f6", Key::f6},         {"f7", Key::f7},         {"f8", Key::f8},
      {"f9", Key::f9},         {"f10", Key::f10},       {"f11", Key::f11},
      {"f12", Key::f12}};
  return keys;
}

void bindKeys(TomlTable& layouts, const std::string& name, KeyLayout& bound, int depth) {
  constexpr int kDeepest = 4;
  auto layout = layouts.table(name);
  if (const auto parent = layout.text("inherits", ""); !parent.empty()) {
    if (depth >= kDeepest) layout.refuse("inherits", '"' + parent + '"', "no more than four layouts, and no circle");
    bindKeys(layouts, parent, bound, depth + 1);
  }
  for (const auto& physical : layout.keys()) {
    if (physical == "inherits") continue;
    const std::string word = layout.text(physical);
    const auto key = stationKeys().find(word);
    if (key == stationKeys().end()) {
      layout.refuse(physical, '"' + word + '"',
                    "0 to 9, 00, point, plus, minus, star, slash, enter, backspace, escape, f1 to f12");
    }
    bound[physical] = key->second;
  }
}

}  // namespace

void readWords(const TomlTable& file, Office& office) {
  Texts texts;
  collect(file, "", texts);
  for (const auto word : pos::words::requiredWords()) {
    if (!texts.contains(word)) {
      file.refuse(std::string(word), "nothing", "a text for every key that config/words/en.toml has");
    }
  }
  office.words = pos::words::Words(std::move(texts));
}

void readKeys(TomlTable file, Office& office) {
  const std::string name = file.text("layout");
  auto layouts = file.table("layouts");
  for (const auto& each : layouts.keys()) {
    KeyLayout bound;
    bindKeys(layouts, each, bound, 0);
    if (each == name) office.keys = std::move(bound);
  }
  if (office.keys.empty()) file.refuse("layout", '"' + name + '"', "one of " + listed(layouts.keys()));
  file.finish();
}

}  // namespace till::config
