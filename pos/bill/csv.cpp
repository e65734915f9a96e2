// SPDX-License-Identifier: Apache-2.0
#include "pos/bill/csv.h"

namespace till::pos::bill {

namespace {

constexpr int kEnd = std::char_traits<char>::eof();
constexpr std::size_t kLongestField = 4096;

}  // namespace

int CsvReader::take() {
  const int c = in_.rdbuf()->sbumpc();
  if (c == '\n') ++line_;
  return c;
}

tl::expected<bool, CsvFault> CsvReader::next(CsvRow& row) {
  row.fields.clear();
  row.line = line_;
  if (in_.rdbuf()->sgetc() == kEnd) return false;
  Ended ended = Ended::field;
  while (ended == Ended::field) {
    row.fields.emplace_back();
    const auto read = readField(row.fields.back(), static_cast<int>(row.fields.size()));
    if (!read) return tl::unexpected(read.error());
    ended = *read;
  }
  return true;
}

tl::expected<CsvReader::Ended, CsvFault> CsvReader::readField(std::string& field, int column) {
  const bool wasQuoted = in_.rdbuf()->sgetc() == '"';
  if (wasQuoted) {
    const auto quoted = readQuoted(field, column);
    if (!quoted) return tl::unexpected(quoted.error());
  }
  while (true) {
    const int line = line_;
    int c = take();
    if (c == '\r' && in_.rdbuf()->sgetc() == '\n') c = take();
    if (c == kEnd) return Ended::file;
    if (c == '\n') return Ended::row;
    if (c == ',') return Ended::field;
    if (c == '"' || wasQuoted) {
      return tl::unexpected(CsvFault{line, column, "something beside the quotes",
                                     "quotes around the whole field, a quote inside them doubled"});
    }
    field += static_cast<char>(c);
    if (field.size() > kLongestField) {
      return tl::unexpected(CsvFault{line, column, "more than 4096 bytes", "fields of at most 4096 bytes"});
    }
  }
}

tl::expected<void, CsvFault> CsvReader::readQuoted(std::string& field, int column) {
  const int line = line_;
  (void)take();
  while (true) {
    const int c = take();
    if (c == kEnd || field.size() > kLongestField) {
      return tl::unexpected(CsvFault{line, column, "a quote that does not end", "a closing quote within 4096 bytes"});
    }
    if (c != '"') {
      field += static_cast<char>(c);
      continue;
    }
    if (in_.rdbuf()->sgetc() != '"') return {};
    field += static_cast<char>(take());
  }
}

}  // namespace till::pos::bill
