// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <cstdlib>

#include <fstream>

#include "pos/bill/bill.h"

namespace till::pos::bill {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string kHeader = "account,name,street,due_date,service,past_due,current,keeps_water_on\n";
const std::vector<Service> kServices{{"water", "Water", "601"}, {"sewer", "Sewer", "602"}};

class BillBookTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "bills-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(directory_); }
  tl::expected<ImportResult, BillBookError> import(const std::string& rows) {
    const fs::path csv = directory_ / "bills.csv";
    std::ofstream(csv, std::ios::binary) << rows;
    return importBills(csv, directory_, kServices, "2026-11-20");
  }
  std::unique_ptr<BillBook> book(const std::string& rows) {
    const auto imported = import(kHeader + rows);
    EXPECT_TRUE(imported) << imported.error().what;
    return std::move(openBillBook(imported->file).value());
  }
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(directory_)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }
  fs::path directory_;
};

std::vector<std::string> accountsOf(const std::vector<FoundAccount>& found) {
  std::vector<std::string> all;
  for (const auto& one : found) all.push_back(one.account);
  return all;
}

const std::string kStreetful =
    "4512873,\"Delgado, María\",12 Oak St,2026-12-15,sewer,0.00,-2.50,61.77\n"
    "4512873,\"Delgado, María\",12 Oak St,2026-12-15,water,10.00,20.00,61.77\r\n"
    "4512900,Acme Rentals,400 Main St #7,2026-12-15,water,0.00,84.27,\n"
    "7700001,\"O\"\"Brien\",9 Oakdale Ave,2026-12-15,water,0.00,1.00,\n";

TEST_F(BillBookTest, aBillComesBackAsItWasImported) {
  const auto bills = book(kStreetful);
  EXPECT_EQ(bills->accounts(), 3);
  EXPECT_EQ(bills->asOf(), "2026-11-20");
  const auto bill = bills->find("4512873");
  ASSERT_TRUE(bill);
  EXPECT_EQ(bill->name, "Delgado, María");
  EXPECT_EQ(bill->due.minor(), 2750);
  EXPECT_EQ(bill->keepsWaterOn->minor(), 6177);
  ASSERT_EQ(bill->lines.size(), 2U);
  EXPECT_EQ(bill->lines[0].service, "water");
  EXPECT_EQ(bill->lines[1].current.minor(), -250);
  EXPECT_EQ(bills->find("7700001")->name, "O\"Brien");
  EXPECT_FALSE(bills->find("451287"));
}

TEST_F(BillBookTest, anAccountIsFoundByNumberNameOrStreetAsTyped) {
  const auto bills = book(kStreetful);
  EXPECT_THAT(accountsOf(bills->search("45128", 9)), ElementsAre("4512873"));
  EXPECT_THAT(accountsOf(bills->search("4512", 1)), ElementsAre("4512873"));
  EXPECT_THAT(accountsOf(bills->search("maria", 9)), ElementsAre("4512873"));
  EXPECT_THAT(accountsOf(bills->search("OAK", 9)), ElementsAre("4512873", "7700001"));
  EXPECT_THAT(accountsOf(bills->search("oak delg", 9)), ElementsAre("4512873"));
  EXPECT_THAT(accountsOf(bills->search("acme", 9)), ElementsAre("4512900"));
  EXPECT_THAT(accountsOf(bills->search("main 4512900", 9)), ElementsAre("4512900"));
  EXPECT_TRUE(bills->search("main zzz", 9).empty());
  for (const char* nothing : {"", " ", "'; DROP TABLE account", "%", "zzz", "\xff\xfe"}) {
    EXPECT_TRUE(bills->search(nothing, 9).empty()) << nothing;
  }
}

TEST_F(BillBookTest, anErrorNamesLineAndColumnAndNothingIsHalfImported) {
  const std::string good = "1,A,S,2026-12-15,water,0.00,1.00,\n";
  struct Row {
    std::string csv, says;
  };
  const std::vector<Row> rows{
      {"", "empty file"},
      {"account,name\n", "header"},
      {kHeader + good + "2,A,S,2026-12-15,water,0.00,1,\n", ":3: column current: found \"1\""},
      {kHeader + "2,A,S,2026-12-15,water,1.005,1.00,\n", ":2: column past_due"},
      {kHeader + "2,A,S,2026-12-15,water,0.00,10000000.01,\n", "column current"},
      {kHeader + "2,A,S,2026-12-15,gas,0.00,1.00,\n", "allowed: water, sewer"},
      {kHeader + "2,A,S,2026-02-30,water,0.00,1.00,\n", "column due_date"},
      {kHeader + "2,A\xff,S,2026-12-15,water,0.00,1.00,\n", "column name: found bytes that are not UTF-8"},
      {kHeader + "2 2,A,S,2026-12-15,water,0.00,1.00,\n", "column account"},
      {kHeader + "2,A,S,2026-12-15,water,0.00\n", "6 fields"},
      {kHeader + "2,\"A,S,2026-12-15,water,0.00,1.00,\n", "a quote that does not end"},
      {kHeader + "2,A\"B,S,2026-12-15,water,0.00,1.00,\n", "column name"},
      {kHeader + "2,\"A\"B,S,2026-12-15,water,0.00,1.00,\n", "column name"},
      {kHeader + "2,\"\"B,S,2026-12-15,water,0.00,1.00,\n", "column name"},
      {kHeader + good + good, "each service of an account once"},
      {kHeader + good + "2,A,S,2026-12-15,water,0.00,1.00,\n" + good, ":4: column account"},
      {kHeader + good + "1,B,S,2026-12-15,sewer,0.00,1.00,\n", ":3: column name"},
      {kHeader + "1,A,S,2026-12-15,water,0.00,1.00,-1.00\n", "keeps_water_on"}};
  for (const Row& row : rows) {
    const auto imported = import(row.csv);
    ASSERT_FALSE(imported) << row.csv;
    EXPECT_THAT(imported.error().what, HasSubstr(row.says));
    EXPECT_THAT(files(), ElementsAre("bills.csv"));
  }
}

TEST_F(BillBookTest, eachImportIsAFileOfItsOwn) {
  const auto first = import(kHeader + kStreetful);
  const auto second = import(kHeader + kStreetful);
  EXPECT_THAT(files(), ElementsAre("bills-1.db", "bills-2.db", "bills.csv"));
  EXPECT_EQ(first->sha256.size(), 64U);
  EXPECT_EQ(first->sha256, second->sha256);
}

TEST_F(BillBookTest, whatIsNoFileOfBillsIsNotOpened) {
  EXPECT_FALSE(openBillBook(directory_ / "bills-9.db"));
  std::ofstream(directory_ / "bills-1.db") << "not a database, but long enough to look at as one";
  EXPECT_FALSE(openBillBook(directory_ / "bills-1.db"));
}

}  // namespace
}  // namespace till::pos::bill
