// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/usb_choice.h"

#include <algorithm>
#include <array>

namespace till::drivers::transport {
namespace {

constexpr std::uint8_t kPrinterClass = 7;
constexpr std::uint8_t kVendorClass = 0xFF;
constexpr std::uint8_t kTowardsUs = 0x80;

using Fits = bool (*)(const UsbAlternate&);
template <std::uint8_t protocol>
bool isPrinter(const UsbAlternate& alternate) {
  return alternate.classCode == kPrinterClass && alternate.protocol == protocol;
}
constexpr std::array<Fits, 4> kPreference{isPrinter<2>, isPrinter<1>, isPrinter<3>, [](const UsbAlternate& alternate) {
                                            return alternate.classCode == kVendorClass;
                                          }};

std::optional<UsbEndpoint> firstBulk(const UsbAlternate& alternate, bool towardsUs) {
  const auto& all = alternate.endpoints;
  const auto found = std::find_if(all.begin(), all.end(), [towardsUs](const UsbEndpoint& endpoint) {
    return endpoint.bulk && ((endpoint.address & kTowardsUs) != 0) == towardsUs;
  });
  return found == all.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

std::optional<UsbChoice> chooseUsbPrinter(const std::vector<UsbAlternate>& alternates) {
  for (const Fits fits : kPreference) {
    for (const UsbAlternate& alternate : alternates) {
      const auto out = firstBulk(alternate, false);
      if (!fits(alternate) || !out) continue;
      return UsbChoice{alternate.interface, alternate.alternate, out->address, firstBulk(alternate, true)};
    }
  }
  return std::nullopt;
}

}  // namespace till::drivers::transport
