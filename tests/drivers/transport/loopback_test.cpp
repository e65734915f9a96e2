// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/loopback.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>

#include "drivers/transport/inbox.h"

namespace till::drivers::transport {
namespace {

using std::chrono::milliseconds;

std::span<const std::byte> bytesOf(const std::string& text) { return std::as_bytes(std::span(text)); }
std::string asText(const std::vector<std::byte>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST(LoopbackTest, carriesBytesBothWays) {
  std::string taken;
  auto wire = std::make_shared<LoopbackWire>([&](std::span<const std::byte> bytes) {
    taken.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return bytes.size();
  });
  auto inbox = std::make_shared<Inbox>();
  auto transport = openLoopback(wire, listenerInto(inbox));
  ASSERT_TRUE(transport);
  EXPECT_TRUE((*transport)->write(bytesOf("hello"), Deadline::in({})));
  EXPECT_EQ(taken, "hello");
  wire->send(bytesOf("answer"));
  EXPECT_EQ(asText(inbox->take().bytes), "answer");
}

TEST(LoopbackTest, aFullDeviceTimesOutAndSaysHowMuchItTook) {
  auto wire = std::make_shared<LoopbackWire>([](std::span<const std::byte>) { return std::size_t{0}; });
  auto transport = openLoopback(wire, {});
  ASSERT_TRUE(transport);
  std::size_t room = 3;
  auto partly = std::make_shared<LoopbackWire>([&](std::span<const std::byte> bytes) {
    const std::size_t takes = std::min(room, bytes.size());
    room -= takes;
    return takes;
  });
  auto slow = openLoopback(partly, {});
  const auto written = (*slow)->write(bytesOf("hello"), Deadline::in(milliseconds(1)));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, FaultCode::timedOut);
  EXPECT_EQ(written.error().taken, 3u);
  EXPECT_EQ((*transport)->write(bytesOf("x"), Deadline::in(milliseconds(1))).error().taken, 0u);
}

TEST(LoopbackTest, roomLetsAWaitingWriteGoOn) {
  std::atomic<int> calls = 0;
  auto wire = std::make_shared<LoopbackWire>(
      [&](std::span<const std::byte> bytes) { return calls++ == 0 ? std::size_t{2} : bytes.size(); });
  auto transport = openLoopback(wire, {});
  std::thread reader([&] {
    while (calls == 0) std::this_thread::yield();
    wire->ready();
  });
  EXPECT_TRUE((*transport)->write(bytesOf("hello"), Deadline::in(std::chrono::minutes(1))));
  reader.join();
}

TEST(LoopbackTest, anUnplugIsToldOnceAndTheOldEndStaysGone) {
  auto wire = std::make_shared<LoopbackWire>([](std::span<const std::byte> bytes) { return bytes.size(); });
  int told = 0;
  auto transport = openLoopback(wire, {{}, [&](const Fault& fault) {
                                         ++told;
                                         EXPECT_EQ(fault.code, FaultCode::gone);
                                       }});
  EXPECT_EQ(openLoopback(wire, {}).error().code, FaultCode::busy);
  wire->unplug();
  wire->unplug();
  EXPECT_EQ(told, 1);
  EXPECT_EQ(openLoopback(wire, {}).error().code, FaultCode::notFound);
  wire->plug();
  EXPECT_EQ((*transport)->write(bytesOf("x"), Deadline::in({})).error().code, FaultCode::gone);
  transport->reset();
  EXPECT_TRUE(openLoopback(wire, {}));
}

TEST(InboxTest, isBoundedAndCountsWhatItLoses) {
  Inbox inbox;
  inbox.push(bytesOf(std::string(Inbox::kRoom - 1, 'a')));
  inbox.push(bytesOf("bcd"));
  const auto arrived = inbox.take();
  EXPECT_EQ(arrived.bytes.size(), Inbox::kRoom);
  EXPECT_EQ(arrived.dropped, 2u);
  EXPECT_EQ(inbox.take().dropped, 0u);
}

TEST(InboxTest, waitsForNewsAndALossIsNewsOnce) {
  Inbox inbox;
  EXPECT_FALSE(inbox.wait(Deadline::in(milliseconds(1))));
  inbox.lose(Fault{FaultCode::gone, "unplugged"});
  EXPECT_TRUE(inbox.wait(Deadline::in(std::chrono::minutes(1))));
  EXPECT_TRUE(inbox.take().lost);
  EXPECT_FALSE(inbox.wait(Deadline::in(milliseconds(1))));
  EXPECT_TRUE(inbox.take().lost);
}

TEST(InboxTest, anInterruptEndsAllWaits) {
  Inbox inbox;
  inbox.interrupt();
  EXPECT_FALSE(inbox.wait(Deadline::in(std::chrono::minutes(1))));
}

TEST(DeadlineTest, isNeverNegativeAndNeverEndsEarly) {
  EXPECT_EQ(Deadline::at(Clock::now() - std::chrono::hours(1)).left(), milliseconds(0));
  const Deadline soon = Deadline::at(Clock::now() + std::chrono::microseconds(1'500'000));
  EXPECT_GT(Clock::now() + soon.left(), soon.when() - milliseconds(1));
}

}  // namespace
}  // namespace till::drivers::transport
