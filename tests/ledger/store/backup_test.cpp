// SPDX-License-Identifier: Apache-2.0
// The disk dies, a copy is put back, payments go on: the drill, and every way in which it must refuse.
#include "ledger/store/backup.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "ledger/journal/hash.h"
#include "ledger/store/files.h"
#include "ledger/store/seal.h"
#include "tests/ledger/store/ledger_desk.h"

namespace till::ledger::store {
namespace {

namespace fs = std::filesystem;

class BackupTest : public LedgerDesk {
 protected:
  BackupTest() : copies_(folder_.string() + ".copies"), home_(folder_) {}
  ~BackupTest() override {
    close();
    std::error_code ignored;
    fs::remove_all(copies_, ignored);
    fs::remove_all(home_, ignored);
  }

  BackupDone backedUp(const BackupTarget& target) {
    const auto done = backUp(folder_, target);
    EXPECT_TRUE(done.has_value()) << done.error().what;
    return done.value_or(BackupDone{});
  }
  BackupDone backedUp() { return backedUp({copies_, 30, ""}); }
  void loseTheDisk() {
    close();
    fs::remove_all(folder_);
    fs::create_directory(folder_);
  }
  [[nodiscard]] tl::expected<RestoreDone, KeepingError> restored(const fs::path& file, const std::string& replace = {},
                                                                 const fs::path& key = {}) const {
    return restore({file, folder_, key, replace});
  }
  [[nodiscard]] std::string head() const { return journal::toHex(openReader(folder_).value()->verifyAll().head); }
  static std::string bytesOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  [[nodiscard]] std::vector<std::string> names(const fs::path& directory) const {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(directory)) found.push_back(entry.path().filename().string());
    std::ranges::sort(found);
    return found;
  }
  // Half-done files in the ledger's folder.
  [[nodiscard]] std::ptrdiff_t pathsLeft() const {
    return std::ranges::count_if(names(folder_), [](const auto& name) { return name.find(".part") != name.npos; });
  }
  const Context supervisor_{"mchen", journal::Approval{"adiaz", "pin", "The disk was lost"}, {}, {}};

  fs::path copies_, home_;
};

TEST_F(BackupTest, theDiskIsLostACopyIsRestoredAndPaymentsGoOnUnderTheNextLetter) {
  open();
  openSession();
  ASSERT_TRUE(pay(1).has_value());
  const BackupDone copy = backedUp();  // beside the running station
  ASSERT_EQ(toText(*pay(2)->receipt()), "2A-000002") << "the copy does not have this one";
  loseTheDisk();

  const auto back = restored(copy.file);
  ASSERT_TRUE(back.has_value()) << back.error().what;
  EXPECT_EQ(back->hash, copy.hash);
  open();
  EXPECT_TRUE(ledger_->readOnly()) << "no receipt is made twice";
  EXPECT_NE(ledger_->readOnlyReason().find("new epoch"), std::string::npos);
  EXPECT_EQ(pay(2).error().code, PostErrorCode::readOnly);
  close();

  const auto epoch = beginNewEpoch(folder_, surroundings_, supervisor_);
  ASSERT_TRUE(epoch.has_value()) << epoch.error().what;
  EXPECT_EQ(epoch->epoch, 2);
  EXPECT_EQ(epoch->parentHash, copy.hash);
  EXPECT_EQ(epoch->openSessions, std::vector<std::string>{"jortiz"});
  open();
  ASSERT_FALSE(ledger_->readOnly()) << ledger_->readOnlyReason();
  const auto first = pay(2);
  ASSERT_TRUE(first.has_value()) << first.error().what;
  EXPECT_EQ(toText(*first->receipt()), "2B-000001");
  EXPECT_EQ(toText(*pay(3)->receipt()), "2B-000002");
  EXPECT_EQ(pay(3)->first(), false) << "nothing double";
  EXPECT_EQ(ledger_->receipts(ledger_->openSession()->id).size(), 2U) << "of this epoch";
  reopen();
  EXPECT_EQ(toText(*pay(4)->receipt()), "2B-000003") << "after a restart too";
  ASSERT_TRUE(ledger_->post(clerk(), count(63708)).has_value());
  EXPECT_EQ(ledger_->figures(1)->payments, 4) << "one session, both epochs";
  ASSERT_TRUE(ledger_->post(clerk(), closing()).has_value());
  close();
  const auto verified = openReader(folder_).value()->verifyAll();
  EXPECT_EQ(verified.fault, "");
}

TEST_F(BackupTest, acrossEpochsAllProjectionsAreRebuiltToTheSameBits) {
  open();
  openSession();
  ASSERT_TRUE(pay(1).has_value());
  close();
  ASSERT_TRUE(beginNewEpoch(folder_, surroundings_, supervisor_).has_value());
  open();
  const auto paid = pay(2);
  ASSERT_TRUE(ledger_->post(clerk(), reversal(*paid)).has_value());
  close();
  const auto payments = dump("payment");
  const auto rollups = dump("session_rollup");
  ASSERT_EQ(rebuild(folder_, surroundings_).value(), 7);
  EXPECT_EQ(dump("payment"), payments);
  EXPECT_EQ(dump("session_rollup"), rollups);
}

TEST_F(BackupTest, anEpochThatBeganElsewhereDoesNotVerify) {
  open();
  openSession();
  close();
  ASSERT_TRUE(beginNewEpoch(folder_, surroundings_, supervisor_).has_value());
  tamper("DROP TRIGGER event_no_delete; DELETE FROM event WHERE row=(SELECT max(row) FROM event WHERE row<(2<<40))");
  EXPECT_NE(openReader(folder_).value()->verifyAll().fault.find("its epoch began after another event"),
            std::string::npos);
}

TEST_F(BackupTest, aForkIsNeverOverwritten) {
  open();
  openSession();
  ASSERT_TRUE(pay(1).has_value());
  const BackupDone copy = backedUp();
  ASSERT_TRUE(pay(2).has_value());
  close();
  const std::string before = head();
  const auto refused = restored(copy.file, before.substr(0, 16));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, KeepingErrorCode::refused);
  EXPECT_NE(refused.error().what.find("holds 1 events that the copy lacks, from event 5 of epoch 1"), std::string::npos)
      << refused.error().what;
  EXPECT_EQ(head(), before);
  EXPECT_EQ(pathsLeft(), 0);
}

