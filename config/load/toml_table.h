// SPDX-License-Identifier: Apache-2.0
// One table of a TOML file, read strictly: each key is asked for by name and type; a key that nobody asked for, a wrong
// type or a value out of bounds throws the ConfigError that loadOffice() answers. Private to config/load.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/load/office.h"
#include "ledger/money/money.h"

namespace till::config {

// Thrown inside this room only.
struct Refusal {
  ConfigError error;
};

class TomlTable {
 public:
  // Reads a whole file. Throws Refusal: not there, not TOML.
  [[nodiscard]] static TomlTable parse(const std::filesystem::path& file);

  [[nodiscard]] bool has(const std::string& key) const;
  [[nodiscard]] bool hasList(const std::string& key) const;  // [[key]]
  [[nodiscard]] std::string text(const std::string& key);
  [[nodiscard]] std::string text(const std::string& key, const std::string& otherwise);
  [[nodiscard]] std::int64_t integer(const std::string& key, std::int64_t least, std::int64_t most);
  [[nodiscard]] std::int64_t integer(const std::string& key, std::int64_t least, std::int64_t most,
                                     std::int64_t otherwise);
  [[nodiscard]] bool flag(const std::string& key, bool otherwise);
  [[nodiscard]] Money money(const std::string& key);  // a string: "300.00"
  [[nodiscard]] std::vector<std::string> texts(const std::string& key);
  [[nodiscard]] std::vector<std::int64_t> integers(const std::string& key, std::int64_t least, std::int64_t most);
  [[nodiscard]] TomlTable table(const std::string& key);
  [[nodiscard]] std::optional<TomlTable> maybeTable(const std::string& key);
  [[nodiscard]] std::vector<TomlTable> tables(const std::string& key);
  [[nodiscard]] std::vector<std::string> keys() const;
  // One of `allowed`, as its index.
  [[nodiscard]] std::size_t oneOf(const std::string& key, const std::vector<std::string>& allowed);
  [[nodiscard]] std::size_t oneOf(const std::string& key, const std::vector<std::string>& allowed,
                                  std::size_t otherwise);

  // A key that may stand here though nobody asks for it: in the list of what is allowed.
  void mention(const std::string& key) const { mentioned_.insert(key); }
  // Refuses the first key that was not asked for.
  void finish() const;
  [[noreturn]] void refuse(const std::string& key, const std::string& found, const std::string& allowed) const;

 private:
  struct Document;
  TomlTable(std::shared_ptr<const Document> document, const void* table, std::string path)
      : document_(std::move(document)), table_(table), path_(std::move(path)) {}
  template <class T>
  [[nodiscard]] T value(const std::string& key, const std::string& allowed);

  std::shared_ptr<const Document> document_;
  const void* table_;  // toml::table inside the document
  std::string path_;   // "till." before a key, for errors
  mutable std::set<std::string> asked_;
  mutable std::set<std::string> mentioned_;
};

[[nodiscard]] std::string listed(const std::vector<std::string>& words);

}  // namespace till::config
