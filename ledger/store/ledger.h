// SPDX-License-Identifier: Apache-2.0
// The ledger of one station: exactly one writer, behind a lock file. Every call here blocks on the disk and belongs to
// one thread, the station's (or a tillctl that holds the lock). Readers use Reader, on any thread, read-only.
#pragma once

#include <tl/expected.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ledger/journal/events.h"
#include "ledger/store/books.h"

namespace till::ledger::store {

using journal::Body;
using journal::Context;
using journal::EventKey;
using journal::Hash;
using journal::PrivateValue;
using journal::ReceiptNumber;

struct WallTime {
  std::int64_t unixMillis = 0;
};

struct BootTime {
  std::string id;
  std::int64_t millis = 0;  // CLOCK_BOOTTIME
};

// What the ledger takes from the world; tests pass their own.
struct Surroundings {
  std::function<WallTime()> wallClock;
  std::function<void(std::span<std::uint8_t>)> random;
  std::string vfs;                                     // SQLite VFS name, empty for the default
  std::int64_t ballastBytes = 64LL * 1024 * 1024;      // kept back on the disk, spent only to close a session
  std::int64_t roomToOpenBytes = 256LL * 1024 * 1024;  // less free than this: no session is opened
  std::int64_t walBytes = 12LL * 1024 * 1024;          // of the log, set aside at a start
  std::function<BootTime()> bootTime;                  // empty: the kernel's
};
[[nodiscard]] Surroundings systemSurroundings();

struct StationIdentity {
  std::string office;
  int station = 0;
  std::string currency;
};

enum class OpenErrorCode { locked, notVerified, newerSchema, otherStation, io, diskFull };
struct OpenError {
  OpenErrorCode code = OpenErrorCode::io;
  std::string what;  // one sentence: what, where, what to do
};

enum class PostErrorCode {
  unbalanced,       // the entry's lines do not sum to zero: our bug, nothing was written
  alreadyReversed,  // that has been reversed, corrected, accepted or reviewed before
  sessionClosed,    // nothing posts to a closed session, a till that is set aside, or under a sealed count
  notAllowed,       // by the rules of the house: nobody reviews their own act, two people never share a till
  tooLarge,         // payload over 64 KiB
  diskFull,         // rolled back; selling stops, the session can be closed
  stopped,          // I/O error: the station must stop now; nothing may be retried
  readOnly,
};
struct PostError {
  PostErrorCode code = PostErrorCode::stopped;
  std::string what;
};

// Proof that an event is durable. Only the ledger makes one; whatever prints or kicks needs it.
class Posted {
 public:
  [[nodiscard]] const EventKey& key() const { return key_; }
  [[nodiscard]] std::int64_t seq() const { return key_.seq; }
  [[nodiscard]] const Hash& hash() const { return hash_; }
  [[nodiscard]] const std::optional<ReceiptNumber>& receipt() const { return receipt_; }
  [[nodiscard]] std::optional<std::int64_t> z() const { return z_; }
  [[nodiscard]] std::optional<std::int64_t> session() const { return session_; }
  [[nodiscard]] WallTime at() const { return at_; }
  [[nodiscard]] bool first() const { return first_; }  // false: the same sale id was posted before; this is that answer

