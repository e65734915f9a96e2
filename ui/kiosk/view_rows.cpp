// SPDX-License-Identifier: Apache-2.0
#include "ui/kiosk/view_rows.h"

#include <QRegularExpression>
#include <algorithm>

#include "ledger/money/money.h"

namespace till::ui::kiosk {
namespace {

using namespace pos::station;

template <class Items, class Make>
Rows rowsOf(const Items& items, Make make) {
  Rows rows;
  for (const auto& item : items) rows.append(make(item));
  return rows;
}

QVariantList listOf(const Rows& rows) {
  QVariantList list;
  for (const auto& row : rows) list.append(row);
  return list;
}

QVariantMap billLine(const BillLineView& line) {
  return {{"service", toQt(line.service)},
          {"pastDue", toQt(line.pastDue)},
          {"current", toQt(line.current)},
          {"amount", toQt(line.amount)}};
}

QVariantMap billRow(const BillCardView& bill) {
  return {{"name", toQt(bill.name)},
          {"street", toQt(bill.street)},
          {"account", toQt(bill.account)},
          {"paying", toQt(bill.paying)},
          {"lines", listOf(rowsOf(bill.lines, billLine))},
          {"columns", bill.columns},
          {"notice", bill.notice ? QVariant(noticeRow(*bill.notice)) : QVariant()},
          {"selected", bill.selected}};
}

QVariantMap countField(const CountField& field, std::size_t index) {
  return {{"index", static_cast<int>(index)},
          {"label", toQt(field.label)},
          {"typed", toQt(field.typed)},
          {"amount", toQt(field.amount)},
          {"selected", field.selected},
          {"again", field.again},
          {"present", true}};
}

std::optional<Money> moneyOf(std::string text) {
  std::erase(text, ',');
  return ledger::money::fromPlainText(text);
}

std::string together(const std::string& loose, const std::string& rolls) {
  const auto first = moneyOf(loose);
  const auto second = moneyOf(rolls);
  if (first && second) return ledger::money::toText(*first + *second);
  return first ? loose : rolls;
}

// Single pieces and bundles (rolls, straps) of a kind stand in one line with one amount.
Rows bundledRows(const CountView& count, const std::string& form, const std::string& bundleForm) {
  Rows rows;
  for (std::size_t i = 0; i < count.fields.size(); ++i) {
    const CountField& loose = count.fields[i];
    if (loose.form != form) continue;
    const auto bundle = std::find_if(count.fields.begin(), count.fields.end(), [&](const CountField& field) {
      return field.form == bundleForm && field.label == loose.label;
    });
    QVariantMap row{{"label", toQt(loose.label)}, {"loose", countField(loose, i)}, {"amount", toQt(loose.amount)}};
    row["bundle"] = QVariantMap{{"present", false}};
    if (bundle != count.fields.end()) {
      row["bundle"] = countField(*bundle, static_cast<std::size_t>(bundle - count.fields.begin()));
      row["amount"] = toQt(together(loose.amount, bundle->amount));
    }
    rows.append(row);
  }
  return rows;
}

bool turnsRound(QChar character) {
  const char16_t code = character.unicode();
  return code == 0x200E || code == 0x200F || (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

// "*F5* find" alternates plain and bold; "***" is the key that bears an asterisk.
QVariantList hintRuns(QString group) {
  constexpr QChar kStandIn(0x2217);
  group.replace(QStringLiteral("***"), QStringLiteral("*") + kStandIn + QStringLiteral("*"));
  QVariantList runs;
  bool bold = false;
  for (QString part : group.split(QChar('*'))) {
    part.replace(kStandIn, QChar('*'));
    if (!part.isEmpty()) runs.append(QVariantMap{{"text", part}, {"bold", bold}});
    bold = !bold;
  }
  return runs;
}

// What the selected tape holds, or what to type on it.
QString tapeDetail(const CountView& count) {
  const auto tape = std::find_if(count.tapes.begin(), count.tapes.end(), [](const auto& one) { return one.selected; });
  if (tape == count.tapes.end()) return {};
  QStringList amounts;
  for (const auto& amount : tape->amounts) amounts.append(toQt(amount));
  return amounts.isEmpty() ? toQt(tape->hint) : amounts.join("   ");
}

}  // namespace

QString toQt(const std::string& text) {
  QString line = QString::fromStdString(text);
  for (QChar& character : line) {
    const bool unruly = character.category() == QChar::Other_Control || character.isSpace() || turnsRound(character);
    if (unruly && character != QChar::Nbsp) character = QChar::Space;
  }
  return line;
}

QVariantMap noticeRow(const Notice& notice) {
  return {{"level", static_cast<int>(notice.level)}, {"what", toQt(notice.what)}, {"text", toQt(notice.text)}};
}

QVariantMap headerMap(const Header& header) {
  const auto lamp = [](const Lamp& one) {
    return QVariantMap{{"level", static_cast<int>(one.level)}, {"text", toQt(one.text)}};
  };
  return {{"office", toQt(header.office)}, {"window", toQt(header.window)},
          {"till", toQt(header.till)},     {"person", toQt(header.person)},
          {"time", toQt(header.time)},     {"lamps", listOf(rowsOf(header.lamps, lamp))}};
}

QVariantMap entryMap(const EntryBox& entry) {
  return {{"label", toQt(entry.label)},
          {"text", entry.masked ? QString(static_cast<qsizetype>(entry.text.size()), QChar(0x25CF)) : toQt(entry.text)},
          {"enabled", entry.enabled}};
}

Rows noticeRows(const std::vector<Notice>& notices) { return rowsOf(notices, noticeRow); }

Rows choiceRows(const std::vector<Choice>& choices) {
  return rowsOf(choices, [](const Choice& choice) {
    return QVariantMap{{"key", toQt(choice.key)},
                       {"text", toQt(choice.text)},
                       {"detail", toQt(choice.detail)},
                       {"enabled", choice.enabled},
                       {"selected", choice.selected}};
  });
}

Rows billRows(const std::vector<BillCardView>& bills) { return rowsOf(bills, billRow); }

Rows amountRows(const std::vector<AmountRow>& amounts) {
  return rowsOf(amounts, [](const AmountRow& row) {
    return QVariantMap{{"label", toQt(row.label)}, {"amount", toQt(row.amount)}};
  });
}

Rows quickCashRows(const std::array<QuickCash, 4>& quick) {
  return rowsOf(quick, [](const QuickCash& cash) {
    return QVariantMap{{"amount", toQt(cash.amount)}, {"caption", toQt(cash.caption)}, {"enabled", cash.enabled}};
  });
}

QVariantMap changeMap(const ChangeView& change) {
  return {{"change", toQt(change.change)},
          {"paid", toQt(change.paid)},
          {"tenders", toQt(change.tenders)},
          {"receipt", toQt(change.receipt)},
          {"breakdown", toQt(change.breakdown)}};
}

QVariantMap countMap(const CountView& count) {
  return {{"title", toQt(count.title)},           {"hint", toQt(count.hint)},
          {"notesTotal", toQt(count.notesTotal)}, {"coinTotal", toQt(count.coinTotal)},
          {"counted", toQt(count.counted)},       {"sealCaption", toQt(count.sealCaption)},
          {"sealHint", toQt(count.sealHint)},     {"sealEnabled", count.sealEnabled},
          {"tapeDetail", tapeDetail(count)},      {"fieldCount", static_cast<int>(count.fields.size())}};
}

Rows noteRows(const CountView& count) { return bundledRows(count, "note", "strap"); }

Rows coinRows(const CountView& count) { return bundledRows(count, "coin", "roll"); }

Rows tapeRows(const CountView& count) {
  return rowsOf(count.tapes, [](const CountView::Tape& tape) {
    return QVariantMap{{"title", toQt(tape.title)},
                       {"summary", toQt(tape.summary)},
                       {"selected", tape.selected},
                       {"again", tape.again}};
  });
}

QVariantMap closingMap(const ClosingView& closing) {
  const auto row = [](const ClosingRow& line) {
    return QVariantMap{{"label", toQt(line.label)},
                       {"expected", toQt(line.expected)},
                       {"counted", toQt(line.counted)},
                       {"overShort", toQt(line.overShort)},
                       {"differs", line.differs}};
  };
  return {{"title", toQt(closing.title)},
          {"rows", listOf(rowsOf(closing.rows, row))},
          {"overShort", toQt(closing.overShort)},
          {"overShortLabel", toQt(closing.overShortLabel)},
          {"z", toQt(closing.z)},
          {"notesTitle", toQt(closing.notesTitle)},
          {"notes", listOf(noticeRows(closing.notes))}};
}

namespace {

QVariantMap chartMap(const ledger::report::Chart& chart) {
  QVariantList labels;
  for (const auto& label : chart.labels) labels.append(toQt(label));
  QVariantList all;
  for (const auto& series : chart.series) {
    QVariantList values;
    for (const auto value : series.values) values.append(static_cast<qlonglong>(value));
    all.append(QVariantMap{{"name", toQt(series.name)}, {"values", values}});
  }
  return {{"money", chart.type == ledger::report::Type::money}, {"labels", labels}, {"series", all}};
}

QVariantMap blockMap(const pos::report::Block& block) {
  QVariantList columns;
  QStringList head;
  for (const auto& column : block.columns) {
    columns.append(QVariantMap{{"characters", column.characters}, {"right", column.right}});
    head.append(toQt(column.title));
  }
  QVariantList rows;
  for (const auto& row : block.rows) {
    QStringList cells;
    for (const auto& cell : row.cells) cells.append(toQt(cell));
    QStringList below;
    for (const auto& line : row.below) below.append(toQt(line));
    rows.append(QVariantMap{{"cells", cells}, {"below", below}, {"strong", row.strong}});
  }
  const bool headed = std::any_of(head.begin(), head.end(), [](const QString& title) { return !title.isEmpty(); });
  QVariantMap map{
      {"title", toQt(block.title)}, {"columns", columns}, {"head", head}, {"headed", headed}, {"rows", rows}};
  if (block.chart) map["chart"] = chartMap(*block.chart);
  return map;
}

}  // namespace

QVariantMap reportMap(const ReportView& report) {
  QVariantList blocks;
  for (const auto& block : report.blocks) blocks.append(blockMap(block));
  return {{"detail", toQt(report.detail)}, {"pageOf", toQt(report.pageOf)}, {"blocks", blocks}};
}

Rows hintGroups(const std::string& hints) {
  static const QRegularExpression gap(QStringLiteral(" {2,}"));
  Rows groups;
  for (const QString& group : toQt(hints).split(gap, Qt::SkipEmptyParts)) groups.append({{"runs", hintRuns(group)}});
  return groups;
}

}  // namespace till::ui::kiosk
