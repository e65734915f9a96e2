// SPDX-License-Identifier: Apache-2.0
// Bytes as the tests write them: "1B 40 'text' 0A" in hexadecimal, with text in quotes.
#pragma once

#include <cstddef>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace till::tests {

inline std::vector<std::byte> wire(std::string_view written) {
  std::vector<std::byte> bytes;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == ' ') continue;
    if (written[i] == '\'') {
      for (++i; written.at(i) != '\''; ++i) bytes.push_back(static_cast<std::byte>(written[i]));
      continue;
    }
    bytes.push_back(static_cast<std::byte>(std::stoi(std::string(written.substr(i, 2)), nullptr, 16)));
    ++i;
  }
  return bytes;
}

inline std::string hex(std::span<const std::byte> bytes) {
  std::string text;
  for (const std::byte byte : bytes) {
    char two[4] = {};
    std::snprintf(two, sizeof two, "%02X", std::to_integer<unsigned>(byte));
    text += (text.empty() ? "" : " ") + std::string(two);
  }
  return text;
}

}  // namespace till::tests
