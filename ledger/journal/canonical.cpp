// SPDX-License-Identifier: Apache-2.0
#include "ledger/journal/canonical.h"

#include <sodium.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "ledger/journal/fields.h"
#include "ledger/journal/hash.h"

namespace till::ledger::journal {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, std::variant_size_v<Body>> kKinds{
    "genesis",        "settings",        "bills_switched",     "signed_in",      "signed_out", "locked",
    "unlocked",       "sign_in_refused", "session_opened",     "payment",        "reversal",   "cash_moved",
    "drawer",         "print_finished",  "count_sealed",       "session_closed", "refused",    "device_tested",
    "fund_assigned",  "fund_counted",    "hand_over_accepted", "till_placed",    "count_kept", "retendered",
    "check_returned", "payment_moved",   "act_reviewed",       "deposit_made",   "bag_moved",  "deposit_confirmed",
    "private_erased", "gl_exported"};

// The format a kind's fields are written in; those not named are as they were at first.
constexpr int kFirstFormat = 1;
int formatOf(std::string_view kind) {
  constexpr std::array<std::string_view, 6> kSecond{"session_opened", "reversal",     "cash_moved",
                                                    "session_closed", "count_sealed", "count_kept"};
  return std::find(kSecond.begin(), kSecond.end(), kind) == kSecond.end() ? kFirstFormat : 2;
}

template <class Enum>
struct Names;
template <>
struct Names<TenderKind> {
  static constexpr std::array<std::string_view, 4> kAll{"cash", "check", "money_order", "card"};
};
template <>
struct Names<SessionKind> {
  static constexpr std::array<std::string_view, 2> kAll{"till", "batch"};
};
template <>
struct Names<PrintOutcome> {
  static constexpr std::array<std::string_view, 4> kAll{"confirmed", "failed", "unconfirmed", "not_needed"};
};

struct NotText : std::runtime_error {
  NotText() : std::runtime_error("a text is not UTF-8") {}
};

std::string toNfc(const std::string& text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return text;
  utf8proc_uint8_t* composed = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &composed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(composed, &std::free);
  if (length < 0) throw NotText();
  return {reinterpret_cast<const char*>(composed), static_cast<std::size_t>(length)};
}

// --- writing ------------------------------------------------------------------------------------------------------
// Straight into the bytes: a tree of values in between would cost a tenth of a payment.

bool standsAsItIs(char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; }

// The library knows what to escape and what is not UTF-8; text without either needs no library.
void append(std::string& out, const std::string& text) {
  if (std::all_of(text.begin(), text.end(), standsAsItIs)) {
    out.append("\"").append(text).append("\"");
  } else {
    out += Json(toNfc(text)).dump();
  }
}

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <class T>
void write(std::string& out, const T& value);

struct Writer {
  std::string& out;
  int format = kFirstFormat;
  char before = '{';
  [[nodiscard]] bool has(int since) const { return format >= since; }
  template <class T>
  void operator()(const char* name, const T& value) {
    key(name);
    write(out, value);
  }
  void key(const std::string& name) {
    out += std::exchange(before, ',');
    append(out, name);
    out += ':';
  }
  void end() { out += before == '{' ? "{}" : "}"; }
};

template <class List>
void writeList(std::string& out, const List& list) {
  char before = '[';
  for (const auto& item : list) {
    out += std::exchange(before, ',');
    write(out, item);
  }
  out += before == '[' ? "[]" : "]";
}

template <class T>
void writeFields(std::string& out, const T& value, int format) {
  Writer writer{out, format};
  detail::fields(writer, value);
  writer.end();
}

template <class T>
void write(std::string& out, const T& value) {
  if constexpr (std::is_same_v<T, Money>) {
    out += std::to_string(value.minor());
  } else if constexpr (std::is_same_v<T, std::string>) {
    append(out, value);
  } else if constexpr (std::is_same_v<T, Hash>) {
    append(out, toHex(value));
  } else if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::is_integral_v<T>) {
    out += std::to_string(value);
  } else if constexpr (std::is_enum_v<T>) {
    append(out, std::string(Names<T>::kAll.at(static_cast<std::size_t>(value))));
  } else if constexpr (IsVector<T>::value) {
    writeList(out, value);
  } else if constexpr (IsOptional<T>::value) {
    value ? write(out, *value) : void(out += "null");
  } else if constexpr (std::is_same_v<T, std::map<std::string, std::string>>) {
    Writer writer{out};
    for (const auto& [key, text] : value) writer(key.c_str(), text);
    writer.end();
  } else {
    writeFields(out, value, kFirstFormat);
  }
}

// --- reading ------------------------------------------------------------------------------------------------------

struct Unreadable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

template <class T>
void read(const Json& json, T& value);

struct Reader {
  const Json& object;
  int format = kFirstFormat;
  std::size_t taken = 0;
  [[nodiscard]] bool has(int since) const { return format >= since; }
  template <class T>
  void operator()(const char* name, T& value) {
    const auto found = object.find(name);
    if (found == object.end()) throw Unreadable(std::string("no field ") + name);
    try {
      read(*found, value);
    } catch (const std::exception& error) {
      throw Unreadable(std::string(name) + ": " + error.what());
    }
    ++taken;
  }
};

template <class Enum>
Enum readEnum(const std::string& text) {
  const auto& names = Names<Enum>::kAll;
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) throw Unreadable("a word that is not one of the known");
  return static_cast<Enum>(found - names.begin());
}

