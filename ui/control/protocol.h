// SPDX-License-Identifier: Apache-2.0
// The control socket of a running station: how tillctl has done what only the ledger's one writer and the holder of the
// devices can do.
//
// Where: `control.sock` in the data directory, AF_UNIX, a stream, mode 0600. The holder of the ledger's lock makes it
// anew at its start. Who: the same user, or root (SO_PEERCRED); anybody else is refused.
//
// One connection is one request: one line of JSON, an object of texts, at most kLongestLine bytes.
//   {"do":"devices test","device":"printer","as":"jortiz"}
// The answer is lines of JSON: any number of notes, then one last line.
//   {"note":{...}}   what is going on meanwhile
//   {"done":{...}}   it is done; what came of it
//   {"error":"not_now","text":"A sentence for people."}
// The asker keeps its side open: hanging up calls off what is still waiting. Which acts there are, and their arguments:
// ui/app/control_acts.h.
#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace till::ui::control {

inline constexpr std::size_t kLongestLine = std::size_t{64} * 1024;
inline constexpr const char* kSocketName = "control.sock";

// The names that an "error" may have.
namespace refusal {
inline constexpr auto kMalformed = "malformed";     // not one object of texts with a "do"
inline constexpr auto kTooLong = "too_long";        // more than kLongestLine
inline constexpr auto kTooSlow = "too_slow";        // the request did not come in time
inline constexpr auto kNotYours = "not_yours";      // another user's
inline constexpr auto kBusy = "busy";               // too many at once, or one of this kind is at work: later again
inline constexpr auto kUnknown = "unknown_act";     // an older station, or a wrong word
inline constexpr auto kArgument = "bad_argument";   // the sentence says which and what is allowed
inline constexpr auto kNotNow = "not_now";          // a customer stands here: later again
inline constexpr auto kNotThere = "not_there";      // what was named is not in the books
inline constexpr auto kNotAllowed = "not_allowed";  // the rules of the house or the books refuse it
inline constexpr auto kNotIntact = "not_intact";    // a bag that is not what the receipts say
inline constexpr auto kFailed = "failed";           // it was tried
inline constexpr auto kCalledOff = "called_off";    // somebody pressed a key, or the station stops
}  // namespace refusal

struct Refusal {
  std::string name;  // one of the above
  std::string text;
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

using Texts = std::map<std::string, std::string>;

struct Request {
  std::string act;  // "do"
  Texts given;      // all else
  // "" where it was not given.
  [[nodiscard]] std::string value(const std::string& name) const;
};

// A line of the answer; `json` is an object as text.
struct Reply {
  enum class Kind { note, done, refused } kind = Kind::note;
  std::string json;
  Refusal refusal;
};

// Lines without their end. Decoding takes any bytes; what does not fit is refused, nothing is half understood.
[[nodiscard]] std::string encode(const Request& request);
[[nodiscard]] tl::expected<Request, Refusal> decodeRequest(std::string_view line);
[[nodiscard]] std::string encode(const Reply& reply);
[[nodiscard]] tl::expected<Reply, Refusal> decodeReply(std::string_view line);
// An object of texts, as most answers are; what is no text, or no object, is left out when it is read.
[[nodiscard]] std::string toObject(const Texts& texts);
[[nodiscard]] Texts fromObject(std::string_view json);

}  // namespace till::ui::control
