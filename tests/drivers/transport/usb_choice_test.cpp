// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/usb_choice.h"

#include <gtest/gtest.h>

namespace till::drivers::transport {
namespace {

UsbEndpoint bulk(std::uint8_t address) { return {address, true, 64}; }

TEST(UsbChoiceTest, prefersTheBidirectionalAltsetting) {
  const auto choice = chooseUsbPrinter(
      {{0, 0, 7, 1, {bulk(0x01)}}, {0, 1, 7, 2, {bulk(0x83), bulk(0x02)}}, {0, 2, 7, 3, {bulk(0x04), bulk(0x85)}}});
  ASSERT_TRUE(choice);
  EXPECT_EQ(choice->alternate, 1);
  EXPECT_EQ(choice->out, 0x02);
  EXPECT_EQ(choice->in->address, 0x83);
}

TEST(UsbChoiceTest, takesAVendorClassOnlyWhereThereIsNoPrinterClass) {
  const UsbAlternate vendor{0, 0, 0xFF, 0, {bulk(0x01), bulk(0x82)}};
  EXPECT_EQ(chooseUsbPrinter({vendor, {1, 0, 7, 1, {bulk(0x03)}}})->interface, 1);
  EXPECT_EQ(chooseUsbPrinter({vendor})->interface, 0);
}

TEST(UsbChoiceTest, anInEndpointMayBeMissing) {
  const auto choice = chooseUsbPrinter({{0, 0, 7, 1, {bulk(0x05)}}});
  ASSERT_TRUE(choice);
  EXPECT_EQ(choice->out, 0x05);
  EXPECT_FALSE(choice->in);
}

TEST(UsbChoiceTest, whatCannotTakeBytesIsNoPrinter) {
  EXPECT_FALSE(chooseUsbPrinter({}));
  EXPECT_FALSE(chooseUsbPrinter({{0, 0, 7, 2, {bulk(0x81)}}}));
  EXPECT_FALSE(chooseUsbPrinter({{0, 0, 7, 2, {{0x01, false, 8}}}}));  // interrupt, not bulk
  EXPECT_FALSE(chooseUsbPrinter({{0, 0, 3, 0, {bulk(0x01)}}}));        // a HID device
}

}  // namespace
}  // namespace till::drivers::transport
