// SPDX-License-Identifier: Apache-2.0
// All that the counter remembers between two inputs, as one value.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/drawer/drawer_state.h"
#include "drivers/printer/receipt_printer.h"
#include "drivers/rack/rack.h"
#include "ledger/store/ledger.h"
#include "pos/funds/funds.h"
#include "pos/sale/sale.h"
#include "pos/shift/closing.h"
#include "pos/shift/count_down.h"
#include "pos/station/effect.h"
#include "pos/station/input.h"
#include "pos/station/view.h"

namespace till::pos::station {

// Wall time names moments, steady time measures them.
struct Now {
  std::int64_t unixMillis = 0;
  std::int64_t steadyMillis = 0;
};

// --- who --------------------------------------------------------------------------------------------------------

enum class PinFor { signIn, unlock, approval };
struct PinEntry {
  std::optional<std::string> person;  // chosen
  std::string typed;
  std::optional<std::int64_t> check;  // the worker is at it
};
struct WrongTries {
  int tries = 0;
  std::int64_t readyMillis = 0;  // steady: when the next one is looked at
};

// --- the counter ------------------------------------------------------------------------------------------------

// What the one line above the entry box asks; Enter answers it, Esc puts it away.
enum class Asking {
  nothing,
  reference,       // number of the check or money order, approval code of the card slip
  last4,           // of the card
  partPayment,     // cash was short
  bigChange,       // the same key once more
  sameCustomer,    // a stub came to a basket that had been quiet
  unknownAccount,  // a sound stub of an account that is in no bill
  throwAway,       // the whole basket
};
struct PaperTender {
  sale::TenderKind kind = sale::TenderKind::check;
  Money amount;
  std::string approval;
};
struct Counter {
  std::string typed;
  std::size_t selected = 0;
  Asking asking = Asking::nothing;
  PaperTender tender;                       // reference, last4
  Money given;                              // bigChange
  std::optional<sale::BasketLine> offered;  // sameCustomer, unknownAccount
  std::optional<sale::Sale> beforePart;     // the bills as they were before a part payment lowered them
  std::int64_t touchedMillis = 0;           // steady: when a stub or key last came to the basket
};

struct LastPayment {
  std::int64_t seq = 0;
  std::string receipt;
  std::string label;  // "Delgado 84.27"
  std::vector<sale::BasketLine> lines;
  std::vector<ledger::journal::TenderTaken> tenders;
  Money total, change;
  bool takeBack = true;  // until the drawer is shut or the next stub
};

// --- count sheets -----------------------------------------------------------------------------------------------

struct SheetEntry {
  std::size_t field = 0;
  std::string typed;
  bool adding = false;  // the digits come on top of what the line has
};
struct FloatCount {
  std::optional<int> till;
  std::optional<std::size_t> drawer;  // in which it will stand
  shift::CashCount cash;
  SheetEntry sheet;
  bool confirming = false;
};
enum class Tape { none, checks, moneyOrders, cards, cardBatches };
struct Counting {
  std::int64_t session = 0;
  shift::CountDown count;
  SheetEntry sheet;
  Tape tape = Tape::none;
  bool confirming = false;
};
struct Closing {
  shift::SealedFigures figures;
  std::string reason;
  std::string ownReason;      // typed, not chosen
  std::vector<Notice> notes;  // what the difference may be
  std::optional<std::int64_t> z;
};

// --- the drawer's acts ------------------------------------------------------------------------------------------

// Cash counted out of the drawer or into it, other than for a payment.
struct DrawerAct {
  enum class Step { out, back, reference };
  funds::Act act = funds::Act::drop;
  Step step = Step::out;
  shift::CashCount out, back;
  SheetEntry sheet;
  bool confirming = false;
  std::string reference;
  std::string receiver;
  ledger::store::HandOverRow over;  // being accepted
};
// A surprise count goes on; a count-down that had been begun waits under it.
struct Surprise {
  std::string witness;
  Counting under;
};
// What a supervisor does with the till of somebody who is not there, once a witness has signed.
struct ForOther {
  std::int64_t session = 0;
  bool closes = false;  // else it is set aside
  std::string witness;
};
struct FloatLeft {  // in a till that was just closed
  int till = 0;
  Money amount;
  std::size_t drawer = 0;
};

// --- menus ------------------------------------------------------------------------------------------------------

enum class MenuKind {
  more,
  noSale,
  lastReceipt,
  receipts,
  voidReason,
  receiptReturned,
  approval,
  countDown,
  reports,
  reportsOfGroup,
  reportDays,
  reportPerson,
  retender,
  retenderOut,
  retenderReason,
  drawer,
  receiver,
  handOvers,
  othersTills
};
struct Menu {
  MenuKind kind = MenuKind::more;
  Page from = Page::counter;  // where Esc goes in the end
  std::size_t selected = 0;
};
struct Reversing {
  std::int64_t seq = 0;
  bool takeBack = false;
  std::string reason;
  std::string receiptReturned;
};
// How a payment was paid, being changed. Sale and counter are as at the counter page, for what is put in.
struct Retendering {
  std::int64_t payment = 0;  // seq
  std::string receipt;
  std::vector<std::size_t> out;  // of the tenders in force
  std::string reason;
  std::optional<sale::Sale> sale;
  Counter counter;
  std::optional<ledger::journal::PaymentRetendered> fact;  // complete; an approval may be asked still
};
enum class ApprovalFor { voiding, noSale, closing, retender, drawerAct, swap, floatOut, floatBack, surprise, forOther };
struct Approving {
  ApprovalFor act = ApprovalFor::voiding;
  std::string reason;  // of a no-sale
};
struct Find {
  std::string typed;
  std::size_t selected = 0;
};

struct Reports {
  std::size_t group = 0;
  std::string name;  // of pos/report's list
  report::Asked asked;
  std::int64_t ask = 0;  // it is being made
  std::shared_ptr<const report::Drawn> drawn;
  std::size_t page = 0;
  std::string typed;       // another one's number
  bool longPaper = false;  // asked about
  std::int64_t job = 0;    // it is being printed
};

// --- devices ----------------------------------------------------------------------------------------------------

struct Paper {  // of something posted, not yet known to be in the customer's hand
  std::int64_t of = 0;
  std::string document;  // as in PrintFinished
  std::string label;     // "Delgado 84.27"
  std::int64_t job = 0;
  enum class Stage { printing, waiting, doubtful } stage = Stage::printing;
  bool duplicate = false;
  bool failureRecorded = false;
  std::int64_t customer = 0;  // while this one stands here it may print by itself
  std::int64_t failedMillis = 0;
  std::size_t printer = 0;
};
struct Opening {  // of a drawer
  std::string cause;
  std::string how;
  std::optional<std::int64_t> of;
  bool recorded = false;   // its event stands already, before the kick
  std::string actor = {};  // who did it, where it is not who is signed in
};
struct PrinterNow {  // what is known of one
  drivers::printer::PrinterStatus status;
  bool heard = false;
};
struct DrawerNow {
  drivers::drawer::DrawerState state = drivers::drawer::DrawerState::unknown;
  drivers::drawer::DrawerState known = drivers::drawer::DrawerState::unknown;  // as last heard of, open or closed
  std::optional<bool> line;                                                    // its sensor's, taught or not
  std::optional<Opening> kicked;  // a kick is under way, or failed and the key is awaited
  bool kickUnderWay = false;
  std::optional<Opening> opening;  // it stands open
  std::int64_t openSinceMillis = 0;
  std::int64_t remindedMillis = 0;  // steady: when it last beeped
  std::int64_t kick = 0;
};
struct Devices {
  std::vector<PrinterNow> printers = std::vector<PrinterNow>(1);  // those that there are; one where there is none
  std::vector<DrawerNow> drawers = std::vector<DrawerNow>(1);
  drivers::rack::ScannerState scanner = drivers::rack::ScannerState::missing;
  std::map<drivers::rack::DeviceAt, drivers::transport::FaultCode> faults;  // why one cannot be opened
  std::int64_t kick = 0;                                                    // the last, of any drawer
  std::vector<Paper> papers;
};

struct SlipTask {  // something to be printed on a sheet that a person puts in
  drivers::slip::SlipJob job;
  std::string label;  // "check 1042"
  std::int64_t customer = 0;
};
struct CheckSlot {
  std::optional<std::int64_t> reading;  // the check whose number is asked for is awaited
  bool tried = false;                   // it was, for this question
  std::deque<SlipTask> tasks;
  std::optional<std::int64_t> printing;  // the first of them is with the device
};

// One is tried out, between customers.
struct DeviceTest {
  std::int64_t ask = 0;
  DeviceAct act = DeviceAct::print;
  std::string actor;
  std::size_t index = 0;
  bool opensByHand = false;
  bool untilChange = false;
  std::int64_t untilMillis = 0;  // steady
  std::optional<bool> lineBefore;
  std::int64_t job = 0, kick = 0, sheet = 0;
  std::optional<TestResult> told;  // it has ended; its event is being written
};

// An act of the office is being posted.
struct OfficeAsk {
  std::int64_t ask = 0;
  std::string said;
};

struct State {
  std::uint64_t view = 0;        // number of the view that was published last
  std::uint64_t basketView = 0;  // the first view that shows the basket as it is
  Page page = Page::signIn;
  std::optional<std::string> person;  // signed in
  std::optional<ledger::store::SessionRow> session;
  bool resumed = false;  // the session was found at start; its card has not been shown yet

