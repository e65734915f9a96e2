// SPDX-License-Identifier: Apache-2.0
// The ledger said no. Nothing was printed, kicked or shown as done; the page says what that means.
#include <algorithm>
#include <array>

#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

using ledger::store::PostError;
using ledger::store::PostErrorCode;

void full(Turn& turn, const PostError&) {
  turn.state.diskFull = true;
  turn.refuse();
}
void stopped(Turn& turn, const PostError& error) {
  turn.state.stoppedWhy = error.what;
  turn.refuse();
  turn.go(Page::stopped);
}
void readOnly(Turn& turn, const PostError& error) {
  turn.state.stoppedWhy = error.what;
  turn.refuse();
  turn.go(Page::readOnly);
}
void reversedBefore(Turn& turn, const PostError&) { turn.refuse("void.before"); }
void notPosted(Turn& turn, const PostError&) { turn.refuse("counter.not_posted"); }

struct Failure {
  PostErrorCode code;
  void (*act)(Turn&, const PostError&);
};
constexpr std::array<Failure, 8> kFailures{{{PostErrorCode::diskFull, full},
                                            {PostErrorCode::stopped, stopped},
                                            {PostErrorCode::readOnly, readOnly},
                                            {PostErrorCode::alreadyReversed, reversedBefore},
                                            {PostErrorCode::unbalanced, notPosted},
                                            {PostErrorCode::sessionClosed, notPosted},
                                            {PostErrorCode::notAllowed, notPosted},
                                            {PostErrorCode::tooLarge, notPosted}}};

}  // namespace

void writeFailed(Turn& turn, const PostError& error) {
  turn.state.settling.reset();
  const auto found = std::ranges::find(kFailures, error.code, &Failure::code);
  if (found != kFailures.end()) found->act(turn, error);
}

}  // namespace till::pos::station
