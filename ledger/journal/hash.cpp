// SPDX-License-Identifier: Apache-2.0
#include "ledger/journal/hash.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <initializer_list>
#include <memory>

namespace till::ledger::journal {
namespace {

struct Part {
  const void* data;
  std::size_t size;
};

// The fetched digest and a context a thread are kept: making them costs more than hashing a payload.
Hash digest(std::initializer_list<Part> parts) {
  static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                                     &EVP_MD_CTX_free);
  Hash hash{};
  EVP_DigestInit_ex2(context.get(), algorithm, nullptr);
  for (const Part& part : parts) EVP_DigestUpdate(context.get(), part.data, part.size);
  EVP_DigestFinal_ex(context.get(), hash.data(), nullptr);
  return hash;
}

}  // namespace

Hash chain(const Hash& previous, std::string_view payload) {
  return digest({{previous.data(), previous.size()}, {payload.data(), payload.size()}});
}

Hash sha256(std::string_view bytes) { return digest({{bytes.data(), bytes.size()}}); }

std::string toHex(std::span<const std::uint8_t> bytes) {
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  hex.pop_back();
  return hex;
}

std::string commitment(std::span<const std::uint8_t> salt, std::string_view name, std::string_view value) {
  return toHex(digest({{salt.data(), salt.size()}, {name.data(), name.size()}, {"", 1}, {value.data(), value.size()}}));
}

}  // namespace till::ledger::journal
