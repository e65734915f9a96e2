// SPDX-License-Identifier: Apache-2.0
// The mirror file grows by what it lacks, and is enough to make the ledger again.
#include "ledger/store/mirror.h"

#include <array>
#include <fstream>
#include <iterator>

#include "ledger/store/files.h"
#include "tests/ledger/store/ledger_desk.h"

namespace till::ledger::store {
namespace {

namespace fs = std::filesystem;

class MirrorTest : public LedgerDesk {
 protected:
  ~MirrorTest() override {
    std::error_code ignored;
    fs::remove(file_, ignored);
  }
  void twoPayments() {
    open();
    openSession();
    ASSERT_TRUE(pay(1).has_value());
    ASSERT_TRUE(pay(2, 1000).has_value());
  }
  void loseTheLedger() {
    close();
    for (const char* name : {"ledger.db", "ledger.db-wal", "ledger.db-shm"}) fs::remove(folder_ / name);
  }
  [[nodiscard]] std::string bytes() const {
    std::ifstream in(file_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write(const std::string& all) const { std::ofstream(file_, std::ios::binary | std::ios::trunc) << all; }

  fs::path file_{folder_.string() + ".mirror"};
};

TEST_F(MirrorTest, theLedgerIsMadeAgainToTheSameBits) {
  twoPayments();
  ASSERT_EQ(mirror(folder_, file_).value().appended, 5) << "beside the running station";
  const auto head = openReader(folder_).value()->verifyAll().head;
  constexpr std::array kTables{"payment", "paper", "session", "rollup", "session_rollup", "latest"};
  std::vector<std::string> before;
  for (const char* table : kTables) before.push_back(dump(table));
  loseTheLedger();
  const auto made = fromMirror(file_, folder_);
  ASSERT_TRUE(made.has_value()) << made.error().what;
  EXPECT_EQ(made->events, 5);
  EXPECT_EQ(openReader(folder_).value()->verifyAll().head, head);
  for (std::size_t i = 0; i < kTables.size(); ++i) EXPECT_EQ(dump(kTables[i]), before[i]) << kTables[i];
  open();
  EXPECT_TRUE(ledger_->readOnly()) << "a new epoch comes first";
}

TEST_F(MirrorTest, whatItLacksIsCaughtUpAndATornLineIsWrittenAnew) {
  twoPayments();
  ASSERT_EQ(mirror(folder_, file_).value().appended, 5);
  EXPECT_EQ(mirror(folder_, file_).value().appended, 0);
  const std::string whole = bytes();
  for (const std::size_t cut :
       {whole.size() - 1, whole.size() - 300, std::size_t{40}, std::size_t{5}, std::size_t{0}}) {
    write(whole.substr(0, cut));
    ASSERT_TRUE(mirror(folder_, file_).has_value()) << cut;
    EXPECT_EQ(bytes(), whole) << cut;
  }
  ASSERT_TRUE(pay(3).has_value());
  EXPECT_EQ(mirror(folder_, file_).value().appended, 1);
  EXPECT_TRUE(bytes().starts_with(whole));
}

TEST_F(MirrorTest, noNameStandsInIt) {
  twoPayments();
  ASSERT_TRUE(mirror(folder_, file_).has_value());
  EXPECT_EQ(bytes().find("Delgado"), std::string::npos);
}

TEST_F(MirrorTest, aFileThatKnowsMoreThanTheLedgerIsLeftAsItIs) {
  twoPayments();
  ASSERT_TRUE(mirror(folder_, file_).has_value());
  loseTheLedger();
  open();
  const std::string before = bytes();
  EXPECT_EQ(mirror(folder_, file_).error().code, KeepingErrorCode::refused);
  write("somebody's letter\n");
  EXPECT_EQ(mirror(folder_, file_).error().code, KeepingErrorCode::refused);
  EXPECT_EQ(bytes(), "somebody's letter\n");
}

TEST_F(MirrorTest, aTornLastLineIsLeftOutAndAnyOtherBadLineRefusesTheFile) {
  twoPayments();
  ASSERT_TRUE(mirror(folder_, file_).has_value());
  const std::string whole = bytes();
  loseTheLedger();
  std::string flipped = whole;
  flipped[whole.find("8427")] = '9';
  std::string missing = whole;
  const auto second = whole.find('\n', std::string("citytill-mirror 1\n").size()) + 1;
  missing.erase(second, whole.find('\n', second) + 1 - second);
  for (const std::string& bad :
       {std::string(), std::string("citytill-mirror 1\n"), "x" + whole, flipped, missing, whole + "not an event\n",
        whole + whole.substr(std::string("citytill-mirror 1\n").size())}) {
    write(bad);
    const auto refused = fromMirror(file_, folder_);
    ASSERT_FALSE(refused.has_value()) << bad.substr(0, 40);
    EXPECT_EQ(refused.error().code, KeepingErrorCode::notVerified) << refused.error().what;
    EXPECT_FALSE(fs::exists(folder_ / kLedgerFile));
  }
  write(whole.substr(0, whole.size() - 10));
  EXPECT_EQ(fromMirror(file_, folder_).value().events, 4);
  EXPECT_EQ(fromMirror(file_, folder_).error().code, KeepingErrorCode::refused) << "there is a ledger now";
}

}  // namespace
}  // namespace till::ledger::store
