// SPDX-License-Identifier: Apache-2.0
// The station's view as QML takes it: maps and lists of maps. Pure.
#pragma once

#include <QList>
#include <QVariantMap>

#include "pos/station/view.h"

namespace till::ui::kiosk {

using Rows = QList<QVariantMap>;

// In one line: what would break it or turn it round (line ends, other controls, direction marks) becomes a space.
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
[[nodiscard]] QVariantMap reportMap(const pos::station::ReportView& report);
// A line of hints, its groups (apart by two spaces or more) and in each the key names (between asterisks) as bold runs:
// {runs: [{text, bold}]}.
[[nodiscard]] Rows hintGroups(const std::string& hints);

}  // namespace till::ui::kiosk
