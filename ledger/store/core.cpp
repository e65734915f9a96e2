// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/core.h"

#include <ctime>

#include <algorithm>
#include <array>
#include <fstream>

#include "ledger/journal/entry.h"
#include "ledger/journal/hash.h"
#include "ledger/money/mutant.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {
namespace {

constexpr std::size_t kSaltBytes = 16;
// No clock is right that stands before this program was written (2026-01-01).
constexpr std::int64_t kEarliestWallMillis = 1767225600000;

std::string readBootId() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string id;
  std::getline(file, id);
  return id.empty() ? "unknown" : id;
}

BootTime kernelBootTime() {
  static const std::string id = readBootId();
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return {id, static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000};
}

bool closesSession(const Body& body) {
  return std::holds_alternative<journal::CountSealed>(body) || std::holds_alternative<journal::CountKept>(body) ||
         std::holds_alternative<journal::SessionClosed>(body);
}

bool changesSessions(const Body& body) {
  return std::holds_alternative<journal::SessionOpened>(body) || std::holds_alternative<journal::TillPlaced>(body) ||
         closesSession(body);
}

}  // namespace

LedgerCore::LedgerCore(std::filesystem::path directory, StationIdentity identity, Surroundings surroundings,
                       WriterLock lock, Database database)
    : directory_(std::move(directory)),
      identity_(std::move(identity)),
      surroundings_(std::move(surroundings)),
      lock_(std::move(lock)),
      database_(std::move(database)),
      projections_(database_),
      insertEvent_(database_, "INSERT INTO event VALUES(?,?,?)"),
      insertPrivate_(database_, "INSERT INTO private VALUES(?,?,?,?,NULL)"),
      dropDraft_(database_, "DELETE FROM draft WHERE name=?"),
      saveDraft_(database_, "INSERT INTO draft VALUES(?,?) ON CONFLICT DO UPDATE SET content=excluded.content"),
      event_(database_, "SELECT row, payload, hash FROM event WHERE row=?"),
      paidSince_(database_,
                 "SELECT coalesce((SELECT sum(cents) FROM payment WHERE account=? AND business_date>=?), 0) + "
                 "coalesce((SELECT sum(cents) FROM account_share WHERE account=? AND business_date>=?), 0)") {
  if (!surroundings_.bootTime) surroundings_.bootTime = kernelBootTime;
}

tl::expected<void, std::string> LedgerCore::begin() {
  if (const auto last = lastEvent(database_)) {
    readHead(last->payload, last->row, last->hash);
    readChart();
    readSessions();
    readKey();
    return {};
  }
  const auto first = genesis();
  if (!first) return tl::unexpected(first.error());
  const auto posted = post({"station", {}, {}, {}}, *first, {});
  if (!posted) return tl::unexpected(posted.error().what);
  return {};
}

tl::expected<journal::Genesis, std::string> LedgerCore::genesis() const {
  std::array<std::uint8_t, 16> lineage{};
  surroundings_.random(lineage);
  const auto key = StationKey::readOrMake(directory_);
  if (!key) return tl::unexpected(key.error());
  return journal::Genesis{journal::toHex(lineage), key->publicHex(), identity_.currency, std::nullopt};
}

// The pair signs only for the epoch whose genesis names it.
void LedgerCore::readKey() {
  key_.reset();
  const auto first = eventAt(rowOf(head_.epoch, 1));
  const auto* genesis = first ? std::get_if<journal::Genesis>(&first->body) : nullptr;
  auto key = StationKey::read(directory_);
  if (genesis != nullptr && key && key->publicHex() == genesis->stationPublicKey) key_ = std::move(key);
}

void LedgerCore::readHead(const std::string& lastPayload, std::int64_t lastRow, const Hash& hash) {
  head_.epoch = epochOf(lastRow);
  head_.seq = seqOf(lastRow);
  head_.hash = hash;
  if (const auto decoded = journal::decode(lastPayload)) head_.wallMillis = decoded->envelope.wallMillis;
  head_.receipt = database_.integer("SELECT receipt FROM payment WHERE row>=" + std::to_string(rowOf(head_.epoch, 0)) +
                                    " ORDER BY row DESC LIMIT 1");
  head_.z = database_.integer("SELECT max(z) FROM session");
  head_.session = database_.integer("SELECT max(id) FROM session");
  head_.deposit = database_.integer("SELECT max(number) FROM deposit");
  Statement sales(database_,
                  "SELECT sale, row FROM payment WHERE reverses IS NULL AND row>="
                  "(SELECT min(first_row) FROM session WHERE closed_row IS NULL)");
  while (sales.step()) salesOfSession_[sales.integer(0)] = sales.integer(1);
}

