// SPDX-License-Identifier: Apache-2.0
// Batches for the general ledger as the office exports them: recorded under the ledger's lock, made again from there.
#include "tests/ui/tillctl/tillctl_run.h"

namespace till::ui::tillctl {
namespace {

TEST(GlTest, aBatchForTheGeneralLedgerIsTheSameBytesForEver) {
  Desk desk;
  workAt(desk);
  const Folder folder;
  const std::string file = (folder / "gl").string();
  const std::string session = "gl export --session 1 --template comma --out " + file;
  EXPECT_EQ(run(on(desk.directory(), session)).exit, 65) << "the session is open";
  closeTill(desk);
  EXPECT_EQ(run(on(desk.directory(), session)).exit, 75) << "it holds the lock and cannot be asked";
  EXPECT_FALSE(fs::exists(file)) << "what nobody recorded is handed to nobody";
  const fs::path data = folder / "copy";
  fs::copy(desk.directory(), data, fs::copy_options::recursive);
  const Answer first = run(on(data, session));
  ASSERT_EQ(first.exit, 0) << first.error;
  const std::string bytes = textOf(file);
  EXPECT_NE(bytes.find("84.27"), std::string::npos);
  EXPECT_NE(run(on(data, "gl list")).out.find("2-S1"), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(run(on(data, "--json gl list")).out).size(), 1U);

  // Nothing is handed over twice: not by the day, not in another layout, not line by line.
  for (const std::string twice : {"--date 2026-11-23 --template comma", "--session 1 --template seven-segments",
                                  "--session 1 --template comma --detail"}) {
    const Answer refused = run(on(data, "gl export " + twice + " --out " + (folder / "twice").string()));
    EXPECT_EQ(refused.exit, 77) << twice << refused.error;
    EXPECT_NE(refused.error.find("2-S1"), std::string::npos) << refused.error;
    EXPECT_FALSE(fs::exists(folder / "twice"));
  }

  // A period that is closed afterwards moves what is new, never what was handed over; nor does a restore.
  const fs::path office = folder / "office";
  fs::copy(kOffices, office, fs::copy_options::recursive);
  std::ofstream(office / "gl.toml") << "closed_through = \"2099-12-31\"\n";
  ASSERT_EQ(run(on(data, "backup now --to " + (folder / "usb").string())).exit, 0);
  const auto copy = fs::directory_iterator(folder / "usb")->path().string();
  const fs::path restored = folder / "restored";
  ASSERT_EQ(run("backup restore " + copy + " --to " + restored.string()).exit, 0);
  for (const auto& where : {data, restored}) {
    for (const std::string as : {"--session 1 --template comma", "--batch 2-S1"}) {
      const Answer again =
          run("--office " + office.string() + " --data " + where.string() + " gl export " + as + " --out " + file);
      EXPECT_EQ(again.exit, 0) << again.error;
      EXPECT_NE(again.out.find("exported before"), std::string::npos) << again.out;
      EXPECT_EQ(textOf(file), bytes) << as;
    }
  }
  fs::create_directories(office / "gl");
  std::ofstream(office / "gl/comma.toml") << "form = \"tab\"\n[[line]]\ncolumns = [{ field = \"account\" }]\n";
  const std::string late = "--office " + office.string() + " --data " + data.string() + " ";
  EXPECT_EQ(run(late + session).exit, 65) << "the same batch would be other bytes";
  EXPECT_EQ(run(late + "gl export --template comma --out x").exit, 64);
  EXPECT_EQ(run(late + "gl export --session 1 --out x").exit, 64);
  EXPECT_EQ(run(late + "gl export --batch 2-S9 --out x").exit, 66);
  EXPECT_EQ(run(on(desk.directory(), "gl export --session 1 --template none --out x")).exit, 78);
  EXPECT_EQ(run(on(data, "--as nobody gl export --batch 2-S1 --out x"), "314159\n").exit, 77) << "names are signed";
}

TEST(GlTest, aNewBatchOfAClosedPeriodPostsOnTheNextOpenDay) {
  Desk desk;
  workAt(desk);
  closeTill(desk);
  const Folder folder;
  fs::copy(desk.directory(), folder / "copy", fs::copy_options::recursive);
  fs::copy(kOffices, folder / "office", fs::copy_options::recursive);
  std::ofstream(folder / "office/gl.toml") << "closed_through = \"2099-12-31\"\n";
  const Answer moved =
      run(on(folder / "copy", "--office " + (folder / "office").string() +
                                  " gl export --session 1 --template seven-segments --out " + (folder / "gl").string())
              .substr(("--office " + kOffices.string()).size()));
  EXPECT_EQ(moved.exit, 0) << moved.error;
  EXPECT_NE(moved.out.find("posts on 2100-01-01"), std::string::npos) << moved.out;
  EXPECT_NE(moved.out.find("closed period"), std::string::npos) << moved.out;
}

}  // namespace
}  // namespace till::ui::tillctl
