// SPDX-License-Identifier: Apache-2.0
// Copies are made beside the counter, which waits for none; what could not be made is said once and tried again.
#include "pos/station/keeper.h"

#include <condition_variable>
#include <mutex>

#include "counter_desk.h"

namespace till::pos::station {

namespace {

// A device that answers what it is told to, and counts; waited for with a deadline.
class Copies {
 public:
  std::string make() {
    const std::lock_guard lock(mutex_);
    ++made_;
    changed_.notify_all();
    if (failures_ == 0) return {};
    --failures_;
    return "the device is not there";
  }
  void hear(const KeepingTold& told) {
    const std::lock_guard lock(mutex_);
    told_.push_back(told.fault);
    changed_.notify_all();
  }
  bool waitForMade(int count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return made_ >= count; });
  }
  std::vector<std::string> waitForTold(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(20), [&] { return told_.size() >= count; });
    return told_;
  }
  void failNext(int times) { failures_ = times; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int made_ = 0, failures_ = 0;
  std::vector<std::string> told_;
};

constexpr KeepingPace kQuick{.copyAgain = std::chrono::milliseconds(1), .mirror = std::chrono::milliseconds(1)};

}  // namespace

TEST(Keeper, copiesWhenTheDayIsClosedAndNotBefore) {
  Copies copies;
  Keeper keeper({.copy = [&] { return copies.make(); }, .mirror = {}}, kQuick, [&](auto told) { copies.hear(told); });
  keeper.dayClosed();
  EXPECT_TRUE(copies.waitForMade(1));
  keeper.dayClosed();
  EXPECT_TRUE(copies.waitForMade(2));
}

TEST(Keeper, whatFailedIsSaidOnceAndTriedUntilItIsMade) {
  Copies copies;
  copies.failNext(3);
  Keeper keeper({.copy = [&] { return copies.make(); }, .mirror = {}}, kQuick, [&](auto told) { copies.hear(told); });
  keeper.dayClosed();
  EXPECT_EQ(copies.waitForTold(2), (std::vector<std::string>{"the device is not there", ""}));
  EXPECT_TRUE(copies.waitForMade(4));
}

TEST(Keeper, keepsTheMirrorUpUnasked) {
  Copies copies;
  const Keeper keeper({.copy = {}, .mirror = [&] { return copies.make(); }}, kQuick,
                      [&](auto told) { copies.hear(told); });
  EXPECT_TRUE(copies.waitForMade(3));
}

TEST(Keeper, endsAtOnceWhereNothingIsToBeKept) {
  Keeper keeper({}, {}, [](const KeepingTold&) { FAIL(); });
  keeper.dayClosed();
}

TEST(Keeper, theClosingAsksForACopyAndAFaultIsSaidWhereNoCustomerStands) {
  Desk desk;
  desk.openTill();
  const auto says = [&](const char* text) { return desk.said().find(text) != std::string::npos; };
  desk.type("F8 Enter 3 Enter");
  desk.send(KeepingTold{.what = Kept::copy, .fault = "the device is not there"});
  EXPECT_EQ(desk.copiesAsked, 0);
  EXPECT_FALSE(says("the device is not there"));
  desk.type("* * 1 Enter");
  ASSERT_EQ(desk.view().page, Page::closed);
  EXPECT_EQ(desk.copiesAsked, 1);
  EXPECT_TRUE(says("the device is not there")) << desk.said();
  desk.send(KeepingTold{.what = Kept::copy, .fault = ""});
  EXPECT_FALSE(says("the device is not there"));
}

}  // namespace till::pos::station