void LedgerCore::readSessions() {
  openSessions_ = sessionRows(database_, SessionFilter::open);
  lastSaleBefore_ = database_.integer("SELECT value FROM counter WHERE name='first_sale_of_session'");
}

void LedgerCore::readChart() {
  const auto settings = lastOfKind("settings");
  if (!settings) return;
  for (const auto& account : std::get<journal::SettingsInForce>(settings->body).chart) chart_.insert(account.code);
}

Posted LedgerCore::postedAt(std::int64_t row) const {
  Posted posted;
  const auto raw = rawEvent(database_, row);
  const auto decoded = raw ? journal::decode(raw->payload) : tl::unexpected<std::string>("gone");
  if (!decoded) return posted;
  posted.key_ = decoded->envelope.key;
  posted.hash_ = raw->hash;
  posted.at_ = {decoded->envelope.wallMillis};
  posted.session_ = decoded->envelope.context.session;
  posted.first_ = false;
  const auto& payment = std::get<journal::PaymentTaken>(*decoded->body);
  posted.receipt_ = ReceiptNumber{identity_.station, posted.key_.epoch, payment.receipt};
  return posted;
}

// A sale of an earlier session is looked for in all payments: rare, and slow is better than twice.
std::optional<Posted> LedgerCore::postedBefore(const Body& body) const {
  const auto* payment = std::get_if<journal::PaymentTaken>(&body);
  if (payment == nullptr || mutant("sale_posted_twice")) return std::nullopt;
  if (const auto found = salesOfSession_.find(payment->sale); found != salesOfSession_.end()) {
    return postedAt(found->second);
  }
  if (payment->sale > lastSaleBefore_) return std::nullopt;
  Statement any(database_, "SELECT row FROM payment WHERE sale=? AND reverses IS NULL");
  any.bind(payment->sale);
  if (!any.step()) return std::nullopt;
  return postedAt(any.integer(0));
}

void LedgerCore::number(Prepared& prepared) const {
  Head& after = prepared.after;
  auto& context = prepared.envelope.context;
  if (auto* payment = std::get_if<journal::PaymentTaken>(&prepared.body)) payment->receipt = ++after.receipt;
  if (auto* reversal = std::get_if<journal::PaymentReversed>(&prepared.body)) reversal->receipt = ++after.receipt;
  if (auto* closed = std::get_if<journal::SessionClosed>(&prepared.body)) closed->z = ++after.z;
  if (auto* made = std::get_if<journal::DepositMade>(&prepared.body)) made->deposit = ++after.deposit;
  if (auto* kept = std::get_if<journal::CountKept>(&prepared.body); kept != nullptr && kept->purpose == "surprise") {
    kept->lines = figuresAgainst(database_, kept->session, totalsOf(*kept)).lines;
  }
  if (auto* erasure = std::get_if<journal::PrivateErased>(&prepared.body)) {
    prepared.erased = privateKeys(database_, *erasure, kMostErased);
    erasure->values = static_cast<std::int64_t>(prepared.erased.size());
  }
  if (auto* opened = std::get_if<journal::SessionOpened>(&prepared.body)) {
    opened->session = ++after.session;
    context.session = opened->session;
  }
}

tl::expected<std::string, std::string> LedgerCore::encodeSigned(const Hash& previous, Prepared& prepared) const {
  auto* closed = std::get_if<journal::SessionClosed>(&prepared.body);
  if (closed != nullptr) closed->signature.clear();
  auto payload = journal::encode(prepared.envelope, prepared.body);
  if (!payload || closed == nullptr || !key_) return payload;
  closed->signature = key_->sign(previous, *payload);
  return journal::encode(prepared.envelope, prepared.body);
}

