// SPDX-License-Identifier: Apache-2.0
// Comma-separated values as RFC 4180 has them, read strictly and row by row.
#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace till::pos::bill {

struct CsvRow {
  int line = 0;  // where the row begins, from 1
  std::vector<std::string> fields;
};

struct CsvFault {
  int line = 0;
  int column = 0;  // the field, from 1
  std::string found;
  std::string allowed;
};

class CsvReader {
 public:
  explicit CsvReader(const std::filesystem::path& file) : in_(file, std::ios::binary) {}
  [[nodiscard]] bool opened() const { return in_.is_open(); }
  // Fills `row`; false at the end of the file.
  [[nodiscard]] tl::expected<bool, CsvFault> next(CsvRow& row);

 private:
  enum class Ended { field, row, file };
  [[nodiscard]] tl::expected<Ended, CsvFault> readField(std::string& field, int column);
  [[nodiscard]] tl::expected<void, CsvFault> readQuoted(std::string& field, int column);
  [[nodiscard]] int take();

  std::ifstream in_;
  int line_ = 1;
};

}  // namespace till::pos::bill
