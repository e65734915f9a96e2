// SPDX-License-Identifier: Apache-2.0
// The facts the journal can hold. One struct a kind; the canonical bytes are made in canonical.cpp and are described,
// kind by kind, in ledger/README.md. A payload says all there is: replay never reads configuration.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ledger/money/money.h"

namespace till::ledger::journal {

using Hash = std::array<std::uint8_t, 32>;

// Where an event stands. Unique for ever; order is (epoch, seq), never the clock.
struct EventKey {
  std::string office;
  int station = 0;
  int epoch = 1;
  std::int64_t seq = 0;
  friend auto operator<=>(const EventKey&, const EventKey&) = default;
};

// "2A-000418" = window 2, epoch A (1), number 418. Epochs count A..Z, AA..
struct ReceiptNumber {
  int station = 0;
  int epoch = 1;
  std::int64_t number = 0;
  friend auto operator<=>(const ReceiptNumber&, const ReceiptNumber&) = default;
};
[[nodiscard]] std::string toText(const ReceiptNumber& number);
[[nodiscard]] std::optional<ReceiptNumber> receiptNumberFromText(std::string_view text);

enum class TenderKind { cash, check, moneyOrder, card };
enum class SessionKind { till, batch };
enum class PrintOutcome { confirmed, failed, unconfirmed, notNeeded };

struct Approval {
  std::string approver;  // person id; empty while pending
  std::string method;    // "pin", or kPending: somebody who holds no till looks at it later
  std::string reason;
};
inline constexpr const char* kPending = "pending";

// The fund that a till insert is.
[[nodiscard]] std::string tillFund(int till);  // "till.3"
inline constexpr const char* kSafeFund = "safe";
inline constexpr const char* kTransitFund = "transit";  // handed over, not accepted yet
inline constexpr const char* kDepositFund = "deposit";  // counted, not in a bag yet

// One line of a balanced entry; debit positive, credit negative. `account` is a code of the chart in force.
struct EntryLine {
  std::string account;
  Money amount;
};

struct ChartAccount {
  std::string code;
  std::string name;
  std::string type;  // asset | liability | income | expense
};

// --- bodies -------------------------------------------------------------------------------------------------------

struct GenesisParent {
  std::string lineage;
  std::int64_t seq = 0;
  Hash hash{};
};

struct Genesis {
  using Parent = GenesisParent;
  std::string lineage;           // 32 hex digits, random
  std::string stationPublicKey;  // Ed25519, hex
  std::string currency;          // "USD"
  std::optional<Parent> parent;
};

// The settings in force: digests of the files, the chart of accounts, and the rules that shape money, as text.
struct SettingsInForce {
  std::map<std::string, std::string> files;  // name -> SHA-256 hex
  std::vector<ChartAccount> chart;
  std::map<std::string, std::string> rules;
};

struct BillsSwitched {
  std::string file;  // "bills-3.db"
  std::string sha256;
  std::string asOf;  // ISO date
  std::int64_t accounts = 0;
};

struct PersonSignedIn {
  std::string person;
};
struct PersonSignedOut {
  std::string person;
};
struct StationLocked {};
struct StationUnlocked {};
struct SignInRefused {
  std::string person;
  int tries = 0;
};

struct CountLine {
  std::int64_t unitMinor = 0;  // value of one piece: 2000 for a twenty
  std::string form;            // "note" | "coin" | "roll" | "strap"
  std::int64_t pieces = 0;     // of a roll: rolls; of a strap: straps
  Money amount;
};

struct SessionOpened {
  std::int64_t session = 0;  // given by the ledger
  SessionKind kind = SessionKind::till;
  std::string custodian;  // person id
  std::optional<int> till;
  std::string businessDate;  // ISO; confirmed by a person, never derived from the clock alone
  std::string glDate;
  Money floatExpected;
  std::vector<CountLine> floatCounted;
  Money floatAmount;
  std::vector<EntryLine> entry;  // a float difference, if any
  std::string drawer;            // in which the till stands (format 2)
  std::string lastHeldBy;        // who closed that till before, for a float that differs (format 2)
};

// How one bill was paid. `lines` is the recorded allocation that a reversal undoes.
struct BillPaid {
  std::string account;
  struct Line {
    std::string service;  // "water"
    std::string age;      // "past_due" | "current"
    Money amount;
    std::string glAccount;
  };
  std::vector<Line> lines;
  Money credit;          // beyond the bill: credit on the account
  Money due;             // what the bill asked for when it was paid
  std::string billAsOf;  // ISO date of the bill book, empty if unknown account
  std::string entered;   // "scan" | "keyed"
  std::string layout;    // stub layout, empty if keyed
  bool unknownAccount = false;
};

struct TenderTaken {
  TenderKind kind = TenderKind::cash;
  Money amount;           // what it pays: cash is net of change
  Money given;            // what was handed over
  std::string reference;  // check or money order number; card approval code
  std::string last4;      // card only
};

// Which tender paid which bill.
struct Applied {
  int tender = 0;
  int bill = 0;
  Money amount;
};

struct PaymentTaken {
  std::int64_t sale = 0;     // draft id: posting it again answers with the first result
  std::int64_t receipt = 0;  // given by the ledger
  std::string businessDate;
  std::string glDate;
  std::vector<BillPaid> bills;
  std::vector<TenderTaken> tenders;
  std::vector<Applied> applied;
  Money total;
  Money change;
  std::vector<EntryLine> entry;
};

struct PaymentReversed {
  std::int64_t receipt = 0;   // its own number, given by the ledger
  std::int64_t reverses = 0;  // seq of the payment
  std::int64_t reversedReceipt = 0;
  std::string how;  // "take_back" | "void" | "reversal": after the seal, in no session
  std::string reason;
  std::string receiptReturned;  // "yes" | "no" | "not_printed"
  std::string businessDate;
  std::string glDate;
  std::vector<BillPaid> bills;       // the recorded allocation, negated
  std::vector<TenderTaken> tenders;  // what went back
  std::vector<EntryLine> entry;
  int reversesEpoch = 0;  // of the payment, where it is not this one (format 2)
};

// Cash moved from one fund to another other than by a payment. A fund is a named holding of cash: "safe", "till.3",
// "petty", "transit" (between two people who have not both counted yet), "deposit" (counted, not in a bag yet).
struct CashMoved {
  std::string kind;       // "drop" | "pick_up" | "change" | "float_out" | "float_back" | "hand_over" | "paid_out"
  Money amount;           // what it adds to the cash of the session it is posted in; zero where it touches none
  std::string reference;  // envelope, voucher
  std::vector<EntryLine> entry;
  std::string from, to;           // funds (format 2, as all below)
  Money moved;                    // from `from` to `to`, never negative
  std::vector<CountLine> pieces;  // as counted out; empty where nobody counted pieces
  std::vector<CountLine> back;    // an equal exchange: what came back for them
  std::string receiver;           // who took it, or shall take it
  std::string witness;            // the second person who saw it
  std::string businessDate;
};

struct DrawerOpened {
  std::string cause;            // "payment" | "reversal" | "no_sale" | "count" | "session" | "test" | "none"
  std::string how;              // "kick" | "key" | "unknown"
  std::string reason;           // for no_sale
  std::int64_t openMillis = 0;  // how long it stood open, when known
};

struct PrintFinished {
  std::int64_t of = 0;   // seq of the event that was printed
  std::string document;  // "receipt" | "void_slip" | "z_report" | "no_sale_slip"
  PrintOutcome outcome = PrintOutcome::unconfirmed;
  bool duplicate = false;
};

struct CountSealed {
  std::int64_t session = 0;
  std::vector<CountLine> cash;
  std::vector<Money> checks;  // the adding tape
  std::vector<Money> moneyOrders;
  std::vector<Money> cards;
  Money cashCounted;
  std::vector<Money> cardBatches;  // what the terminal says its batches come to; empty: not typed (format 2)
};

struct SessionClosed {
  std::int64_t session = 0;
  std::int64_t z = 0;  // given by the ledger
  struct Line {
    TenderKind kind = TenderKind::cash;
    std::int64_t pieces = 0;  // payments of that kind
    Money expected;
    Money counted;
    Money overShort;
  };
  std::vector<Line> lines;
  Money floatAmount;
  std::string reason;
  std::vector<EntryLine> entry;  // over/short and the hand-over of the till's content
  Money floatLeft;               // stays in the till for the next one (format 2)
  Money cashToDeposit;           // cash that leaves the till with this closing (format 2)
  std::string witness;           // of a close in the absence of its custodian (format 2)
  std::string signature;         // the station's Ed25519, 128 hex digits, filled in by the ledger (format 2)
};

// Something was refused or went wrong and an auditor may ask about it: "card_number_scanned", "check_digit" ...
struct Refused {
  std::string code;
  std::string where;
};

// A device was tried out, for no customer. Never what was scanned.
struct DeviceTested {
  std::string device;  // "printer" | "drawer" | "scanner" | "display" | "check_reader"
  std::string act;     // "print" | "kick" | "sense" | "scan" | "show" | "read"
  std::string result;  // "confirmed", "opened", "closed", "read", "nothing_came" ...
  std::string detail;  // the driver's word for why, the symbology; or empty
};

// --- funds ----------------------------------------------------------------------------------------------------------

// A fund is put into somebody's hands. The first one says what it holds; later ones change its custodian.
struct FundAssigned {
  std::string fund;
  std::string custodian;  // person id
  Money amount;           // what it holds by the books
};

// A count of a fund that is no open till: the safe, petty cash. `expected` is the fund's balance when it was sealed.
struct FundCounted {
  std::string fund;
  std::vector<CountLine> cash;
  Money counted;
  Money expected;
  Money overShort;
  std::string reason;
  std::string witness;       // the second person at the count
  bool independent = false;  // neither of the two is the fund's custodian
  std::string businessDate;
  std::vector<EntryLine> entry;
};

// What was handed over (CashMoved "hand_over") has been counted by who takes it. A difference is nobody's yet.
struct HandOverAccepted {
  std::int64_t of = 0;  // seq of the hand-over
  std::string to;       // fund
  std::vector<CountLine> pieces;
  Money handedOver;
  Money counted;
  Money difference;
  Money amount;  // what it adds to the cash of the session it is posted in
  std::string businessDate;
  std::vector<EntryLine> entry;
};

// A till insert was put into a drawer, or taken out of it with its session still open.
struct TillPlaced {
  std::int64_t session = 0;
  std::string drawer;  // empty: set aside, locked away
};

// A count of an open session that does not seal it: the first one beyond the recount limit, or a surprise count. With
// `surprise` the ledger says what was expected at that moment; the first of two counts is told nothing.
struct CountKept {
  std::int64_t session = 0;
  std::string purpose;  // "first" | "surprise"
  std::vector<CountLine> cash;
  std::vector<Money> checks, moneyOrders, cards;  // the adding tapes
  Money cashCounted;
  std::string witness;
  std::vector<SessionClosed::Line> lines;  // of a surprise count, filled in by the ledger
  std::vector<Money> cardBatches;          // as in CountSealed (format 2)
};

// --- corrections ----------------------------------------------------------------------------------------------------

// How a payment was paid is corrected: its tenders go back and others come in, in one act. The bills stay paid.
struct PaymentRetendered {
  std::int64_t of = 0;  // seq of the payment, or of the correction before this one
  std::int64_t payment = 0;
  std::string receipt;  // the payment's number, which stays
  std::string reason;
  std::string businessDate;
  std::string glDate;
  std::vector<TenderTaken> out;
  std::vector<TenderTaken> in;
  std::vector<Applied> applied;  // of `in`
  Money change;
  std::vector<EntryLine> entry;
};

// The bank has sent a check back: the bills it paid are owed again.
struct CheckReturned {
  int paymentEpoch = 1;
  std::int64_t payment = 0;
  std::string receipt;
  int tender = 0;  // of the payment
  std::string check;
  Money amount;
  std::string reason;  // "nsf" | "account_closed" | "stop_payment" | "other"
  std::string businessDate;
  std::string glDate;
  std::vector<BillPaid> bills;  // what that check had paid, negated
  Money fee;
  std::string flagUntil;  // ISO date: until then cash only; empty for no flag
  std::vector<EntryLine> entry;
};

// A payment stood on the wrong account; what it paid there is owed again, and the right account is credited.
struct PaymentMoved {
  int paymentEpoch = 1;
  std::int64_t payment = 0;
  std::string receipt;
  int bill = 0;  // of the payment
  std::string reason;
  std::string businessDate;
  std::string glDate;
  std::vector<BillPaid> bills;  // the recorded one negated, then the new one
  std::vector<EntryLine> entry;
};

// An act that was posted as pending has been looked at by somebody who holds no till.
struct ActReviewed {
  int epoch = 1;
  std::int64_t of = 0;
  std::string verdict;  // "approved" | "objected"
  std::string note;
};

// --- the way to the bank --------------------------------------------------------------------------------------------

struct DepositMade {
  struct Check {
    std::int64_t payment = 0;  // seq; 0: a check that no payment names
    std::string number;
    Money amount;
  };
  std::int64_t deposit = 0;  // given by the ledger
  std::string bag;
  std::string businessDate;
  std::vector<std::int64_t> sessions;
  std::vector<CountLine> cash;
  Money cashTotal;
  std::vector<Check> checks;
  Money total;
  std::string witness;
  std::vector<EntryLine> entry;
};

// The bag goes from hand to hand.
struct BagMoved {
  std::int64_t deposit = 0;
  std::string bag;
  std::string from, to;          // "safe" | "courier" | "bank"
  std::string givenBy, takenBy;  // person id, or the name of somebody of another house
  std::string reference;         // of the courier's or the bank's slip
};

// What the bank says it got. A difference is an entry of its own.
struct DepositConfirmed {
  std::int64_t deposit = 0;
  Money expected;
  Money bank;
  Money difference;
  std::string bankDate;
  std::string businessDate;
  std::string reference;
  std::string reason;
  std::vector<EntryLine> entry;
};

// --- people's data ---------------------------------------------------------------------------------------------------

// Personal values were erased from beside their events: of one account, of all before a day, or of one before a day.
// Writing this fact is what erases them; the events keep their commitments and the chain its links.
struct PrivateErased {
  std::string account;  // empty: of any
  std::string before;   // ISO date of the first session whose values stay; empty: whenever
  std::string reason;
  std::int64_t values = 0;  // how many: given by the ledger
};

// --- the general ledger ---------------------------------------------------------------------------------------------

// A batch was handed over: of the postings of one session or one business day, up to an event, those that no batch
// before it has. So each posting is in one batch for ever, and the batch can be made again to the same bytes.
struct GlExported {
  std::string batch;          // "2-S12", "2-20261215", "2-20261215-2"
  int previousEpoch = 0;      // the batch before it, whatever it was of,
  std::int64_t previous = 0;  // by its event; 0: the first
  std::int64_t session = 0;   // of this one, or
  std::string day;            // of this day
  int throughEpoch = 1;       // the last event that may be in it
  std::int64_t through = 0;
  std::string date;       // of posting
  std::string movedFrom;  // the closed date it would have had; empty: it is where it belongs
  std::string layout;     // the template's name
  bool detail = false;
  std::int64_t lines = 0;
  Money total;  // of the debits
  std::string sha256;
};

using Body =
    std::variant<Genesis, SettingsInForce, BillsSwitched, PersonSignedIn, PersonSignedOut, StationLocked,
                 StationUnlocked, SignInRefused, SessionOpened, PaymentTaken, PaymentReversed, CashMoved, DrawerOpened,
                 PrintFinished, CountSealed, SessionClosed, Refused, DeviceTested, FundAssigned, FundCounted,
                 HandOverAccepted, TillPlaced, CountKept, PaymentRetendered, CheckReturned, PaymentMoved, ActReviewed,
                 DepositMade, BagMoved, DepositConfirmed, PrivateErased, GlExported>;

// Personal values stand beside the event, which holds only a salted commitment of each; they can be erased.
struct PrivateValue {
  std::string name;  // "payer", "service_address.0"
  std::string value;
};

// Who did it and under what: the part of the envelope that the caller knows.
struct Context {
  std::string actor;  // person id; "station" for the program itself
  std::optional<Approval> approval;
  std::optional<std::int64_t> session;
  std::optional<std::int64_t> cause;  // seq of the event that led to this one
};

}  // namespace till::ledger::journal
