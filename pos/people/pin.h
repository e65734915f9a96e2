// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace till::pos::people {

// Six digits that nobody guesses first: not one digit repeated, not a run, not a pattern of two or three.
[[nodiscard]] bool isSixDigits(std::string_view pin);
[[nodiscard]] bool isWeakPin(std::string_view pin);

// The pepper's 32 bytes. nullopt: the file is missing, unreadable or of another size.
[[nodiscard]] std::optional<std::string> readPepper(const std::filesystem::path& file);
// Makes the file (0600, durable); it must not exist yet. Error: a sentence.
[[nodiscard]] tl::expected<std::string, std::string> createPepper(const std::filesystem::path& file);

// Argon2id over HMAC-SHA-256(pepper, PIN), as libsodium's text form: parameters and salt are in it. nullopt: no memory.
[[nodiscard]] std::optional<std::string> makeVerifier(const std::string& pepper, std::string_view pin);
[[nodiscard]] bool matches(const std::string& verifier, const std::string& pepper, std::string_view pin);

}  // namespace till::pos::people
