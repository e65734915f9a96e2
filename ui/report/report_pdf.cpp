// SPDX-License-Identifier: Apache-2.0
#include "ui/report/report_pdf.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>
#include <numeric>

#include "ui/report/chart.h"

namespace till::ui::report {
namespace {

using namespace ledger::report;

constexpr int kResolution = 720;
constexpr qreal kPoint = kResolution / 72.0;  // all lengths below are points of paper
constexpr qreal kMargin = 42, kFooter = 24, kGap = 10, kChart = 190;
constexpr qreal kTextSize = 9, kTitleSize = 18, kHeadingSize = 11, kSmallSize = 7.5;
constexpr qreal kNarrowest = 44;  // of a column of text that gives way
const QColor kInk(0x16, 0x20, 0x1d), kSoftInk(0x56, 0x63, 0x5e), kLine(0xd9, 0xdd, 0xd7), kBand(0xf4, 0xf5, 0xf2);

QFont font(qreal size, bool bold = false) {
  QFont font(QStringLiteral("Inter"));
  font.setPixelSize(static_cast<int>(size * kPoint));
  font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
  // Shaped, Inter sets another hyphen between figures, which has no letter behind it: -0.50 would be copied as 0.50.
  font.setStyleStrategy(QFont::PreferNoShaping);
  return font;
}

QString drawn(const Cell& cell, const Look& look) { return QString::fromStdString(toText(cell, look)); }

qreal wide(const QString& text, bool bold) {
  return QFontMetricsF(font(kTextSize, bold)).horizontalAdvance(text) / kPoint;
}

bool givesWay(Type type) { return type == Type::text || type == Type::person; }

// Natural widths of a table's columns.
std::vector<qreal> naturalWidths(const Table& table, const Look& look) {
  std::vector<qreal> widths;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    qreal most = wide(QString::fromStdString(table.columns[i].title), true);
    for (const auto& row : table.rows) most = std::max(most, wide(drawn(row[i], look), false));
    if (!table.totals.empty()) most = std::max(most, wide(drawn(table.totals[i], look), true));
    widths.push_back(most + kGap);
  }
  return widths;
}

qreal sumOf(const std::vector<qreal>& widths) { return std::accumulate(widths.begin(), widths.end(), 0.0); }

// What does not fit is taken from the widest columns of text; their cells are wrapped.
void fit(std::vector<qreal>& widths, const Table& table, qreal room) {
  for (int round = 0; round < 1000 && sumOf(widths) > room; ++round) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const bool may = givesWay(table.columns[i].type) && widths[i] > kNarrowest;
      if (may && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
    }
    if (widest == widths.size()) break;
    widths[widest] = std::max(kNarrowest, widths[widest] - std::max<qreal>(2, (sumOf(widths) - room) / 4));
  }
  const qreal over = sumOf(widths);
  if (over > room) std::ranges::for_each(widths, [&](qreal& width) { width *= room / over; });
}

class Paper {
 public:
  Paper(const Report& report, const Look& look) : report_(report), look_(look) {
    buffer_.open(QIODevice::WriteOnly);
    qreal most = 0;
    for (const Table& table : report.tables) most = std::max(most, sumOf(naturalWidths(table, look)));
    const bool turned = most > 612 - 2 * kMargin;
    size_ = turned ? QSizeF(792, 612) : QSizeF(612, 792);
    pages_ = drawAll(nullptr);  // how many pages there are is known when they have been drawn once
    QPdfWriter writer(&buffer_);
    writer.setTitle(QString::fromStdString(report.title));
    writer.setCreator(QStringLiteral("CityTill"));
    writer.setPageSize(QPageSize(QPageSize::Letter));
    writer.setPageOrientation(turned ? QPageLayout::Landscape : QPageLayout::Portrait);
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setResolution(kResolution);
    drawAll(&writer);
  }
  [[nodiscard]] QByteArray bytes() const { return buffer_.data(); }

