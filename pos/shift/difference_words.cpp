// SPDX-License-Identifier: Apache-2.0
// What the difference helper found, as a clerk reads it: "what|evidence" in the words of the office.
#include <array>

#include "pos/shift/difference.h"

namespace till::pos::shift {

namespace {

using ledger::journal::TenderKind;
using words::Words;

Explained split(const std::string& text) {
  const auto bar = text.find('|');
  if (bar == std::string::npos) return {.what = text, .evidence = ""};
  return {.what = text.substr(0, bar), .evidence = text.substr(bar + 1)};
}

std::string kindWord(const Words& words, TenderKind kind) {
  constexpr std::array<std::string_view, 4> kKeys{"difference.kind.cash", "difference.kind.check",
                                                  "difference.kind.money_order", "difference.kind.card"};
  return words.text(kKeys.at(static_cast<std::size_t>(kind)));
}

std::string paperWord(const Words& words, TenderKind kind, const std::string& number) {
  constexpr std::array<std::string_view, 4> kKeys{"tender.cash", "tender.check", "tender.money_order",
                                                  "difference.card_slip"};
  return words.text(kKeys.at(static_cast<std::size_t>(kind)), {number});
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

std::string lineWord(const Words& words, const CountUnit& line) {
  return words.text("difference.line." + line.form, {toText(Money::fromMinor(line.valueMinor))});
}

std::string paperName(const Words& words, TenderKind kind, const TakenPaper& paper) {
  return words.text("difference.paper_of", {paperWord(words, kind, paper.number), paper.receipt});
}

Explained ofPaper(const PaperFinding& found, const Words& words) {
  const std::string amount = toText(found.amount);
  const std::string pieces = std::to_string(found.pieces);
  std::vector<std::string> names;
  if (!found.missing) {
    for (const auto place : found.places) names.push_back(std::to_string(place));
    return split(words.text("difference.foreign", {amount, kindWord(words, found.kind), joined(names), pieces}));
  }
  for (const auto& paper : found.taken) names.push_back(paperName(words, found.kind, paper));
  const bool sure = found.taken.size() == found.pieces;
  return split(words.text(sure ? "difference.missing" : "difference.missing_one_of", {amount, joined(names), pieces}));
}

Explained ofHint(const Hint& hint, const Words& words) {
  constexpr std::array<std::string_view, 12> kKeys{
      "difference.swapped",          "difference.doubled",          "difference.missed_void",
      "difference.void_not_paid",    "difference.wrong_line",       "difference.equals_receipt",
      "difference.equals_movement",  "difference.wrong_sign",       "difference.transposed_tape",
      "difference.transposed_count", "difference.transposed_entry", "difference.bundle"};
  return split(words.text(
      kKeys.at(static_cast<std::size_t>(hint.clue)),
      {toText(hint.amount), joined(hint.names), toText(hint.rather), hint.digits,
       hint.line ? lineWord(words, *hint.line) : "", std::to_string(hint.pieces), std::to_string(hint.piecesRather),
       std::to_string(hint.place), kindWord(words, hint.kind), kindWord(words, hint.other)}));
}

}  // namespace

std::vector<Explained> inWords(const Explanation& explanation, const Words& words) {
  std::vector<Explained> all;
  for (const auto& found : explanation.papers) all.push_back(ofPaper(found, words));
  if (const auto& found = explanation.batches)
    all.push_back(
        split(words.text("difference.batches", {toText(found->batches), toText(found->slips), toText(found->taken)})));
  for (const auto& hint : explanation.hints) all.push_back(ofHint(hint, words));
  return all;
}

}  // namespace till::pos::shift
