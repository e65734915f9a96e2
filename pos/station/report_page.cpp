// SPDX-License-Identifier: Apache-2.0
// Reports at the counter: chosen by digits, read on a thread of their own, paged, printed. Nothing here knows an amount
// of an open session, because no report does.
#include <algorithm>
#include <array>
#include <charconv>

#include "pos/station/acts.h"
#include "pos/station/documents.h"
#include "pos/station/menu.h"
#include "pos/station/view_parts.h"

namespace till::pos::station {

namespace {

constexpr std::size_t kNumberDigits = 9;
constexpr std::size_t kLongPaper = 150;  // lines: more than an arm of paper is asked about

struct Group {
  std::string_view words;
  std::vector<std::string_view> names;
};
const std::array<Group, 4>& groups() {
  static const std::array<Group, 4> kGroups{
      {{"reports.group.shift", {"x", "z", "tape", "stubs", "hours", "receipts"}},
       {"reports.group.money", {"house", "over-short", "difference", "deposit", "custody", "bank"}},
       {"reports.group.books", {"postings", "services", "balances"}},
       {"reports.group.oversight", {"corrections", "pending", "drawer", "person", "losses"}}}};
  return kGroups;
}

constexpr std::array<std::string_view, 6> kSpans{"reports.days.today",      "reports.days.yesterday",
                                                 "reports.days.this_week",  "reports.days.this_month",
                                                 "reports.days.last_month", "reports.days.all"};

bool may(const State& state, const World& world, std::string_view name) {
  const auto* kind = report::kindNamed(name);
  const auto* person = personById(world, state.person.value_or(""));
  if (kind == nullptr || person == nullptr) return false;
  return kind->least == people::Role::clerk || person->role == people::Role::supervisor;
}

MenuItem itemOf(const World& world, const std::string& key, bool enabled) {
  const Notice words = notice(world, Level::info, key);
  return {.text = words.what, .detail = words.text, .enabled = enabled};
}

std::vector<MenuItem> groupItems(const State& state, const World& world) {
  std::vector<MenuItem> items;
  for (const auto& group : groups()) {
    const bool any = std::ranges::any_of(group.names, [&](auto name) { return may(state, world, name); });
    items.push_back(itemOf(world, std::string(group.words), any));
  }
  return items;
}

std::vector<MenuItem> kindItems(const State& state, const World& world) {
  std::vector<MenuItem> items;
  for (const auto name : groups().at(state.reports.group).names) {
    items.push_back(itemOf(world, "reports." + std::string(name), may(state, world, name)));
  }
  return items;
}

std::vector<MenuItem> spanItems(const State&, const World& world) {
  std::vector<MenuItem> items;
  for (const auto key : kSpans) items.push_back(itemOf(world, std::string(key), true));
  return items;
}

std::vector<MenuItem> personItems(const State&, const World& world) {
  std::vector<MenuItem> items;
  for (const auto& person : world.people) items.push_back({.text = person.name, .detail = person.id});
  return items;
}

void submenu(Turn& turn, MenuKind kind) {
  turn.state.menu.kind = kind;
  turn.state.menu.selected = 0;
  turn.go(Page::menu);
}

void ask(Turn& turn) {
  Reports& reports = turn.state.reports;
  reports.ask = turn.state.nextJob++;
  reports.drawn.reset();
  reports.page = 0;
  reports.typed.clear();
  reports.longPaper = false;
  turn.effect(MakeReport{.ask = reports.ask, .name = reports.name, .asked = reports.asked});
  turn.go(Page::report);
}

void pickGroup(Turn& turn, std::size_t index) {
  turn.state.reports.group = index;
  submenu(turn, MenuKind::reportsOfGroup);
}

void pickKind(Turn& turn, std::size_t index) {
  Reports& reports = turn.state.reports;
  reports.name = groups().at(reports.group).names.at(index);
  reports.asked = {};
  const auto* kind = report::kindNamed(reports.name);
  if (reports.name == "x" && turn.state.session) reports.asked.number = turn.state.session->id;
  if (kind->period) reports.asked.period = ledger::report::Period::day;
  if (kind->person) return submenu(turn, MenuKind::reportPerson);
  if (kind->days) return submenu(turn, MenuKind::reportDays);
  ask(turn);
}

void pickPerson(Turn& turn, std::size_t index) {
  turn.state.reports.asked.person = turn.world.people.at(index).id;
  submenu(turn, MenuKind::reportDays);
}

void pickSpan(Turn& turn, std::size_t index) {
  turn.state.reports.asked.days = report::daysOf(static_cast<report::Span>(index), today(turn.world, turn.now));
  ask(turn);
}

bool takesNumber(const State& state) {
  const auto* kind = report::kindNamed(state.reports.name);
  return kind != nullptr && !kind->number.empty();
}

void digits(Turn& turn, std::string_view typed) {
  std::string& text = turn.state.reports.typed;
  if (!takesNumber(turn.state) || typed == "." || text.size() + typed.size() > kNumberDigits) return turn.refuse();
  text += typed;
}

void backspace(Turn& turn, const KeyPressed&) {
  if (!turn.state.reports.typed.empty()) turn.state.reports.typed.pop_back();
}

void nextPage(Turn& turn, const KeyPressed&) {
  Reports& reports = turn.state.reports;
  if (!reports.drawn || reports.page + 1 >= reports.drawn->pages.size()) return turn.refuse();
  ++reports.page;
}

void previousPage(Turn& turn, const KeyPressed&) {
  Reports& reports = turn.state.reports;
  if (!reports.typed.empty()) return reports.typed.clear();
  if (!reports.drawn || reports.page == 0) return turn.refuse();
  --reports.page;
}

// Enter: the one whose number was typed, or the next page.
void enter(Turn& turn, const KeyPressed& press) {
  Reports& reports = turn.state.reports;
  if (press.repeat) return turn.refuse();
  if (reports.typed.empty()) return nextPage(turn, press);
  std::int64_t number = 0;
  std::from_chars(reports.typed.data(), reports.typed.data() + reports.typed.size(), number);
  if (number == 0) return turn.refuse();
  reports.asked.number = number;
  reports.asked.days = {};
  ask(turn);
}

void print(Turn& turn, const KeyPressed& press) {
  Reports& reports = turn.state.reports;
  if (press.repeat || !reports.drawn || reports.job != 0) return turn.refuse();
  const std::size_t lines = paperLines(reports.drawn->report, {}).size();
  if (lines > kLongPaper && !reports.longPaper) {
    reports.longPaper = true;
    return turn.tell(Level::look, "reports.long_paper", {std::to_string(lines)});
  }
  reports.longPaper = false;
  reports.job = turn.state.nextJob++;
  turn.effect(PrintReport{.job = reports.job,
                          .of = reports.drawn,
                          .person = turn.state.person.value_or(""),
                          .till = turn.state.session ? turn.state.session->till : std::nullopt,
                          .printer = printerFor(turn.state, turn.world.settings.reportPrinter)});
  turn.accept();
  turn.tell(Level::info, "reports.printing");
}

void back(Turn& turn, const KeyPressed&) {
  turn.state.reports.drawn.reset();
  turn.state.reports.ask = 0;
  submenu(turn, MenuKind::reportsOfGroup);
}

void lockHere(Turn& turn, const KeyPressed&) { lock(turn); }

constexpr KeyRule kKeys[] = {{Key::enter, enter}, {Key::plus, nextPage}, {Key::minus, previousPage},
                             {Key::star, print},  {Key::f1, print},      {Key::backspace, backspace},
                             {Key::escape, back}, {Key::f12, lockHere}};

}  // namespace

const PageActs kReportPage{.page = Page::report, .digits = digits, .keys = kKeys, .takesScans = true};
const MenuActs kReportsMenu{.kind = MenuKind::reports, .title = "menu.reports", .items = groupItems, .pick = pickGroup};
const MenuActs kReportsOfGroupMenu{
    .kind = MenuKind::reportsOfGroup, .title = "menu.reports", .items = kindItems, .pick = pickKind};
const MenuActs kReportDaysMenu{
    .kind = MenuKind::reportDays, .title = "menu.report_days", .items = spanItems, .pick = pickSpan};
const MenuActs kReportPersonMenu{
    .kind = MenuKind::reportPerson, .title = "menu.report_person", .items = personItems, .pick = pickPerson};

void reportsHere(Turn& turn, const KeyPressed&) { openMenu(turn, MenuKind::reports); }

void reportMade(Turn& turn, const ReportMade& made) {
  Reports& reports = turn.state.reports;
  if (made.ask != reports.ask || turn.state.page != Page::report) return;
  reports.ask = 0;
  reports.drawn = made.drawn;
  if (!made.drawn) turn.refuse("reports.refused", {made.error});
}

bool reportPrinted(Turn& turn, const JobFinished& finished) {
  Reports& reports = turn.state.reports;
  if (finished.job == 0 || finished.job != reports.job) return false;
  reports.job = 0;
  const bool done = finished.result.outcome == drivers::printer::JobOutcome::confirmed;
  if (turn.state.page != Page::report) return true;
  if (done) turn.tell(Level::info, "reports.printed");
  if (!done) turn.refuse("reports.not_printed");
  return true;
}

void drawReport(Drawing& drawing) {
  const Reports& reports = drawing.state.reports;
  drawing.view.title = notice(drawing.world, Level::info, "reports." + reports.name).what;
  drawing.view.entry = {.label = drawing.words(takesNumber(drawing.state) ? "entry.report_number" : "entry.report"),
                        .text = reports.typed,
                        .masked = false,
                        .enabled = true};
  drawing.hint("hints.report");
  if (reports.ask != 0) drawing.say(Level::info, "reports.reading");
  if (!reports.drawn) return;
  const auto& drawn = *reports.drawn;
  const std::string period = ledger::report::periodText(drawn.report.days);
  drawing.view.title = drawn.report.title;
  drawing.view.report = ReportView{
      .detail = period,
      .pageOf = drawing.words("reports.page", {std::to_string(reports.page + 1), std::to_string(drawn.pages.size())}),
      .blocks = drawn.pages.at(reports.page)};
}

}  // namespace till::pos::station
