// SPDX-License-Identifier: Apache-2.0
#include "pos/stub/layout.h"

#include <algorithm>

#include "pos/stub/check_digit.h"
#include "pos/stub/field_value.h"

namespace till::pos::stub {

namespace {

using Texts = std::map<std::string, std::string>;

struct Pattern {
  std::string ecmaScript;
  std::map<std::string, std::size_t> groups;
};

// std::regex has no named groups: their names are taken out and kept beside.
tl::expected<Pattern, std::string> withoutNames(const std::string& pattern) {
  Pattern out;
  std::size_t group = 0;
  bool inClass = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    out.ecmaScript += pattern[i];
    if (pattern[i] == '\\' && i + 1 < pattern.size()) {
      out.ecmaScript += pattern[++i];
    } else if (pattern[i] == '[') {
      inClass = true;
    } else if (pattern[i] == ']') {
      inClass = false;
    } else if (pattern[i] == '(' && !inClass) {
      const std::string_view rest = std::string_view(pattern).substr(i + 1);
      if (!rest.starts_with('?')) ++group;
      if (!rest.starts_with("?P<")) continue;
      const auto end = rest.find('>');
      if (end == std::string_view::npos)
        return tl::unexpected(std::string("the name of a group in match does not end"));
      out.groups[std::string(rest.substr(3, end - 3))] = ++group;
      i += end + 1;
    }
  }
  return out;
}

std::string fieldFault(const CompiledLayout& compiled, const Field& field) {
  const Layout& layout = compiled.layout;
  const std::string of = "field " + field.name + ": ";
  if (field.name.empty()) return "a field has no name";
  if (layout.mode == Layout::Mode::regex && !compiled.groups.contains(field.name)) {
    return of + "match has no group (?P<" + field.name + ">...)";
  }
  if (layout.mode == Layout::Mode::fixed && (field.position < 1 || field.length < 1 || field.position > layout.length ||
                                             field.length > layout.length - field.position + 1)) {
    return of + "position and length do not lie inside the layout's length";
  }
  if (field.type == Field::Type::date && !isDateFormat(field.dateFormat)) {
    return of + "date format is one of MMDDYY, YYMMDD, YYYYMMDD, YYYY-MM-DD";
  }
  if (field.type == Field::Type::money && (field.decimals < 0 || field.decimals > 2)) {
    return of + "decimals is 0, 1 or 2";
  }
  if (field.name == "amount_due" && field.type != Field::Type::money) return of + "is of type money";
  if (field.name == "due_date" && field.type != Field::Type::date) return of + "is of type date";
  return {};
}

std::string checkFault(const Layout& layout, const Check& check) {
  if (check.algorithm != "luhn" && check.algorithm != "weighted") return "a check's algorithm is luhn or weighted";
  if (check.algorithm == "weighted" && check.weights.empty()) return "a weighted check needs weights";
  if (std::any_of(check.weights.begin(), check.weights.end(), [](int w) { return w < 0 || w > 9; })) {
    return "a check's weights are 0 to 9";
  }
  if ((check.spanFirst == 0) != (check.spanLast == 0) || check.spanFirst < 0 || check.spanLast < check.spanFirst) {
    return "a check's span is first and last, counted from 1";
  }
  const auto named = [&check](const Field& field) { return field.name == check.field; };
  const auto field = std::find_if(layout.fields.begin(), layout.fields.end(), named);
  if (!check.field.empty() && field == layout.fields.end()) return "a check names a field that is not there";
  if (check.at < 0) return "a check digit's position is counted from 1";
  if (layout.mode == Layout::Mode::regex) return {};
  const int length = check.field.empty() ? layout.length : field->length;
  if (check.spanLast > length || check.at > length) return "a check reaches past the end of what it is over";
  return {};
}

std::string layoutFault(const CompiledLayout& compiled) {
  const Layout& layout = compiled.layout;
  if (layout.id.empty()) return "a layout has no id";
  if (layout.mode == Layout::Mode::fixed && (layout.length < 1 || layout.length > static_cast<int>(kLongestText))) {
    return "the length of a fixed layout is 1 to 512";
  }
  if (layout.mode == Layout::Mode::regex && layout.match.empty()) return "a regex layout needs match";
  const auto isAccount = [](const Field& field) { return field.name == "account"; };
  if (std::none_of(layout.fields.begin(), layout.fields.end(), isAccount)) return "there is no field account";
  for (const Field& field : layout.fields) {
    if (auto fault = fieldFault(compiled, field); !fault.empty()) return fault;
  }
  for (const Check& check : layout.checks) {
    if (auto fault = checkFault(layout, check); !fault.empty()) return fault;
  }
  return {};
}

// The same stub read twice into one text.
bool repeatsItself(std::string_view text, std::size_t pieces) {
  const std::size_t length = text.size() / pieces;
  for (std::size_t i = 1; i < pieces; ++i) {
    if (text.substr(i * length, length) != text.substr(0, length)) return false;
  }
  return true;
}

bool isRepeatedMatch(const CompiledLayout& compiled, const std::string& text) {
  for (std::size_t pieces = 2; pieces <= 4; ++pieces) {
    if (text.size() % pieces != 0 || !repeatsItself(text, pieces)) continue;
    if (std::regex_match(text.substr(0, text.size() / pieces), compiled.match)) return true;
  }
  return false;
}

tl::expected<Texts, StubErrorCode> cutFixed(const CompiledLayout& compiled, const std::string& text) {
  const Layout& layout = compiled.layout;
  const auto length = static_cast<std::size_t>(layout.length);
  if (text.size() != length) {
    const bool digits = text.find_first_not_of("0123456789") == std::string::npos;
    if (text.size() > length && text.size() % length == 0) return tl::unexpected(StubErrorCode::multipleScans);
    return tl::unexpected(digits ? StubErrorCode::badLength : StubErrorCode::noMatch);
  }
  if (!layout.match.empty() && !std::regex_match(text, compiled.match)) return tl::unexpected(StubErrorCode::noMatch);
  Texts texts;
  for (const Field& field : layout.fields) {
    texts[field.name] =
        text.substr(static_cast<std::size_t>(field.position - 1), static_cast<std::size_t>(field.length));
  }
  return texts;
}

tl::expected<Texts, StubErrorCode> cutByPattern(const CompiledLayout& compiled, const std::string& text) {
  std::smatch found;
  if (!std::regex_match(text, found, compiled.match)) {
    return tl::unexpected(isRepeatedMatch(compiled, text) ? StubErrorCode::multipleScans : StubErrorCode::noMatch);
  }
  Texts texts;
  for (const Field& field : compiled.layout.fields) {
    const auto& group = found[compiled.groups.at(field.name)];
    if (group.matched) texts[field.name] = group.str();
  }
  return texts;
}

std::string withoutLeadingZeros(const std::string& text) {
  const auto first = text.find_first_not_of('0');
  return first == std::string::npos ? std::string() : text.substr(first);
}

std::optional<StubErrorCode> takeMoney(const Field& field, const std::string& text, StubReading& reading) {
  const auto amount = readMoney(field, text);
  if (!amount) return StubErrorCode::badAmount;
  if (field.name == "amount_due") {
    reading.amountDue = *amount;
  } else {
    reading.other[field.name] = ledger::money::toPlainText(*amount);
  }
  return std::nullopt;
}

std::optional<StubErrorCode> takeDate(const Field& field, const std::string& text, Date today, StubReading& reading) {
  const auto date = readDate(field.dateFormat, text, today);
  if (!date.sound) return StubErrorCode::badDate;
  if (!date.date) return std::nullopt;
  if (field.name == "due_date") {
    reading.dueDate = *date.date;
  } else {
    reading.other[field.name] = isoText(*date.date);
  }
  return std::nullopt;
}

std::optional<StubErrorCode> takeText(const Field& field, const std::string& text, StubReading& reading) {
  const bool digits = text.find_first_not_of("0123456789") == std::string::npos;
  if (field.type == Field::Type::digits && !digits) return StubErrorCode::noMatch;
  const std::string value = field.stripZeros ? withoutLeadingZeros(text) : text;
  if (field.name == "account") {
    reading.account = value;
  } else {
    reading.other[field.name] = value;
  }
  return std::nullopt;
}

std::optional<StubErrorCode> take(const Field& field, const Texts& texts, Date today, StubReading& reading) {
  const auto found = texts.find(field.name);
  if (found == texts.end()) return field.required ? std::optional(StubErrorCode::noMatch) : std::nullopt;
  if (field.type == Field::Type::money) return takeMoney(field, found->second, reading);
  if (field.type == Field::Type::date) return takeDate(field, found->second, today, reading);
  return takeText(field, found->second, reading);
}

bool allows(const Layout& layout, std::string_view symbology) {
  if (symbology.starts_with(']')) symbology.remove_prefix(1);
  if (layout.aim.empty() || symbology.empty()) return true;
  return std::any_of(layout.aim.begin(), layout.aim.end(), [symbology](std::string_view allowed) {
    if (allowed.starts_with(']')) allowed.remove_prefix(1);
    return allowed == symbology;
  });
}

}  // namespace

