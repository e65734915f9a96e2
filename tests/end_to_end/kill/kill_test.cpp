// SPDX-License-Identifier: Apache-2.0
// The plug is pulled at 200 seeded places: before the k-th write, sync, truncate, unlink, rename or ioctl of the real
// station. After each, a restart must find: nothing acknowledged lost, nothing doubled, receipt numbers without a gap,
// the chain whole, the basket as it was.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "config/load/office.h"
#include "ledger/store/ledger.h"
#include "pos/bill/bill.h"
#include "pos/people/people.h"

namespace {

namespace fs = std::filesystem;
namespace store = till::ledger::store;
namespace journal = till::ledger::journal;

constexpr int kPlaces = 200;
constexpr int kWorkers = 4;
const fs::path kOffice = fs::path(TILL_SOURCE_DIR) / "config/offices/sample-city";
const fs::path kShared = fs::path(TILL_SOURCE_DIR) / "config";

// Baskets of the script, by the number the child says; 0 and even ones end in an empty basket when they are paid.
const std::array<std::vector<std::string>, 9> kBaskets{{{},
                                                        {"0045128730"},
                                                        {"0045128730", "0000731942"},
                                                        {"0000731942"},
                                                        {"0000731942", "0045128731"},
                                                        {"0045128731"},
                                                        {"0045128731", "0020304050"},
                                                        {"0020304050"},
                                                        {"0020304050", "0014963439"}}};

struct Said {
  std::vector<std::string> acknowledged;
  int basket = 0;
  bool paid = false;  // the last basket said was acknowledged as paid
  std::vector<std::string> resumed;
  bool cameBack = false;
  long open = 0;
  long calls = 0;
  int exit = 0;
};

Said run(const std::string& mode, const fs::path& data, long killAt) {
  fs::create_directories(data.string() + ".ports");
  const std::string command = "TILL_KILL_AT=" + std::to_string(killAt) + " exec '" + std::string(STATION_CHILD) + "' " +
                              mode + " '" + kOffice.string() + "' '" + kShared.string() + "' '" + data.string() +
                              "' '" + data.string() + ".pepper' '" + data.string() + ".ports' 2>&1";
  FILE* pipe = ::popen(command.c_str(), "r");
  Said said;
  std::array<char, 1024> bytes{};
  while (std::fgets(bytes.data(), bytes.size(), pipe) != nullptr) {
    std::istringstream line(bytes.data());
    std::string word;
    line >> word;
    if (word == "ACK") {
      line >> said.acknowledged.emplace_back();
      said.paid = true;
    } else if (word == "BASKET") {
      line >> said.basket;
      said.paid = false;
    } else if (word == "RESUMED") {
      said.cameBack = true;
      for (std::string account; line >> account;) said.resumed.push_back(account);
    } else if (word == "OPEN") {
      line >> said.open;
    } else if (word == "CALLS") {
      line >> said.calls;
    } else {
      ADD_FAILURE() << mode << " killed at " << killAt << ": " << bytes.data();
    }
  }
  const int status = ::pclose(pipe);
  said.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return said;
}

// The office as it is before its first day: people and bills, no ledger.
fs::path freshOffice(const fs::path& folder) {
  fs::remove_all(folder);
  fs::create_directories(folder / "base");
  const auto people = till::pos::people::openPeopleBook(folder / "base" / "people.db", folder / "base.pepper");
  EXPECT_TRUE(people.has_value() && (*people)->add({"jortiz", "J. Ortiz", till::pos::people::Role::clerk}, "246813"));
  const auto office = till::config::loadOffice(kOffice, kShared);
  EXPECT_TRUE(office.has_value());
  EXPECT_TRUE(till::pos::bill::importBills(kOffice / "bills.csv", folder / "base", office->station.sale.services,
                                           "2026-12-01"));
  return folder / "base";
}

void copyBase(const fs::path& base, const fs::path& data) {
  fs::copy(base, data, fs::copy_options::recursive);
  fs::copy(base.string() + ".pepper", data.string() + ".pepper");
}

std::vector<std::string> receiptsIn(const fs::path& data) {
  std::vector<std::string> receipts;
  std::set<std::int64_t> sales;
  const auto reader = store::openReader(data);
  if (!reader) return receipts;  // cut before the ledger was made
  const auto verification = (*reader)->verifyAll();
  EXPECT_EQ(verification.fault, "");
  (*reader)->eachEvent([&](const store::StoredEvent& event) {
    const auto* payment = std::get_if<journal::PaymentTaken>(&event.body);
    if (payment == nullptr) return;
    EXPECT_TRUE(sales.insert(payment->sale).second) << "sale " << payment->sale << " was posted twice";
    EXPECT_EQ(payment->receipt, static_cast<std::int64_t>(receipts.size()) + 1) << "a gap in the receipt numbers";
    receipts.push_back(toText(journal::ReceiptNumber{event.key.station, event.key.epoch, payment->receipt}));
  });
  return receipts;
}

void expectBasket(const Said& before, std::size_t posted, const Said& after) {
  const auto at = static_cast<std::size_t>(before.basket);
  std::vector<std::vector<std::string>> allowed;
  const bool settled = before.paid || posted > before.acknowledged.size();
  if (settled || at == 0) allowed.emplace_back();
  if (!settled) allowed.push_back(kBaskets.at(at));
  if (at + 1 < kBaskets.size()) allowed.push_back(kBaskets.at(at + 1));
  EXPECT_TRUE(std::find(allowed.begin(), allowed.end(), after.resumed) != allowed.end())
      << "after basket " << before.basket << (settled ? " (paid)" : "") << " the resumed one has "
      << after.resumed.size() << " bills";
}

void cutAt(long place, const fs::path& base, const fs::path& data) {
  SCOPED_TRACE("cut at call " + std::to_string(place));
  copyBase(base, data);
  const Said before = run("work", data, place);
  const auto receipts = receiptsIn(data);
  ASSERT_GE(receipts.size(), before.acknowledged.size()) << "an acknowledged payment is lost";
  EXPECT_LE(receipts.size(), before.acknowledged.size() + 1);
  for (std::size_t i = 0; i < before.acknowledged.size(); ++i) EXPECT_EQ(before.acknowledged[i], receipts[i]);
  const Said after = run("resume", data, 0);
  EXPECT_TRUE(after.cameBack);
  expectBasket(before, receipts.size(), after);
  EXPECT_EQ(receiptsIn(data).size(), receipts.size()) << "the restart posted something";
  fs::remove_all(data);
  fs::remove_all(data.string() + ".ports");
}

TEST(KillTest, nothingAcknowledgedIsLostOrDoubledWhereverThePlugIsPulled) {
  const fs::path folder = fs::path(KILL_FOLDER);
  const fs::path base = freshOffice(folder);
  copyBase(base, folder / "whole");
  const Said whole = run("work", folder / "whole", 0);
  ASSERT_EQ(whole.exit, 0);
  ASSERT_EQ(whole.acknowledged.size(), 4U);
  ASSERT_GT(whole.calls, 100);

  const char* given = std::getenv("TILL_SEED");
  const auto seed = given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
  std::printf("TILL_SEED=%u, %d places of %ld, the till open from %ld\n", seed, kPlaces, whole.calls, whole.open);
  std::mt19937 random(seed);
  // Making the files takes most of the calls; three cuts in four are while the till is open.
  std::uniform_int_distribution<long> before(1, whole.open);
  std::uniform_int_distribution<long> selling(whole.open, whole.calls);
  std::vector<long> places(kPlaces);
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = i % 4 == 0 ? before(random) : selling(random);

  std::atomic<std::size_t> next{0};
  std::vector<std::thread> workers;
  for (int worker = 0; worker < kWorkers; ++worker) {
    workers.emplace_back([&] {
      for (std::size_t i = next++; i < places.size(); i = next++) {
        cutAt(places[i], base, folder / ("cut-" + std::to_string(i)));
      }
    });
  }
  for (auto& worker : workers) worker.join();
}

}  // namespace
