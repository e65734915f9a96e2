// SPDX-License-Identifier: Apache-2.0
#include "tests/ledger/journal/sample_facts.h"

namespace till::ledger::journal {
namespace {

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

std::vector<BillPaid> bills(std::int64_t sign) {
  BillPaid bill;
  bill.account = "0045128730";
  bill.lines = {{"water", "past_due", cents(sign * 1840), "601-0000-11510"},
                {"sewer", "current", cents(sign * 1100), "602-0000-11510"}};
  bill.credit = cents(sign * 60);
  bill.due = cents(2940);
  bill.billAsOf = "2026-12-01";
  bill.entered = "scan";
  bill.layout = "SC27";
  return {bill};
}

std::vector<TenderTaken> tenders() {
  return {{TenderKind::check, cents(2000), cents(2000), "1042", ""},
          {TenderKind::cash, cents(1000), cents(5000), "", ""},
          {TenderKind::moneyOrder, cents(0), cents(0), "77", ""},
          {TenderKind::card, cents(0), cents(0), "123456", "4242"}};
}

std::vector<EntryLine> entry(std::int64_t sign) {
  return {{"601-0000-10120", cents(sign * 2000)},
          {"601-0000-10110", cents(sign * 1000)},
          {"601-0000-11510", cents(sign * -1840)},
          {"602-0000-11510", cents(sign * -1100)},
          {"601-0000-22010", cents(sign * -60)}};
}

SessionOpened opened() {
  SessionOpened fact;
  fact.session = 7;
  fact.custodian = "jortiz";
  fact.till = 3;
  fact.businessDate = fact.glDate = "2026-12-15";
  fact.floatExpected = cents(30000);
  fact.floatCounted = {{2000, "note", 14, cents(28000)}, {25, "roll", 1, cents(1000)}, {25, "coin", 36, cents(900)}};
  fact.floatAmount = cents(29900);
  fact.entry = {{"601-0000-57010", cents(100)}, {"601-0000-10100", cents(-100)}};
  fact.drawer = "1";
  fact.lastHeldBy = "mchen";
  return fact;
}

SessionClosed closed() {
  SessionClosed fact;
  fact.session = 7;
  fact.z = 213;
  fact.lines = {{TenderKind::cash, 12, cents(103176), cents(103076), cents(-100)}};
  fact.floatAmount = cents(30000);
  fact.reason = "Not found";
  fact.entry = {{"601-0000-57010", cents(100)}, {"601-0000-10110", cents(-100)}};
  fact.floatLeft = cents(30000);
  fact.cashToDeposit = cents(73076);
  fact.witness = "rhall";
  fact.signature = std::string(128, '5');
  return fact;
}

const std::vector<CountLine> kTwenties{{2000, "note", 10, cents(20000)}};

CashMoved dropped() {
  CashMoved fact;
  fact.kind = "drop";
  fact.amount = cents(-20000);
  fact.reference = "E-17";
  fact.entry = {{"601-0000-10200", cents(20000)}, {"601-0000-10110", cents(-20000)}};
  fact.from = "till.3";
  fact.to = kSafeFund;
  fact.moved = cents(20000);
  fact.pieces = fact.back = kTwenties;
  fact.receiver = "mchen";
  fact.witness = "rhall";
  fact.businessDate = "2026-12-15";
  return fact;
}

FundCounted safeCounted() {
  return {kSafeFund,    kTwenties,
          cents(20000), cents(20100),
          cents(-100),  "Not found",
          "rhall",      true,
          "2026-12-15", {{"601-0000-57010", cents(100)}, {"601-0000-10100", cents(-100)}}};
}

HandOverAccepted accepted() {
  return {18,
          "till.4",
          kTwenties,
          cents(20000),
          cents(19900),
          cents(-100),
          cents(19900),
          "2026-12-15",
          {{"601-0000-10110", cents(19900)}, {"601-0000-57020", cents(100)}, {"601-0000-10200", cents(-20000)}}};
}

CountKept kept() {
  return {7,
          "surprise",
          kTwenties,
          {cents(11841)},
          {cents(7017)},
          {cents(10713)},
          cents(20000),
          "rhall",
          {{TenderKind::cash, 12, cents(20000), cents(20000), cents(0)}},
          {cents(10713)}};
}

PaymentRetendered retendered() {
  PaymentRetendered fact;
  fact.of = fact.payment = 10;
  fact.receipt = "2A-000418";
  fact.reason = "Paid by card, not by check";
  fact.businessDate = fact.glDate = "2026-12-15";
  fact.out = {{TenderKind::check, cents(2000), cents(2000), "1042", ""}};
  fact.in = {{TenderKind::card, cents(2000), cents(2000), "123456", "4242"}};
  fact.applied = {{0, 0, cents(2000)}};
  fact.entry = {{"601-0000-10140", cents(2000)}, {"601-0000-10120", cents(-2000)}};
  return fact;
}

CheckReturned returned() {
  CheckReturned fact;
  fact.payment = 10;
  fact.receipt = "2A-000418";
  fact.check = "1042";
  fact.amount = cents(2000);
  fact.reason = "nsf";
  fact.businessDate = fact.glDate = "2026-12-22";
  fact.bills = bills(-1);
  fact.fee = cents(3500);
  fact.flagUntil = "2027-12-22";
  fact.entry = {{"601-0000-11510", cents(2000)}, {"601-0000-10300", cents(-2000)}};
  return fact;
}

PaymentMoved moved() {
  PaymentMoved fact;
  fact.payment = 10;
  fact.receipt = "2A-000418";
  fact.reason = "Wrong account";
  fact.businessDate = fact.glDate = "2026-12-16";
  fact.bills = bills(-1);
  fact.entry = {{"601-0000-11510", cents(0)}};
  return fact;
}

GlExported exported() {
  GlExported fact;
  fact.batch = "2-20261215-2";
  fact.previousEpoch = 1;
  fact.previous = 28;
  fact.day = "2026-12-15";
  fact.through = 30;
  fact.date = "2027-01-04";
  fact.movedFrom = "2026-12-15";
  fact.layout = "comma";
  fact.detail = true;
  fact.lines = 2;
  fact.total = cents(8427);
  fact.sha256 = std::string(64, 'a');
  return fact;
}

DepositMade deposited() {
  DepositMade fact;
  fact.deposit = 31;
  fact.bag = "B-100417";
  fact.businessDate = "2026-12-15";
  fact.sessions = {7};
  fact.cash = kTwenties;
  fact.cashTotal = cents(20000);
  fact.checks = {{10, "1042", cents(2000)}};
  fact.total = cents(22000);
  fact.witness = "rhall";
  fact.entry = {{"601-0000-10210", cents(22000)}, {"601-0000-10200", cents(-22000)}};
  return fact;
}

DepositConfirmed confirmed() {
  return {31,
          cents(22000),
          cents(21900),
          cents(-100),
          "2026-12-16",
          "2026-12-16",
          "S-9",
          "Miscounted",
          {{"601-0000-10000", cents(21900)}, {"601-0000-57030", cents(100)}, {"601-0000-10210", cents(-22000)}}};
}

}  // namespace

std::vector<Body> sampleFacts() {
  SettingsInForce settings{{{"chart.toml", std::string(64, 'a')}},
                           {{"601-0000-10110", "Cash in tills", "asset"}},
                           {{"check_over_bill", "credit"}}};
  PaymentTaken payment{41,
                       418,
                       "2026-12-15",
                       "2026-12-15",
                       bills(1),
                       tenders(),
                       {{0, 0, cents(2000)}, {1, 0, cents(1000)}},
                       cents(3000),
                       cents(4000),
                       entry(1)};
  PaymentReversed reversal{419,       9,         418,       "void", "Wrong account", "no", "2026-12-15", "2026-12-15",
                           bills(-1), tenders(), entry(-1), 1};
  Genesis::Parent parent{std::string(32, 'b'), 12, {}};
  return {Genesis{std::string(32, 'c'), std::string(64, 'd'), "USD", parent},
          settings,
          BillsSwitched{"bills-3.db", std::string(64, 'e'), "2026-12-01", 200},
          PersonSignedIn{"jortiz"},
          PersonSignedOut{"jortiz"},
          StationLocked{},
          StationUnlocked{},
          SignInRefused{"mchen", 3},
          opened(),
          payment,
          reversal,
          dropped(),
          DrawerOpened{"no_sale", "kick", "Change for a customer", 5400},
          PrintFinished{10, "receipt", PrintOutcome::unconfirmed, true},
          CountSealed{7,
                      {{10000, "note", 8, cents(80000)}},
                      {cents(11841)},
                      {cents(7017)},
                      {cents(10713)},
                      cents(80000),
                      {cents(5713), cents(5000)}},
          closed(),
          Refused{"card_number_scanned", "counter"},
          DeviceTested{"printer", "print", "failed", "out_of_paper"},
          FundAssigned{kSafeFund, "mchen", cents(200000)},
          safeCounted(),
          accepted(),
          TillPlaced{7, "1"},
          kept(),
          retendered(),
          returned(),
          moved(),
          ActReviewed{1, 11, "approved", "Receipt seen"},
          deposited(),
          BagMoved{31, "B-100417", "safe", "courier", "mchen", "Armored Sample Co", "R-5"},
          confirmed(),
          PrivateErased{"0045128730", "2026-01-01", "Asked for by the customer", 4},
          exported()};
}

Envelope sampleEnvelope(std::int64_t seq) {
  Envelope envelope;
  envelope.key = {"sample-city", 2, 1, seq};
  envelope.wallMillis = 1797350400000 + seq;
  envelope.wallDoubtful = seq == 2;
  envelope.boot = "3f0e2a5c-0000-4000-8000-000000000001";
  envelope.bootMillis = 1000 * seq;
  envelope.context.actor = "jortiz";
  if (seq == 11) envelope.context.approval = Approval{"mchen", "pin", "Zoë says \"yes\"\n"};
  if (seq > 8) envelope.context.session = 7;
  if (seq == 14) envelope.context.cause = 10;
  if (seq == 10) envelope.commitments = {{"name.0", std::string(64, 'f')}};
  return envelope;
}

}  // namespace till::ledger::journal
