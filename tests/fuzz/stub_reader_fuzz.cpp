// SPDX-License-Identifier: Apache-2.0
// Any scan against layouts of each kind: a reading has an account, a date that is one, and no card; or an error.
#include "pos/stub/stub.h"
#include "tests/fuzz/input.h"

namespace till::fuzz {
namespace {

using namespace pos::stub;
using namespace std::chrono_literals;

Field field(const char* name, Field::Type type, int position = 0, int length = 0, const char* dateFormat = "") {
  Field made;
  made.name = name;
  made.type = type;
  made.position = position;
  made.length = length;
  made.dateFormat = dateFormat;
  made.explicitPoint = position == 0;
  return made;
}

Layout fixed() {
  Layout layout;
  layout.id = "FIXED";
  layout.length = 26;
  layout.strip = " -";
  layout.upper = true;
  layout.map = {{'O', '0'}, {'I', '1'}};
  layout.fields = {field("account", Field::Type::digits, 1, 9), field("cycle", Field::Type::text, 10, 2),
                   field("amount_due", Field::Type::money, 12, 8),
                   field("due_date", Field::Type::date, 20, 6, "MMDDYY")};
  layout.fields[0].stripZeros = true;
  Check check;
  check.algorithm = "weighted";
  check.weights = {7, 5, 3, 2};
  check.fromLeft = true;
  check.spanFirst = 1;
  check.spanLast = 25;
  check.at = 26;
  layout.checks = {check};
  return layout;
}

Layout pattern(const char* id, const char* match, std::vector<Field> fields) {
  Layout layout;
  layout.id = id;
  layout.mode = Layout::Mode::regex;
  layout.match = match;
  layout.fields = std::move(fields);
  return layout;
}

StubReader readerOfAll() {
  std::vector<Layout> layouts{
      fixed(),
      pattern(
          "URL",
          R"(https://pay\.example\.gov/u\?acct=(?P<account>\d+)&amt=(?P<amount_due>\d+\.\d\d)&due=(?P<due_date>\d{4}-\d\d-\d\d))",
          {field("account", Field::Type::text), field("amount_due", Field::Type::money),
           field("due_date", Field::Type::date, 0, 0, "YYYY-MM-DD")}),
      pattern("KID", R"((?P<account>\d{4,25}))", {field("account", Field::Type::text)}),
      pattern("CREDIT", R"((?P<account>[A-Z]\d{3,9})\|(?P<amount_due>-?[0-9.]+(CR)?))",
              {field("account", Field::Type::text), field("amount_due", Field::Type::money)})};
  layouts[2].checks.resize(1);
  layouts[2].checks[0].algorithm = "luhn";
  layouts[2].checks[0].field = "account";
  layouts[3].aim = {"C0", "L0"};
  for (const Layout& layout : layouts) require(checkLayout(layout).has_value(), "the layouts are sound");
  return StubReader(std::move(layouts));
}

}  // namespace
}  // namespace till::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace till::fuzz;
  static const StubReader kReader = readerOfAll();
  Input input(data, size);
  const std::string symbology(input.text().substr(0, 2));
  const std::string_view text = input.rest();
  (void)looksLikeCard(text);
  const auto reading = kReader.read(symbology, text, 2026y / 11 / 23);
  if (reading) {
    require(!reading->account.empty(), "a reading has an account");
    require(!reading->dueDate || reading->dueDate->ok(), "a date is one");
    require(!reading->keyed, "what was scanned was not keyed");
  } else {
    require(!name(reading.error().code).empty(), "each error has a name");
  }
  if (const auto keyed = StubReader::keyed(text)) {
    require(keyed->account.size() >= 4 && keyed->account.size() <= 20, "an account has four to twenty characters");
    require(!looksLikeCard(text), "a card is no account");
  }
  return 0;
}
