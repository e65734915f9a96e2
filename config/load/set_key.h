// SPDX-License-Identifier: Apache-2.0
// Sets one key of one of the office's TOML files, and leaves every other byte as people wrote it.
#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <functional>
#include <string>

namespace till::config {

// `text` with `[table]` `key` (of "drawer[2]": the second [[drawer]]) set to `value` (as TOML writes it): in its own
// line where it stands, comment kept; else in a line of its own below the table's. Error: a sentence, where the table
// is not written once in a line of its own.
[[nodiscard]] tl::expected<std::string, std::string> withKey(const std::string& text, const std::string& table,
                                                             const std::string& key, const std::string& value);

// The same in a file, whole or not at all: what `sound` refuses (a sentence; it is given the new file beside the old)
// is not put in its place. Blocks on the disk.
[[nodiscard]] tl::expected<void, std::string> setKey(
    const std::filesystem::path& file, const std::string& table, const std::string& key, const std::string& value,
    const std::function<std::string(const std::filesystem::path& fresh)>& sound);

}  // namespace till::config
