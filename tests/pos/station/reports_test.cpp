// SPDX-License-Identifier: Apache-2.0
// Reports at the counter: by digits alone, on a thread of their own, blind while the till is open.
#include <algorithm>

#include "counter_desk.h"
#include "pos/station/report_worker.h"

namespace till::pos::station {
namespace {

void closeTill(Desk& desk) {
  desk.drawerSaysShut();
  desk.type("F8 Enter 3 Enter * *");
  desk.type("* *");  // once more, where it was far off
  desk.type("1 Enter");
}

std::string allOf(const StationView& view) {
  std::string text = view.title + " " + view.entry.label + " " + view.entry.text;
  for (const auto& notice : view.notices) text += " " + notice.what + " " + notice.text;
  for (const auto& choice : view.choices) text += " " + choice.text + " " + choice.detail;
  if (!view.report) return text;
  for (const auto& block : view.report->blocks) {
    text += " " + block.title;
    for (const auto& row : block.rows) {
      for (const auto& cell : row.cells) text += " " + cell;
      for (const auto& line : row.below) text += " " + line;
    }
  }
  return text;
}

TEST(ReportsAtTheCounter, theMenuLeadsToAPageByDigits) {
  Desk desk;
  desk.openTill();
  desk.scan(kDelgado);
  desk.type("*");
  desk.type("F10 1 1");
  ASSERT_EQ(desk.view().page, Page::report) << desk.said();
  ASSERT_TRUE(desk.view().report.has_value()) << desk.said();
  EXPECT_EQ(desk.view().title, "X read (counts only)");
  EXPECT_EQ(desk.view().report->pageOf, "Page 1 of 1");
  EXPECT_NE(allOf(desk.view()).find("Payments 1"), std::string::npos) << allOf(desk.view());
  desk.type("Esc");
  EXPECT_EQ(desk.view().page, Page::menu);
  desk.type("Esc");
  EXPECT_NE(desk.view().page, Page::menu);
}

TEST(ReportsAtTheCounter, aScanLeavesTheReportAndAddsTheBill) {
  Desk desk;
  desk.openTill();
  desk.type("F10 1 1");
  desk.scan(kDelgado);
  EXPECT_EQ(desk.view().page, Page::counter);
  EXPECT_EQ(desk.view().bills.size(), 1U);
}

TEST(ReportsAtTheCounter, aClerkHasTheirOwnAndNoOthers) {
  Desk desk;
  desk.openTill();
  desk.type("F10");
  EXPECT_FALSE(desk.view().choices.at(2).enabled) << "books";
  EXPECT_FALSE(desk.view().choices.at(3).enabled) << "oversight";
  desk.type("3");
  EXPECT_EQ(desk.view().page, Page::menu);
  EXPECT_TRUE(desk.reportsAsked.empty());
  desk.type("1");
  for (const auto& choice : desk.view().choices) {
    const bool own = choice.text == "X read" || choice.text == "Z" || choice.text == "Stubs";
    EXPECT_EQ(choice.enabled, own) << choice.text;
  }
}

TEST(ReportsAtTheCounter, nothingOfAnOpenSessionIsToldBeforeTheSeal) {
  Desk desk;
  desk.signIn("2");  // a supervisor, who may ask for all
  desk.type("2 Enter 1 Enter 2 Enter 1 Enter * *");
  desk.drawerSaysShut();
  ASSERT_EQ(desk.view().page, Page::counter) << desk.said();
  desk.scan(kDelgado);
  desk.type("*");
  desk.scan(kAcme);
  desk.type("*");
  for (int group = 1; group <= 4; ++group) {
    for (int kind = 1; kind <= 6; ++kind) {
      desk.type("F10 " + std::to_string(group) + " " + std::to_string(kind));
      for (int menus = 0; menus < 2 && desk.view().page == Page::menu; ++menus) desk.type("1");
      for (int pages = 0; pages < 5 && desk.view().page == Page::report; ++pages) {
        for (const char* amount : {"84.27", "92.70", "176.97", "476.97"}) {
          EXPECT_EQ(allOf(desk.view()).find(amount), std::string::npos)
              << "group " << group << ", " << kind << ": " << allOf(desk.view());
        }
        desk.type("+");
      }
      for (int back = 0; back < 3 && desk.view().page != Page::counter && desk.view().page != Page::change; ++back) {
        desk.type("Esc");
      }
    }
  }
  EXPECT_GE(desk.reportsAsked.size(), 17U);
}

TEST(ReportsAtTheCounter, theCounterGoesOnWhileAReportIsMadeAndALateAnswerDisturbsNothing) {
  Desk desk;
  desk.autoReport = false;
  desk.openTill();
  desk.type("F10 1 1");
  ASSERT_EQ(desk.view().page, Page::report);
  EXPECT_NE(desk.said().find("being read"), std::string::npos);
  desk.scan(kDelgado);
  ASSERT_EQ(desk.view().page, Page::counter);
  const auto before = desk.view();
  const auto open = [&desk] { return ledger::store::openReader(desk.directory()); };
  desk.send(makeReport(desk.reportsAsked.back(), open, {}, {}));
  EXPECT_EQ(desk.view().page, Page::counter);
  EXPECT_FALSE(desk.view().report.has_value());
  desk.type("*");
  EXPECT_EQ(desk.count("payment"), 1U);
}

TEST(ReportsAtTheCounter, aReportIsPrintedAsASlipAndNotTwiceByADoubledKey) {
  Desk desk;
  desk.autoPrint = false;
  desk.openTill();
  desk.type("F10 1 1 * *");
  EXPECT_EQ(std::ranges::count(desk.papers, "report x"), 1);
  EXPECT_NE(desk.lastPaper.find("X read"), std::string::npos) << desk.lastPaper;
  EXPECT_NE(desk.lastPaper.find("J. Ortiz"), std::string::npos) << "names, not ids";
  desk.finishPrint(drivers::printer::JobOutcome::failed, true);
  EXPECT_NE(desk.said().find("not printed whole"), std::string::npos);
  desk.type("*");
  desk.finishPrint(drivers::printer::JobOutcome::confirmed, true);
  EXPECT_EQ(std::ranges::count(desk.papers, "report x"), 2);
  EXPECT_NE(desk.said().find("The report is printed"), std::string::npos);
  EXPECT_EQ(desk.count("print_finished"), 0U) << "it is the paper of no event";
}

TEST(ReportsAtTheCounter, withoutATillAScanIsRefusedAloud) {
  Desk desk;
  desk.signIn();
  desk.type("3 /");
  ASSERT_EQ(desk.view().page, Page::menu) << desk.said();
  desk.scan(kDelgado);
  EXPECT_EQ(desk.view().page, Page::menu);
  EXPECT_TRUE(desk.view().bills.empty());
  EXPECT_NE(desk.said().find("can"), std::string::npos) << desk.said();
}

TEST(ReportsAtTheCounter, afterTheCloseTheZIsThereToReadAgain) {
  Desk desk;
  desk.openTill();
  desk.scan(kDelgado);
  desk.type("*");
  closeTill(desk);
  ASSERT_EQ(desk.view().page, Page::closed) << desk.said();
  desk.type("/ 1 2");
  ASSERT_TRUE(desk.view().report.has_value()) << desk.said();
  EXPECT_EQ(desk.view().title, "Z 1");
  EXPECT_NE(allOf(desk.view()).find("84.27"), std::string::npos);
  desk.type("9 Enter");
  EXPECT_FALSE(desk.view().report.has_value());
  EXPECT_NE(desk.said().find("no Z 9"), std::string::npos) << desk.said();
  desk.type("1 Enter");
  EXPECT_EQ(desk.view().title, "Z 1");
  desk.type("Esc Esc");
  EXPECT_EQ(desk.view().page, Page::closed);
}

}  // namespace
}  // namespace till::pos::station