TEST_F(BackupTest, aLedgerOfAnotherLineageIsNeverOverwritten) {
  open();
  openSession();
  const BackupDone copy = backedUp();
  loseTheDisk();
  open();
  close();
  const auto refused = restored(copy.file, head().substr(0, 16));
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().what.find("another lineage"), std::string::npos) << refused.error().what;
}

TEST_F(BackupTest, anOlderLedgerIsOverwrittenOnlyWhenItsHeadIsNamed) {
  open();
  openSession();
  const BackupDone early = backedUp();
  ASSERT_TRUE(pay(1).has_value());
  const BackupDone late = backedUp();
  loseTheDisk();
  ASSERT_TRUE(restored(early.file).has_value());
  for (const std::string replace : {"", "yes", "0000000000000000"}) {
    const auto refused = restored(late.file, replace);
    ASSERT_FALSE(refused.has_value()) << replace;
    EXPECT_NE(refused.error().what.find("--replace " + journal::toHex(early.hash).substr(0, 16)), std::string::npos);
  }
  ASSERT_TRUE(restored(late.file, journal::toHex(early.hash).substr(0, 16)).has_value());
  EXPECT_EQ(head(), journal::toHex(late.hash));
}

TEST_F(BackupTest, aRunningStationIsNotRestoredOver) {
  open();
  openSession();
  const BackupDone copy = backedUp();
  EXPECT_EQ(restored(copy.file).error().code, KeepingErrorCode::locked);
  EXPECT_EQ(beginNewEpoch(folder_, surroundings_, supervisor_).error().code, KeepingErrorCode::locked);
}

TEST_F(BackupTest, whatIsDamagedIsNeverPutInPlace) {
  open();
  openSession();
  ASSERT_TRUE(pay(1).has_value());
  const BackupDone copy = backedUp();
  loseTheDisk();
  const std::string whole = bytesOf(copy.file);
  const auto spot = whole.find("\"kind\":\"payment\"");
  ASSERT_NE(spot, std::string::npos);
  std::string flipped = whole;
  flipped[spot + 30] = static_cast<char>(flipped[spot + 30] ^ 1);
  for (const std::string& bad :
       {std::string(), std::string("not a ledger"), whole.substr(0, whole.size() / 2), flipped}) {
    std::ofstream(copies_ / "bad.db", std::ios::binary) << bad;
    const auto refused = restored(copies_ / "bad.db");
    ASSERT_FALSE(refused.has_value()) << bad.size();
    EXPECT_EQ(refused.error().code, KeepingErrorCode::notVerified) << refused.error().what;
    EXPECT_FALSE(fs::exists(folder_ / kLedgerFile));
    EXPECT_EQ(pathsLeft(), 0);
  }
  EXPECT_EQ(restored(copies_ / "nothing.db").error().code, KeepingErrorCode::io);
}