Hash readHash(const std::string& hex) {
  Hash hash{};
  std::size_t length = 0;
  const int failed = sodium_hex2bin(hash.data(), hash.size(), hex.data(), hex.size(), nullptr, &length, nullptr);
  if (failed != 0 || length != hash.size()) throw Unreadable("not 64 hex digits");
  return hash;
}

template <class T>
void readFields(const Json& json, T& value, int format) {
  if (!json.is_object()) throw Unreadable("not an object");
  Reader reader{json, format};
  detail::fields(reader, value);
  if (reader.taken != json.size()) throw Unreadable("a field too many");
}

template <class T>
void read(const Json& json, T& value) {
  if constexpr (std::is_same_v<T, Money>) {
    if (!json.is_number_integer()) throw Unreadable("not an integer");
    value = Money::fromMinor(json.get<std::int64_t>());
  } else if constexpr (std::is_same_v<T, std::string>) {
    value = json.get<std::string>();
  } else if constexpr (std::is_same_v<T, Hash>) {
    value = readHash(json.get<std::string>());
  } else if constexpr (std::is_same_v<T, bool>) {
    value = json.get<bool>();
  } else if constexpr (std::is_integral_v<T>) {
    if (!json.is_number_integer()) throw Unreadable("not an integer");
    value = json.get<T>();
  } else if constexpr (std::is_enum_v<T>) {
    value = readEnum<T>(json.get<std::string>());
  } else if constexpr (std::is_same_v<T, std::map<std::string, std::string>>) {
    for (const auto& [key, text] : json.items()) value[key] = text.template get<std::string>();
  } else if constexpr (IsVector<T>::value) {
    if (!json.is_array()) throw Unreadable("not a list");
    for (const auto& item : json) read(item, value.emplace_back());
  } else if constexpr (IsOptional<T>::value) {
    if (!json.is_null()) read(json, value.emplace());
  } else {
    readFields(json, value, kFirstFormat);
  }
}

template <std::size_t... I>
Body emptyBody(std::size_t index, std::index_sequence<I...>) {
  Body body;
  ((I == index ? void(body.template emplace<I>()) : void()), ...);
  return body;
}

// --- the envelope -------------------------------------------------------------------------------------------------

void envelopeFields(auto& v, auto& e) {
  v("office", e.key.office), v("station", e.key.station), v("epoch", e.key.epoch), v("seq", e.key.seq);
  v("wall", e.wallMillis), v("doubtful", e.wallDoubtful), v("boot", e.boot), v("boot_ms", e.bootMillis);
  v("actor", e.context.actor), v("approval", e.context.approval), v("session", e.context.session);
  v("cause", e.context.cause);
}
constexpr std::size_t kEnvelopeFields = 12;

std::string writeEvent(const Envelope& envelope, const Body& body, int format) {
  std::string out;
  Writer writer{out};
  writer("v", format);
  writer("kind", std::string(kindOf(body)));
  envelopeFields(writer, envelope);
  writer.key("body");
  std::visit([&](const auto& fact) { writeFields(out, fact, format); }, body);
  writer.key("private");
  Writer commitments{out};
  for (const auto& [name, hex] : envelope.commitments) commitments(name.c_str(), hex);
  commitments.end();
  writer.end();
  return out;
}

int formatWritten(const Json& json) {
  const auto found = json.is_object() ? json.find("v") : json.end();
  const int format = found != json.end() && found->is_number_integer() ? found->get<int>() : 0;
  if (format < kFirstFormat) throw Unreadable("no format");
  return format;
}

constexpr const char* kNotCanonical = "the bytes are not canonical";

// A kind, or a format of it, that this program does not know is kept and chained all the same.
Decoded readEvent(const Json& json, std::string_view payload) {
  const int format = formatWritten(json);
  if (json.size() != kEnvelopeFields + 4) throw Unreadable("fields missing or too many");
  Decoded decoded;
  Reader reader{json};
  reader("kind", decoded.kind);
  envelopeFields(reader, decoded.envelope);
  for (const auto& [name, hex] : json.at("private").items()) {
    decoded.envelope.commitments.emplace_back(name, hex.get<std::string>());
  }
  const auto known = std::find(kKinds.begin(), kKinds.end(), decoded.kind);
  if (known == kKinds.end() || format > formatOf(decoded.kind)) {
    if (json.dump() != payload) throw Unreadable(kNotCanonical);
    return decoded;
  }
  decoded.body = emptyBody(static_cast<std::size_t>(known - kKinds.begin()),
                           std::make_index_sequence<std::variant_size_v<Body>>());
  std::visit([&](auto& fact) { readFields(json.at("body"), fact, format); }, *decoded.body);
  // Written again in its own format it is the same to the byte, or fields or letters stood otherwise than they must.
  if (writeEvent(decoded.envelope, *decoded.body, format) != payload) throw Unreadable(kNotCanonical);
  return decoded;
}

}  // namespace

std::string_view kindOf(const Body& body) { return kKinds.at(body.index()); }

std::span<const std::string_view> kinds() { return kKinds; }

tl::expected<std::string, std::string> encode(const Envelope& envelope, const Body& body) {
  try {
    std::string payload = writeEvent(envelope, body, formatOf(kindOf(body)));
    if (payload.size() > kLargestPayload) return tl::unexpected<std::string>("the event is larger than 64 KiB");
    return payload;
  } catch (const std::exception& error) {
    return tl::unexpected<std::string>(error.what());
  }
}

tl::expected<Decoded, std::string> decode(std::string_view payload) {
  try {
    return readEvent(Json::parse(payload), payload);
  } catch (const std::exception& error) {
    return tl::unexpected<std::string>(error.what());
  }
}

}  // namespace till::ledger::journal