tl::expected<LedgerCore::Prepared, PostError> LedgerCore::prepare(const Head& head, const Context& context,
                                                                  const Body& body, const PostOptions& options) const {
  Prepared prepared{{}, body, {}, {}, head, {}, {}};
  auto& envelope = prepared.envelope;
  envelope.key = {identity_.office, identity_.station, head.epoch, head.seq + 1};
  envelope.wallMillis = surroundings_.wallClock().unixMillis;
  envelope.wallDoubtful = envelope.wallMillis < std::max(head.wallMillis, kEarliestWallMillis);
  const BootTime boot = surroundings_.bootTime();
  envelope.boot = boot.id;
  envelope.bootMillis = boot.millis;
  envelope.context = context;
  number(prepared);
  for (const auto& value : options.priv) {
    std::array<std::uint8_t, kSaltBytes> salt{};
    surroundings_.random(salt);
    envelope.commitments.emplace_back(value.name, journal::commitment(salt, value.name, value.value));
    prepared.salts.emplace_back(salt.begin(), salt.end());
  }
  auto payload = encodeSigned(head.hash, prepared);
  if (!payload) return tl::unexpected(PostError{PostErrorCode::tooLarge, payload.error()});
  prepared.payload = std::move(*payload);
  prepared.hash = journal::chain(mutant("not_chained") ? Hash{} : head.hash, prepared.payload);
  prepared.after.seq = envelope.key.seq;
  prepared.after.hash = prepared.hash;
  prepared.after.wallMillis = envelope.wallMillis;
  return prepared;
}

void LedgerCore::writeDown(const Prepared& prepared, const PostOptions& options) {
  const std::int64_t row = rowOf(prepared.envelope.key.epoch, prepared.envelope.key.seq);
  const std::string_view hash(reinterpret_cast<const char*>(prepared.hash.data()), prepared.hash.size());
  insertEvent_.bind(row).bindBlob(prepared.payload).bindBlob(hash).run();
  for (std::size_t i = 0; i < options.priv.size(); ++i) {
    insertPrivate_.bind(row).bind(options.priv[i].name).bindBlob(prepared.salts[i]).bind(options.priv[i].value).run();
  }
  projections_.apply(row, prepared.envelope, prepared.body);
  if (mutant("projection_edited_by_hand")) database_.execute("UPDATE session_rollup SET cents=cents+1 WHERE n>1");
  if (!prepared.erased.empty()) erase(database_, prepared.erased);
  if (!options.settlesDraft.empty() && !mutant("draft_stays")) dropDraft_.bind(options.settlesDraft).run();
  if (std::holds_alternative<journal::SessionOpened>(prepared.body)) {
    database_.execute(
        "INSERT INTO counter SELECT 'first_sale_of_session', coalesce((SELECT value FROM counter WHERE name='sale'),0) "
        "WHERE true ON CONFLICT DO UPDATE SET value=excluded.value");
  }
}

void LedgerCore::accept(const Prepared& prepared) {
  head_ = prepared.after;
  const std::int64_t row = rowOf(head_.epoch, head_.seq);
  if (const auto* payment = std::get_if<journal::PaymentTaken>(&prepared.body)) salesOfSession_[payment->sale] = row;
  if (changesSessions(prepared.body)) readSessions();
  if (openSessions_.empty()) salesOfSession_.clear();
  if (std::holds_alternative<journal::Genesis>(prepared.body)) readKey();
  if (const auto* settings = std::get_if<journal::SettingsInForce>(&prepared.body)) {
    chart_.clear();
    for (const auto& account : settings->chart) chart_.insert(account.code);
  }
}

PostError LedgerCore::stop(const std::string& why) const {
  stoppedWhy_ =
      "the ledger could not be written (" + why + "); the station stops, nothing unconfirmed was acknowledged";
  markStopped(directory_, stoppedWhy_);
  return {PostErrorCode::stopped, stoppedWhy_};
}