TEST_F(BackupTest, aLedgerThatDoesNotVerifyMakesNoCopyAndDropsNoneOfTheOld) {
  open();
  openSession();
  const BackupDone good = backedUp();
  ASSERT_TRUE(pay(1).has_value());
  close();
  tamper("DROP TRIGGER event_no_update; UPDATE event SET hash=zeroblob(32) WHERE row&255=3");
  const auto refused = backUp(folder_, {copies_, 1, ""});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, KeepingErrorCode::notVerified);
  EXPECT_TRUE(fs::exists(good.file));
  EXPECT_EQ(beginNewEpoch(folder_, surroundings_, supervisor_).error().code, KeepingErrorCode::notVerified);
}

TEST_F(BackupTest, theNewestCopiesStayAndWhatElseIsThereIsLeftAlone) {
  open();
  openSession();
  for (int sale = 1; sale <= 4; ++sale) {
    ASSERT_TRUE(pay(sale).has_value());
    const auto done = backedUp({copies_, 2, ""});
    if (sale == 1) std::ofstream(copies_ / "holiday.jpg") << "x";
    EXPECT_EQ(done.head.seq, 3 + sale);
  }
  EXPECT_EQ(names(copies_),
            (std::vector<std::string>{"citytill-sample-city-2-0001-000000000006.db",
                                      "citytill-sample-city-2-0001-000000000007.db", "holiday.jpg", "ledger.lock"}));
}

TEST_F(BackupTest, aDeviceThatIsNotThereIsSaid) {
  open();
  const auto refused = backUp(folder_, {copies_ / "usb" / "citytill", 3, ""});
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().what.find("is the backup device plugged in?"), std::string::npos);
  EXPECT_FALSE(fs::exists(copies_));
}

TEST_F(BackupTest, whatACrashLeftBehindIsInNobodysWay) {
  open();
  openSession();
  fs::create_directory(copies_);
  std::ofstream(copies_ / "backup.part") << "half a copy";
  const BackupDone copy = backedUp();
  loseTheDisk();
  std::ofstream(folder_ / "restore.part") << "half a ledger";
  std::ofstream(folder_ / "ledger.db-wal") << "a log of the ledger that was lost";
  ASSERT_TRUE(restored(copy.file).has_value());
  EXPECT_EQ(head(), journal::toHex(copy.hash));
  EXPECT_EQ(pathsLeft(), 0);
}

TEST_F(BackupTest, aSealedCopyOpensWithTheOfficesKeyOnly) {
  open();
  openSession();
  ASSERT_TRUE(pay(1).has_value());
  const fs::path secret = home_.string() + ".key";
  const fs::path other = home_.string() + ".other";
  const auto key = makeOfficeKey(secret);
  ASSERT_TRUE(key.has_value() && makeOfficeKey(other).has_value());
  EXPECT_EQ(makeOfficeKey(secret).error().code, KeepingErrorCode::refused) << "a key is never overwritten";
  const BackupDone copy = backedUp({copies_, 3, *key});
  const std::string sealed = bytesOf(copy.file);
  EXPECT_EQ(sealed.find("Delgado"), std::string::npos);
  EXPECT_EQ(sealed.find("payment"), std::string::npos);
  loseTheDisk();
  EXPECT_EQ(restored(copy.file).error().code, KeepingErrorCode::wrongKey);
  EXPECT_EQ(restored(copy.file, "", other).error().code, KeepingErrorCode::wrongKey);
  for (const auto cut : {sealed.size() - 1, sealed.size() / 2, std::size_t{20}}) {
    std::ofstream(copies_ / "cut.sealed", std::ios::binary) << sealed.substr(0, cut);
    EXPECT_EQ(restored(copies_ / "cut.sealed", "", secret).error().code, KeepingErrorCode::wrongKey) << cut;
  }
  EXPECT_FALSE(fs::exists(folder_ / kLedgerFile));
  EXPECT_EQ(pathsLeft(), 0);
  ASSERT_TRUE(restored(copy.file, "", secret).has_value());
  EXPECT_EQ(head(), journal::toHex(copy.hash));
  fs::remove(secret);
  fs::remove(other);
}

}  // namespace
}  // namespace till::ledger::store
