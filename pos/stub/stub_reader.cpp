// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "pos/stub/layout.h"
#include "pos/stub/stub.h"

namespace till::pos::stub {

namespace {

struct NamedError {
  StubErrorCode code;
  std::string_view name;
};

// In the order in which a refusal tells the clerk most: where no layout accepts, the first of these that one of them
// gave is the answer.
constexpr auto kErrors = std::to_array<NamedError>({{StubErrorCode::checkDigit, "check_digit"},
                                                    {StubErrorCode::badDate, "bad_date"},
                                                    {StubErrorCode::badAmount, "bad_amount"},
                                                    {StubErrorCode::noAccount, "no_account"},
                                                    {StubErrorCode::multipleScans, "multiple_scans"},
                                                    {StubErrorCode::badLength, "bad_length"},
                                                    {StubErrorCode::noMatch, "no_match"},
                                                    {StubErrorCode::looksLikeCard, "looks_like_card"},
                                                    {StubErrorCode::ambiguous, "ambiguous"},
                                                    {StubErrorCode::notText, "not_text"}});

std::size_t rank(StubErrorCode code) {
  const auto found =
      std::find_if(kErrors.begin(), kErrors.end(), [code](const NamedError& e) { return e.code == code; });
  return static_cast<std::size_t>(found - kErrors.begin());
}

bool isText(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool sameResult(const StubReading& a, const StubReading& b) {
  return a.account == b.account && a.amountDue == b.amountDue && a.dueDate == b.dueDate;
}

tl::unexpected<StubError> refused(StubErrorCode code, std::string layout = {}) {
  return tl::unexpected(StubError{code, std::move(layout)});
}

}  // namespace

std::string_view name(StubErrorCode code) { return kErrors[rank(code)].name; }

tl::expected<void, std::string> checkLayout(const Layout& layout) {
  const auto compiled = compile(layout);
  if (!compiled) return tl::unexpected(compiled.error());
  return {};
}

struct StubReader::Compiled {
  std::vector<CompiledLayout> layouts;
};

// A layout that checkLayout refuses never gets here: the configuration does not load with one.
StubReader::StubReader(std::vector<Layout> layouts) : compiled_(std::make_unique<Compiled>()) {
  for (const Layout& layout : layouts) {
    if (auto compiled = compile(layout)) compiled_->layouts.push_back(std::move(*compiled));
  }
}
StubReader::~StubReader() = default;
StubReader::StubReader(StubReader&&) noexcept = default;
StubReader& StubReader::operator=(StubReader&&) noexcept = default;

tl::expected<StubReading, StubError> StubReader::read(std::string_view symbology, std::string_view text,
                                                      Date today) const {
  if (text.size() > kLongestText) return refused(StubErrorCode::badLength);
  if (!isText(text)) return refused(StubErrorCode::notText);
  std::optional<StubReading> accepted;
  StubError best{StubErrorCode::noMatch, {}};
  for (const CompiledLayout& layout : compiled_->layouts) {
    auto reading = readBy(layout, symbology, text, today);
    if (!reading) {
      if (rank(reading.error()) < rank(best.code)) best = {reading.error(), layout.layout.id};
      continue;
    }
    if (accepted && !sameResult(*accepted, *reading)) return refused(StubErrorCode::ambiguous, layout.layout.id);
    if (!accepted) accepted = std::move(*reading);
  }
  if (accepted) return *accepted;
  if (looksLikeCard(text)) return refused(StubErrorCode::looksLikeCard);
  return tl::unexpected(best);
}

tl::expected<StubReading, StubError> StubReader::keyed(std::string_view account) {
  constexpr std::size_t kShortest = 4;
  constexpr std::size_t kLongest = 20;
  const auto isAlnum = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  if (looksLikeCard(account)) return refused(StubErrorCode::looksLikeCard);
  if (!std::all_of(account.begin(), account.end(), isAlnum)) return refused(StubErrorCode::noMatch);
  if (account.size() < kShortest || account.size() > kLongest) return refused(StubErrorCode::badLength);
  StubReading reading;
  reading.account = std::string(account);
  reading.keyed = true;
  return reading;
}

}  // namespace till::pos::stub
