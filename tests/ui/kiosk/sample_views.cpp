// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/kiosk/sample_views.h"

#include <algorithm>
#include <stdexcept>

namespace till::ui::kiosk::test {
namespace {

using namespace pos::station;

Header header(std::string time, Lamp printer = {Level::info, "Printer"}, Lamp drawer = {Level::info, "Drawer shut"}) {
  return {.office = "City Utility Billing",
          .window = "Window 2",
          .till = "Till 3",
          .person = "J. Ortiz",
          .lamps = {std::move(printer), std::move(drawer), {Level::info, "Scanner"}},
          .time = std::move(time)};
}

StationView page(Page which, std::string title, std::string time = "10:42") {
  StationView view;
  view.number = 7;
  view.page = which;
  view.title = std::move(title);
  view.header = header(std::move(time));
  return view;
}

std::vector<Choice> people() {
  return {{.key = "1", .text = "J. Ortiz", .detail = "", .selected = true},
          {.key = "2", .text = "A. Brandt", .detail = ""},
          {.key = "3", .text = "Supervisor M. Lee", .detail = ""}};
}

StationView signIn() {
  StationView view = page(Page::signIn, "Who is at this window?", "7:52");
  view.header.till.clear();
  view.header.person.clear();
  view.choices = people();
  view.entry = {.label = "PIN of J. Ortiz", .text = "1234", .masked = true};
  view.hints = "*1* to *9* who you are   six digits and *Enter* sign in   *Esc* back";
  return view;
}

StationView locked() {
  StationView view = page(Page::locked, "Locked");
  view.choices = people();
  view.entry = {.label = "PIN of J. Ortiz", .text = "", .masked = true};
  view.notices = {{Level::look, "That was not the PIN.", "Three tries are free; then each waits longer. Try again."}};
  view.hints = "six digits and *Enter* go on where you were   another person signs in with their number";
  return view;
}

StationView resume() {
  StationView view = page(Page::resume, "The station was started again", "10:58");
  view.resume = ResumeView{
      .title = view.title,
      .facts = {{Level::info, "Payment 2A-000418 of 84.27 is posted.", "Nothing of it has to be typed again."},
                {Level::look, "Its receipt is not confirmed.",
                 "Look at the printer: if it did not come out, print it now. It will say DUPLICATE."},
                {Level::look, "Whether the drawer opened is not known.", "15.73 were to be handed back."},
                {Level::info, "A basket of 2 stubs, 184.27, is as it was.", ""}}};
  view.choices = {{.key = "1", .text = "Print the receipt of 2A-000418", .detail = "as DUPLICATE"},
                  {.key = "2", .text = "The receipt came out", .detail = "not needed"}};
  view.entry = {.label = "Enter: go on", .text = ""};
  view.hints = "*Enter* go on   *1* print   *2* not needed";
  return view;
}

CountField field(std::string label, std::string form, std::string typed, std::string amount) {
  return {.label = std::move(label), .form = std::move(form), .typed = std::move(typed), .amount = std::move(amount)};
}

CountView sheet() {
  CountView count;
  count.fields = {field("100", "note", "3", "300.00"), field("50", "note", "2", "100.00"),
                  field("20", "note", "21", "420.00"), field("10", "note", "9", "90.00"),
                  field("5", "note", "14", "70.00"),   field("2", "note", "0", "0.00"),
                  field("1", "note", "37", "37.00"),   field("Dollar", "coin", "0", "0.00"),
                  field("Half", "coin", "0", "0.00"),  field("Quarter", "coin", "53", "13.25"),
                  field("Dime", "coin", "48", "4.80"), field("Nickel", "coin", "", ""),
                  field("Cent", "coin", "", ""),       field("Dollar", "roll", "", ""),
                  field("Half", "roll", "0", "0.00"),  field("Quarter", "roll", "1", "10.00"),
                  field("Dime", "roll", "", ""),       field("Nickel", "roll", "", ""),
                  field("Cent", "roll", "", ""),       field("100", "strap", "", ""),
                  field("50", "strap", "", ""),        field("20", "strap", "", ""),
                  field("10", "strap", "", ""),        field("5", "strap", "1", "500.00"),
                  field("2", "strap", "", ""),         field("1", "strap", "", "")};
  count.fields[10].selected = true;
  count.notesTotal = "1,517.00";
  count.coinTotal = "28.05";
  count.counted = "1,545.05";
  return count;
}

StationView openFloat() {
  StationView view = page(Page::openFloat, "Count the float of till 3", "7:54");
  CountView count = sheet();
  for (CountField& one : count.fields) one.selected = false;
  for (std::size_t i = 4; i < count.fields.size(); ++i)
    count.fields[i] = field(count.fields[i].label, count.fields[i].form, "", "");
  count.fields[4].selected = true;
  count.title = view.title;
  count.hint = "Business day 2026-11-23. The float should be 200.00.";
  count.notesTotal = "910.00";
  count.coinTotal = "0.00";
  count.counted = "910.00";
  count.sealCaption = "Open the session";
  count.sealHint = "for 2026-11-23";
  count.sealEnabled = true;
  view.count = count;
  view.entry = {.label = "Fives, pieces", .text = ""};
  view.hints = "*Enter* next line   *+* add a stack   *-* clear   *** open the session";
  return view;
}

StationView countDown() {
  StationView view = page(Page::countDown, "Count down till 3", "17:04");
  view.header.lamps[1] = {Level::look, "Drawer open"};
  CountView count = sheet();
  count.title = view.title;
  count.hint = "Count what is there. What should be there is shown after you seal.";
  count.tapes = {
      {.title = "Checks",
       .hint = "type each amount from the paper",
       .summary = "9 typed, 1,912.40",
       .amounts = {"184.27", "61.77", "92.70", "412.00", "88.16", "240.50", "333.00", "400.00", "100.00"}},
      {.title = "Money orders", .hint = "type each amount from the paper", .summary = "0 typed, 0.00", .amounts = {}},
      {.title = "Card slips", .hint = "type each amount from the slip", .summary = "0 typed, 0.00", .amounts = {}},
      {.title = "Batches",
       .hint = "type the total that the terminal prints",
       .summary = "0 typed, 0.00",
       .amounts = {}}};
  count.sealCaption = "Seal the count";
  count.sealHint = "then expected and counted are shown";
  count.sealEnabled = true;
  view.count = count;
  view.entry = {.label = "Dimes, pieces", .text = "48"};
  view.hints = "*Enter* next line   *+* add a stack   */* checks, slips   *Esc* back to the counter, count kept";
  return view;
}

// Checks are being typed, and the seal was asked for once.
StationView countChecks() {
  StationView view = countDown();
  for (CountField& one : view.count->fields) one.selected = false;
  view.count->tapes[0].selected = true;
  view.entry = {.label = "Check amount", .text = "61.77"};
  view.notices = {
      {Level::look, "Counted 1,045.05 in cash.", "Seal once more to end the count; it cannot be opened again."}};
  return view;
}

// A drop and a check came between: what was counted before is to be counted again.
StationView countAgain() {
  StationView view = countDown();
  for (const std::size_t line : {2U, 3U, 9U, 23U}) view.count->fields[line].again = true;
  view.count->tapes[0].again = true;
  view.notices = {{Level::look, "Count again what is marked: 5.", "Money moved there after you had counted it."}};
  return view;
}

BillCardView delgado() {
  return {.name = "Maria Delgado",
          .street = "412 Pine St",
          .account = "0045128730",
          .paying = "84.27",
          .lines = {{"Water", "18.40", "12.60", "31.00"},
                    {"Sewer", "15.00", "11.00", "26.00"},
                    {"Garbage", "", "20.50", "20.50"},
                    {"Late charge", "6.77", "", "6.77"}},
          .columns = true,
          .notice = Notice{Level::look, "Shut-off notice, due today.", "40.17 would keep the water on."}};
}

BillCardView acme() {
  return {.name = "Acme Rentals",
          .street = "88 Oak Ave",
          .account = "0000731942",
          .paying = "100.00",
          .lines = {{"Water", "", "58.20", "58.20"}, {"Sewer", "", "34.50", "34.50"}},
          .columns = false,
          .notice = Notice{Level::info, "", "Paying 100.00 on 92.70 due: 7.30 stays as credit on this account."},
          .selected = true};
}

const char* const kBasketHints =
    "Scan the next stub.   *+* amount on this bill   *-* take back   *F5* find   *F6* drawer   *F11* park";

StationView counter() {
  StationView view = page(Page::counter, "");
  view.bills = {delgado(), acme()};
  view.stillToPayLabel = "Still to pay";
  view.stillToPay = "84.27";
  view.totals = {{"Total of 2 stubs", "184.27"},
                 {"Check 1042",
                  "\xe2\x88\x92"
                  "100.00"}};
  view.entry = {.label = "Cash given", .text = "100.00"};
  view.quickCash = {QuickCash{"84.27", "exact", true}, QuickCash{"85", "", true}, QuickCash{"100", "", true},
                    QuickCash{}};
  view.tendersEnabled = true;
  view.hints = kBasketHints;
  return view;
}

StationView counterEmpty() {
  StationView view = page(Page::counter, "");
  view.entry = {.label = "Scan, or account number", .text = ""};
  view.parked = {"Delgado 84.27", "Acme Rentals 92.70"};
  view.notices = {{Level::info, "1 receipt waits:", "Delgado 84.27. F7"}};
  view.hints = "Scan a stub.   *F5* find   *F6* drawer   *F7* last receipt   *F8* count down   *F12* lock";
  return view;
}

// Eight bills, four tenders, all the notices there can be.
StationView counterFull() {
  StationView view = page(Page::counter, "");
  view.header.lamps = {
      {Level::look, "Printer out of paper"}, {Level::look, "Drawer open 46 s"}, {Level::stop, "Scanner missing"}};
  for (int i = 0; i < 8; ++i) {
    BillCardView bill = acme();
    bill.name = i % 2 == 0 ? "Maria Delgado" : "Acme Rentals and Property Management of Springfield";
    bill.account = "000073194" + std::to_string(i);
    bill.lines.clear();
    bill.notice.reset();
    bill.selected = i == 6;
    view.bills.push_back(bill);
  }
  view.stillToPayLabel = "Still to pay";
  view.stillToPay = "12,345,678.90";
  view.totals = {{"Total of 8 stubs", "12,346,184.27"},
                 {"Check 1042",
                  "\xe2\x88\x92"
                  "100.00"},
                 {"Money order 20394857612345",
                  "\xe2\x88\x92"
                  "250.00"},
                 {"Card 004417 ending 1881",
                  "\xe2\x88\x92"
                  "55.37"},
                 {"Cash",
                  "\xe2\x88\x92"
                  "100.00"}};
  view.entry = {.label = "Amount for Acme Rentals and Property Management of Springfield, or cash given",
                .text = "9,999,999.99"};
  view.quickCash = {QuickCash{"12,345,678.90", "exact", true}, QuickCash{"12,345,680", "", true},
                    QuickCash{"12,345,700", "", true}, QuickCash{}};
  view.tendersEnabled = true;
  view.notices = {{Level::stop, "The disk is full.",
                   "Nothing more can be sold here. Close the session with F8 and call the office."},
                  {Level::look, "The printer is out of paper.",
                   "The payment is posted; the receipt waits. Load paper and it prints."}};
  view.parked = {"Delgado 84.27"};
  view.hints = kBasketHints;
  return view;
}

StationView counterHostile() {
  StationView view = counter();
  view.bills[0].name = "<b>Bobby</b> <img src=x onerror=alert(1)> =cmd|' /C calc'!A0 Robert'); DROP TABLE payment;--";
  view.bills[0].street =
      "\xe2\x80\xae"
      "teertS 1\xe2\x80\xac <a href=\"http://x\">click</a> 12345678901234567890123456789012345678901234567890";
  view.bills[0].notice =
      Notice{Level::look, "<h1>Shut-off</h1>", "&lt;b&gt; *F5* \n\n\n\n\n\n\n\n\n\nnine lines further down"};
  view.bills[1].name =
      "W\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86 \xe6\x9d\x8e\xe5\xb0\x8f\xe9\xbe\x99 "
      "M\xc3\xbcller-\xc5\x81ukasiewicz \xd8\xb9\xd9\x84\xd9\x8a";
  view.bills[1].street = "Line one\nLine two\nLine three";
  view.entry.label = "Amount for <b>Bobby</b> <img src=x onerror=alert(1)> Robert'); DROP TABLE payment;--";
  view.totals[1].label = "Check <script>alert(1)</script> 1042";
  view.parked = {"<i>Bobby</i> 84.27"};
  return view;
}

StationView change() {
  StationView view = page(Page::change, "", "10:43");
  view.header.lamps = {
      {Level::look, "Printer out of paper"}, {Level::look, "Drawer open 6 s"}, {Level::info, "Scanner"}};
  view.change = ChangeView{.change = "15.73",
                           .paid = "184.27",
                           .tenders = "check 1042 100.00 \xc2\xb7 cash 100.00",
                           .receipt = "2A-000418",
                           .breakdown = "10 + 5 + 2 quarters + 2 dimes + 3 cents"};
  view.notices = {{Level::look, "The printer is out of paper.",
                   "The payment is posted; the receipt waits. Load paper and it prints."}};
  view.entry = {.label = "Scan, or account number", .text = ""};
  view.hints = "Scan the next stub.   *F7* take back, change how it was paid, reprint";
  return view;
}

StationView changeNone() {
  StationView view = change();
  view.header = header("10:43");
  view.change =
      ChangeView{.change = "0.00", .paid = "84.27", .tenders = "cash 84.27", .receipt = "2A-000419", .breakdown = ""};
  view.notices.clear();
  return view;
}

StationView menu() {
  StationView view = page(Page::menu, "Drawer");
  view.choices = {{.key = "1", .text = "Open the drawer without a sale", .detail = "asks why; recorded"},
                  {.key = "2", .text = "Drop to the safe", .detail = "not with a basket open", .enabled = false},
                  {.key = "3", .text = "Receipts of this session", .detail = "41", .selected = true},
                  {.key = "4", .text = "Count down", .detail = "F8"}};
  view.entry = {.label = "Number, or Enter", .text = ""};
  view.hints = "*1* to *9* choose   *+* *-* down, up   *Enter* take it   *Esc* back";
  return view;
}

StationView find() {
  StationView view = page(Page::find, "Find an account");
  for (int i = 0; i < 9; ++i) {
    view.choices.push_back(
        {.key = "",
         .text = i % 2 == 0 ? "Maria Delgado  412 Pine St"
                            : "Delgado & Sons Plumbing and Heating  1200 Martin Luther King Boulevard, Unit 14",
         .detail = "004512873" + std::to_string(i),
         .selected = i == 0});
  }
  view.entry = {.label = "Number, name or street", .text = "delg"};
  view.hints = "*+* *-* down, up   *Enter* take it   *Esc* back";
  return view;
}

ClosingView balance() {
  return {.title = "Till 3 against the journal",
          .rows = {{"Cash", "1,046.05", "1,045.05", "-1.00", true},
                   {"Checks", "1,912.40", "1,912.40", "0.00", false},
                   {"Money orders", "0.00", "0.00", "0.00", false},
                   {"Card slips", "55.37", "55.37", "0.00", false}},
          .overShort = "1.00",
          .overShortLabel = "Short",
          .z = "",
          .notesTitle = "What it may be",
          .notes = {{Level::info, "Missing: 184.27.", "check 1042 of receipt 2A-000418"},
                    {Level::info, "Entered twice, perhaps: 1.00.",
                     "2A-000402, 2A-000403: the same account, the same amount. One of them may want a void."},
                    {Level::info, "Two digits changed round, perhaps: 2 1.", "notes of 20.00: 21 typed, 12 would fit."},
                    {Level::info, "A roll or strap, perhaps: rolls of 0.25.", "1 counted; 2 would fit."}}};
}

// A payment is paid anew: its check is taken out, a card is put in.
StationView retender() {
  StationView view = page(Page::retender, "Receipt 2A-000418: how was it paid?", "10:51");
  view.notices = {{Level::look, "Taken out of receipt 2A-000418:", "Hand back check 1042 of 100.00."}};
  view.stillToPayLabel = "Still to pay";
  view.stillToPay = "100.00";
  view.totals = {{"Total of 1 stub", "100.00"}};
  view.entry = {.label = "Cash given", .text = ""};
  view.quickCash = {QuickCash{"100.00", "exact", true}, QuickCash{}, QuickCash{}, QuickCash{}};
  view.tendersEnabled = true;
  view.hints = "*Cash* *Check* *M.O.* *Card* how it was paid   */* check, money order, card   *Esc* one step back";
  return view;
}

StationView closing() {
  StationView view = page(Page::closing, "Till 3 against the journal", "17:12");
  view.closing = balance();
  view.choices = {{.key = "1", .text = "Change given wrong", .detail = ""},
                  {.key = "2", .text = "Miscounted float", .detail = "", .selected = true},
                  {.key = "3", .text = "Not found", .detail = ""}};
  view.entry = {.label = "Reason", .text = "Miscounted float"};
  view.hints = "*1* to *9* the reason, or type it   *Enter* close the session for ever";
  return view;
}

StationView closed() {
  StationView view = page(Page::closed, "The session is closed. Z 12", "17:13");
  view.closing = balance();
  view.closing->title = view.title;
  view.closing->z = "Z 12";
  view.entry = {.label = "Enter: sign out", .text = ""};
  view.hints = "*Enter* sign out   *F7* print the Z once more";
  return view;
}

StationView stopped() {
  StationView view = page(Page::stopped, "The station has stopped", "11:20");
  view.notices = {{Level::stop, "The disk reported an error.",
                   "Nothing after the last receipt counts as posted. Take no more money at this window; call IT, and "
                   "keep the last receipt at hand."}};
  view.entry = {.label = "", .text = "", .enabled = false};
  return view;
}

StationView readOnly() {
  StationView view = page(Page::readOnly, "The journal does not verify", "7:50");
  view.header.till.clear();
  view.header.person.clear();
  view.notices = {{Level::stop, "Event 418 does not follow from the one before it.",
                   "Nothing can be sold or closed at this window. Nothing has been changed. Call the office."}};
  view.entry = {.label = "", .text = "", .enabled = false};
  return view;
}

using Block = pos::report::Block;

ledger::report::Chart overShort() {
  return {"over_time",
          "Over and short by drawer over time",
          ledger::report::Type::money,
          {"2026-12-11", "2026-12-12", "2026-12-13", "2026-12-14", "2026-12-15"},
          {{"Till 3", {0, -250, 100, 0, -2000}}, {"Till 4", {125, 0, 0, 300, 0}}}};
}

StationView reportOf(std::string title, pos::report::Page blocks) {
  StationView view = page(Page::report, std::move(title), "17:20");
  view.report = ReportView{.detail = "2026-12-01 to 2026-12-15", .pageOf = "Page 1 of 3", .blocks = std::move(blocks)};
  view.entry = {.label = "Enter: next page", .text = ""};
  view.hints = "*Enter* or *+* next page   *-* page before   *Cash* print it   *Esc* back";
  return view;
}

StationView reportChart() {
  Block chart{"Over and short by drawer over time", {}, {}, overShort()};
  Block people{
      "By person", {{"Person", 24, false}, {"Sessions", 12, true}, {"Over", 14, true}, {"Short", 14, true}}, {}, {}};
  people.rows = {{{"J. Ortiz", "9", "1.00", "-22.50"}, {}, false},
                 {{"A. Brandt", "6", "4.25", "0.00"}, {}, false},
                 {{"Total", "15", "5.25", "-22.50"}, {}, true}};
  return reportOf("Over and short", {chart, people});
}

// As many lines as a page holds, names that strain it, and what found no room beside.
StationView reportFull() {
  Block tape{"Every event",
             {{"Event", 8, true}, {"Time", 18, false}, {"What", 22, false}, {"By", 10, false}, {"Amount", 12, true}},
             {},
             {}};
  for (int i = 0; i < 7; ++i) {
    tape.rows.push_back({{std::to_string(1040 + i), "2026-12-15 10:4" + std::to_string(i),
                          "Payment 2A-00041" + std::to_string(i), "J. Ortiz", "1,284.27"},
                         {"Detail: 0045128730, Check 1042, \u202ea name that turns <b>bold</b>"},
                         false});
  }
  Block proof{"", {}, {{{"12 events read, every link of their chain holds."}, {}, false}}, {}};
  return reportOf("Electronic tape of session 12", {tape, proof});
}

}  // namespace

const std::vector<SampleView>& sampleViews() {
  static const std::vector<SampleView> samples{{"sign_in", signIn()},
                                               {"locked", locked()},
                                               {"resume", resume()},
                                               {"open_float", openFloat()},
                                               {"counter", counter()},
                                               {"counter_empty", counterEmpty()},
                                               {"counter_full", counterFull()},
                                               {"counter_hostile", counterHostile()},
                                               {"change", change()},
                                               {"change_none", changeNone()},
                                               {"menu", menu()},
                                               {"find", find()},
                                               {"count_down", countDown()},
                                               {"count_checks", countChecks()},
                                               {"count_again", countAgain()},
                                               {"retender", retender()},
                                               {"closing", closing()},
                                               {"closed", closed()},
                                               {"stopped", stopped()},
                                               {"read_only", readOnly()},
                                               {"report_chart", reportChart()},
                                               {"report_full", reportFull()}};
  return samples;
}

const StationView& sampleView(const std::string& name) {
  const auto found = std::ranges::find(sampleViews(), name, &SampleView::name);
  if (found == sampleViews().end()) throw std::invalid_argument("no sample view " + name);
  return found->view;
}

}  // namespace till::ui::kiosk::test