 private:
  int drawAll(QPdfWriter* writer) {
    QImage scratch(8, 8, QImage::Format_ARGB32);
    scratch.setDotsPerMeterX(static_cast<int>(kResolution / 0.0254));
    scratch.setDotsPerMeterY(static_cast<int>(kResolution / 0.0254));
    QPainter painter(writer != nullptr ? static_cast<QPaintDevice*>(writer) : &scratch);
    painter_ = &painter;
    writer_ = writer;
    page_ = 1;
    y_ = kMargin;
    header();
    facts();
    for (const Chart& chart : report_.charts) drawChart(chart);
    for (const Table& table : report_.tables) drawTable(table);
    foot();
    footer();
    painter.end();
    return page_;
  }

  [[nodiscard]] qreal room() const { return size_.width() - 2 * kMargin; }
  [[nodiscard]] qreal bottom() const { return size_.height() - kMargin - kFooter; }

  void turn() {
    footer();
    if (writer_ != nullptr) writer_->newPage();
    ++page_;
    y_ = kMargin;
  }
  void need(qreal height) {
    if (y_ + height > bottom()) turn();
  }

  void put(const QRectF& at, int flags, const QString& text, const QFont& with, const QColor& colour) {
    painter_->setFont(with);
    painter_->setPen(colour);
    painter_->drawText(QRectF(at.topLeft() * kPoint, at.size() * kPoint), flags, text);
  }
  qreal heightOf(const QString& text, const QFont& with, qreal width) const {
    const QRectF bounds = QFontMetricsF(with).boundingRect(
        QRectF(0, 0, width * kPoint, 1e7), Qt::AlignLeft | Qt::TextWrapAnywhere | Qt::TextWordWrap, text);
    return bounds.height() / kPoint;
  }
  // A paragraph across the page.
  void paragraph(const QString& text, const QFont& with, const QColor& colour) {
    const qreal height = heightOf(text, with, room());
    need(height);
    put({kMargin, y_, room(), height + 2}, Qt::AlignLeft | Qt::TextWordWrap | Qt::TextWrapAnywhere, text, with, colour);
    y_ += height + 2;
  }

  void header() {
    if (!report_.office.empty())
      paragraph(QString::fromStdString(toText(Cell(report_.office), look_)), font(kTextSize), kSoftInk);
    paragraph(QString::fromStdString(report_.title), font(kTitleSize, true), kInk);
    const QString period = QString::fromStdString(periodText(report_.days));
    if (!period.isEmpty()) paragraph(period, font(kHeadingSize), kSoftInk);
    y_ += kGap;
  }

  void facts() {
    qreal left = 0;
    for (const Fact& fact : report_.facts) left = std::max(left, wide(QString::fromStdString(fact.title), false));
    left += 2 * kGap;
    for (const Fact& fact : report_.facts) {
      const QString value = drawn(fact.value, look_);
      const qreal height = std::max<qreal>(13, heightOf(value, font(kTextSize, true), room() - left) + 2);
      need(height);
      put({kMargin, y_, left, height}, Qt::AlignLeft, QString::fromStdString(fact.title), font(kTextSize), kSoftInk);
      put({kMargin + left, y_, room() - left, height}, Qt::AlignLeft | Qt::TextWordWrap | Qt::TextWrapAnywhere, value,
          font(kTextSize, true), kInk);
      y_ += height;
    }
    if (!report_.facts.empty()) y_ += kGap;
  }

  void drawChart(const Chart& chart) {
    need(kChart + 24);
    paragraph(QString::fromStdString(chart.title), font(kHeadingSize, true), kInk);
    const QRectF into(QPointF(kMargin, y_ + 4) * kPoint, QSizeF(room(), kChart) * kPoint);
    paintChart(*painter_, into, chart, {font(kSmallSize), kInk, kSoftInk, kLine, paperColours()});
    y_ += kChart + 2 * kGap;
  }

  void line(qreal y, const QColor& colour, qreal width) {
    painter_->setPen(QPen(colour, width * kPoint));
    painter_->drawLine(QPointF(kMargin, y) * kPoint, QPointF(kMargin + room(), y) * kPoint);
  }

