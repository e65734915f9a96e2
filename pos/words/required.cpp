// SPDX-License-Identifier: Apache-2.0
// The one list of words, sorted; a file of words holds exactly these.
#include <array>

#include "pos/words/words.h"

namespace till::pos::words {

namespace {

constexpr auto kRequired = std::to_array<std::string_view>({
    "kiosk.back",
    "kiosk.card",
    "kiosk.cash",
    "kiosk.change",
    "kiosk.check",
    "kiosk.coin",
    "kiosk.counted",
    "kiosk.counted_so_far",
    "kiosk.current",
    "kiosk.expected",
    "kiosk.loose",
    "kiosk.money_order",
    "kiosk.notes",
    "kiosk.over_short",
    "kiosk.past_due",
    "kiosk.receipt",
    "kiosk.rolls",
    "receipt.account",
    "receipt.age.current",
    "receipt.age.past_due",
    "receipt.balance_left",
    "receipt.business_date",
    "receipt.card_detail",
    "receipt.cash_given",
    "receipt.change",
    "receipt.check_clearing",
    "receipt.clerk",
    "receipt.count.no_sales",
    "receipt.count.payments",
    "receipt.count.reversals",
    "receipt.counted",
    "receipt.credit",
    "receipt.denomination.coin",
    "receipt.denomination.note",
    "receipt.denomination.roll",
    "receipt.duplicate",
    "receipt.entered.keyed",
    "receipt.expected",
    "receipt.float",
    "receipt.handed_back",
    "receipt.no_sale.title",
    "receipt.number",
    "receipt.over_short",
    "receipt.paid",
    "receipt.reason",
    "receipt.reference",
    "receipt.service.unapplied",
    "receipt.session",
    "receipt.signature",
    "receipt.tender.card",
    "receipt.tender.cash",
    "receipt.tender.check",
    "receipt.tender.money_order",
    "receipt.till",
    "receipt.title",
    "receipt.total",
    "receipt.unknown_account",
    "receipt.void.receipt_returned",
    "receipt.void.returned.not_printed",
    "receipt.void.returned.no",
    "receipt.void.returned.yes",
    "receipt.void.reverses",
    "receipt.void.title",
    "receipt.void.total",
    "receipt.z.pieces",
    "receipt.z.title",
});

}  // namespace

std::span<const std::string_view> requiredWords() { return kRequired; }

}  // namespace till::pos::words
