// SPDX-License-Identifier: Apache-2.0
// Reports over a million payments, whole process, against the plain-text accounting programs on the same figures; and
// the chain against bare SHA-256 over the same bytes.
#include <openssl/evp.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "ledger/store/queries.h"
#include "tests/bench/big_ledger.h"
#include "tests/bench/measure.h"

namespace till::bench {
namespace {

namespace fs = std::filesystem;
using namespace ledger::store;

// The days of the ledger alone: an open session of the payment bench stands far from them.
const std::string kDays = " --from 2025-12-01 --to 2026-11-30";
const std::string kMonth = " --from 2026-03-01 --to 2026-03-31";

double shell(const std::string& command) {
  return elapsedMicros([&] {
    if (std::system((command + " >/dev/null").c_str()) != 0) throw std::runtime_error(command);
  });
}

double median(const std::string& command) {
  Samples samples;
  for (int round = 0; round < kRounds; ++round) samples.push_back(shell(command));
  return percentile(samples, 0.5);
}

Measure timesFaster(const std::string& name, double ours, double theirs, double goal) {
  Measure measure{name, "us"};
  measure.value = ours;
  measure.floor = theirs;
  measure.ratio = theirs / ours;
  measure.goal = goal;
  measure.atLeast = true;
  measure.holds = measure.ratio >= goal;
  return measure;
}

std::int64_t hashed(const std::vector<std::string>& payloads) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  std::array<unsigned char, 32> hash{};
  for (const auto& payload : payloads) {
    EVP_DigestInit_ex2(context.get(), algorithm, nullptr);
    EVP_DigestUpdate(context.get(), hash.data(), hash.size());
    EVP_DigestUpdate(context.get(), payload.data(), payload.size());
    EVP_DigestFinal_ex(context.get(), hash.data(), nullptr);
  }
  EVP_MD_free(algorithm);
  return hash[0];
}

Samples verified(const Reader& reader, Verification (Reader::*verify)() const) {
  return {elapsedMicros([&] {
    const auto result = (reader.*verify)();
    if (!result.fault.empty()) throw std::runtime_error(result.fault);
  })};
}

}  // namespace

// ledger and hledger read the whole journal at each start: that is their way, and one run of each is enough to see it.
std::vector<Measure> reportsBench(const fs::path& directory) {
  bigLedger(directory / "ledger", kMillionPayments);
  const std::string tillctl = std::string(BENCH_TILLCTL) + " --data " + (directory / "ledger").string() + " ";
  const std::string journal = (directory / "journal").string();
  if (!fs::exists(journal)) shell(tillctl + "ledger export --format hledger --out " + journal + kDays);
  const double monthly = median(tillctl + "--json report postings --by month --fast" + kDays);
  const double balances = median(tillctl + "--json report balances --fast" + kDays);
  const double proven = median(tillctl + "--json report balances" + kMonth);
  const double z = median(tillctl + "--json report z 100");
  std::vector<Measure> measures;
  const double ledgerBal = shell("ledger -f " + journal + " bal");
  measures.push_back(timesFaster("postings / ledger bal", monthly, ledgerBal, 1000));
  measures.push_back(timesFaster("till's Z / ledger bal", z, ledgerBal, 0));
  const double ledgerMonth = shell("ledger -f " + journal + " bal -b 2026-03-01 -e 2026-04-01");
  measures.push_back(timesFaster("proven month / ledger", proven, ledgerMonth, 100));
  if (std::getenv("TILL_BENCH_HLEDGER") != nullptr) {  // needs 16 GB
    const double hledgerBal = shell("hledger -f " + journal + " bal");
    measures.push_back(timesFaster("balances / hledger bal", balances, hledgerBal, 10000));
  }
  return measures;
}

std::vector<Measure> chainBench(const fs::path& directory) {
  bigLedger(directory / "ledger", kMillionPayments);
  const auto reader = openReader(directory / "ledger");
  if (!reader) throw std::runtime_error(reader.error().what);
  std::vector<std::string> payloads;
  const Database database(directory / "ledger" / "ledger.db", Database::Access::readOnly);
  eachRawEvent(database, 0, [&](const RawEvent& raw) {
    payloads.push_back(raw.payload);
    return true;
  });
  const auto bare = [&]() -> Samples { return {elapsedMicros([&] { (void)hashed(payloads); })}; };
  auto measures = inTurns("chain / bare SHA-256", [&] { return verified(**reader, &Reader::verifyChain); }, bare,
                          {{"p50", 0.5, 2.0}});
  measures.push_back(timesFaster("all of ledger verify", verified(**reader, &Reader::verifyAll)[0], bare()[0], 0));
  return measures;
}

}  // namespace till::bench
