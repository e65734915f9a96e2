// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "ledger/report/gl_export.h"

namespace till::ledger::report {
namespace {

struct Totals {
  Money debit, credit;
  std::size_t lines = 0;
};

Totals totalsOf(const GlBatch& batch) {
  Totals totals{{}, {}, batch.lines.size()};
  for (const auto& line : batch.lines) (line.amount.isNegative() ? totals.credit : totals.debit) += line.amount;
  totals.credit = -totals.credit;
  return totals;
}

std::vector<std::string> split(const std::string& account, const std::string& separator) {
  std::vector<std::string> segments;
  std::size_t from = 0;
  for (auto at = account.find(separator); !separator.empty() && at != std::string::npos;
       at = account.find(separator, from)) {
    segments.push_back(account.substr(from, at - from));
    from = at + separator.size();
  }
  segments.push_back(account.substr(from));
  return segments;
}

std::string maskFault(const std::vector<std::string>& segments, const GlTemplate& shape) {
  if (shape.segments > 0 && segments.size() > static_cast<std::size_t>(shape.segments)) {
    return "has more than " + std::to_string(shape.segments) + " segments";
  }
  for (std::size_t i = 0; i < std::min(segments.size(), shape.mask.size()); ++i) {
    if (segments[i].size() != static_cast<std::size_t>(shape.mask[i])) {
      return "has a segment " + std::to_string(i + 1) + " that is not " + std::to_string(shape.mask[i]) + " long";
    }
  }
  return {};
}

std::string dateText(std::string format, const std::string& day) {
  const std::array<std::pair<std::string, std::string>, 4> parts{
      {{"YYYY", day.substr(0, 4)}, {"YY", day.substr(2, 2)}, {"MM", day.substr(5, 2)}, {"DD", day.substr(8, 2)}}};
  for (const auto& [name, figures] : parts) {
    if (const auto at = format.find(name); at != std::string::npos) format.replace(at, name.size(), figures);
  }
  return format;
}

// One record: its line, or none in headers and trailers.
struct Record {
  const GlBatch& batch;
  const Totals& totals;
  const GlLine* line = nullptr;
  std::size_t number = 0;
  std::vector<std::string> segments;
};

std::string amountText(Money amount, const GlColumn& column) {
  std::string text = money::toPlainText(column.negated ? -amount : amount);
  if (!column.point) std::erase(text, '.');
  // Without a point 0.05 is 5; what stands in front is the padding's business.
  const bool minus = text.starts_with('-');
  if (!column.point)
    text.erase(minus ? 1 : 0, std::min(text.find_first_not_of('0', minus ? 1 : 0), text.size() - 1) - (minus ? 1 : 0));
  return text;
}

std::string oneSide(Money amount, bool there, const GlColumn& column) {
  if (!there) return column.zero ? amountText(Money(), column) : std::string();
  return amountText(amount, column);
}

std::string valueOf(const GlColumn& column, const Record& record) {
  const GlLine none;
  const GlLine& line = record.line != nullptr ? *record.line : none;
  const std::string& day = record.batch.date;
  switch (column.field) {
    case GlField::constant:
      return column.text;
    case GlField::account:
      return line.account;
    case GlField::segment: {
      const auto at = static_cast<std::size_t>(column.segment - 1);
      return at < record.segments.size() ? record.segments[at] : std::string();
    }
    case GlField::accountName:
      return line.name;
    case GlField::description:
      return line.description;
    case GlField::date:
      return dateText(column.dateFormat, day);
    case GlField::debit:
      return oneSide(line.amount, line.amount.isPositive(), column);
    case GlField::credit:
      return oneSide(-line.amount, line.amount.isNegative(), column);
    case GlField::amount:
      return amountText(line.amount, column);
    case GlField::side:
      return line.amount.isNegative() ? "C" : "D";
    case GlField::batch:
      return record.batch.id;
    case GlField::line:
      return std::to_string(record.number);
    case GlField::month:
      return day.substr(5, 2);
    case GlField::year:
      return day.substr(0, 4);
    case GlField::lines:
      return std::to_string(record.totals.lines);
    case GlField::totalDebit:
      return amountText(record.totals.debit, column);
    case GlField::totalCredit:
      return amountText(record.totals.credit, column);
    case GlField::difference:
      return amountText(record.totals.debit - record.totals.credit, column);
  }
  return {};
}

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool isFigure(GlField field) {
  return field == GlField::debit || field == GlField::credit || field == GlField::amount ||
         field == GlField::totalDebit || field == GlField::totalCredit || field == GlField::difference;
}

// Empty: it may stand in this file.
std::string textFault(const std::string& value, const GlColumn& column, const GlTemplate& shape) {
  if (std::any_of(value.begin(), value.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; })) {
    return "has a control character";
  }
  if (!isFigure(column.field) && !value.empty() &&
      std::string_view("=+-@").find(value.front()) != std::string_view::npos) {
    return "would be taken for a formula";
  }
  if (shape.delimiter.empty() || shape.quoted) return {};
  const bool clash = value.find(shape.delimiter) != std::string::npos || value.find('"') != std::string::npos;
  return clash ? "holds what separates the columns" : std::string();
}

tl::expected<std::string, std::string> cell(const GlColumn& column, const Record& record, const GlTemplate& shape) {
  std::string value = valueOf(column, record);
  const auto refused = [&](const std::string& why) {
    return tl::unexpected("line " + std::to_string(record.number) + ": \"" + value + "\" " + why);
  };
  if (const std::string fault = textFault(value, column, shape); !fault.empty()) return refused(fault);
  const auto width = static_cast<std::size_t>(column.width);
  if (width > 0 && characters(value) > width) {
    return refused("is longer than its column, which has " + std::to_string(width));
  }
  if (shape.delimiter.empty()) {
    const std::string room(width - characters(value), column.pad);
    const bool signedZeros = column.right && column.pad == '0' && value.starts_with('-');
    if (signedZeros) return "-" + room + value.substr(1);
    return column.right ? room + value : value + room;
  }
  const bool needsQuotes = value.find(shape.delimiter) != std::string::npos || value.find('"') != std::string::npos;
  if (!needsQuotes) return value;
  for (std::size_t at = value.find('"'); at != std::string::npos; at = value.find('"', at + 2))
    value.insert(at, 1, '"');
  return '"' + value + '"';
}

tl::expected<std::string, std::string> record(const std::vector<GlColumn>& columns, const Record& values,
                                              const GlTemplate& shape) {
  std::string text;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto one = cell(columns[i], values, shape);
    if (!one) return tl::unexpected(shape.name + ", column " + std::to_string(i + 1) + ", " + one.error());
    if (i > 0) text += shape.delimiter;
    text += *one;
  }
  return text + shape.lineEnd;
}

}  // namespace

tl::expected<std::string, std::string> render(const GlBatch& batch, const GlTemplate& shape) {
  const Totals totals = totalsOf(batch);
  std::string text;
  const auto add = [&](const std::vector<GlColumn>& columns, const Record& values) -> std::string {
    const auto one = record(columns, values, shape);
    if (!one) return one.error();
    text += *one;
    return {};
  };
  std::string fault;
  for (const auto& columns : shape.header) {
    if (fault.empty()) fault = add(columns, {batch, totals, nullptr, 0, {}});
  }
  for (std::size_t i = 0; i < batch.lines.size() && fault.empty(); ++i) {
    auto segments = split(batch.lines[i].account, shape.separator);
    if (const std::string wrong = maskFault(segments, shape); !wrong.empty()) {
      return tl::unexpected("account \"" + batch.lines[i].account + "\" " + wrong);
    }
    fault = add(shape.columns, {batch, totals, &batch.lines[i], i + 1, std::move(segments)});
  }
  for (const auto& columns : shape.trailer) {
    if (fault.empty()) fault = add(columns, {batch, totals, nullptr, batch.lines.size() + 1, {}});
  }
  if (!fault.empty()) return tl::unexpected(fault);
  return text;
}

}  // namespace till::ledger::report
