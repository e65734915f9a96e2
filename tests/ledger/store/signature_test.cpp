// SPDX-License-Identifier: Apache-2.0
// Who wrote a closing: the station that has the key of its epoch's genesis, and nobody who only can write the file.
#include "ledger/journal/hash.h"
#include "ledger/store/queries.h"
#include "ledger/store/sqlite.h"
#include "ledger/store/station_key.h"
#include "tests/ledger/store/ledger_desk.h"

namespace till::ledger::store {
namespace {

class SignatureTest : public LedgerDesk {
 protected:
  void closeADay() {
    openSession();
    ASSERT_TRUE(pay(1).has_value());
    ASSERT_TRUE(ledger_->post(clerk(), count(38427)).has_value());
    auto fact = closing();
    fact.signature = "what a caller says does not matter";
    ASSERT_TRUE(ledger_->post(clerk(), fact).has_value());
  }
  [[nodiscard]] Verification verified() const { return (*openReader(folder_))->verifyAll(); }
  [[nodiscard]] std::string signatureOfTheLast() const {
    return std::get<journal::SessionClosed>(ledger_->lastOfKind("session_closed")->body).signature;
  }

  // As somebody who can write the file would: the last event's bytes changed and chained anew.
  void forgeTheLast(const std::string& from, const std::string& to) const {
    const Database database(folder_ / "ledger.db", Database::Access::readWrite);
    const auto last = lastEvent(database);
    const auto before = rawEvent(database, last->row - 1);
    std::string payload = last->payload;
    payload.replace(payload.find(from), from.size(), to);
    const Hash hash = journal::chain(before->hash, payload);
    database.execute("DROP TRIGGER event_no_update");
    Statement change(database, "UPDATE event SET payload=?, hash=? WHERE row=?");
    change.bindBlob(payload).bindBlob({reinterpret_cast<const char*>(hash.data()), hash.size()}).bind(last->row).run();
  }
};

TEST_F(SignatureTest, aClosingIsSignedByTheStation) {
  open();
  closeADay();
  EXPECT_EQ(signatureOfTheLast().size(), 128U);
  const auto whole = verified();
  EXPECT_EQ(whole.fault, "");
  EXPECT_EQ(whole.closings, 1);
  EXPECT_EQ(whole.signedClosings, 1);
}

TEST_F(SignatureTest, whoWritesTheFileWithoutTheKeyIsFoundAtTheClosing) {
  open();
  closeADay();
  close();
  forgeTheLast("\"reason\":\"", "\"reason\":\"Forged: ");
  EXPECT_NE(verified().fault.find("signature"), std::string::npos) << verified().fault;
  open();
  EXPECT_TRUE(ledger_->readOnly());
}

TEST_F(SignatureTest, aStationThatLostItsKeyClosesAllTheSameAndVerifySaysSo) {
  open();
  close();
  std::filesystem::remove(folder_ / "station.key");
  open();
  closeADay();
  EXPECT_EQ(signatureOfTheLast(), "");
  EXPECT_EQ(verified().fault, "");
  EXPECT_EQ(verified().closings, 1);
  EXPECT_EQ(verified().signedClosings, 0);
}

TEST_F(SignatureTest, aStrangersKeySignsNothingHere) {
  open();
  close();
  std::filesystem::remove(folder_ / "station.key");
  ASSERT_TRUE(StationKey::readOrMake(folder_).has_value());
  open();
  closeADay();
  EXPECT_EQ(signatureOfTheLast(), "");
}

TEST_F(SignatureTest, aFileThatIsNoKeyIsNotOverwritten) {
  std::filesystem::create_directories(folder_);
  ASSERT_TRUE(StationKey::readOrMake(folder_).has_value());
  std::filesystem::resize_file(folder_ / "station.key", 63);
  EXPECT_FALSE(StationKey::read(folder_).has_value());
  EXPECT_FALSE(StationKey::readOrMake(folder_).has_value());
  EXPECT_EQ(std::filesystem::file_size(folder_ / "station.key"), 63U);
}

TEST_F(SignatureTest, aSignatureIsOfTheseBytesAfterThatHashByThatKey) {
  std::filesystem::create_directories(folder_);
  const auto key = StationKey::readOrMake(folder_);
  ASSERT_TRUE(key.has_value());
  const Hash previous{1};
  const std::string signature = key->sign(previous, "payload");
  EXPECT_TRUE(isSignedBy(key->publicHex(), previous, "payload", signature));
  EXPECT_FALSE(isSignedBy(key->publicHex(), Hash{2}, "payload", signature));
  EXPECT_FALSE(isSignedBy(key->publicHex(), previous, "payloae", signature));
  EXPECT_FALSE(isSignedBy(std::string(64, '0'), previous, "payload", signature));
  for (const std::string bad : {"", "00", "zz", "0"}) {
    EXPECT_FALSE(isSignedBy(key->publicHex(), previous, "payload", bad)) << bad;
    EXPECT_FALSE(isSignedBy(bad, previous, "payload", signature)) << bad;
  }
}

}  // namespace
}  // namespace till::ledger::store
