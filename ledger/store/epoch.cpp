// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/backup.h"
#include "ledger/store/core.h"
#include "ledger/store/keeping.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {
namespace {

namespace fs = std::filesystem;

struct Ending {
  StationIdentity identity;
  EventKey key;
  Hash hash{};
};

tl::expected<journal::Genesis, std::string> genesisOf(const Database& database, int epoch) {
  const auto raw = rawEvent(database, rowOf(epoch, 1));
  const auto decoded = raw ? journal::decode(raw->payload) : tl::unexpected<std::string>("no genesis is in it");
  if (!decoded) return tl::unexpected(decoded.error());
  const auto* genesis = decoded->body ? std::get_if<journal::Genesis>(&*decoded->body) : nullptr;
  if (genesis == nullptr) return tl::unexpected<std::string>("its first event is not a genesis");
  return *genesis;
}

tl::expected<Ending, KeepingError> endingOf(const fs::path& data) {
  const auto proven = proveLedgerFile(data / kLedgerFile);
  if (!proven) return tl::unexpected(proven.error());
  const Database database(data / kLedgerFile, Database::Access::readOnly);
  const EventKey key{proven->office, proven->station, epochOf(proven->row), seqOf(proven->row)};
  const auto genesis = genesisOf(database, key.epoch);
  if (!genesis) return keepingFailed(KeepingErrorCode::notVerified, genesis.error());
  return Ending{{key.office, key.station, genesis->currency}, key, proven->hash};
}

KeepingError toKeeping(const OpenError& error) {
  return {error.code == OpenErrorCode::locked ? KeepingErrorCode::locked : KeepingErrorCode::io, error.what};
}

}  // namespace

tl::expected<Posted, PostError> LedgerCore::beginEpoch(const Context& context) {
  auto next = genesis();
  const auto last = genesisOf(database_, head_.epoch);
  if (!next || !last) {
    return tl::unexpected(PostError{PostErrorCode::notAllowed, next ? last.error() : next.error()});
  }
  next->parent = journal::GenesisParent{last->lineage, head_.seq, head_.hash};
  Head before = head_;
  before.epoch += 1;
  before.seq = before.receipt = 0;
  before.hash = {};
  const auto prepared = prepare(before, context, *next, {});
  if (!prepared) return tl::unexpected(prepared.error());
  const auto written = durably(false, [&] {
    writeDown(*prepared, {});
    clearRestored(database_);
    database_.execute("DELETE FROM draft");
  });
  if (!written) return tl::unexpected(written.error());
  accept(*prepared);
  salesOfSession_.clear();
  readOnlyReason_.clear();
  Posted posted;
  posted.key_ = prepared->envelope.key;
  posted.hash_ = prepared->hash;
  posted.at_ = {prepared->envelope.wallMillis};
  return posted;
}

tl::expected<NewEpoch, KeepingError> beginNewEpoch(const fs::path& data, const Surroundings& surroundings,
                                                   const Context& context) {
  const auto ending = endingOf(data);
  if (!ending) return tl::unexpected(ending.error());
  auto ledger = openLedger(data, ending->identity, surroundings);
  if (!ledger) return tl::unexpected(toKeeping(ledger.error()));
  const auto begun = static_cast<LedgerCore&>(**ledger).beginEpoch(context);
  if (!begun) return keepingFailed(KeepingErrorCode::io, begun.error().what);
  const auto genesis = (*ledger)->event(begun->seq());
  NewEpoch epoch{begun->key().epoch, {}, ending->key, ending->hash, {}};
  if (genesis) epoch.lineage = std::get<journal::Genesis>(genesis->body).lineage;
  for (const auto& session : (*ledger)->openSessions()) epoch.openSessions.push_back(session.custodian);
  return epoch;
}

}  // namespace till::ledger::store
