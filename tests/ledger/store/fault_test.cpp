// SPDX-License-Identifier: Apache-2.0
// A disk that is full stops selling and nothing else; a disk that lies stops the station.
#include "tests/ledger/store/fault_vfs.h"
#include "tests/ledger/store/ledger_desk.h"

namespace till::ledger::store {
namespace {

class FaultTest : public LedgerDesk {
 protected:
  FaultTest() {
    registerFaultyVfs();
    surroundings_.vfs = "faulty";
  }
  ~FaultTest() override { setDiskFault(DiskFault::none); }
};

TEST_F(FaultTest, aFullDiskRefusesThePaymentAndKeepsWhatWasAcknowledged) {
  open();
  openSession();
  const auto first = pay(1);
  setDiskFault(DiskFault::full);
  EXPECT_EQ(pay(2).error().code, PostErrorCode::diskFull);
  EXPECT_EQ(ledger_->saveDraft({"basket", "x"}).error().code, PostErrorCode::diskFull);
  setDiskFault(DiskFault::none);
  EXPECT_EQ(toText(*pay(2)->receipt()), "2A-000002") << "no number was lost";
  EXPECT_EQ(ledger_->event(first->seq())->hash, first->hash());
  EXPECT_EQ((*openReader(folder_))->verifyAll().fault, "");
}

TEST_F(FaultTest, theBallastIsSpentOnlyToCloseASession) {
  open();
  openSession();
  ASSERT_TRUE(std::filesystem::exists(folder_ / "ballast"));
  setDiskFault(DiskFault::full);
  EXPECT_FALSE(pay(1).has_value());
  EXPECT_TRUE(std::filesystem::exists(folder_ / "ballast"));
  EXPECT_FALSE(ledger_->post(clerk(), count(30000)).has_value());
  EXPECT_FALSE(std::filesystem::exists(folder_ / "ballast")) << "room was made for the seal";
  setDiskFault(DiskFault::none);
  ASSERT_TRUE(ledger_->post(clerk(), count(30000)).has_value());
  EXPECT_TRUE(ledger_->post(clerk(), closing()).has_value());
}

TEST_F(FaultTest, aFailedSyncStopsTheStationAndTheNextStartSaysSo) {
  open();
  openSession();
  ASSERT_TRUE(pay(1).has_value());
  setDiskFault(DiskFault::syncFails);
  EXPECT_EQ(pay(2).error().code, PostErrorCode::stopped);
  setDiskFault(DiskFault::none);
  EXPECT_EQ(pay(3).error().code, PostErrorCode::stopped) << "nothing is tried again";
  EXPECT_EQ(ledger_->saveDraft({"basket", "x"}).error().code, PostErrorCode::stopped);
  reopen();
  EXPECT_NE(ledger_->stoppedLastTime(), "");
  EXPECT_GE(ledger_->counts(1).payments, 1);
  EXPECT_EQ((*openReader(folder_))->verifyAll().fault, "");
  reopen();
  EXPECT_EQ(ledger_->stoppedLastTime(), "") << "said once";
}

TEST_F(FaultTest, aCheckpointThatFailsStopsTheStation) {
  open();
  openSession();
  ASSERT_TRUE(pay(1).has_value());
  setDiskFault(DiskFault::syncFails);
  const auto idle = ledger_->idle();
  ASSERT_FALSE(idle.has_value());
  EXPECT_EQ(idle.error().code, PostErrorCode::stopped);
}

}  // namespace
}  // namespace till::ledger::store