  PinFor pinFor = PinFor::signIn;
  PinEntry pin;
  Page lockedFrom = Page::counter;
  std::map<std::string, WrongTries> wrong;

  std::optional<sale::Sale> sale;  // empty basket with its id taken, while a session is open
  std::vector<sale::Sale> parked;
  Counter counter;
  std::optional<sale::SettledSale> settling;
  std::optional<LastPayment> last;
  std::vector<sale::BasketLine> bringBack;  // of a payment taken back, until there is a sale to hold them
  FloatCount openingFloat;
  Counting counting;
  Closing closing;
  DrawerAct drawerAct;
  std::optional<Surprise> surprise;
  std::optional<ForOther> forOther;
  std::optional<FloatLeft> floatLeft;
  bool dropWanted = false;
  Menu menu;
  Reversing reversing;
  Retendering retendering;
  Approving approving;
  Find find;
  Reports reports;
  Devices devices;
  CheckSlot checkSlot;
  std::optional<DeviceTest> deviceTest;
  std::optional<OfficeAsk> officeAsk;
  std::vector<Notice> resumeFacts;

  std::optional<Notice> message;  // the station's word on the last act; the next one clears it
  std::string stoppedWhy;
  std::map<Kept, std::string> keepingFaults;  // why there is no copy; an empty one: it is made
  bool diskFull = false;
  bool pointBefore = false;   // the key before was a point: a second one is one step back
  std::int64_t customer = 0;  // grows with each basket's first stub
  std::int64_t nextJob = 1, nextKick = 1, nextCheck = 1, nextSheet = 1;
  std::int64_t lastInputMillis = 0;
  bool tidied = true;  // nothing was posted since the ledger was idle
  Tone tone = Tone::none;
};

}  // namespace till::pos::station
