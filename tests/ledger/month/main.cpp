// SPDX-License-Identifier: Apache-2.0
// till_month DIR SEED DAYS PAYMENTS: makes a ledger for programs that read one.
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "tests/ledger/month/month.h"

int main(int argc, char** argv) {
  if (argc != 5) return 64;
  try {
    till::ledger::month::work(argv[1], {std::strtoull(argv[2], nullptr, 10), std::atoi(argv[3]), std::atoi(argv[4])});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "till_month: seed %s: %s\n", argv[2], error.what());
    return 70;
  }
  return 0;
}
