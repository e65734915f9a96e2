// SPDX-License-Identifier: Apache-2.0
// The words of receipts and kiosk, from config/words/<language>.toml. Keys are dotted ("entry.cash_given"); a text may
// hold {0} {1} ... The loader refuses a file that lacks a key of requiredWords() or has one more.
#pragma once

#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace till::pos::words {

class Words {
 public:
  Words() = default;
  explicit Words(std::map<std::string, std::string, std::less<>> texts) : texts_(std::move(texts)) {}
  // A key that is not there is a bug of ours; it shows as the key itself between guillemets, never as nothing.
  [[nodiscard]] std::string text(std::string_view key, std::initializer_list<std::string> arguments = {}) const;

 private:
  std::map<std::string, std::string, std::less<>> texts_;
};

// Every key the rooms use, sorted. pos/words/required.cpp is the one list.
[[nodiscard]] std::span<const std::string_view> requiredWords();

}  // namespace till::pos::words
