// SPDX-License-Identifier: Apache-2.0
// One description of each kind's fields, in canonical order; the writer and the reader both walk it. Private to
// canonical.cpp. A field that a kind gains stands behind `has(n)`, at the end, with the format n that brought it: what
// is written stays readable for ever.
#pragma once

#include <concepts>
#include <type_traits>

#include "ledger/journal/canonical.h"

namespace till::ledger::journal::detail {

template <class T, class U>
concept Is = std::same_as<std::remove_const_t<T>, U>;

void fields(auto& v, Is<EntryLine> auto& x) { v("account", x.account), v("amount", x.amount); }
void fields(auto& v, Is<ChartAccount> auto& x) { v("code", x.code), v("name", x.name), v("type", x.type); }
void fields(auto& v, Is<Genesis::Parent> auto& x) { v("lineage", x.lineage), v("seq", x.seq), v("hash", x.hash); }
void fields(auto& v, Is<Genesis> auto& x) {
  v("lineage", x.lineage), v("station_key", x.stationPublicKey), v("currency", x.currency), v("parent", x.parent);
}
void fields(auto& v, Is<SettingsInForce> auto& x) { v("files", x.files), v("chart", x.chart), v("rules", x.rules); }
void fields(auto& v, Is<BillsSwitched> auto& x) {
  v("file", x.file), v("sha256", x.sha256), v("as_of", x.asOf), v("accounts", x.accounts);
}
void fields(auto& v, Is<PersonSignedIn> auto& x) { v("person", x.person); }
void fields(auto& v, Is<PersonSignedOut> auto& x) { v("person", x.person); }
void fields(auto&, Is<StationLocked> auto&) {}
void fields(auto&, Is<StationUnlocked> auto&) {}
void fields(auto& v, Is<SignInRefused> auto& x) { v("person", x.person), v("tries", x.tries); }
void fields(auto& v, Is<CountLine> auto& x) {
  v("unit", x.unitMinor), v("form", x.form), v("pieces", x.pieces), v("amount", x.amount);
}
void fields(auto& v, Is<SessionOpened> auto& x) {
  v("session", x.session), v("kind", x.kind), v("custodian", x.custodian), v("till", x.till);
  v("business_date", x.businessDate), v("gl_date", x.glDate), v("float_expected", x.floatExpected);
  v("float_counted", x.floatCounted), v("float", x.floatAmount), v("entry", x.entry);
  if (v.has(2)) v("drawer", x.drawer), v("last_held_by", x.lastHeldBy);
}
void fields(auto& v, Is<BillPaid::Line> auto& x) {
  v("service", x.service), v("age", x.age), v("amount", x.amount), v("gl", x.glAccount);
}
void fields(auto& v, Is<BillPaid> auto& x) {
  v("account", x.account), v("lines", x.lines), v("credit", x.credit), v("due", x.due), v("as_of", x.billAsOf);
  v("entered", x.entered), v("layout", x.layout), v("unknown_account", x.unknownAccount);
}
void fields(auto& v, Is<TenderTaken> auto& x) {
  v("kind", x.kind), v("amount", x.amount), v("given", x.given), v("reference", x.reference), v("last4", x.last4);
}
void fields(auto& v, Is<Applied> auto& x) { v("tender", x.tender), v("bill", x.bill), v("amount", x.amount); }
void fields(auto& v, Is<PaymentTaken> auto& x) {
  v("sale", x.sale), v("receipt", x.receipt), v("business_date", x.businessDate), v("gl_date", x.glDate);
  v("bills", x.bills), v("tenders", x.tenders), v("applied", x.applied), v("total", x.total), v("change", x.change);
  v("entry", x.entry);
}
void fields(auto& v, Is<PaymentReversed> auto& x) {
  v("receipt", x.receipt), v("reverses", x.reverses), v("reversed_receipt", x.reversedReceipt), v("how", x.how);
  v("reason", x.reason), v("receipt_returned", x.receiptReturned), v("business_date", x.businessDate);
  v("gl_date", x.glDate), v("bills", x.bills), v("tenders", x.tenders), v("entry", x.entry);
  if (v.has(2)) v("reverses_epoch", x.reversesEpoch);
}
void fields(auto& v, Is<CashMoved> auto& x) {
  v("kind", x.kind), v("amount", x.amount), v("reference", x.reference), v("entry", x.entry);
  if (!v.has(2)) return;
  v("from", x.from), v("to", x.to), v("moved", x.moved), v("pieces", x.pieces), v("back", x.back);
  v("receiver", x.receiver), v("witness", x.witness), v("business_date", x.businessDate);
}
void fields(auto& v, Is<DrawerOpened> auto& x) {
  v("cause", x.cause), v("how", x.how), v("reason", x.reason), v("open_ms", x.openMillis);
}
void fields(auto& v, Is<PrintFinished> auto& x) {
  v("of", x.of), v("document", x.document), v("outcome", x.outcome), v("duplicate", x.duplicate);
}
void fields(auto& v, Is<CountSealed> auto& x) {
  v("session", x.session), v("cash", x.cash), v("checks", x.checks), v("money_orders", x.moneyOrders);
  v("cards", x.cards), v("cash_counted", x.cashCounted);
  if (v.has(2)) v("card_batches", x.cardBatches);
}
void fields(auto& v, Is<SessionClosed::Line> auto& x) {
  v("kind", x.kind), v("pieces", x.pieces), v("expected", x.expected), v("counted", x.counted);
  v("over_short", x.overShort);
}
void fields(auto& v, Is<SessionClosed> auto& x) {
  v("session", x.session), v("z", x.z), v("lines", x.lines), v("float", x.floatAmount), v("reason", x.reason);
  v("entry", x.entry);
  if (v.has(2)) v("float_left", x.floatLeft), v("cash_to_deposit", x.cashToDeposit), v("witness", x.witness);
  if (v.has(2)) v("signature", x.signature);
}
void fields(auto& v, Is<Refused> auto& x) { v("code", x.code), v("where", x.where); }
void fields(auto& v, Is<DeviceTested> auto& x) {
  v("device", x.device), v("act", x.act), v("result", x.result), v("detail", x.detail);
}
void fields(auto& v, Is<FundAssigned> auto& x) {
  v("fund", x.fund), v("custodian", x.custodian), v("amount", x.amount);
}
void fields(auto& v, Is<FundCounted> auto& x) {
  v("fund", x.fund), v("cash", x.cash), v("counted", x.counted), v("expected", x.expected);
  v("over_short", x.overShort), v("reason", x.reason), v("witness", x.witness), v("independent", x.independent);
  v("business_date", x.businessDate), v("entry", x.entry);
}
void fields(auto& v, Is<HandOverAccepted> auto& x) {
  v("of", x.of), v("to", x.to), v("pieces", x.pieces), v("handed_over", x.handedOver), v("counted", x.counted);
  v("difference", x.difference), v("amount", x.amount), v("business_date", x.businessDate), v("entry", x.entry);
}
void fields(auto& v, Is<TillPlaced> auto& x) { v("session", x.session), v("drawer", x.drawer); }
void fields(auto& v, Is<CountKept> auto& x) {
  v("session", x.session), v("purpose", x.purpose), v("cash", x.cash), v("checks", x.checks);
  v("money_orders", x.moneyOrders), v("cards", x.cards), v("cash_counted", x.cashCounted), v("witness", x.witness);
  v("lines", x.lines);
  if (v.has(2)) v("card_batches", x.cardBatches);
}
void fields(auto& v, Is<PaymentRetendered> auto& x) {
  v("of", x.of), v("payment", x.payment), v("receipt", x.receipt), v("reason", x.reason);
  v("business_date", x.businessDate), v("gl_date", x.glDate), v("out", x.out), v("in", x.in);
  v("applied", x.applied), v("change", x.change), v("entry", x.entry);
}
void fields(auto& v, Is<CheckReturned> auto& x) {
  v("payment_epoch", x.paymentEpoch), v("payment", x.payment), v("receipt", x.receipt), v("tender", x.tender);
  v("check", x.check), v("amount", x.amount), v("reason", x.reason), v("business_date", x.businessDate);
  v("gl_date", x.glDate), v("bills", x.bills), v("fee", x.fee), v("flag_until", x.flagUntil), v("entry", x.entry);
}
void fields(auto& v, Is<PaymentMoved> auto& x) {
  v("payment_epoch", x.paymentEpoch), v("payment", x.payment), v("receipt", x.receipt), v("bill", x.bill);
  v("reason", x.reason), v("business_date", x.businessDate), v("gl_date", x.glDate), v("bills", x.bills);
  v("entry", x.entry);
}
void fields(auto& v, Is<ActReviewed> auto& x) {
  v("epoch", x.epoch), v("of", x.of), v("verdict", x.verdict), v("note", x.note);
}
void fields(auto& v, Is<DepositMade::Check> auto& x) {
  v("payment", x.payment), v("number", x.number), v("amount", x.amount);
}
void fields(auto& v, Is<DepositMade> auto& x) {
  v("deposit", x.deposit), v("bag", x.bag), v("business_date", x.businessDate), v("sessions", x.sessions);
  v("cash", x.cash), v("cash_total", x.cashTotal), v("checks", x.checks), v("total", x.total);
  v("witness", x.witness), v("entry", x.entry);
}
void fields(auto& v, Is<BagMoved> auto& x) {
  v("deposit", x.deposit), v("bag", x.bag), v("from", x.from), v("to", x.to), v("given_by", x.givenBy);
  v("taken_by", x.takenBy), v("reference", x.reference);
}
void fields(auto& v, Is<DepositConfirmed> auto& x) {
  v("deposit", x.deposit), v("expected", x.expected), v("bank", x.bank), v("difference", x.difference);
  v("bank_date", x.bankDate), v("business_date", x.businessDate), v("reference", x.reference), v("reason", x.reason),
      v("entry", x.entry);
}
void fields(auto& v, Is<PrivateErased> auto& x) {
  v("account", x.account), v("before", x.before), v("reason", x.reason), v("values", x.values);
}
void fields(auto& v, Is<GlExported> auto& x) {
  v("batch", x.batch), v("previous_epoch", x.previousEpoch), v("previous", x.previous), v("session", x.session);
  v("day", x.day), v("through_epoch", x.throughEpoch), v("through", x.through), v("date", x.date);
  v("moved_from", x.movedFrom), v("layout", x.layout), v("detail", x.detail), v("lines", x.lines);
  v("total", x.total), v("sha256", x.sha256);
}
void fields(auto& v, Is<Approval> auto& x) { v("approver", x.approver), v("method", x.method), v("reason", x.reason); }

}  // namespace till::ledger::journal::detail
