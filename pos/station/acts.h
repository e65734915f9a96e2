// SPDX-License-Identifier: Apache-2.0
// What the station can do, by the file that does it. A page's table and the other acts call these.
#pragma once

#include "pos/station/turn.h"

namespace till::pos::station {

struct MenuItem;

// sign_in.cpp: who stands here, and whether they may
void askPin(Turn& turn, PinFor why, Page page);
void pinChecked(Turn& turn, const PinChecked& checked);
void lock(Turn& turn);
void signOut(Turn& turn);
[[nodiscard]] int waitSeconds(const State& state, const std::string& person, Now now);

// float_count.cpp, closing.cpp: the shift begins and ends
void beginFloat(Turn& turn);
void sessionOpened(Turn& turn, const ledger::store::Posted& posted);
void beginClosing(Turn& turn);
void countSealed(Turn& turn, const ledger::store::Posted& posted);
void sessionClosed(Turn& turn, const ledger::store::Posted& posted);
[[nodiscard]] std::vector<shift::CountUnit> countUnits(const StationSettings& settings);
// What the difference at hand asks for beside its reason; nullopt: nothing.
[[nodiscard]] std::optional<people::ApprovalRule> approvalOfClosing(const State& state, const World& world);
void closeSession(Turn& turn, std::optional<ledger::journal::Approval> approval);
[[nodiscard]] shift::ShiftAccounts shiftAccounts(const StationSettings& settings);

// basket.cpp: bills come and go
void scanned(Turn& turn, const drivers::scanner::Scan& scan);
void accountKeyed(Turn& turn, std::string_view account);
void addOffered(Turn& turn, bool sameCustomerSaid);
void selectBill(Turn& turn, int index);
void takeSelectedLine(Turn& turn);
void payOnSelected(Turn& turn, Money amount);
void throwBasketAway(Turn& turn);
void park(Turn& turn);
void bringBackParked(Turn& turn);
void saveBasket(Turn& turn);
[[nodiscard]] std::string basketLabel(const sale::Sale& sale);  // "Delgado 84.27"

// counter.cpp: the entry box
void dropTypedPoint(Turn& turn);
void putAskingAway(Turn& turn);
[[nodiscard]] std::optional<Money> typedMoney(std::string_view typed);  // "8427", "84.2", "100."; nullopt: refused
inline constexpr std::size_t kAccountDigits = 10;                       // typed digits from here on are an account

// tender.cpp, settle.cpp: money comes in
void cash(Turn& turn, const KeyPressed& press);
void quickCash(Turn& turn, const QuickCashTouched& touch);
void paperTender(Turn& turn, sale::TenderKind kind);
void referenceTyped(Turn& turn);
void last4Typed(Turn& turn);
void partPayment(Turn& turn);
void notAnAmount(Turn& turn);  // of what is typed; a card number is not said again
void takeLastTender(Turn& turn);
[[nodiscard]] std::array<std::optional<Money>, 4> quickAmounts(Money due);
void settle(Turn& turn, const sale::Sale& sale);
void paymentPosted(Turn& turn, const ledger::store::Posted& posted);

// after_sale.cpp, drawer_menu.cpp, count_down.cpp: menus and what they lead to
void openMenu(Turn& turn, MenuKind kind);
void openFind(Turn& turn);
void reverse(Turn& turn, std::optional<ledger::journal::Approval> approval);
void receiptScanned(Turn& turn, const std::string& barcode);  // a receipt comes back: void it
void reversalPosted(Turn& turn, const ledger::store::Posted& posted);
void basketBack(Turn& turn);
void openDrawer(Turn& turn, const std::string& reason, std::optional<ledger::journal::Approval> approval);
void noSalePosted(Turn& turn, const ledger::store::Posted& posted);
void xRead(Turn& turn);
void askCountDown(Turn& turn);
// A basket, open or parked, holds tenders.
[[nodiscard]] bool moneyIsAside(const State& state);
void countDownBegins(Turn& turn);
void countBegun(Turn& turn, const ledger::store::Posted& posted);
void countKept(Turn& turn, const ledger::store::Posted& posted);
void takeCountDraft(Turn& turn);  // of the session at hand

// retender.cpp: how a payment was paid, changed
void askRetender(Turn& turn);
void retenderQuickCash(Turn& turn, const QuickCashTouched& touch);
void settleRetender(Turn& turn, const sale::Sale& sale);
[[nodiscard]] std::vector<Notice> retenderNotes(const State& state, const World& world);  // what is taken out
void postRetender(Turn& turn, std::optional<ledger::journal::Approval> approval);
void retenderPosted(Turn& turn, const ledger::store::Posted& posted);
// The corrections of how it was paid, in their order.
[[nodiscard]] std::vector<ledger::journal::PaymentRetendered> retendersOf(const World& world, std::int64_t payment);
// What each tender that goes back asks of the clerk's hands.
[[nodiscard]] std::string handBack(const World& world, const std::vector<ledger::journal::TenderTaken>& tenders);
// The receipts of this session that still stand, the last first.
[[nodiscard]] std::vector<ledger::store::ReceiptRow> standingReceipts(const State& state, const World& world);
[[nodiscard]] std::vector<MenuItem> itemsOf(const World& world, const std::vector<ledger::store::ReceiptRow>& rows);
// Of an act that is posted first and looked at later.
[[nodiscard]] ledger::journal::Approval pendingApproval(const std::string& reason);

// drawer_menu.cpp, drawer_cash.cpp, drawer_hand_over.cpp: cash that is no payment
void openDrawerMenu(Turn& turn);
void beginDrawerAct(Turn& turn, funds::Act act);
void postDrawerAct(Turn& turn, const std::optional<ledger::journal::Approval>& approval);
void cashMoved(Turn& turn, const ledger::store::Posted& posted);
void chooseReceiver(Turn& turn);
void chooseHandOver(Turn& turn);
[[nodiscard]] std::vector<ledger::store::HandOverRow> handOversTo(const World& world, const std::string& person);
// More cash than the office wants lies in the drawer: one bit.
void lookIntoDrawer(Turn& turn);

// approving.cpp: the second person
// By the act's setting: asks for a PIN first, or goes on at once, with the approval that is left pending or with none.
void withApproval(Turn& turn, ApprovalFor act, people::ApprovalRule rule);
void approved(Turn& turn, const people::Person& person);
[[nodiscard]] bool maySecond(const State& state, const World& world, const people::Person& person);
[[nodiscard]] std::string approvalTitle(const State& state, const World& world);
// What `after` leaves to be looked at by somebody who holds no till.
[[nodiscard]] std::optional<ledger::journal::Approval> pendingIf(people::ApprovalRule rule);

// tills.cpp: several people, one drawer
[[nodiscard]] std::optional<ledger::store::SessionRow> sessionById(const World& world, std::int64_t id);
[[nodiscard]] std::optional<ledger::store::SessionRow> sessionOf(const World& world, const std::string& person);
[[nodiscard]] std::vector<int> freeTills(const World& world);
void askSwap(Turn& turn);
void swapOut(Turn& turn, const std::optional<ledger::journal::Approval>& approval);
void tillSetAside(Turn& turn, const ledger::store::Posted& posted);
void tillPlaced(Turn& turn, const ledger::store::Posted& posted);
// Another's till stays in its own drawer: theirs stands in another one, or one is free for it.
void changeOver(Turn& turn, const std::string& person);
[[nodiscard]] bool mayChangeOver(const World& world, const std::string& person);
void takeUpTill(Turn& turn);       // of who has signed in: the one they have, or a free one
void openOthersTills(Turn& turn);  // of those who are not there
void goOnForOther(Turn& turn, const std::string& witness);

// surprise.cpp: a count at any time, which seals nothing
void askSurprise(Turn& turn);
void beginSurprise(Turn& turn, const std::string& witness);
void keepSurprise(Turn& turn);
void leaveSurprise(Turn& turn);
void surpriseKept(Turn& turn, const ledger::store::Posted& posted);

// floats.cpp: between the safe and a till without a session
struct FloatPlan {
  Money expected;      // when the till is opened
  Money fromSafe;      // of that, what the till does not hold yet
  std::string heldBy;  // who had the till last
};
[[nodiscard]] FloatPlan floatPlan(const World& world, int till);
void openSessionOfTill(Turn& turn, const std::optional<ledger::journal::Approval>& approval);
void floatGiven(Turn& turn, const ledger::store::Posted& posted);
void askFloatBack(Turn& turn);
void giveFloatBack(Turn& turn, const std::optional<ledger::journal::Approval>& approval);
void floatReturned(Turn& turn, const ledger::store::Posted& posted);
[[nodiscard]] funds::Books fundBooks(const State& state, const World& world, Now now);

// drawers.cpp: which drawer and printer, where there are several
[[nodiscard]] std::size_t drawerCount(const StationSettings& settings);
[[nodiscard]] std::string drawerName(const StationSettings& settings, std::size_t drawer);
// "Drawer", "Drawer (left)": the name is said where there are several.
[[nodiscard]] std::string drawerTag(const StationSettings& settings, std::size_t drawer);
[[nodiscard]] std::string printerTag(const StationSettings& settings, std::size_t printer);
// That of the session at hand; of the till that is being opened, or was just closed.
[[nodiscard]] std::size_t drawerHere(const State& state, const StationSettings& settings);
[[nodiscard]] std::size_t printerHere(const State& state, const StationSettings& settings);
[[nodiscard]] const DrawerNow& drawerNow(const State& state, const StationSettings& settings);
[[nodiscard]] const PrinterNow& printerNow(const State& state, const StationSettings& settings);
// The session whose till stands in it.
[[nodiscard]] std::optional<ledger::store::SessionRow> sessionIn(const World& world, std::size_t drawer);
[[nodiscard]] std::vector<std::size_t> freeDrawers(const World& world);
// That one; while it cannot print, another that can.
[[nodiscard]] std::size_t printerFor(const State& state, std::size_t wanted);
void chooseDrawer(Turn& turn, std::size_t index);  // of the free ones, for the till that is being opened

// resume.cpp: after a start
void showResumeCard(Turn& turn);

// devices.cpp, papers.cpp
void printerChanged(Turn& turn, const PrinterChanged& changed);
void drawerChanged(Turn& turn, const DrawerChanged& changed);
void drawerLineChanged(Turn& turn, const DrawerLineChanged& changed);
void kickFinished(Turn& turn, const KickFinished& finished);
void kick(Turn& turn, Opening cause);  // the drawer of the session at hand
void kick(Turn& turn, Opening cause, std::size_t drawer);
// Until the clerk is reminded to shut it, 0 or less from then on; nullopt: it is not open, or may stand open.
[[nodiscard]] std::optional<std::int64_t> drawerSecondsLeft(const State& state, const StationSettings& settings,
                                                            Now now, std::size_t drawer);
void openingPosted(Turn& turn, const ledger::store::Posted& posted);
void ticked(Turn& turn);
[[nodiscard]] bool printerUsable(const State& state, std::size_t printer);
void printPaper(Turn& turn, std::int64_t of, const std::string& document, const std::string& label, bool duplicate);
void jobFinished(Turn& turn, const JobFinished& finished);
void printWaiting(Turn& turn);                       // those of this customer, once the printer is well again
void printAgain(Turn& turn, std::size_t paper);      // the clerk asked for it
void paperNotNeeded(Turn& turn, std::size_t paper);  // the clerk has looked
[[nodiscard]] std::optional<std::size_t> doubtfulPaper(const State& state);  // of the customer who still stands here

// check_slot.cpp: checks that are read, and what is printed on checks and stubs
void tendCheckSlot(Turn& turn);  // after each step: begins what is wanted, ends what is not any more
void checkRead(Turn& turn, const CheckRead& read);
void sheetPrinted(Turn& turn, const SheetPrinted& printed);
[[nodiscard]] bool canEndorse(const State& state, const StationSettings& settings);
[[nodiscard]] bool canValidate(const State& state, const StationSettings& settings);
void endorseChecks(Turn& turn);  // of the payment just made
void validateStub(Turn& turn);
bool skipSlip(Turn& turn);  // false: none is waited for

// report_page.cpp
void reportsHere(Turn& turn, const KeyPressed& press);  // the menu of reports, and back to this page
void reportMade(Turn& turn, const ReportMade& made);
bool reportPrinted(Turn& turn, const JobFinished& finished);  // it was a report's

// device_test.cpp; those that answer say whether it was the test's
// Why nobody may ask for something just now; a sentence for the office. Empty: no customer stands here.
[[nodiscard]] std::string whyNotBetweenCustomers(const State& state);
void deviceTestAsked(Turn& turn, const DeviceTestAsked& asked);
void deviceTestCalledOff(Turn& turn, std::int64_t ask);
void handAtTheCounter(Turn& turn);  // what only waits is called off
bool scanTested(Turn& turn, const drivers::scanner::Scan& scan);
bool jobTested(Turn& turn, const JobFinished& finished);
bool checkTested(Turn& turn, const CheckRead& read);
bool kickTested(Turn& turn, const KickFinished& finished);
void lineTested(Turn& turn);
void deviceTestTicked(Turn& turn);
void deviceTestPosted(Turn& turn, bool recorded);

// office_books.cpp: what the office does with the books, and who pays by no check because of it
void officeActAsked(Turn& turn, const OfficeActAsked& asked);
void officeActPosted(Turn& turn, const ledger::store::Posted& posted);
void officeActFailed(Turn& turn, const ledger::store::PostError& error);
struct CashOnly {
  std::string account, until;
};
// The first account of the sale that a check came back of, and how long that counts.
[[nodiscard]] std::optional<CashOnly> cashOnly(const World& world, const sale::Sale& sale, Now now);

// failures.cpp
void writeFailed(Turn& turn, const ledger::store::PostError& error);

}  // namespace till::pos::station
