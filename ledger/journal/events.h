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
  std::string approver;  // person id
  std::string method;    // "pin"
  std::string reason;
};

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
  std::string form;            // "note" | "coin" | "roll"
  std::int64_t pieces = 0;     // of a roll: rolls
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
  std::string how;  // "take_back" | "void"
  std::string reason;
  std::string receiptReturned;  // "yes" | "no" | "not_printed"
  std::string businessDate;
  std::string glDate;
  std::vector<BillPaid> bills;       // the recorded allocation, negated
  std::vector<TenderTaken> tenders;  // what went back
  std::vector<EntryLine> entry;
};

// Cash moved in or out of a session other than by a payment.
struct CashMoved {
  std::string kind;  // "drop" | "pick_up"
  Money amount;      // positive: into the till
  std::string reference;
  std::vector<EntryLine> entry;
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
};

// Something was refused or went wrong and an auditor may ask about it: "card_number_scanned", "check_digit" ...
struct Refused {
  std::string code;
  std::string where;
};

// A device was tried out, for no customer. Never what was scanned.
struct DeviceTested {
  std::string device;  // "printer" | "drawer" | "scanner" | "display"
  std::string act;     // "print" | "kick" | "sense" | "scan" | "show"
  std::string result;  // "confirmed", "opened", "closed", "read", "nothing_came" ...: README.md
  std::string detail;  // the driver's word for why, the symbology; or empty
};

using Body = std::variant<Genesis, SettingsInForce, BillsSwitched, PersonSignedIn, PersonSignedOut, StationLocked,
                          StationUnlocked, SignInRefused, SessionOpened, PaymentTaken, PaymentReversed, CashMoved,
                          DrawerOpened, PrintFinished, CountSealed, SessionClosed, Refused, DeviceTested>;

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
