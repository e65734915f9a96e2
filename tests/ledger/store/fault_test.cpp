// SPDX-License-Identifier: Apache-2.0
// A disk that is full stops selling and nothing else; a disk that lies stops the station.
#include "tests/ledger/store/ledger_desk.h"
#include "tests/simulation/disk/sim_disk.h"

namespace till::ledger::store {
namespace {

using simulation::SimDisk;
using simulation::Trouble;

class FaultTest : public LedgerDesk {
 protected:
  FaultTest() : disk_(SimDisk::in(folder_)) {
    disk_.format(1);
    surroundings_.vfs = "simulated";
    surroundings_.walBytes = 0;  // nothing set aside: the log has to grow
  }
  ~FaultTest() override { ledger_.reset(); }
  SimDisk& disk_;
};

TEST_F(FaultTest, aFullDiskRefusesThePaymentAndKeepsWhatWasAcknowledged) {
  open();
  openSession();
  const auto first = pay(1);
  disk_.set(Trouble::full);
  EXPECT_EQ(pay(2).error().code, PostErrorCode::diskFull);
  EXPECT_EQ(ledger_->saveDraft({"basket", "x"}).error().code, PostErrorCode::diskFull);
  disk_.set(Trouble::none);
  EXPECT_EQ(toText(*pay(2)->receipt()), "2A-000002") << "no number was lost";
  EXPECT_EQ(ledger_->event(first->seq())->hash, first->hash());
  EXPECT_EQ((*openReader(folder_))->verifyAll().fault, "");
}

TEST_F(FaultTest, theBallastIsSpentOnlyToCloseASession) {
  open();
  openSession();
  ASSERT_TRUE(std::filesystem::exists(folder_ / "ballast"));
  disk_.set(Trouble::full);
  EXPECT_FALSE(pay(1).has_value());
  EXPECT_TRUE(std::filesystem::exists(folder_ / "ballast"));
  EXPECT_FALSE(ledger_->post(clerk(), count(30000)).has_value());
  EXPECT_FALSE(std::filesystem::exists(folder_ / "ballast")) << "room was made for the seal";
  disk_.set(Trouble::none);
  ASSERT_TRUE(ledger_->post(clerk(), count(30000)).has_value());
  EXPECT_TRUE(ledger_->post(clerk(), closing()).has_value());
}

TEST_F(FaultTest, aFailedSyncStopsTheStationAndTheNextStartSaysSo) {
  open();
  openSession();
  ASSERT_TRUE(pay(1).has_value());
  disk_.set(Trouble::syncFails);
  EXPECT_EQ(pay(2).error().code, PostErrorCode::stopped);
  disk_.set(Trouble::none);
  EXPECT_EQ(pay(3).error().code, PostErrorCode::stopped) << "nothing is tried again";
  EXPECT_EQ(ledger_->saveDraft({"basket", "x"}).error().code, PostErrorCode::stopped);
  reopen();
  EXPECT_NE(ledger_->stoppedLastTime(), "");
  EXPECT_GE(ledger_->counts(1).payments, 1);
  EXPECT_EQ((*openReader(folder_))->verifyAll().fault, "");
  reopen();
  EXPECT_EQ(ledger_->stoppedLastTime(), "") << "said once";
}

TEST_F(FaultTest, aSyncThatFailedIsNotTriedAgainThoughTheDiskThenSaysThatAllIsWell) {
  open();
  openSession();
  ASSERT_TRUE(pay(1).has_value());
  disk_.set(Trouble::syncFailsOnce);
  const auto second = pay(2);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, PostErrorCode::stopped);
  EXPECT_FALSE(pay(3).has_value());
}

TEST_F(FaultTest, whatASyncDidNotWriteIsWrittenAtTheNextStartBeforeAnythingElse) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(seed);
    disk_.format(seed);
    open();
    openSession();
    ASSERT_TRUE(pay(1).has_value());
    disk_.set(Trouble::syncFails);
    EXPECT_FALSE(pay(2).has_value());
    disk_.set(Trouble::none);
    reopen();  // the kernel shows what it has not written, and reports it no second time
    const auto stood = ledger_->counts(1).payments;
    ASSERT_TRUE(pay(3).has_value());
    disk_.die();
    close();
    disk_.restart(simulation::End::powerCut);
    open();
    EXPECT_EQ(ledger_->counts(1).payments, stood + 1);
    EXPECT_FALSE(ledger_->readOnly());
    close();
    std::filesystem::remove(folder_ / "stopped");
  }
}

TEST_F(FaultTest, whatAKilledProgramWroteIsOnTheDiskBeforeAnybodyIsShownIt) {
  for (std::int64_t call = 1;; ++call) {
    SCOPED_TRACE(call);
    disk_.format(static_cast<std::uint64_t>(call));
    open();
    openSession();
    disk_.dieAt(call);
    const bool whole = pay(1).has_value();
    close();
    std::filesystem::remove(folder_ / "stopped");  // written by a program that was dead
    disk_.restart(simulation::End::killed);
    open();
    const auto shown = ledger_->counts(1).payments;
    disk_.die();
    close();
    disk_.restart(simulation::End::powerCut);
    open();
    EXPECT_EQ(ledger_->counts(1).payments, shown);
    close();
    if (whole) return;
  }
}

TEST_F(FaultTest, aCheckpointThatFailsStopsTheStation) {
  open();
  openSession();
  ASSERT_TRUE(pay(1).has_value());
  disk_.set(Trouble::syncFails);
  const auto idle = ledger_->idle();
  ASSERT_FALSE(idle.has_value());
  EXPECT_EQ(idle.error().code, PostErrorCode::stopped);
}

TEST_F(FaultTest, aDiskThatCannotBeReadStopsTheStationAndAnswersNothing) {
  open();
  openSession();
  ASSERT_TRUE(pay(1).has_value());
  for (int i = 0; i < 60; ++i) {  // more than SQLite keeps in memory
    ASSERT_TRUE(ledger_->saveDraft({"parked." + std::to_string(i), std::string(64UL * 1024, 'x')}).has_value());
  }
  disk_.die();
  EXPECT_FALSE(ledger_->event(3).has_value());
  EXPECT_EQ(pay(2).error().code, PostErrorCode::stopped);
}

TEST_F(FaultTest, aCutWhileTheFileIsMadeLeavesALedgerThatOpens) {
  for (std::int64_t call = 1;; ++call) {
    SCOPED_TRACE(call);
    disk_.format(static_cast<std::uint64_t>(call));
    disk_.dieAt(call);
    const bool whole = openLedger(folder_, identity_, surroundings_).has_value() && !disk_.dead();
    disk_.restart(simulation::End::powerCut);
    open();
    ASSERT_FALSE(ledger_->readOnly()) << ledger_->readOnlyReason();
    openSession();
    EXPECT_EQ(toText(*pay(1)->receipt()), "2A-000001");
    close();
    EXPECT_EQ((*openReader(folder_))->verifyAll().fault, "");
    if (whole) return;
  }
}

// A journal that comes back with the power is played back into the ledger: into nothing.
TEST_F(FaultTest, theJournalOfTheFilesMakingNeverComesBack) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(seed);
    disk_.format(seed);
    disk_.syncBringsOwnName(true);
    open();
    openSession();
    ASSERT_TRUE(pay(1).has_value());
    disk_.die();
    close();
    disk_.restart(simulation::End::powerCut);
    open();
    ASSERT_FALSE(ledger_->readOnly()) << ledger_->readOnlyReason();
    ASSERT_EQ(ledger_->counts(1).payments, 1);
    close();
  }
}

}  // namespace
}  // namespace till::ledger::store
