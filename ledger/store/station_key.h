// SPDX-License-Identifier: Apache-2.0
// The station's Ed25519 pair. The public half stands in each epoch's genesis; the secret half is in a file of its own
// (0600, in no copy of the ledger) and signs every closing. What is signed: the hash before the closing, then its
// payload with `signature` empty; so a signature speaks for all that stands before it, too.
#pragma once

#include <tl/expected.hpp>

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/journal/events.h"

namespace till::ledger::store {

class StationKey {
 public:
  // The pair in `directory`; made on first use. Error: a sentence.
  [[nodiscard]] static tl::expected<StationKey, std::string> readOrMake(const std::filesystem::path& directory);
  // nullopt: there is none, or what is there is none.
  [[nodiscard]] static std::optional<StationKey> read(const std::filesystem::path& directory);
  StationKey(const StationKey&) = default;
  StationKey& operator=(const StationKey&) = default;
  ~StationKey();

  [[nodiscard]] std::string publicHex() const;
  // 128 hex digits.
  [[nodiscard]] std::string sign(const journal::Hash& previous, std::string_view payload) const;

 private:
  StationKey() = default;
  std::array<unsigned char, 64> secret_{};
};

[[nodiscard]] bool isSignedBy(const std::string& publicHex, const journal::Hash& previous, std::string_view payload,
                              const std::string& signatureHex);

}  // namespace till::ledger::store
