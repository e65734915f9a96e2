// SPDX-License-Identifier: Apache-2.0
// The station's view as QML takes it: maps and lists of maps. Pure.
#pragma once

#include <QList>
#include <QVariantMap>

#include "pos/station/view.h"

namespace till::ui::kiosk {

using Rows = QList<QVariantMap>;

[[nodiscard]] QString toQt(const std::string& text);
[[nodiscard]] QVariantMap noticeRow(const pos::station::Notice& notice);
[[nodiscard]] QVariantMap headerMap(const pos::station::Header& header);
[[nodiscard]] QVariantMap entryMap(const pos::station::EntryBox& entry);
[[nodiscard]] Rows noticeRows(const std::vector<pos::station::Notice>& notices);
[[nodiscard]] Rows choiceRows(const std::vector<pos::station::Choice>& choices);
[[nodiscard]] Rows billRows(const std::vector<pos::station::BillCardView>& bills);
[[nodiscard]] Rows amountRows(const std::vector<pos::station::AmountRow>& amounts);
[[nodiscard]] Rows quickCashRows(const std::array<pos::station::QuickCash, 4>& quick);
[[nodiscard]] QVariantMap changeMap(const pos::station::ChangeView& change);
[[nodiscard]] QVariantMap countMap(const pos::station::CountView& count);
[[nodiscard]] Rows noteRows(const pos::station::CountView& count);
[[nodiscard]] Rows coinRows(const pos::station::CountView& count);
[[nodiscard]] Rows tapeRows(const pos::station::CountView& count);
[[nodiscard]] QVariantMap closingMap(const pos::station::ClosingView& closing);
// Key names, between asterisks in a line of hints, as bold runs: {text, bold}.
[[nodiscard]] Rows hintRuns(const std::string& hints);

}  // namespace till::ui::kiosk
