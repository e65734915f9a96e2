// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/seal.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <vector>

#include "ledger/journal/hash.h"
#include "ledger/store/keeping.h"

namespace till::ledger::store {
namespace {

namespace fs = std::filesystem;

constexpr std::array<char, 16> kMagic{'C', 'i', 't', 'y', 'T', 'i', 'l', 'l', ' ', 's', 'e', 'a', 'l', ' ', '1', '\n'};
constexpr std::size_t kChunk = 64UL * 1024;

using PublicKey = std::array<unsigned char, crypto_box_PUBLICKEYBYTES>;
using SecretKey = std::array<unsigned char, crypto_box_SECRETKEYBYTES>;
using StreamKey = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES>;
using Header = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_HEADERBYTES>;
using Box = std::array<unsigned char, sizeof(StreamKey) + crypto_box_SEALBYTES>;
using State = crypto_secretstream_xchacha20poly1305_state;

template <class Bytes>
bool fromHex(const std::string& hex, Bytes& bytes) {
  std::size_t length = 0;
  return hex.size() == bytes.size() * 2 &&
         sodium_hex2bin(bytes.data(), bytes.size(), hex.data(), hex.size(), nullptr, &length, nullptr) == 0 &&
         length == bytes.size();
}

template <class Bytes>
void write(std::ostream& out, const Bytes& bytes, std::size_t size) {
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(size));
}

template <class Bytes>
std::size_t read(std::istream& in, Bytes& bytes) {
  in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return static_cast<std::size_t>(in.gcount());
}

void sealChunks(std::istream& in, std::ostream& out, State& state) {
  std::vector<unsigned char> plain(kChunk);
  std::vector<unsigned char> sealed(kChunk + crypto_secretstream_xchacha20poly1305_ABYTES);
  for (bool last = false; !last && out;) {
    const std::size_t size = read(in, plain);
    last = in.peek() == std::istream::traits_type::eof();
    unsigned long long length = 0;
    crypto_secretstream_xchacha20poly1305_push(&state, sealed.data(), &length, plain.data(), size, nullptr, 0,
                                               last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
    write(out, sealed, length);
  }
}

// True when every chunk opened and the last was the last.
bool openChunks(std::istream& in, std::ostream& out, State& state) {
  std::vector<unsigned char> sealed(kChunk + crypto_secretstream_xchacha20poly1305_ABYTES);
  std::vector<unsigned char> plain(kChunk);
  for (;;) {
    const std::size_t size = read(in, sealed);
    unsigned long long length = 0;
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&state, plain.data(), &length, &tag, sealed.data(), size, nullptr,
                                                   0) != 0) {
      return false;
    }
    write(out, plain, length);
    if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) return in.peek() == std::istream::traits_type::eof();
  }
}

tl::unexpected<KeepingError> notOpened(const fs::path& file, const char* why) {
  return keepingFailed(KeepingErrorCode::wrongKey, file.string() + why);
}

tl::expected<SecretKey, KeepingError> readSecret(const fs::path& file) {
  std::ifstream in(file);
  std::string hex;
  in >> hex;
  SecretKey secret{};
  const bool right = fromHex(hex, secret);
  sodium_memzero(hex.data(), hex.size());
  if (!right) return notOpened(file, " is not a secret key of `tillctl backup keygen`");
  return secret;
}

}  // namespace

tl::expected<std::string, KeepingError> makeOfficeKey(const fs::path& file) {
  if (sodium_init() < 0) return keepingFailed(KeepingErrorCode::io, "libsodium does not start");
  PublicKey open{};
  SecretKey secret{};
  crypto_box_keypair(open.data(), secret.data());
  std::string hex = journal::toHex(secret) + "\n";
  sodium_memzero(secret.data(), secret.size());
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd < 0) return keepingFailed(KeepingErrorCode::refused, file.string() + " is there already, or cannot be made");
  const bool written = ::write(fd, hex.data(), hex.size()) == static_cast<ssize_t>(hex.size()) && ::fsync(fd) == 0;
  ::close(fd);
  sodium_memzero(hex.data(), hex.size());
  if (!written) return keepingFailed(KeepingErrorCode::io, file.string() + " could not be written");
  return journal::toHex(open);
}

bool isOfficeKey(const std::string& publicHex) {
  PublicKey key{};
  return fromHex(publicHex, key);
}

bool isSealed(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::array<char, kMagic.size()> magic{};
  return read(in, magic) == magic.size() && magic == kMagic;
}

tl::expected<void, KeepingError> sealFile(const fs::path& plain, const fs::path& sealed, const std::string& publicHex) {
  PublicKey office{};
  if (sodium_init() < 0 || !fromHex(publicHex, office)) {
    return keepingFailed(KeepingErrorCode::wrongKey, "seal_to is not a public key of `tillctl backup keygen`");
  }
  StreamKey key{};
  Header header{};
  Box box{};
  State state{};
  crypto_secretstream_xchacha20poly1305_keygen(key.data());
  crypto_secretstream_xchacha20poly1305_init_push(&state, header.data(), key.data());
  const bool boxed = crypto_box_seal(box.data(), key.data(), key.size(), office.data()) == 0;
  sodium_memzero(key.data(), key.size());
  if (!boxed) return keepingFailed(KeepingErrorCode::wrongKey, "seal_to is not a key that can be sealed to");
  std::ifstream in(plain, std::ios::binary);
  std::ofstream out(sealed, std::ios::binary | std::ios::trunc);
  write(out, kMagic, kMagic.size());
  write(out, box, box.size());
  write(out, header, header.size());
  if (in && out) sealChunks(in, out, state);
  out.flush();
  if (in.bad() || !in.is_open() || !out)
    return keepingFailed(KeepingErrorCode::io, sealed.string() + " is not written");
  return {};
}

tl::expected<void, KeepingError> openSealed(const fs::path& sealed, const fs::path& plain, const fs::path& secretFile) {
  if (sodium_init() < 0) return keepingFailed(KeepingErrorCode::io, "libsodium does not start");
  if (secretFile.empty()) return notOpened(sealed, " is sealed; --key FILE names the office's secret key");
  auto secret = readSecret(secretFile);
  if (!secret) return tl::unexpected(secret.error());
  PublicKey open{};
  crypto_scalarmult_base(open.data(), secret->data());
  std::ifstream in(sealed, std::ios::binary);
  std::array<char, kMagic.size()> magic{};
  Box box{};
  Header header{};
  if (read(in, magic) != magic.size() || read(in, box) != box.size() || read(in, header) != header.size()) {
    return notOpened(sealed, " is cut short");
  }
  StreamKey key{};
  const bool opened = crypto_box_seal_open(key.data(), box.data(), box.size(), open.data(), secret->data()) == 0;
  sodium_memzero(secret->data(), secret->size());
  if (!opened) return notOpened(sealed, " is sealed to another key");
  State state{};
  const bool begun = crypto_secretstream_xchacha20poly1305_init_pull(&state, header.data(), key.data()) == 0;
  sodium_memzero(key.data(), key.size());
  std::ofstream out(plain, std::ios::binary | std::ios::trunc);
  std::error_code ignored;
  fs::permissions(plain, fs::perms::owner_read | fs::perms::owner_write, ignored);
  if (!begun || !openChunks(in, out, state)) return notOpened(sealed, " was changed or cut short");
  out.flush();
  if (!out) return keepingFailed(KeepingErrorCode::io, plain.string() + " could not be written");
  return {};
}

}  // namespace till::ledger::store
