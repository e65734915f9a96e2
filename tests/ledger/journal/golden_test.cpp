// SPDX-License-Identifier: Apache-2.0
// One golden vector a kind. These bytes are for ever: a change that moves one has broken every ledger in the field.
// TILL_WRITE_GOLDEN=1 writes the file anew, for a new kind.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "ledger/journal/hash.h"
#include "tests/ledger/journal/sample_facts.h"

namespace till::ledger::journal {
namespace {

const std::string kFile = std::string(TILL_SOURCE_DIR) + "/tests/ledger/journal/golden.json";

nlohmann::ordered_json made() {
  nlohmann::ordered_json vectors = nlohmann::ordered_json::array();
  Hash previous{};
  std::int64_t seq = 0;
  for (const Body& fact : sampleFacts()) {
    const auto payload = encode(sampleEnvelope(++seq), fact);
    EXPECT_TRUE(payload.has_value());
    previous = chain(previous, *payload);
    vectors.push_back({{"kind", kindOf(fact)}, {"payload", *payload}, {"hash", toHex(previous)}});
  }
  return vectors;
}

TEST(GoldenTest, everyKindHasItsVectorAndItsBytesNeverChange) {
  const auto vectors = made();
  if (std::getenv("TILL_WRITE_GOLDEN") != nullptr) std::ofstream(kFile) << vectors.dump(1) << "\n";
  std::ifstream file(kFile);
  const auto golden = nlohmann::ordered_json::parse(file);
  ASSERT_EQ(golden.size(), kinds().size());
  for (std::size_t i = 0; i < golden.size(); ++i) {
    EXPECT_EQ(golden[i].at("kind"), kinds()[i]);
    EXPECT_EQ(golden[i], vectors[i]) << kinds()[i];
  }
}

TEST(GoldenTest, eachVectorDecodesToWhatItWasMadeOf) {
  for (const auto& vector : made()) {
    const auto decoded = decode(vector.at("payload").get<std::string>());
    ASSERT_TRUE(decoded.has_value()) << decoded.error();
    ASSERT_TRUE(decoded->body.has_value());
    const auto again = encode(decoded->envelope, *decoded->body);
    EXPECT_EQ(*again, vector.at("payload").get<std::string>());
  }
}

// What stations wrote in the first format, before some kinds gained fields: it reads, and says what it said then.
TEST(GoldenTest, theFirstFormatIsReadForEver) {
  std::ifstream file(std::string(TILL_SOURCE_DIR) + "/tests/ledger/journal/golden-1.json");
  const auto golden = nlohmann::ordered_json::parse(file);
  ASSERT_EQ(golden.size(), 17U);
  Hash previous{};
  for (const auto& vector : golden) {
    const auto payload = vector.at("payload").get<std::string>();
    previous = chain(previous, payload);
    EXPECT_EQ(toHex(previous), vector.at("hash"));
    const auto decoded = decode(payload);
    ASSERT_TRUE(decoded.has_value()) << decoded.error();
    ASSERT_TRUE(decoded->body.has_value()) << decoded->kind;
    EXPECT_EQ(kindOf(*decoded->body), vector.at("kind"));
  }
  const auto moved = decode(golden[11].at("payload").get<std::string>());
  EXPECT_EQ(std::get<CashMoved>(*moved->body).reference, "E-17");
  EXPECT_EQ(std::get<CashMoved>(*moved->body).from, "");
}

// The table of kinds in ledger/README.md is for people who write a second verifier: it must not lie.
TEST(GoldenTest, theReadmeHasEachKindWithItsHash) {
  std::ifstream file(std::string(TILL_SOURCE_DIR) + "/ledger/README.md");
  const std::string readme{std::istreambuf_iterator<char>(file), {}};
  for (const auto& vector : made()) {
    const std::string row = "| `" + vector.at("kind").get<std::string>() + "` |";
    const auto at = readme.find(row);
    ASSERT_NE(at, std::string::npos) << row;
    const auto end = readme.find('\n', at);
    EXPECT_NE(readme.substr(at, end - at).find(vector.at("hash").get<std::string>().substr(0, 16)), std::string::npos)
        << vector.at("kind") << " " << vector.at("hash");
  }
}

}  // namespace
}  // namespace till::ledger::journal
