// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "pos/bill/bill.h"

namespace till::pos::bill {

namespace {

struct Owed {
  std::string service;
  Age age;
  Money amount;
};

bool contains(const std::vector<Owed>& owed, const std::string& service, Age age) {
  return std::any_of(owed.begin(), owed.end(),
                     [&](const Owed& one) { return one.service == service && one.age == age; });
}

// What the bill asks for in bucket order; what no bucket names comes last, in the order of the bill.
std::vector<Owed> inOrder(const Bill& bill, const std::vector<Bucket>& order) {
  std::vector<Owed> owed;
  const auto take = [&owed](const BillLine& line, Age age) {
    if (!contains(owed, line.service, age)) {
      owed.push_back({line.service, age, age == Age::pastDue ? line.pastDue : line.current});
    }
  };
  for (const Bucket& bucket : order) {
    for (const BillLine& line : bill.lines) {
      if (line.service == bucket.service) take(line, bucket.age);
    }
  }
  for (const Age age : {Age::pastDue, Age::current}) {
    for (const BillLine& line : bill.lines) take(line, age);
  }
  return owed;
}

// Lowers what is owed at `at` by as much of `credit` as it takes.
void lower(Owed& at, Money& credit) {
  if (!at.amount.isPositive()) return;
  const Money used = std::min(at.amount, credit);
  at.amount -= used;
  credit -= used;
}

// A credit within the bill lowers the later buckets first, then the earlier ones from the nearest back.
void useCredits(std::vector<Owed>& owed) {
  for (std::size_t i = 0; i < owed.size(); ++i) {
    if (!owed[i].amount.isNegative()) continue;
    Money credit = -owed[i].amount;
    owed[i].amount = Money();
    for (std::size_t later = i + 1; later < owed.size(); ++later) lower(owed[later], credit);
    for (std::size_t earlier = i; earlier-- > 0;) lower(owed[earlier], credit);
  }
}

}  // namespace

Allocation allocate(const Bill& bill, Money amount, const std::vector<Bucket>& order) {
  std::vector<Owed> owed = inOrder(bill, order);
  useCredits(owed);
  Allocation allocation;
  Money rest = amount;
  for (const Owed& one : owed) {
    const Money paid = std::min(rest, one.amount);
    if (!paid.isPositive()) continue;
    allocation.lines.push_back({one.service, one.age, paid});
    rest -= paid;
  }
  allocation.credit = rest;
  return allocation;
}

}  // namespace till::pos::bill