  using TextRow = std::vector<QString>;
  qreal rowHeight(const TextRow& row, const std::vector<qreal>& widths, bool bold) const {
    qreal most = 12;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!row[i].isEmpty()) most = std::max(most, heightOf(row[i], font(kTextSize, bold), widths[i] - kGap));
    }
    return most + 4;
  }
  void drawRow(const Table& table, const TextRow& row, const std::vector<qreal>& widths, bool bold, qreal height) {
    qreal x = kMargin;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool right = toTheRight(table.columns[i].type);
      const int flags = (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextWordWrap | Qt::TextWrapAnywhere;
      put({x + (right ? 0 : kGap / 2), y_ + 2, widths[i] - kGap / 2, height}, flags, row[i], font(kTextSize, bold),
          kInk);
      x += widths[i];
    }
    y_ += height;
  }

  TextRow texts(const std::vector<Cell>& cells) const {
    TextRow row;
    for (const Cell& cell : cells) row.push_back(drawn(cell, look_));
    return row;
  }

  void tableHead(const Table& table, const std::vector<qreal>& widths) {
    TextRow head;
    for (const Column& column : table.columns) head.push_back(QString::fromStdString(column.title));
    const qreal height = rowHeight(head, widths, true);
    painter_->fillRect(QRectF(QPointF(kMargin, y_) * kPoint, QSizeF(room(), height) * kPoint), kBand);
    drawRow(table, head, widths, true, height);
    line(y_, kSoftInk, 0.7);
  }

  void drawTable(const Table& table) {
    auto widths = naturalWidths(table, look_);
    fit(widths, table, room());
    if (widths.empty()) return;
    // What is left of the page's width is given to the columns alike, so that all tables end at the same margin.
    const qreal spare = std::min<qreal>((room() - sumOf(widths)) / static_cast<qreal>(widths.size()), 40);
    for (qreal& width : widths) width += std::max<qreal>(spare, 0);
    need(60);
    if (!table.title.empty()) paragraph(QString::fromStdString(table.title), font(kHeadingSize, true), kInk);
    tableHead(table, widths);
    for (const auto& cells : table.rows) {
      const TextRow row = texts(cells);
      const qreal height = rowHeight(row, widths, false);
      if (y_ + height > bottom()) {
        turn();
        tableHead(table, widths);
      }
      drawRow(table, row, widths, false, height);
      line(y_, kLine, 0.4);
    }
    if (table.rows.empty()) paragraph(QStringLiteral(" none"), font(kTextSize), kSoftInk);
    if (!table.totals.empty()) {
      const TextRow row = texts(table.totals);
      const qreal height = rowHeight(row, widths, true);
      need(height);
      line(y_, kSoftInk, 0.7);
      drawRow(table, row, widths, true, height);
    }
    y_ += 2 * kGap;
  }

  void foot() {
    for (const auto& note : report_.notes) {
      paragraph(QString::fromStdString(toText(Cell(note), look_)), font(kTextSize), kInk);
    }
    y_ += kGap / 2;
    for (const auto& text : proofLines(report_.proof)) {
      paragraph(QString::fromStdString(text), font(kSmallSize), kSoftInk);
    }
  }

  void footer() {
    const qreal y = size_.height() - kMargin - 10;
    const QRectF at(kMargin, y, room(), 14);
    line(y - 4, kLine, 0.4);
    put(at, Qt::AlignLeft, QString::fromStdString(report_.title), font(kSmallSize), kSoftInk);
    put(at, Qt::AlignRight, QStringLiteral("Page %1 of %2").arg(page_).arg(pages_), font(kSmallSize), kSoftInk);
  }

  const Report& report_;
  const Look& look_;
  QBuffer buffer_;
  QSizeF size_;
  QPainter* painter_ = nullptr;
  QPdfWriter* writer_ = nullptr;
  int page_ = 1, pages_ = 1;
  qreal y_ = 0;
};

}  // namespace

QByteArray toPdf(const Report& report, const Look& look) { return Paper(report, look).bytes(); }

}  // namespace till::ui::report
