// SPDX-License-Identifier: Apache-2.0
#include "ledger/report/witness.h"

#include <algorithm>
#include <istream>
#include <map>
#include <optional>

#include "ledger/journal/hash.h"

namespace till::ledger::report {
namespace {

constexpr std::size_t kHeadDigits = 64;
constexpr std::size_t kReceiptDigits = 16;

struct Said {
  std::optional<journal::ReceiptNumber> receipt;  // nullopt: a head
  std::string digits;
};

bool isHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::vector<std::string> words(const std::string& line) {
  std::vector<std::string> found(1);
  for (const char c : line.substr(0, line.find('#'))) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '|') {
      if (!found.back().empty()) found.emplace_back();
    } else {
      found.back() += c;
    }
  }
  if (found.back().empty()) found.pop_back();
  return found;
}

std::string joined(const std::vector<std::string>& words, std::size_t from) {
  std::string text;
  for (std::size_t i = from; i < words.size(); ++i) text += words[i];
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::optional<Said> read(std::vector<std::string> line) {
  if (line.front() == "R1" || line.front() == "head") line.erase(line.begin());
  if (line.empty()) return std::nullopt;
  if (const auto receipt = journal::receiptNumberFromText(line.front())) {
    Said said{receipt, joined(line, 1)};
    return said.digits.size() == kReceiptDigits && isHex(said.digits) ? std::optional(said) : std::nullopt;
  }
  Said said{std::nullopt, joined(line, 0)};
  return said.digits.size() == kHeadDigits && isHex(said.digits) ? std::optional(said) : std::nullopt;
}

// What the ledger has, for one pass over the paper.
class Known {
 public:
  explicit Known(const store::Reader& reader) {
    reader.eachReceipt(
        [this](const journal::ReceiptNumber& number, const journal::Hash& hash) { receipts_[number] = hash; });
    reader.eachHash([this](std::int64_t seq, const journal::Hash& hash) { heads_[hash] = seq; });
  }

  [[nodiscard]] WitnessLine judge(int line, const Said& said) const {
    return said.receipt ? receipt(line, said) : head(line, said);
  }

 private:
  [[nodiscard]] WitnessLine receipt(int line, const Said& said) const {
    const std::string number = toText(*said.receipt);
    const auto found = receipts_.find(*said.receipt);
    if (found == receipts_.end()) {
      const std::string last = receipts_.empty() ? "none" : toText(receipts_.rbegin()->first);
      return {line, number, false, "the ledger has no such receipt; its last is " + last};
    }
    const bool same = journal::toHex(found->second).starts_with(said.digits);
    return {line, number, same, same ? "found" : "the ledger's receipt of that number has another hash"};
  }
  [[nodiscard]] WitnessLine head(int line, const Said& said) const {
    const auto found = std::find_if(heads_.begin(), heads_.end(),
                                    [&](const auto& one) { return journal::toHex(one.first) == said.digits; });
    const std::string name = "head " + said.digits.substr(0, kReceiptDigits) + "...";
    if (found == heads_.end()) return {line, name, false, "no event of the ledger has this hash"};
    return {line, name, true, "found: event " + std::to_string(found->second)};
  }

  std::map<journal::ReceiptNumber, journal::Hash> receipts_;
  std::map<journal::Hash, std::int64_t> heads_;
};

}  // namespace

tl::expected<std::vector<WitnessLine>, std::string> compare(const store::Reader& reader, std::istream& witness) {
  const Known known(reader);
  std::vector<WitnessLine> lines;
  std::string text;
  for (int number = 1; std::getline(witness, text); ++number) {
    const auto line = words(text);
    if (line.empty()) continue;
    const auto said = read(line);
    if (!said) {
      return tl::unexpected("line " + std::to_string(number) +
                            ": a receipt's number with the 16 hex digits beside it, or a head of 64, is wanted");
    }
    lines.push_back(known.judge(number, *said));
  }
  if (lines.empty()) return tl::unexpected<std::string>("it has no witness in it");
  return lines;
}

}  // namespace till::ledger::report
