// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "config/load/office.h"

namespace till::config {

// The sample office and what is shared with it, copied to where a test may spoil it.
class OfficeCopy {
 public:
  OfficeCopy();
  ~OfficeCopy();
  OfficeCopy(const OfficeCopy&) = delete;
  OfficeCopy& operator=(const OfficeCopy&) = delete;

  // Files by their plain name: station.toml, epson-tm-t88v.toml, en.toml. Both answer the line that was changed, from
  // 1; 0 where `from` is not in the file.
  int replace(const std::string& file, const std::string& from, const std::string& to) const;
  int append(const std::string& file, const std::string& line) const;
  // Before the first table, where a bare key belongs to the file itself.
  void prepend(const std::string& file, const std::string& line) const;
  void remove(const std::string& file) const;
  void write(const std::filesystem::path& relative, const std::string& text) const;
  [[nodiscard]] std::filesystem::path pathOf(const std::string& file) const;
  [[nodiscard]] std::filesystem::path root() const { return root_; }
  [[nodiscard]] tl::expected<Office, ConfigError> load(const std::filesystem::path& devices = {}) const;

 private:
  std::filesystem::path root_;  // as config/ is laid out
};

}  // namespace till::config