 private:
  friend class LedgerCore;
  Posted() = default;
  EventKey key_;
  Hash hash_{};
  std::optional<ReceiptNumber> receipt_;
  std::optional<std::int64_t> z_;
  std::optional<std::int64_t> session_;
  WallTime at_;
  bool first_ = true;
};

struct SessionRow {
  std::int64_t id = 0;
  journal::SessionKind kind = journal::SessionKind::till;
  std::string custodian;
  std::optional<int> till;
  std::string businessDate;
  std::string glDate;
  std::int64_t firstSeq = 0;
  bool sealed = false;
  bool closed = false;
  std::optional<std::int64_t> z;
  std::string drawer;                   // in which its till stands, or stood last
  bool aside = false;                   // the till is out of the drawer, its session still open
  bool countedOnce = false;             // a first count is kept; the next seal stands
  std::optional<std::int64_t> deposit;  // in which its money went to the bank
};

// A payment of the open session, without amounts: the blind list.
struct ReceiptRow {
  std::int64_t seq = 0;
  ReceiptNumber number;
  WallTime at;
  std::string firstAccount;
  bool reversed = false;
  bool isReversal = false;
};

// One stored event, decoded.
struct StoredEvent {
  EventKey key;
  Hash hash{};
  std::string kind;
  WallTime at;
  Context context;
  Body body;
  std::vector<PrivateValue> priv;  // what has not been erased
  std::string payload;             // the canonical bytes
};

// A named holding of cash. Of a till in an open session it says what the session began with, never what is in it now.
struct FundRow {
  std::string id, custodian;
  Money amount;
  std::optional<std::int64_t> counted;               // seq of its last count
  std::optional<std::int64_t> independentlyCounted;  // seq of the last one by others than its custodian
};

// Money between two people: given, not counted by the other yet.
struct HandOverRow {
  std::int64_t seq = 0;
  std::string from, giver, receiver;
  Money amount;
};

struct DepositRow {
  std::int64_t number = 0;
  std::int64_t seq = 0;
  std::string bag;
  Money total;
  std::string place, holder;
  bool confirmed = false;
};

// Draft: a half-done thing kept on disk, deleted by the transaction that posts it. Content is the caller's text.
struct Draft {
  std::string name;
  std::string content;
};

struct PostOptions {
  std::vector<PrivateValue> priv;
  std::string settlesDraft;  // name of the draft to delete in the same transaction; empty for none
};

struct Verification {
  std::int64_t events = 0;
  Hash head{};
  std::string fault;                              // empty: all of it holds
  std::int64_t closings = 0, signedClosings = 0;  // of verifyAll; a signature that is not the station's is a fault
};

// What one account was posted on one day: debits less credits, and by how many lines.
struct Posting {
  std::string date, account;
  std::int64_t lines = 0;
  Money amount;
  friend bool operator==(const Posting&, const Posting&) = default;
};
struct SummedAnew {
  std::vector<Posting> postings;
  Verification chain;
};
inline constexpr const char* kFirstDay = "0000-00-00";
inline constexpr const char* kLastDay = "9999-99-99";

// The session's figures, as its events say. Expected amounts of an open session are not to be had: the call wants the
// seal. (The count is blind.)
struct SessionFigures {
  std::vector<journal::SessionClosed::Line> lines;  // expected filled in; counted and overShort from the sealed count
  Money floatAmount;
  std::int64_t payments = 0;
  std::int64_t reversals = 0;
  std::int64_t noSales = 0;
  std::int64_t withoutCause = 0;  // openings of the drawer that nothing at the counter led to
  Money paymentsTotal;
  Money reversalsTotal;
};

using CountLimits = std::array<Money, 4>;  // by kind of tender

// Counts only: what X may show of an open session to a role that counts.
struct SessionCounts {
  std::int64_t payments = 0;
  std::int64_t reversals = 0;
  std::int64_t noSales = 0;
  std::int64_t withoutCause = 0;  // openings of the drawer that nothing at the counter led to
};

class Ledger {
 public:
  virtual ~Ledger() = default;

  // Makes the event durable with all its projections, or changes nothing. Fills in session, receipt and z numbers.
  [[nodiscard]] virtual tl::expected<Posted, PostError> post(const Context& context, const Body& body,
                                                             const PostOptions& options = {}) = 0;

  // Drafts. Durable on return.
  [[nodiscard]] virtual tl::expected<std::int64_t, PostError> takeSaleId() = 0;
  [[nodiscard]] virtual tl::expected<void, PostError> saveDraft(const Draft& draft) = 0;
  [[nodiscard]] virtual tl::expected<void, PostError> dropDraft(const std::string& name) = 0;
  [[nodiscard]] virtual std::vector<Draft> drafts() const = 0;

  // What the station asks at the counter. These read the writer's own connection. A bare seq is one of this epoch, and
  // so are receipts and the last payment: what an earlier epoch took is the office's to correct.
  [[nodiscard]] virtual std::optional<SessionRow> openSession() const = 0;
  [[nodiscard]] virtual std::vector<ReceiptRow> receipts(std::int64_t session) const = 0;
  [[nodiscard]] virtual std::optional<StoredEvent> event(std::int64_t seq) const = 0;
  [[nodiscard]] virtual std::optional<StoredEvent> lastOfKind(const std::string& kind) const = 0;
  [[nodiscard]] virtual SessionCounts counts(std::int64_t session) const = 0;
  // nullopt unless the session's count is sealed.
  [[nodiscard]] virtual std::optional<SessionFigures> figures(std::int64_t session) const = 0;
  // One bit of the first count and no more: whether each kind of tender is within its limit of what should be there.
  // nullopt: none is kept, or the count is sealed already.
  [[nodiscard]] virtual std::optional<bool> firstCountWithin(std::int64_t session, const CountLimits& limits) const = 0;
  // One bit again: whether an unsealed session's cash is more than `limit`. Asked with the office's own limit only.
  [[nodiscard]] virtual bool holdsMoreThan(std::int64_t session, Money limit) const = 0;
  // The session's events from its opening on, over epochs; none unless its count is sealed.
  virtual void eachEventOfSealed(std::int64_t session, const std::function<void(const StoredEvent&)>& visit) const = 0;
  [[nodiscard]] virtual std::vector<SessionRow> openSessions() const = 0;
  [[nodiscard]] virtual std::vector<SessionRow> undepositedSessions() const = 0;  // closed, in no bag yet
  [[nodiscard]] virtual std::vector<FundRow> funds() const = 0;
  [[nodiscard]] virtual std::vector<HandOverRow> handOvers() const = 0;    // not accepted yet
  [[nodiscard]] virtual std::vector<EventKey> pendingActs() const = 0;     // not reviewed yet
  [[nodiscard]] virtual std::vector<DepositRow> openDeposits() const = 0;  // not confirmed by the bank yet
  // The last correction of how a payment was paid; nullopt: it stands as it was posted.
  [[nodiscard]] virtual std::optional<StoredEvent> lastRetender(std::int64_t payment) const = 0;
  // What the office asks, of every epoch.
  [[nodiscard]] virtual const Books& books() const = 0;
  // What an account was paid here from that day on, less what was undone since: "did this customer just pay here?".
  // Below zero: a payment that the bill knows of is no more, and that much is owed again.
  [[nodiscard]] virtual Money paidSince(const std::string& account, const std::string& asOfDate) const = 0;

