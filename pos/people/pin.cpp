// SPDX-License-Identifier: Apache-2.0
#include "pos/people/pin.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>

#include "ledger/store/files.h"

namespace till::pos::people {

namespace {

constexpr std::size_t kPepperBytes = crypto_auth_hmacsha256_KEYBYTES;
using Mac = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;

Mac peppered(const std::string& pepper, std::string_view pin) {
  Mac mac{};
  crypto_auth_hmacsha256(mac.data(), reinterpret_cast<const unsigned char*>(pin.data()), pin.size(),
                         reinterpret_cast<const unsigned char*>(pepper.data()));
  return mac;
}

bool isRun(std::string_view pin, int step) {
  for (std::size_t i = 1; i < pin.size(); ++i) {
    if ((pin[i] - pin[i - 1] - step) % 10 != 0) return false;
  }
  return true;
}

bool repeats(std::string_view pin, std::size_t period) {
  for (std::size_t i = period; i < pin.size(); ++i) {
    if (pin[i] != pin[i - period]) return false;
  }
  return true;
}

}  // namespace

bool isSixDigits(std::string_view pin) {
  return pin.size() == 6 && std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isWeakPin(std::string_view pin) {
  return isRun(pin, 1) || isRun(pin, -1) || repeats(pin, 1) || repeats(pin, 2) || repeats(pin, 3);
}

std::optional<std::string> readPepper(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string pepper(kPepperBytes + 1, '\0');
  in.read(pepper.data(), static_cast<std::streamsize>(pepper.size()));
  if (in.gcount() != static_cast<std::streamsize>(kPepperBytes)) return std::nullopt;
  pepper.resize(kPepperBytes);
  return pepper;
}

tl::expected<std::string, std::string> createPepper(const std::filesystem::path& file) {
  const auto refusal = [&file] { return tl::unexpected("the pepper file " + file.string() + " could not be made"); };
  std::error_code ignored;
  std::filesystem::create_directories(file.parent_path(), ignored);
  // Made aside: a power cut leaves no pepper or a whole one, and one that is there is never overwritten.
  const std::string aside = file.string() + ".part";
  std::filesystem::remove(aside, ignored);
  const int fd = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return refusal();
  std::string pepper(kPepperBytes, '\0');
  randombytes_buf(pepper.data(), pepper.size());
  const bool written =
      ::write(fd, pepper.data(), pepper.size()) == static_cast<ssize_t>(pepper.size()) && ::fsync(fd) == 0;
  ::close(fd);
  const bool placed = written && ::renameat2(AT_FDCWD, aside.c_str(), AT_FDCWD, file.c_str(), RENAME_NOREPLACE) == 0;
  if (placed && ledger::store::syncDirectory(file.parent_path())) return pepper;
  std::filesystem::remove(placed ? file.string() : aside, ignored);
  return refusal();
}

std::optional<std::string> makeVerifier(const std::string& pepper, std::string_view pin) {
  Mac mac = peppered(pepper, pin);
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const int result = crypto_pwhash_str_alg(text.data(), reinterpret_cast<const char*>(mac.data()), mac.size(),
                                           crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                                           crypto_pwhash_ALG_ARGON2ID13);
  sodium_memzero(mac.data(), mac.size());
  if (result != 0) return std::nullopt;
  return std::string(text.data());
}

bool matches(const std::string& verifier, const std::string& pepper, std::string_view pin) {
  Mac mac = peppered(pepper, pin);
  const int result = crypto_pwhash_str_verify(verifier.c_str(), reinterpret_cast<const char*>(mac.data()), mac.size());
  sodium_memzero(mac.data(), mac.size());
  return result == 0;
}

}  // namespace till::pos::people