// One durable transaction. A full disk rolls back and may be answered with the ballast once, to close a session; any
// other error of the disk stops the station (after a failed fsync, carrying on loses payments).
tl::expected<void, PostError> LedgerCore::durably(bool closing, const std::function<void()>& work) {
  try {
    if (mutant("print_before_commit")) {  // all that follows goes on while the transaction is open
      if (sqlite3_get_autocommit(database_.handle()) == 0) database_.execute("COMMIT");
      database_.execute("BEGIN IMMEDIATE");
      work();
      return {};
    }
    Transaction transaction(database_);
    work();
    transaction.commit();
    return {};
  } catch (const SqliteError& error) {
    if (mutant("sync_error_retried") && (error.code & 0xff) == SQLITE_IOERR && !closing) return durably(true, work);
    if ((error.code & 0xff) != SQLITE_FULL) return tl::unexpected(stop(error.what()));
    if (mutant("ballast_spent_to_sell")) spendBallast(directory_);
    if (closing) {
      spendBallast(directory_);
      return durably(false, work);
    }
    return tl::unexpected(PostError{PostErrorCode::diskFull, "the disk is full; nothing was written"});
  }
}

tl::expected<Posted, PostError> LedgerCore::post(const Context& context, const Body& body, const PostOptions& options) {
  try {
    return tryPost(context, body, options);
  } catch (const SqliteError& error) {  // a question before the writing, or after it
    return tl::unexpected(stop(error.what()));
  }
}

tl::expected<Posted, PostError> LedgerCore::tryPost(const Context& context, const Body& body,
                                                    const PostOptions& options) {
  if (auto before = postedBefore(body)) return *before;
  if (auto refused = refusal(context, body)) return tl::unexpected(*refused);
  const auto prepared = prepare(head_, context, body, options);
  if (!prepared) return tl::unexpected(prepared.error());
  if (mutant("receipt_outside_transaction")) head_.receipt = prepared->after.receipt;
  const auto written = durably(closesSession(body), [&] { writeDown(*prepared, options); });
  if (!written) return tl::unexpected(written.error());
  accept(*prepared);
  Posted posted;
  posted.key_ = prepared->envelope.key;
  posted.hash_ = prepared->hash;
  posted.at_ = {prepared->envelope.wallMillis};
  posted.session_ = prepared->envelope.context.session;
  const bool numbered =
      std::holds_alternative<journal::PaymentTaken>(body) || std::holds_alternative<journal::PaymentReversed>(body);
  if (numbered) posted.receipt_ = ReceiptNumber{identity_.station, head_.epoch, head_.receipt};
  if (std::holds_alternative<journal::SessionClosed>(body)) posted.z_ = head_.z;
  return posted;
}

tl::expected<std::int64_t, PostError> LedgerCore::takeSaleId() {
  if (auto refused = refusal({}, journal::Refused{})) return tl::unexpected(*refused);
  std::int64_t id = 0;
  const auto taken = durably(false, [&] {
    database_.execute("INSERT INTO counter VALUES('sale',1) ON CONFLICT DO UPDATE SET value=value+1");
    id = database_.integer("SELECT value FROM counter WHERE name='sale'");
  });
  if (!taken) return tl::unexpected(taken.error());
  return id;
}

tl::expected<void, PostError> LedgerCore::saveDraft(const Draft& draft) {
  if (auto refused = refusal({}, journal::Refused{})) return tl::unexpected(*refused);
  return durably(false, [&] { saveDraft_.bind(draft.name).bind(draft.content).run(); });
}

tl::expected<void, PostError> LedgerCore::dropDraft(const std::string& name) {
  if (auto refused = refusal({}, journal::Refused{})) return tl::unexpected(*refused);
  return durably(false, [&] { dropDraft_.bind(name).run(); });
}

tl::expected<void, PostError> LedgerCore::idle() {
  if (!stoppedWhy_.empty()) return tl::unexpected(PostError{PostErrorCode::stopped, stoppedWhy_});
  if (readOnly()) return {};
  const int result =
      sqlite3_wal_checkpoint_v2(database_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (result == SQLITE_OK || (result & 0xff) == SQLITE_BUSY || mutant("checkpoint_error_swallowed")) return {};
  if ((result & 0xff) == SQLITE_FULL) return tl::unexpected(PostError{PostErrorCode::diskFull, "the disk is full"});
  return tl::unexpected(stop(sqlite3_errmsg(database_.handle())));
}

}  // namespace till::ledger::store
