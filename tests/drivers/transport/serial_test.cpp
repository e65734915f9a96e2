// SPDX-License-Identifier: Apache-2.0
// A port on a pseudo-terminal whose other end does not read: what waits in the kernel's queue, and who may drop it.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>

#include "drivers/transport/transport.h"

extern "C" int till_modem_shim_waiting;  // drivers/virtual/pty/modem_shim.c

namespace till::drivers::transport {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMany = 8000;
constexpr std::size_t kAtTheReader = 4096;  // of a terminal: what it has taken from the queue already

class SerialTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(::grantpt(device_), 0);
    ASSERT_EQ(::unlockpt(device_), 0);
    termios raw{};
    ::tcgetattr(device_, &raw);
    ::cfmakeraw(&raw);
    ::tcsetattr(device_, TCSANOW, &raw);
    settings_.port = ::ptsname(device_);
  }
  void TearDown() override { ::close(device_); }

  std::size_t arrived() const {
    std::size_t count = 0;
    std::array<char, 4096> buffer{};
    pollfd waiting{device_, POLLIN, 0};
    while (::poll(&waiting, 1, 200) > 0) {
      const auto got = ::read(device_, buffer.data(), buffer.size());
      if (got <= 0) break;
      count += static_cast<std::size_t>(got);
    }
    return count;
  }

  const int device_ = ::posix_openpt(O_RDWR | O_NOCTTY);
  SerialSettings settings_;
};

tl::expected<void, Fault> send(Transport& transport, std::size_t count) {
  const std::string bytes(count, 'R');
  return transport.write(std::as_bytes(std::span(bytes)), Deadline::in(1s));
}

TEST_F(SerialTest, whoFindsThePortTakenTakesNothingFromItsOwner) {
  auto owner = openSerial(settings_, {});
  ASSERT_TRUE(owner) << owner.error().detail;
  ASSERT_TRUE(send(**owner, kMany));
  till_modem_shim_waiting = 50;
  const auto second = openSerial(settings_, {});
  till_modem_shim_waiting = 0;
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, FaultCode::busy);
  EXPECT_EQ(arrived(), kMany);
}

TEST_F(SerialTest, whatADeviceHoldsOffIsNotDrained) {
  auto owner = openSerial(settings_, {});
  ASSERT_TRUE(owner) << owner.error().detail;
  ASSERT_TRUE(send(**owner, 50));
  till_modem_shim_waiting = 50;
  EXPECT_FALSE((*owner)->drained(Deadline::in(20ms)));
  till_modem_shim_waiting = 0;
  EXPECT_TRUE((*owner)->drained(Deadline::in(1s)));
}

TEST_F(SerialTest, whatIsDroppedDoesNotComeOutWhenTheDeviceReadsAgain) {
  auto owner = openSerial(settings_, {});
  ASSERT_TRUE(owner) << owner.error().detail;
  ASSERT_TRUE(send(**owner, kMany));
  (*owner)->dropUnsent();
  ASSERT_TRUE(send(**owner, 5));
  EXPECT_LE(arrived(), kAtTheReader + 5);
}

}  // namespace
}  // namespace till::drivers::transport
