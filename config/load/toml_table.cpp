// SPDX-License-Identifier: Apache-2.0
#include "config/load/toml_table.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

namespace till::config {

struct TomlTable::Document {
  toml::table root;
  std::string file;
};

namespace {

const toml::table& tableOf(const void* table) { return *static_cast<const toml::table*>(table); }

std::string shown(const toml::node& node) {
  std::ostringstream out;
  if (const auto text = node.value_exact<std::string>()) {
    out << '"' << *text << '"';
  } else {
    node.visit([&](const auto& value) { out << value; });
  }
  std::string text = out.str();
  constexpr std::size_t kShown = 60;
  if (text.size() > kShown) text = text.substr(0, kShown) + "...";
  return text;
}

}  // namespace

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

TomlTable TomlTable::parse(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  if (!std::filesystem::is_regular_file(file)) {
    throw Refusal{{file.string(), 0, "", "no such file", "a TOML file of that name"}};
  }
  try {
    auto document = std::make_shared<Document>(Document{toml::parse_file(file.string()), name});
    const void* root = &document->root;
    return {std::move(document), root, ""};
  } catch (const toml::parse_error& error) {
    const int line = static_cast<int>(error.source().begin.line);
    throw Refusal{{name, line, "", std::string(error.description()), "TOML 1.0"}};
  }
}

void TomlTable::refuse(const std::string& key, const std::string& found, const std::string& allowed) const {
  const toml::node* node = tableOf(table_).get(key);
  const auto line = node != nullptr ? node->source().begin.line : tableOf(table_).source().begin.line;
  throw Refusal{{document_->file, static_cast<int>(line), path_ + key, found, allowed}};
}

bool TomlTable::has(const std::string& key) const { return tableOf(table_).contains(key); }

bool TomlTable::hasList(const std::string& key) const {
  const toml::node* node = tableOf(table_).get(key);
  return node != nullptr && node->is_array();
}

template <class T>
T TomlTable::value(const std::string& key, const std::string& allowed) {
  asked_.insert(key);
  const toml::node* node = tableOf(table_).get(key);
  if (node == nullptr) refuse(key, "nothing", allowed);
  const auto exact = node->value_exact<T>();
  if (!exact) refuse(key, shown(*node), allowed);
  return *exact;
}

std::string TomlTable::text(const std::string& key) {
  auto found = value<std::string>(key, "a text in quotes");
  if (found.empty()) refuse(key, "an empty text", "a text in quotes");
  return found;
}

std::string TomlTable::text(const std::string& key, const std::string& otherwise) {
  asked_.insert(key);
  return has(key) ? value<std::string>(key, "a text in quotes") : otherwise;
}

std::int64_t TomlTable::integer(const std::string& key, std::int64_t least, std::int64_t most) {
  const std::string allowed = "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
  const auto found = value<std::int64_t>(key, allowed);
  if (found < least || found > most) refuse(key, std::to_string(found), allowed);
  return found;
}

std::int64_t TomlTable::integer(const std::string& key, std::int64_t least, std::int64_t most, std::int64_t otherwise) {
  asked_.insert(key);
  return has(key) ? integer(key, least, most) : otherwise;
}

bool TomlTable::flag(const std::string& key, bool otherwise) {
  asked_.insert(key);
  return has(key) ? value<bool>(key, "true or false") : otherwise;
}

Money TomlTable::money(const std::string& key) {
  const std::string allowed = "an amount in quotes with two decimals, as \"300.00\"";
  const auto found = value<std::string>(key, allowed);
  const auto amount = ledger::money::fromPlainText(found);
  if (!amount || amount->isNegative()) refuse(key, '"' + found + '"', allowed);
  return *amount;
}

std::vector<std::string> TomlTable::texts(const std::string& key) {
  asked_.insert(key);
  const std::string allowed = "a list of texts";
  const toml::node* node = tableOf(table_).get(key);
  if (node == nullptr) refuse(key, "nothing", allowed);
  const toml::array* list = node->as_array();
  if (list == nullptr) refuse(key, shown(*node), allowed);
  std::vector<std::string> found;
  for (const auto& item : *list) {
    const auto one = item.value_exact<std::string>();
    if (!one) refuse(key, shown(item), allowed);
    found.push_back(*one);
  }
  return found;
}

std::vector<std::int64_t> TomlTable::integers(const std::string& key, std::int64_t least, std::int64_t most) {
  asked_.insert(key);
  const std::string allowed = "a list of whole numbers from " + std::to_string(least) + " to " + std::to_string(most);
  const toml::node* node = tableOf(table_).get(key);
  const toml::array* list = node != nullptr ? node->as_array() : nullptr;
  if (list == nullptr) refuse(key, node != nullptr ? shown(*node) : "nothing", allowed);
  std::vector<std::int64_t> found;
  for (const auto& item : *list) {
    const auto one = item.value_exact<std::int64_t>();
    if (!one || *one < least || *one > most) refuse(key, shown(item), allowed);
    found.push_back(*one);
  }
  return found;
}

TomlTable TomlTable::table(const std::string& key) {
  auto found = maybeTable(key);
  if (!found) refuse(key, "nothing", "a table [" + path_ + key + "]");
  return std::move(*found);
}

std::optional<TomlTable> TomlTable::maybeTable(const std::string& key) {
  asked_.insert(key);
  const toml::node* node = tableOf(table_).get(key);
  if (node == nullptr) return std::nullopt;
  const toml::table* inner = node->as_table();
  if (inner == nullptr) refuse(key, shown(*node), "a table [" + path_ + key + "]");
  return TomlTable(document_, inner, path_ + key + ".");
}

std::vector<TomlTable> TomlTable::tables(const std::string& key) {
  asked_.insert(key);
  const std::string allowed = "a list of tables";
  const toml::node* node = tableOf(table_).get(key);
  const toml::array* list = node != nullptr ? node->as_array() : nullptr;
  if (list == nullptr) refuse(key, node != nullptr ? shown(*node) : "nothing", allowed);
  std::vector<TomlTable> found;
  for (const auto& item : *list) {
    const toml::table* inner = item.as_table();
    if (inner == nullptr) refuse(key, shown(item), allowed);
    found.push_back(TomlTable(document_, inner, path_ + key + "[" + std::to_string(found.size() + 1) + "]."));
  }
  return found;
}

std::vector<std::string> TomlTable::keys() const {
  std::vector<std::string> found;
  for (const auto& [key, node] : tableOf(table_)) found.emplace_back(key.str());
  return found;
}

std::size_t TomlTable::oneOf(const std::string& key, const std::vector<std::string>& allowed) {
  const auto found = value<std::string>(key, "one of " + listed(allowed));
  const auto at = std::find(allowed.begin(), allowed.end(), found);
  if (at == allowed.end()) refuse(key, '"' + found + '"', "one of " + listed(allowed));
  return static_cast<std::size_t>(at - allowed.begin());
}

std::size_t TomlTable::oneOf(const std::string& key, const std::vector<std::string>& allowed, std::size_t otherwise) {
  asked_.insert(key);
  return has(key) ? oneOf(key, allowed) : otherwise;
}

void TomlTable::finish() const {
  for (const auto& key : keys()) {
    if (asked_.contains(key)) continue;
    std::set<std::string> allowed = asked_;
    allowed.insert(mentioned_.begin(), mentioned_.end());
    allowed.erase(key);  // it is known, and not beside the others
    refuse(key, "an unknown key", "one of " + listed({allowed.begin(), allowed.end()}));
  }
}

}  // namespace till::config
