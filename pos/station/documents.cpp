// SPDX-License-Identifier: Apache-2.0
#include "pos/station/documents.h"

#include "pos/receipt/receipt.h"
#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

using drivers::printer::PrintDocument;
using ledger::journal::ReceiptNumber;

receipt::Letterhead letterhead(const World& world) {
  const auto& office = world.settings;
  return {.officeName = office.officeName,
          .officeAddress = office.officeAddress,
          .windowName = office.windowName,
          .header = office.receiptHeader,
          .footer = office.receiptFooter,
          .timeZone = office.timeZone,
          .services = office.sale.services};
}

struct PaperOf {
  const World& world;
  const ledger::store::StoredEvent& event;
  bool duplicate;

  [[nodiscard]] receipt::Letterhead head() const { return letterhead(world); }

  [[nodiscard]] receipt::Posting posting(std::int64_t number) const {
    receipt::Posting posting;
    if (number > 0) posting.number = ReceiptNumber{event.key.station, event.key.epoch, number};
    posting.hash = event.hash;
    posting.wallMillis = event.at.unixMillis;
    posting.person = personName(world, event.context.actor);
    if (const auto& approval = event.context.approval) {
      posting.pending = approval->method == ledger::journal::kPending;
      if (!posting.pending) posting.approver = personName(world, approval->approver);
    }
    posting.till = till();
    posting.duplicate = duplicate;
    return posting;
  }

  // Of an act between two people.
  [[nodiscard]] receipt::Posting between(const std::string& receiver, const std::string& witness) const {
    receipt::Posting of = posting(0);
    of.receiver = personName(world, receiver);
    of.witness = personName(world, witness);
    return of;
  }

  // The session it was posted in, open or closed; nullopt: in none, or its money is at the bank already.
  [[nodiscard]] std::optional<ledger::store::SessionRow> row() const {
    const auto id = event.context.session.value_or(0);
    if (const auto open = sessionById(world, id)) return open;
    for (const auto& closed : world.ledger.undepositedSessions())
      if (closed.id == id) return closed;
    return std::nullopt;
  }

  [[nodiscard]] std::optional<int> till() const {
    if (const auto session = row()) return session->till;
    if (!event.context.session) return std::nullopt;
    const auto opened = world.ledger.lastOfKind("session_opened");
    const auto* fact = opened ? std::get_if<ledger::journal::SessionOpened>(&opened->body) : nullptr;
    return fact ? fact->till : std::nullopt;
  }

  // Of a session that is closed: its own events say all.
  [[nodiscard]] receipt::SessionFacts session() const {
    receipt::SessionFacts facts;
    const auto take = [&](const ledger::store::StoredEvent& of) {
      if (of.context.approval && of.context.approval->method == ledger::journal::kPending) ++facts.pending;
      if (const auto* opened = std::get_if<ledger::journal::SessionOpened>(&of.body))
        facts.businessDate = opened->businessDate;
      if (const auto* sealed = std::get_if<ledger::journal::CountSealed>(&of.body)) facts.cash = sealed->cash;
      if (const auto* change = std::get_if<ledger::journal::PaymentRetendered>(&of.body))
        facts.retenders.push_back(*change);
    };
    world.ledger.eachEventOfSealed(event.context.session.value_or(0), take);
    const auto counts = world.ledger.counts(event.context.session.value_or(0));
    facts.payments = counts.payments;
    facts.reversals = counts.reversals;
    facts.noSales = counts.noSales;
    facts.withoutCause = counts.withoutCause;
    return facts;
  }

  std::optional<PrintDocument> operator()(const ledger::journal::PaymentTaken& fact) const {
    return receipt::receipt(world.words, head(), fact, event.priv, posting(fact.receipt));
  }
  std::optional<PrintDocument> operator()(const ledger::journal::PaymentReversed& fact) const {
    return receipt::voidSlip(world.words, head(), fact, event.priv, posting(fact.receipt));
  }
  std::optional<PrintDocument> operator()(const ledger::journal::PaymentRetendered& fact) const {
    return receipt::changedSlip(world.words, head(), fact, posting(0));
  }
  std::optional<PrintDocument> operator()(const ledger::journal::DrawerOpened& fact) const {
    if (fact.cause != "no_sale") return std::nullopt;
    return receipt::noSaleSlip(world.words, head(), fact, posting(0));
  }
  std::optional<PrintDocument> operator()(const ledger::journal::SessionClosed& fact) const {
    return receipt::zReport(world.words, head(), fact, session(), posting(0));
  }
  std::optional<PrintDocument> operator()(const ledger::journal::CashMoved& fact) const {
    return receipt::cashSlip(world.words, head(), fact, between(fact.receiver, fact.witness));
  }
  std::optional<PrintDocument> operator()(const ledger::journal::HandOverAccepted& fact) const {
    const auto given = world.ledger.event(fact.of);
    return receipt::acceptedSlip(world.words, head(), fact, between("", given ? given->context.actor : ""));
  }
  std::optional<PrintDocument> operator()(const ledger::journal::CountKept& fact) const {
    if (fact.purpose != "surprise") return std::nullopt;
    return receipt::surpriseCountSlip(world.words, head(), fact, between("", fact.witness));
  }
  template <class Other>
  std::optional<PrintDocument> operator()(const Other&) const {
    return std::nullopt;
  }
};

}  // namespace

std::optional<PrintDocument> documentOf(const World& world, std::int64_t seq, bool duplicate) {
  const auto event = world.ledger.event(seq);
  if (!event) return std::nullopt;
  return std::visit(PaperOf{world, *event, duplicate}, event->body);
}

PrintDocument reportSlipOf(const World& world, const PrintReport& wanted, Now now) {
  receipt::Posting posting;
  posting.wallMillis = now.unixMillis;
  posting.person = personName(world, wanted.person);
  posting.till = wanted.till;
  const auto look = report::officeLook(world.settings.timeZone, world.people);
  return report::slip(wanted.of->report, look, world.words, letterhead(world), posting);
}

PrintDocument testPageOf(const World& world) {
  return receipt::testPage(world.words, world.settings.officeName, world.settings.windowName);
}

}  // namespace till::pos::station
