// SPDX-License-Identifier: Apache-2.0
// The office's acts upon the books, where no station runs.
#include "tests/ui/tillctl/tillctl_run.h"

namespace till::ui::tillctl {
namespace {

TEST(OfficeTest, actsAreSignedByPinsAndDoneUnderTheLock) {
  Desk desk;
  workAt(desk);
  closeTill(desk);
  const Folder folder;
  const std::string reverse = "--as rhall payment reverse 2A-000001 --reason 'Paid twice' --approver mchen";
  fs::copy(desk.directory(), folder / "copy", fs::copy_options::recursive);
  for (const auto& data : {desk.directory(), folder / "copy"}) {
    ASSERT_EQ(run(on(data, "people add rhall 'R. Hall' --role supervisor"), "246813\n").exit, 0);
    ASSERT_EQ(run(on(data, "people add mchen 'M. Chen' --role supervisor"), "975310\n").exit, 0);
  }
  EXPECT_EQ(run(on(desk.directory(), reverse), "246813\n975310\n").exit, 75) << "it holds the lock and cannot be asked";
  struct Act {
    std::string arguments, pins;
    int exit;
    std::string says;
  };
  const std::vector<Act> rows{
      {"payment reverse 1 --reason x", "", 64, "2A-000418"},
      {"payment reverse 2A-000001 --reason x", "", 77, "by name"},
      {"--as nobody payment reverse 2A-000001 --reason x", "246813\n", 77, "by name"},
      {reverse, "246814\n975310\n", 77, "not the PIN of rhall"},
      {reverse, "246813\n246813\n", 77, "not the PIN of mchen"},
      {reverse, "", 77, "not the PIN"},
      {"--as rhall payment reverse 2A-000001 --reason x", "246813\n", 77, "--approver"},
      {"--as rhall payment reverse 2A-000009 --reason x --approver mchen", "246813\n975310\n", 66, "2A-000009"},
      {"--as rhall deposit make --bag B-1 --cash 20=1 --witness mchen", "246813\n975310\n", 65, "the receipts say"},
      {"--as rhall deposit confirm 1 --bank 12 --bank-date 2026-12-01", "246813\n", 64, "two decimals"},
      {"--as rhall review approve 1", "246813\n", 66, "no act 1"},
      {"--as rhall check returned --check 4711 --reason nsf", "246813\n", 66, "4711"},
      {"--as rhall check returned --check 4711 --reason late", "246813\n", 64, "late"},
      {"--as rhall private erase --reason x --approver mchen", "246813\n975310\n", 64, "of whom"},
      {"payment show 2A-000009", "", 66, "2A-000009"}};
  for (const auto& row : rows) {
    const Answer answer = run(on(folder / "copy", row.arguments), row.pins);
    EXPECT_EQ(answer.exit, row.exit) << row.arguments << "\n" << answer.error;
    EXPECT_NE(answer.error.find(row.says), std::string::npos) << row.arguments << "\n" << answer.error;
  }
  const Answer done = run(on(folder / "copy", "--json " + reverse), "246813\n975310\n");
  ASSERT_EQ(done.exit, 0) << done.error;
  EXPECT_EQ(nlohmann::json::parse(done.out).at("receipt"), "2A-000002");
  EXPECT_EQ(run(on(folder / "copy", reverse), "246813\n975310\n").exit, 77) << "never twice";
  EXPECT_NE(run(on(folder / "copy", "payment show 2A-000001")).out.find("taken back by event"), std::string::npos);
  EXPECT_EQ(run(on(folder / "copy", "ledger verify")).exit, 0);

  const std::string review = "--as mchen review approve 1";
  for (int tries = 1; tries <= 3; ++tries) EXPECT_EQ(run(on(folder / "copy", review), "111222\n").exit, 77);
  const Answer early = run(on(folder / "copy", review), "975310\n");
  EXPECT_EQ(early.exit, 77) << "the right one has to wait too";
  EXPECT_NE(early.error.find("wait"), std::string::npos) << early.error;
  const std::string journal = run(on(folder / "copy", "ledger export --format jsonl")).out;
  EXPECT_NE(journal.find(R"("tries\":3)"), std::string::npos) << "a wrong PIN stands in the journal";
}

}  // namespace
}  // namespace till::ui::tillctl
