// SPDX-License-Identifier: Apache-2.0
// What the faces draw: an immutable value, made by the station after each step. Texts are finished words in the
// office's language, amounts are finished text; the face only lays them out. Text fields that came from outside (names,
// streets) are hostile and are drawn as plain text only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pos/report/pages.h"

namespace till::pos::station {

enum class Page {
  signIn,      // people as choices, then the PIN in the entry box
  locked,      // the same person's PIN comes back to the same basket
  resume,      // one card after a restart: what was posted, what is not confirmed, the basket as it was
  openFloat,   // count the float
  counter,     // basket, tenders
  change,      // after settlement, until the next scan
  menu,        // drawer menu, last receipt, receipts of the session: choices
  find,        // account without a stub: choices as typed
  countDown,   // blind count
  closing,     // sealed: expected, counted, over/short, reason
  closed,      // Z printed; sign out
  retender,    // a payment's tenders are put in anew; drawn as the counter
  stopped,     // an error that ends selling: words say what and what to do
  readOnly,    // the ledger did not verify
  report,      // one of the reports, a page of it
  drawerCash,  // cash out of the drawer or into it, by pieces; then an envelope's number
};

enum class Level { info, look, stop };  // ink, amber, red; each has a sign beside its colour

struct Notice {
  Level level = Level::info;
  std::string what;  // bold: "The printer is out of paper."
  std::string text;  // what it means for this customer, what to do
  friend bool operator==(const Notice&, const Notice&) = default;
};

struct Lamp {
  Level level = Level::info;
  std::string text;  // "Printer", "Drawer open 6 s"
  friend bool operator==(const Lamp&, const Lamp&) = default;
};

struct Header {
  std::string office, window, till, person;
  std::vector<Lamp> lamps;  // printer, drawer, scanner
  std::string time;         // "10:42"
  friend bool operator==(const Header&, const Header&) = default;
};

struct BillLineView {
  std::string service, pastDue, current, amount;
  friend bool operator==(const BillLineView&, const BillLineView&) = default;
};

struct BillCardView {
  std::string name, street, account, paying;
  std::vector<BillLineView> lines;  // empty where the basket is long: one line each
  bool columns = false;             // past due and current apart
  std::optional<Notice> notice;     // the one line of what the station has to say
  bool selected = false;
  friend bool operator==(const BillCardView&, const BillCardView&) = default;
};

struct AmountRow {
  std::string label, amount;
  friend bool operator==(const AmountRow&, const AmountRow&) = default;
};

struct EntryBox {
  std::string label;  // what the digits will be; never empty while enabled
  std::string text;
  bool masked = false;  // a PIN: drawn as dots
  bool enabled = true;
  friend bool operator==(const EntryBox&, const EntryBox&) = default;
};

struct QuickCash {
  std::string amount, caption;
  bool enabled = false;
  friend bool operator==(const QuickCash&, const QuickCash&) = default;
};

struct Choice {
  std::string key, text, detail;
  bool enabled = true;
  bool selected = false;
  friend bool operator==(const Choice&, const Choice&) = default;
};

struct CountField {
  std::string label;   // "Dime", "20"
  std::string form;    // "note" | "coin" | "roll" | "strap"
  std::string typed;   // as typed, empty if not yet
  std::string amount;  // typed times unit, empty if not yet
  bool selected = false;
  bool again = false;  // money moved there since: to be counted again
  friend bool operator==(const CountField&, const CountField&) = default;
};

struct CountView {
  std::string title, hint;
  std::vector<CountField> fields;  // notes, loose coin, rolls, straps
  std::string notesTotal, coinTotal, counted;
  struct Tape {
    std::string title, hint, summary;
    std::vector<std::string> amounts;
    bool selected = false;
    bool again = false;
    friend bool operator==(const Tape&, const Tape&) = default;
  };
  std::vector<Tape> tapes;  // checks, money orders, card slips, the terminal's batches; empty when counting a float
  std::string sealCaption, sealHint;
  bool sealEnabled = false;
  friend bool operator==(const CountView&, const CountView&) = default;
};

struct ClosingRow {
  std::string label, expected, counted, overShort;
  bool differs = false;
  friend bool operator==(const ClosingRow&, const ClosingRow&) = default;
};

struct ClosingView {
  std::string title;
  std::vector<ClosingRow> rows;
  std::string overShort, overShortLabel, z;
  std::string notesTitle;
  std::vector<Notice> notes;  // what a difference may be, the likeliest first, each with its evidence
  friend bool operator==(const ClosingView&, const ClosingView&) = default;
};

struct ChangeView {
  std::string change, paid, tenders, receipt, breakdown;
  friend bool operator==(const ChangeView&, const ChangeView&) = default;
};

struct ResumeView {
  std::string title;
  std::vector<Notice> facts;
  friend bool operator==(const ResumeView&, const ResumeView&) = default;
};

struct ReportView {
  std::string detail;  // its days
  std::string pageOf;  // "Page 2 of 5"
  report::Page blocks;
  friend bool operator==(const ReportView&, const ReportView&) = default;
};

enum class Tone { none, accepted, refused, reminder };  // a reminder is no answer to a key

struct StationView {
  std::uint64_t number = 0;  // grows by one a step that changed anything
  Page page = Page::signIn;
  Header header;
  std::string title;  // of the page, where it has one
  std::vector<Notice> notices;
  EntryBox entry;
  std::string hints;  // the line of keys: "<b>" free; keys are between two asterisks, "*F5* find"
  std::vector<Choice> choices;

  // counter
  std::vector<BillCardView> bills;
  std::string stillToPayLabel, stillToPay;
  std::vector<AmountRow> totals;  // total of N stubs, tenders so far
  std::array<QuickCash, 4> quickCash;
  bool tendersEnabled = false;
  std::vector<std::string> parked;

  std::optional<ChangeView> change;
  std::optional<CountView> count;
  std::optional<ClosingView> closing;
  std::optional<ResumeView> resume;
  std::optional<ReportView> report;

  // On the customer's line display in place of what the page says, while it is tried out.
  std::optional<std::array<std::string, 2>> displayTest;

  Tone tone = Tone::none;  // of the step that made this view
  std::uint64_t toneCount = 0;
  friend bool operator==(const StationView&, const StationView&) = default;
};

}  // namespace till::pos::station
