// SPDX-License-Identifier: Apache-2.0
// The power goes in the middle of a copy, of a restore, and of the mirror file. Each is done once for good with its
// calls written down; then, for every call, the disk is what those before it leave after a cut, as a seed draws it, and
// everything that is found there must be what its name says: whole, old or new.
#include "ledger/journal/hash.h"
#include "ledger/store/backup.h"
#include "ledger/store/files.h"
#include "ledger/store/mirror.h"
#include "ledger/store/seal.h"
#include "tests/ledger/store/ledger_desk.h"
#include "tests/simulation/copies/traced.h"

namespace till::ledger::store {
namespace {

namespace fs = std::filesystem;

class CopiesTest : public LedgerDesk {
 protected:
  // All of it below one folder: the ledger, the copies, where it is restored.
  CopiesTest() : home_(folder_), data_(home_ / "data"), copies_(home_ / "copies"), to_(home_ / "to") {
    folder_ = data_;
    fs::create_directories(copies_);
    fs::create_directories(to_);
    surroundings_.walBytes = 0;
  }
  ~CopiesTest() override {
    close();
    folder_ = home_;
  }

  void day(int from, int to) {
    open();
    if (!ledger_->openSession()) openSession();
    for (int sale = from; sale <= to; ++sale) ASSERT_TRUE(pay(sale).has_value());
    close();
  }
  static std::string head(const fs::path& data) {
    const auto reader = openReader(data);
    if (!reader) return reader.error().what;
    const auto all = (*reader)->verifyAll();
    return all.fault.empty() ? journal::toHex(all.head) : all.fault;
  }

  void trace(const std::function<void()>& work) { traced_.record(work); }
  void atEveryCut(const std::function<void()>& expect) { traced_.atEveryCut(expect); }

  // Every file that has a copy's name is one; how many.
  int wholeCopies(const fs::path& key) {
    int found = 0;
    for (const auto& entry : fs::directory_iterator(copies_)) {
      const auto name = entry.path().filename().string();
      if (!name.starts_with("citytill-") || name.ends_with(".part")) continue;
      const auto there = home_ / "proof";
      fs::remove_all(there);
      const auto done = restore({entry.path(), there, key, {}});
      EXPECT_TRUE(done.has_value()) << name << ": " << (done ? "" : done.error().what);
      ++found;
    }
    return found;
  }

  void aCopyAtEveryCut(const std::string& sealTo, const fs::path& key) {
    const BackupTarget target{copies_, 30, sealTo};
    day(1, 3);
    ASSERT_TRUE(backUp(data_, target).has_value());
    day(4, 6);
    const std::string now = head(data_);
    trace([&] { ASSERT_TRUE(backUp(data_, target).has_value()); });
    atEveryCut([&] {
      EXPECT_EQ(head(data_), now);
      const int found = wholeCopies(key);
      EXPECT_TRUE(found == 1 || found == 2) << found;
      const auto again = backUp(data_, target);
      ASSERT_TRUE(again.has_value()) << again.error().what;
      EXPECT_EQ(journal::toHex(again->hash), now);
    });
    EXPECT_EQ(wholeCopies(key), 2) << "when nothing cuts it short there are two";
  }

  fs::path home_, data_, copies_, to_;
  simulation::Traced traced_{home_, {data_, copies_, to_}};
};

TEST_F(CopiesTest, aCopyThatWasCutShortHasNoCopysName) { aCopyAtEveryCut("", {}); }

TEST_F(CopiesTest, norHasASealedOne) {
  const auto key = home_ / "office.key";
  const auto office = makeOfficeKey(key);
  ASSERT_TRUE(office.has_value());
  aCopyAtEveryCut(*office, key);
}

TEST_F(CopiesTest, aRestoreThatWasCutShortLeavesNothingOrAllOfIt) {
  day(1, 6);
  const auto copy = backUp(data_, {copies_, 30, ""});
  ASSERT_TRUE(copy.has_value());
  const std::string now = head(data_);
  trace([&] { ASSERT_TRUE(restore({copy->file, to_, {}, {}}).has_value()); });
  int whole = 0;
  atEveryCut([&] {
    if (fs::exists(to_ / kLedgerFile)) {
      ++whole;
      ASSERT_EQ(head(to_), now);
      const auto opened = openLedger(to_, identity_, surroundings_);
      ASSERT_TRUE(opened.has_value()) << opened.error().what;
      EXPECT_TRUE((*opened)->readOnly()) << "nothing posts before a new epoch";
    } else {
      const auto again = restore({copy->file, to_, {}, {}});
      ASSERT_TRUE(again.has_value()) << again.error().what;
    }
  });
  EXPECT_GT(whole, 0);
}

TEST_F(CopiesTest, aRestoreOverAnOlderLedgerLeavesTheOldOrTheNew) {
  day(1, 3);
  fs::copy(data_, to_, fs::copy_options::recursive);
  const std::string old = head(to_);
  day(4, 6);
  const auto copy = backUp(data_, {copies_, 30, ""});
  ASSERT_TRUE(copy.has_value());
  const std::string now = head(data_);
  trace([&] { ASSERT_TRUE(restore({copy->file, to_, {}, old.substr(0, 16)}).has_value()); });
  int replaced = 0;
  atEveryCut([&] {
    bool readOnly = false;
    {
      const auto opened = openLedger(to_, identity_, surroundings_);
      ASSERT_TRUE(opened.has_value()) << opened.error().what;
      readOnly = (*opened)->readOnly();
    }
    const std::string found = head(to_);
    ASSERT_TRUE(found == old || found == now) << found;
    EXPECT_EQ(readOnly, found == now);
    if (found == old) {
      const auto again = restore({copy->file, to_, {}, old.substr(0, 16)});
      ASSERT_TRUE(again.has_value()) << again.error().what;
    }
    replaced += found == now ? 1 : 0;
  });
  EXPECT_GT(replaced, 0);
}

TEST_F(CopiesTest, aMirrorThatWasCutShortGoesOnAndMissesNothing) {
  const auto file = copies_ / "mirror";
  day(1, 3);
  ASSERT_TRUE(mirror(data_, file).has_value());
  day(4, 9);
  const std::string now = head(data_);
  trace([&] { ASSERT_TRUE(mirror(data_, file).has_value()); });
  atEveryCut([&] {
    const auto caughtUp = mirror(data_, file);
    ASSERT_TRUE(caughtUp.has_value()) << caughtUp.error().what;
    const auto there = home_ / "proof";
    fs::remove_all(there);
    const auto made = fromMirror(file, there);
    ASSERT_TRUE(made.has_value()) << made.error().what;
    EXPECT_EQ(head(there), now);
  });
}

}  // namespace
}  // namespace till::ledger::store
