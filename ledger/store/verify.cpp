// SPDX-License-Identifier: Apache-2.0
// The chain, checked. An event needs nothing but the hash before it, so the parts of an epoch are checked side by side.
#include <algorithm>
#include <future>
#include <thread>

#include "ledger/journal/canonical.h"
#include "ledger/journal/hash.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"
#include "ledger/store/station_key.h"

namespace till::ledger::store {
namespace {

// Fewer events than this are not worth a thread.
constexpr std::int64_t kSmallestPart = 2000;

struct Part {
  std::int64_t first = 0, last = 0;  // rows of one epoch
};

std::string commitmentsFault(const Database& database, std::int64_t row, const journal::Envelope& envelope) {
  if (envelope.commitments.empty()) return {};
  for (const auto& value : privateRows(database, row)) {
    const auto found = std::find_if(envelope.commitments.begin(), envelope.commitments.end(),
                                    [&](const auto& entry) { return entry.first == value.name; });
    if (found == envelope.commitments.end() ||
        found->second != journal::commitment(value.salt, value.name, value.value)) {
      return "the private value " + value.name + " is not the one that was written";
    }
  }
  return {};
}

std::string stationKeyOf(const Database& database, int epoch) {
  const auto raw = rawEvent(database, rowOf(epoch, 1));
  const auto decoded = raw ? journal::decode(raw->payload) : tl::unexpected<std::string>("gone");
  const auto* genesis = decoded && decoded->body ? std::get_if<journal::Genesis>(&*decoded->body) : nullptr;
  return genesis == nullptr ? std::string() : genesis->stationPublicKey;
}

// The payload with the signature taken out. Inside a text each quote is escaped, so these bytes stand there once.
std::string unsignedBytes(std::string_view payload, const std::string& signature) {
  const std::string field = "\"signature\":\"";
  std::string bytes(payload);
  const auto at = bytes.find(field + signature + "\"");
  return at == std::string::npos ? bytes : bytes.erase(at + field.size(), signature.size());
}

std::string signatureFault(const journal::Decoded& decoded, std::string_view payload, const std::string& key,
                           Verification& so) {
  const auto* closed = decoded.body ? std::get_if<journal::SessionClosed>(&*decoded.body) : nullptr;
  if (closed == nullptr) return {};
  ++so.closings;
  if (closed->signature.empty()) return {};
  if (!isSignedBy(key, so.head, unsignedBytes(payload, closed->signature), closed->signature)) {
    return "its signature is not of the station's key";
  }
  ++so.signedClosings;
  return {};
}

// What stands in one event, against itself and what stands beside it; `so` is the chain before it.
std::string contentFault(const Database& database, std::int64_t row, std::string_view payload, const std::string& key,
                         Verification& so) {
  const auto decoded = journal::decode(payload);
  if (!decoded) return decoded.error();
  const auto& place = decoded->envelope.key;
  if (rowOf(place.epoch, place.seq) != row) return "it stands at another place than it says";
  if (auto fault = commitmentsFault(database, row, decoded->envelope); !fault.empty()) return fault;
  return signatureFault(*decoded, payload, key, so);
}

bool sameHash(std::string_view stored, const Hash& hash) {
  return stored == std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size());
}

std::string at(std::int64_t row, const std::string& fault) {
  const std::string of = epochOf(row) == 1 ? "" : " of epoch " + std::to_string(epochOf(row));
  return "event " + std::to_string(seqOf(row)) + of + ": " + fault;
}

// A later epoch begins with a genesis whose parent is the last event before it.
std::string epochFault(const Database& database, const Part& before, std::int64_t first) {
  const auto last = rawEvent(database, before.last);
  const auto raw = rawEvent(database, first);
  const auto decoded = raw ? journal::decode(raw->payload) : tl::unexpected<std::string>("gone");
  const auto* genesis = decoded && decoded->body ? std::get_if<journal::Genesis>(&*decoded->body) : nullptr;
  if (genesis == nullptr || !genesis->parent) return at(first, "its epoch does not name what came before it");
  const auto& parent = *genesis->parent;
  if (last && parent.seq == seqOf(before.last) && parent.hash == last->hash) return {};
  return at(first, "its epoch began after another event than the one that stands before it");
}

Verification verifyPart(const Database& database, const Part& part, Depth depth) {
  Verification verification;
  if (seqOf(part.first) > 1) {
    const auto before = rawEvent(database, part.first - 1);
    if (!before) return {.fault = at(part.first, "an event is missing before it")};
    verification.head = before->hash;
  }
  Statement events(database, "SELECT row, payload, hash FROM event WHERE row BETWEEN ? AND ? ORDER BY row");
  events.bind(part.first).bind(part.last);
  const std::string key = depth == Depth::all ? stationKeyOf(database, epochOf(part.first)) : std::string();
  std::int64_t expected = part.first;
  while (events.step()) {
    const std::int64_t row = events.integer(0);
    const std::string_view payload = events.blob(1);
    const Hash hash = journal::chain(verification.head, payload);
    std::string fault;
    if (row != expected) {
      fault = "an event is missing before it";
    } else if (!sameHash(events.blob(2), hash)) {
      fault = "its bytes are not the ones that were chained";
    } else if (depth == Depth::all) {
      fault = contentFault(database, row, payload, key, verification);
    }
    if (!fault.empty()) {
      verification.fault = at(row, fault);
      return verification;
    }
    verification.head = hash;
    expected = row + 1;
    ++verification.events;
  }
  if (expected != part.last + 1) verification.fault = at(expected, "it is missing");
  return verification;
}

std::vector<Part> epochs(const Database& database) {
  std::vector<Part> found;
  auto next = lastEvent(database);
  while (next) {
    const std::int64_t first = rowOf(epochOf(next->row), 1);
    found.insert(found.begin(), {first, next->row});
    Statement before(database, "SELECT max(row) FROM event WHERE row<?");
    before.bind(first);
    next = before.step() && !before.isNull(0) ? rawEvent(database, before.integer(0)) : std::nullopt;
  }
  return found;
}

std::string seamsFault(const Database& database, const std::vector<Part>& epochs) {
  for (std::size_t i = 1; i < epochs.size(); ++i) {
    if (auto fault = epochFault(database, epochs[i - 1], epochs[i].first); !fault.empty()) return fault;
  }
  return {};
}

std::vector<Part> parts(const std::vector<Part>& epochs) {
  std::vector<Part> all;
  const auto threads = static_cast<std::int64_t>(std::max(1U, std::thread::hardware_concurrency()));
  for (const Part& epoch : epochs) {
    const std::int64_t events = epoch.last - epoch.first + 1;
    const std::int64_t size = std::max(kSmallestPart, (events + threads - 1) / threads);
    for (std::int64_t first = epoch.first; first <= epoch.last; first += size) {
      all.push_back({first, std::min(first + size - 1, epoch.last)});
    }
  }
  return all;
}

// A part ends with the hash that is stored there, which the next one begins with: together they are the whole chain.
Verification joined(std::vector<Verification> verified) {
  Verification whole;
  for (auto& part : verified) {
    whole.events += part.events;
    whole.closings += part.closings;
    whole.signedClosings += part.signedClosings;
    whole.head = part.head;
    if (!part.fault.empty()) {
      whole.fault = std::move(part.fault);
      return whole;
    }
  }
  return whole;
}

}  // namespace

Verification verifyFrom(const Database& database, std::int64_t first) {
  const auto last = lastEvent(database);
  return last ? verifyPart(database, {first, last->row}, Depth::all) : Verification{};
}

Verification verifyEpochs(const Database& database, Depth depth) {
  const std::filesystem::path file = sqlite3_db_filename(database.handle(), "main");
  const auto chains = epochs(database);
  const auto all = parts(chains);
  const std::size_t crew = std::max<std::size_t>(1, std::thread::hardware_concurrency());
  std::vector<Verification> verified(all.size());
  std::vector<std::future<void>> running;
  for (std::size_t worker = 0; worker < std::min(crew, all.size()); ++worker) {
    running.push_back(std::async(std::launch::async, [&, worker] {
      const Database own(file, Database::Access::readOnly);
      for (std::size_t i = worker; i < all.size(); i += crew) verified[i] = verifyPart(own, all[i], depth);
    }));
  }
  for (auto& one : running) one.get();
  auto whole = joined(std::move(verified));
  if (whole.fault.empty()) whole.fault = seamsFault(database, chains);
  return whole;
}

}  // namespace till::ledger::store
