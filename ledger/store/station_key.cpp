// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/station_key.h"

#include <sodium.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

#include "ledger/journal/hash.h"
#include "ledger/store/files.h"

namespace till::ledger::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* kKeyFile = "station.key";

std::string message(const journal::Hash& previous, std::string_view payload) {
  std::string bytes(reinterpret_cast<const char*>(previous.data()), previous.size());
  return bytes.append(payload);
}

const unsigned char* octets(const std::string& bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

template <std::size_t Size>
bool fromHex(const std::string& hex, std::array<unsigned char, Size>& bytes) {
  std::size_t length = 0;
  const int failed = sodium_hex2bin(bytes.data(), Size, hex.data(), hex.size(), nullptr, &length, nullptr);
  return failed == 0 && length == Size && hex.size() == 2 * Size;
}

}  // namespace

tl::expected<StationKey, std::string> StationKey::readOrMake(const fs::path& directory) {
  const fs::path path = directory / kKeyFile;
  if (sodium_init() < 0) return tl::unexpected<std::string>("libsodium does not start");
  if (auto there = read(directory)) return *there;
  std::error_code ignored;
  if (fs::exists(path, ignored)) return tl::unexpected(path.string() + " is not a station key");
  StationKey made;
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  crypto_sign_keypair(open.data(), made.secret_.data());
  // Made aside: a cut leaves no key or a whole one. Half a key would keep the station shut for ever.
  const fs::path aside = path.string() + ".part";
  const bool written = writeWhole(aside, made.secret_.data(), made.secret_.size());
  if (!written || std::rename(aside.c_str(), path.c_str()) != 0 || !syncDirectory(directory)) {
    return tl::unexpected(path.string() + ": " + std::strerror(errno));
  }
  return made;
}

std::optional<StationKey> StationKey::read(const fs::path& directory) {
  StationKey key;
  std::ifstream file(directory / kKeyFile, std::ios::binary);
  const auto size = static_cast<std::streamsize>(key.secret_.size());
  if (!file.read(reinterpret_cast<char*>(key.secret_.data()), size) || file.peek() != std::ifstream::traits_type::eof())
    return std::nullopt;
  return key;
}

StationKey::~StationKey() { sodium_memzero(secret_.data(), secret_.size()); }

std::string StationKey::publicHex() const {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  crypto_sign_ed25519_sk_to_pk(open.data(), secret_.data());
  return journal::toHex(open);
}

std::string StationKey::sign(const journal::Hash& previous, std::string_view payload) const {
  const std::string bytes = message(previous, payload);
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  crypto_sign_detached(signature.data(), nullptr, octets(bytes), bytes.size(), secret_.data());
  return journal::toHex(signature);
}

bool isSignedBy(const std::string& publicHex, const journal::Hash& previous, std::string_view payload,
                const std::string& signatureHex) {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  if (!fromHex(publicHex, open) || !fromHex(signatureHex, signature)) return false;
  const std::string bytes = message(previous, payload);
  return crypto_sign_verify_detached(signature.data(), octets(bytes), bytes.size(), open.data()) == 0;
}

}  // namespace till::ledger::store