tl::expected<CompiledLayout, std::string> compile(const Layout& layout) {
  const auto pattern = withoutNames(layout.match);
  if (!pattern) return tl::unexpected("layout " + layout.id + ": " + pattern.error());
  CompiledLayout compiled{layout, {}, pattern->groups};
  try {
    compiled.match = std::regex(pattern->ecmaScript, std::regex::ECMAScript | std::regex::optimize);
  } catch (const std::regex_error& error) {
    return tl::unexpected("layout " + layout.id + ": match is not a regular expression: " + error.what());
  }
  if (const auto fault = layoutFault(compiled); !fault.empty()) {
    return tl::unexpected("layout " + layout.id + ": " + fault);
  }
  return compiled;
}

std::string normalised(const Layout& layout, std::string_view text) {
  std::string out;
  for (char c : text) {
    if (layout.strip.find(c) != std::string::npos) continue;
    if (layout.upper && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    const auto mapped = layout.map.find(c);
    out += mapped == layout.map.end() ? c : mapped->second;
  }
  return out;
}

tl::expected<StubReading, StubErrorCode> readBy(const CompiledLayout& compiled, std::string_view symbology,
                                                std::string_view raw, Date today) {
  const Layout& layout = compiled.layout;
  if (!allows(layout, symbology)) return tl::unexpected(StubErrorCode::noMatch);
  const std::string text = normalised(layout, raw);
  const auto texts = layout.mode == Layout::Mode::fixed ? cutFixed(compiled, text) : cutByPattern(compiled, text);
  if (!texts) return tl::unexpected(texts.error());
  for (const Check& check : layout.checks) {
    const auto field = texts->find(check.field);
    if (!holds(check, text, field == texts->end() ? std::string_view() : field->second)) {
      return tl::unexpected(StubErrorCode::checkDigit);
    }
  }
  StubReading reading;
  reading.layout = layout.id;
  for (const Field& field : layout.fields) {
    if (const auto error = take(field, *texts, today, reading)) return tl::unexpected(*error);
  }
  if (reading.account.empty()) return tl::unexpected(StubErrorCode::noAccount);
  return reading;
}

}  // namespace till::pos::stub
