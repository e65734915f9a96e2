// SPDX-License-Identifier: Apache-2.0
// What a step wants done, and what comes back. Effects are run in order; each write to the ledger is awaited, and its
// answer goes through resume() before the effects behind it and before any other input.
#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "drivers/slip/slip_printer.h"
#include "ledger/store/ledger.h"
#include "pos/report/pages.h"

namespace till::pos::station {

// Which continuation takes up the thread once an event is durable.
enum class Purpose {
  record,
  opened,
  payment,
  reversal,
  noSale,
  countBegun,
  sealed,
  closed,
  opening,
  tested,
  countKept,
  retendered,
  office,
  cashMoved,
  setAside,
  placed,
  floatOut,
  floatBack,
  surprise
};

struct Post {
  Purpose purpose = Purpose::record;
  ledger::journal::Context context;
  ledger::journal::Body body;
  ledger::store::PostOptions options;
};
struct TakeSaleId {};
struct SaveDraft {
  ledger::store::Draft draft;
};
struct DropDraft {
  std::string name;
};
// The paper is made when its turn comes, from what was posted: a kick before it does not wait for that.
struct Print {
  std::int64_t job = 0;
  std::int64_t of = 0;
  bool duplicate = false;
  std::size_t printer = 0;
};
struct Kick {
  std::int64_t id = 0;
  std::size_t drawer = 0;
};
// A sheet in the station for checks and slips: each ends in a CheckRead or SheetPrinted.
struct ReadCheck {
  std::int64_t id = 0;
};
struct PrintSheet {
  std::int64_t id = 0;
  drivers::slip::SlipJob job;
};
struct CancelSheet {
  std::int64_t id = 0;
};
struct CheckPin {
  std::int64_t check = 0;
  std::string person;
  std::string pin;
};
struct PrintTestPage {
  std::int64_t job = 0;
  std::size_t printer = 0;
};
// What came of a device's test, for who asked.
struct TestResult {
  bool taken = false;     // false: not now; `detail` is a sentence that says why
  std::string result;     // as DeviceTested
  std::string detail;     // as DeviceTested
  bool recorded = false;  // it is in the journal
  friend bool operator==(const TestResult&, const TestResult&) = default;
};
struct TellTest {
  std::int64_t ask = 0;
  TestResult result;
};
struct MakeReport {
  std::int64_t ask = 0;
  std::string name;
  report::Asked asked;
};
struct PrintReport {
  std::int64_t job = 0;
  std::shared_ptr<const report::Drawn> of;
  std::string person;  // who has it printed
  std::optional<int> till = {};
  std::size_t printer = 0;
};
// What came of an act of the office, for who asked.
struct OfficeResult {
  enum class Kind { done, notNow, notThere, argument, notAllowed, notIntact, failed } kind = Kind::failed;
  std::string text;  // a sentence for people
  std::string receipt;
  std::int64_t seq = 0;
  friend bool operator==(const OfficeResult&, const OfficeResult&) = default;
};
struct TellOffice {
  std::int64_t ask = 0;
  OfficeResult result;
};
struct KeepCopy {};  // the day is closed
struct Idle {};      // nobody is waiting: the ledger may tidy up

using Effect = std::variant<Post, TakeSaleId, SaveDraft, DropDraft, Print, Kick, ReadCheck, PrintSheet, CancelSheet,
                            CheckPin, PrintTestPage, TellTest, MakeReport, PrintReport, KeepCopy, TellOffice, Idle>;

struct PostAnswer {
  Purpose purpose = Purpose::record;
  tl::expected<ledger::store::Posted, ledger::store::PostError> result;
};
struct SaleIdAnswer {
  tl::expected<std::int64_t, ledger::store::PostError> result;
};
struct NoPaper {  // the ledger has nothing printable there
  std::int64_t job = 0;
};
struct WriteFailed {  // of a draft, or when idle
  ledger::store::PostError error;
};
using Answer = std::variant<PostAnswer, SaleIdAnswer, NoPaper, WriteFailed>;

}  // namespace till::pos::station
