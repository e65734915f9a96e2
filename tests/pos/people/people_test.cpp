// SPDX-License-Identifier: Apache-2.0
#include "pos/people/people.h"

#include <gtest/gtest.h>
#include <cstdlib>

#include <fstream>

namespace till::pos::people {
namespace {

namespace fs = std::filesystem;

const Person kClerk{"jortiz", "J. Ortiz", Role::clerk};
const Person kSupervisor{"mlee", "M. Lee", Role::supervisor};

class PeopleTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "people-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
    fs::create_directory(directory_ / "data");
  }
  void TearDown() override { fs::remove_all(directory_); }
  std::unique_ptr<PeopleBook> open() { return std::move(openPeopleBook(database(), pepper()).value()); }
  fs::path database() const { return directory_ / "data" / "people.db"; }
  fs::path pepper() const { return directory_ / "secret" / "pepper"; }

 private:
  fs::path directory_;
};

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_F(PeopleTest, wrongTriesInARowAreKeptForTheNextProgram) {
  constexpr std::int64_t kNow = 1'800'000'000'000;
  for (int tries = 1; tries <= 3; ++tries) EXPECT_EQ(open()->noteTry("jortiz", false, kNow), tries);
  EXPECT_EQ(open()->secondsToWait("jortiz", kNow), 5);
  EXPECT_EQ(open()->secondsToWait("jortiz", kNow + 2'000), 3);
  EXPECT_EQ(open()->secondsToWait("jortiz", kNow + 5'000), 0);
  EXPECT_EQ(open()->secondsToWait("jortiz", kNow - 86'400'000), 5) << "a clock that was set back shortens nothing";
  EXPECT_EQ(open()->secondsToWait("mlee", kNow), 0);
  EXPECT_EQ(open()->noteTry("jortiz", true, kNow + 5'000), 0);
  EXPECT_EQ(open()->noteTry("jortiz", false, kNow + 6'000), 1);
}

TEST_F(PeopleTest, onlyTheRightPinIsRightAlsoAfterARestart) {
  ASSERT_TRUE(open()->add(kClerk, "480261"));
  const auto book = open();
  EXPECT_EQ(book->verify("jortiz", "480261"), PinVerdict::right);
  EXPECT_EQ(book->verify("jortiz", "480262"), PinVerdict::wrong);
  EXPECT_EQ(book->verify("jortiz", ""), PinVerdict::wrong);
  EXPECT_EQ(book->verify("nobody", "480261"), PinVerdict::noVerifier);
}

TEST_F(PeopleTest, addingAgainGivesANewPin) {
  const auto book = open();
  ASSERT_TRUE(book->add(kClerk, "480261"));
  ASSERT_TRUE(book->add({"jortiz", "J. Ortiz", Role::supervisor}, "917350"));
  EXPECT_EQ(book->verify("jortiz", "480261"), PinVerdict::wrong);
  EXPECT_EQ(book->verify("jortiz", "917350"), PinVerdict::right);
  ASSERT_EQ(book->people().size(), 1U);
  EXPECT_EQ(book->people().front().role, Role::supervisor);
}

TEST_F(PeopleTest, pinsThatAnybodyWouldTryAreRefused) {
  const auto book = open();
  for (const char* pin : {"000000", "777777", "123456", "654321", "890123", "121212", "123123", "12345", "1234567",
                          "12345a", "", "48026 ", "４８０２６１"}) {
    EXPECT_FALSE(book->add(kClerk, pin)) << pin;
  }
  EXPECT_TRUE(book->people().empty());
}

TEST_F(PeopleTest, thePepperIsItsOwnersAndThePinStandsNowhere) {
  ASSERT_TRUE(open()->add(kClerk, "480261"));
  EXPECT_EQ(fs::status(pepper()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(database()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(contents(database()).find("480261"), std::string::npos);
  EXPECT_NE(contents(database()).find("$argon2id$"), std::string::npos);
}

TEST_F(PeopleTest, withoutItsPepperNobodyIsVerifiedAndNoSecondOneIsMade) {
  ASSERT_TRUE(open()->add(kClerk, "480261"));
  fs::remove(pepper());
  const auto book = open();
  EXPECT_EQ(book->verify("jortiz", "480261"), PinVerdict::noVerifier);
  EXPECT_FALSE(book->add(kSupervisor, "480261"));
  EXPECT_FALSE(fs::exists(pepper()));
}

TEST_F(PeopleTest, anotherPepperMakesEveryPinWrong) {
  ASSERT_TRUE(open()->add(kClerk, "480261"));
  std::ofstream(pepper(), std::ios::binary | std::ios::trunc) << std::string(32, 'x');
  EXPECT_EQ(open()->verify("jortiz", "480261"), PinVerdict::wrong);
}

TEST(ApprovalTest, aSupervisorApprovesOthersAndNobodyThemselves) {
  EXPECT_TRUE(mayApprove(kSupervisor, "jortiz"));
  EXPECT_FALSE(mayApprove(kSupervisor, "mlee"));
  EXPECT_FALSE(mayApprove(kClerk, "mlee"));
}

TEST(WaitTest, wrongTriesWaitLongerAndLonger) {
  const std::vector<int> expected{0, 0, 0, 5, 15, 60, 300, 300};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(waitSecondsAfter(static_cast<int>(i)), expected[i]);
  EXPECT_EQ(waitSecondsAfter(1000000), 300);
  EXPECT_EQ(waitSecondsAfter(-1), 0);
}

}  // namespace
}  // namespace till::pos::people
