// SPDX-License-Identifier: Apache-2.0
// Who works here, and the proof that it is they. PIN verifiers are in people.db and nowhere else: in no event, export,
// sync or log. Argon2id over HMAC-SHA-256(pepper, PIN); the pepper is a file outside the data directory.
#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace till::pos::people {

enum class Role { clerk, supervisor };

struct Person {
  std::string id;    // "jortiz"
  std::string name;  // "J. Ortiz"
  Role role = Role::clerk;
};

struct PeopleError {
  std::string what;
};

enum class PinVerdict { right, wrong, noVerifier };

// Thread-safe; verify() takes some 60 ms and 64 MB and belongs on a worker.
class PeopleBook {
 public:
  virtual ~PeopleBook() = default;
  [[nodiscard]] virtual std::vector<Person> people() const = 0;
  [[nodiscard]] virtual PinVerdict verify(const std::string& person, const std::string& pin) const = 0;
  // Wrong tries in a row stand beside the verifier, so that the next program goes on where the last one ended: the wait
  // is no shorter for who starts a program for each try. `unixMillis` is now.
  [[nodiscard]] virtual int secondsToWait(const std::string& person, std::int64_t unixMillis) const = 0;
  virtual int noteTry(const std::string& person, bool right, std::int64_t unixMillis) = 0;  // wrong ones in a row
  // Six digits; refuses 000000, 123456 and the like. Adds the person or gives them a new PIN.
  [[nodiscard]] virtual tl::expected<void, PeopleError> add(const Person& person, const std::string& pin) = 0;
};
[[nodiscard]] tl::expected<std::unique_ptr<PeopleBook>, PeopleError> openPeopleBook(
    const std::filesystem::path& database, const std::filesystem::path& pepperFile);

// How long the next try must wait after `wrongTries` in a row: 0 0 0 5 15 60 300 s, then 300.
[[nodiscard]] int waitSecondsAfter(int wrongTries);

// What an act asks for. at_once: another person's PIN now. after: pending, on the Z. none.
enum class ApprovalRule { none, atOnce, after };

// Nobody approves their own act, and a clerk approves nothing.
[[nodiscard]] bool mayApprove(const Person& approver, const std::string& actor);

}  // namespace till::pos::people
