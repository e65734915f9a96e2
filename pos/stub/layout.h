// SPDX-License-Identifier: Apache-2.0
// One layout made ready to read with. Pure.
#pragma once

#include <tl/expected.hpp>

#include <map>
#include <regex>
#include <string>
#include <string_view>

#include "pos/stub/stub.h"

namespace till::pos::stub {

// std::regex recurses with the length of its input, so that a longer text is never given to it.
inline constexpr std::size_t kLongestText = 512;

struct CompiledLayout {
  Layout layout;
  std::regex match;
  std::map<std::string, std::size_t> groups;  // named group -> number
};

// Error: a sentence with what is wrong.
[[nodiscard]] tl::expected<CompiledLayout, std::string> compile(const Layout& layout);

// What the layout's own rules of cleaning leave of a scan.
[[nodiscard]] std::string normalised(const Layout& layout, std::string_view text);

[[nodiscard]] tl::expected<StubReading, StubErrorCode> readBy(const CompiledLayout& layout, std::string_view symbology,
                                                              std::string_view text, Date today);

}  // namespace till::pos::stub
