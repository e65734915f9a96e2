// SPDX-License-Identifier: Apache-2.0
// The power goes while the files beside the ledger are written: the bill book, the book of people and its pepper,
// the station's key.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

#include "ledger/store/station_key.h"
#include "pos/bill/bill.h"
#include "pos/bill/bill_files.h"
#include "pos/people/people.h"
#include "tests/simulation/copies/traced.h"

namespace till::simulation {
namespace {

namespace fs = std::filesystem;
using pos::people::PinVerdict;

constexpr auto kAccount = "0045128730";

class BesideTheLedger : public ::testing::Test {
 protected:
  BesideTheLedger() {
    std::string name = (fs::temp_directory_path() / "beside-XXXXXX").string();
    home_ = ::mkdtemp(name.data());
    data_ = home_ / "data";
    fs::create_directories(data_);
  }
  ~BesideTheLedger() override { fs::remove_all(home_); }

  fs::path home_, data_;
};

std::string bills(int accounts, int cents) {
  std::string csv = "account,name,street,due_date,service,past_due,current\n";
  for (int i = 0; i < accounts; ++i) {
    csv += "00" + std::to_string(45128730 + i) + ",Maria Delgado,412 Pine St,2026-12-15,water,0.00,0." +
           std::to_string(cents) + "\n";
  }
  return csv;
}

}  // namespace

TEST_F(BesideTheLedger, anImportThatWasCutShortLeavesTheBillsOfBeforeOrTheNewOnesWhole) {
  const std::vector<pos::bill::Service> services{{"water", "Water", "601-0000-11510"}};
  const auto import = [&](int accounts, int cents) {
    const auto csv = home_ / "bills.csv";
    std::ofstream(csv) << bills(accounts, cents);
    return pos::bill::importBills(csv, data_, services, "2026-11-20");
  };
  const auto before = import(40, 50);
  ASSERT_TRUE(before.has_value()) << before.error().what;
  Traced traced(home_, {data_});
  traced.record([&] { ASSERT_TRUE(import(60, 75).has_value()); });
  int switched = 0;
  traced.atEveryCut([&] {
    const auto newest = pos::bill::newestBills(data_);
    ASSERT_TRUE(newest.has_value());
    const auto book = pos::bill::openBillBook(*newest);
    ASSERT_TRUE(book.has_value()) << book.error().what;
    const auto found = (*book)->find(kAccount);
    ASSERT_TRUE(found.has_value());
    const auto due = found->lines.at(0).current.minor();
    EXPECT_EQ(due, *newest == before->file ? 50 : 75) << *newest;
    switched += *newest == before->file ? 0 : 1;
    const auto again = import(60, 75);
    ASSERT_TRUE(again.has_value()) << again.error().what;
    EXPECT_NE(again->file, before->file);
  });
  EXPECT_GT(switched, 0);
}

TEST_F(BesideTheLedger, whoWasBeingAddedFirstIsThereOrCanBeAddedAgain) {
  const auto add = [&] {
    auto book = pos::people::openPeopleBook(data_ / "people.db", data_ / "pepper");
    return book ? (*book)->add({"jortiz", "J. Ortiz", pos::people::Role::clerk}, "314159")
                : tl::unexpected(book.error());
  };
  Traced traced(home_, {data_});
  traced.record([&] { ASSERT_TRUE(add().has_value()); });
  int there = 0;
  traced.atEveryCut([&] {
    {
      const auto book = pos::people::openPeopleBook(data_ / "people.db", data_ / "pepper");
      ASSERT_TRUE(book.has_value()) << book.error().what;
      if (!(*book)->people().empty()) {
        ++there;
        EXPECT_EQ((*book)->verify("jortiz", "314159"), PinVerdict::right);
        return;
      }
    }
    const auto again = add();
    ASSERT_TRUE(again.has_value()) << again.error().what;
  });
  EXPECT_GT(there, 0);
}

TEST_F(BesideTheLedger, theKeyOfANewStationIsThereOrCanBeMadeAgain) {
  using ledger::store::StationKey;
  Traced traced(home_, {data_});
  traced.record([&] { ASSERT_TRUE(StationKey::readOrMake(data_).has_value()); });
  int there = 0;
  traced.atEveryCut([&] {
    there += StationKey::read(data_).has_value() ? 1 : 0;
    const auto key = StationKey::readOrMake(data_);
    EXPECT_TRUE(key.has_value()) << key.error();
  });
  EXPECT_GT(there, 0);
}

TEST_F(BesideTheLedger, aNewPinIsTheOldOneOrTheNewAndNobodyElseIsLost) {
  {
    const auto book = pos::people::openPeopleBook(data_ / "people.db", data_ / "pepper");
    ASSERT_TRUE((*book)->add({"jortiz", "J. Ortiz", pos::people::Role::clerk}, "314159").has_value());
    ASSERT_TRUE((*book)->add({"slane", "S. Lane", pos::people::Role::supervisor}, "271828").has_value());
  }
  const auto change = [&] {
    const auto book = pos::people::openPeopleBook(data_ / "people.db", data_ / "pepper");
    return (*book)->add({"jortiz", "J. Ortiz", pos::people::Role::clerk}, "161803");
  };
  Traced traced(home_, {data_});
  traced.record([&] { ASSERT_TRUE(change().has_value()); });
  traced.atEveryCut(
      [&] {
        const auto book = pos::people::openPeopleBook(data_ / "people.db", data_ / "pepper");
        ASSERT_TRUE(book.has_value()) << book.error().what;
        EXPECT_EQ((*book)->people().size(), 2U);
        const bool old = (*book)->verify("jortiz", "314159") == PinVerdict::right;
        EXPECT_TRUE(old || (*book)->verify("jortiz", "161803") == PinVerdict::right);
      },
      1);
}

}  // namespace till::simulation