  // Between customers: checkpoint the WAL. An error is fatal (PostErrorCode::stopped).
  [[nodiscard]] virtual tl::expected<void, PostError> idle() = 0;
  [[nodiscard]] virtual bool readOnly() const = 0;
  [[nodiscard]] virtual std::string readOnlyReason() const = 0;
  // What the last run left word of when an I/O error stopped it; empty otherwise.
  [[nodiscard]] virtual std::string stoppedLastTime() const = 0;
  [[nodiscard]] virtual const StationIdentity& identity() const = 0;
};

// Opens (creating it on first use) the ledger in `directory`, takes the lock, verifies the chain's tail. A ledger that
// fails verification is opened read-only and says so: readOnly() is true and every post answers readOnly.
[[nodiscard]] tl::expected<std::unique_ptr<Ledger>, OpenError> openLedger(const std::filesystem::path& directory,
                                                                          const StationIdentity& identity,
                                                                          const Surroundings& surroundings);

// Read-only, any thread, also while the station runs. Short reads only.
class Reader {
 public:
  virtual ~Reader() = default;
  // Every epoch, from its genesis to its last event: links, places, canonical bytes, commitments. On all cores.
  [[nodiscard]] virtual Verification verifyAll() const = 0;
  // The links and places alone: that no byte is another than the one that was chained.
  [[nodiscard]] virtual Verification verifyChain() const = 0;
  // Replays: each link of the chain is checked on the way over what is read, whether it is visited or not. The answer
  // says how many events were read, the hash of the last, and where a link did not hold.
  virtual Verification eachEvent(const std::function<void(const StoredEvent&)>& visit) const = 0;
  // Those posted in a session, from its opening to its closing; of an open one to the last.
  virtual Verification eachEventOf(std::int64_t session,
                                   const std::function<void(const StoredEvent&)>& visit) const = 0;
  // Those whose payload holds one of these texts; found in the bytes, not by any table.
  virtual Verification eachEventNaming(std::span<const std::string> texts,
                                       const std::function<void(const StoredEvent&)>& visit) const = 0;
  // What `work` reads is all of one moment, whatever is posted meanwhile.
  virtual void atOneMoment(const std::function<void()>& work) const = 0;
  // Every receipt number there is with the hash of its event, and every event's hash.
  virtual void eachReceipt(const std::function<void(const ReceiptNumber&, const Hash&)>& visit) const = 0;
  virtual void eachHash(const std::function<void(std::int64_t seq, const Hash&)>& visit) const = 0;
  [[nodiscard]] virtual std::vector<journal::ChartAccount> chart() const = 0;  // the last one put in force
  // By day and account, both days included, as the rollups have them.
  [[nodiscard]] virtual std::vector<Posting> postings(const std::string& from, const std::string& to) const = 0;
  // The same, summed anew from the events themselves, each link of the chain checked on the way: slow, to compare with.
  [[nodiscard]] virtual SummedAnew postingsOfEvents(const std::string& from, const std::string& to) const = 0;
  // Every table, compared row by row with what the events come to, replayed aside: slow. Empty: they agree; else a
  // sentence that names the table and the row, and no amount. Throws nothing; a disk that does not answer is a fault.
  [[nodiscard]] virtual std::string tablesFault() const = 0;
  [[nodiscard]] virtual std::vector<SessionRow> sessions() const = 0;
  [[nodiscard]] virtual SessionCounts counts(std::int64_t session) const = 0;
  [[nodiscard]] virtual std::optional<SessionFigures> figures(std::int64_t session) const = 0;  // nullopt: not sealed
  [[nodiscard]] virtual const Books& books() const = 0;
  [[nodiscard]] virtual std::vector<HandOverRow> handOvers() const = 0;  // not accepted yet
};
[[nodiscard]] tl::expected<std::unique_ptr<Reader>, OpenError> openReader(const std::filesystem::path& directory);

// Drops and rebuilds all projections from the events; needs the lock. Answers the number of events replayed.
[[nodiscard]] tl::expected<std::int64_t, OpenError> rebuild(const std::filesystem::path& directory,
                                                            const Surroundings& surroundings);

}  // namespace till::ledger::store
