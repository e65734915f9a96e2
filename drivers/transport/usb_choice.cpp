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

constexpr std::uint8_t kHidClass = 3;
constexpr std::uint8_t kBoot = 1;  // as a subclass; as a protocol of it: a keyboard

std::vector<HidChoice> hidInterfaces(const std::vector<UsbAlternate>& alternates, bool keyboards) {
  std::vector<HidChoice> chosen;
  for (const UsbAlternate& alternate : alternates) {
    const bool boot = alternate.subclass == kBoot && alternate.protocol != 0;
    const bool wanted = keyboards ? boot && alternate.protocol == kBoot : !boot;
    if (alternate.classCode != kHidClass || alternate.alternate != 0 || !wanted) continue;
    const auto& all = alternate.endpoints;
    const auto in = std::find_if(all.begin(), all.end(), [](const UsbEndpoint& endpoint) {
      return endpoint.interrupt && (endpoint.address & kTowardsUs) != 0;
    });
    if (in != all.end()) chosen.push_back({alternate.interface, *in});
  }
  return chosen;
}

}  // namespace

std::vector<HidChoice> hidKeyboards(const std::vector<UsbAlternate>& alternates) {
  return hidInterfaces(alternates, true);
}
std::vector<HidChoice> hidOthers(const std::vector<UsbAlternate>& alternates) {
  return hidInterfaces(alternates, false);
}

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
