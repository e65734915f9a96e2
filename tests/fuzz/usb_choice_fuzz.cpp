// SPDX-License-Identifier: Apache-2.0
// A USB device's interfaces, as libusb hands on whatever the device says of itself: six bytes an altsetting, three an
// endpoint.
#include <algorithm>

#include "drivers/transport/usb_choice.h"
#include "tests/fuzz/input.h"

namespace till::fuzz {
namespace {

using namespace drivers::transport;

std::vector<UsbAlternate> alternatesOf(Input& input) {
  std::vector<UsbAlternate> alternates;
  while (!input.empty()) {
    UsbAlternate& made = alternates.emplace_back();
    made = {input.byte(), input.byte(), input.byte(), input.byte(), {}, input.byte()};
    for (int left = input.below(6); left > 0; --left) {
      const std::uint8_t address = input.byte();
      const int kind = input.below(4);
      made.endpoints.push_back({address, kind == 2, std::size_t{input.byte()} * 8, kind == 3});
    }
  }
  return alternates;
}

bool has(const std::vector<UsbAlternate>& alternates, int interface, std::uint8_t endpoint) {
  return std::any_of(alternates.begin(), alternates.end(), [&](const UsbAlternate& a) {
    return a.interface == interface && std::any_of(a.endpoints.begin(), a.endpoints.end(),
                                                   [&](const UsbEndpoint& e) { return e.address == endpoint; });
  });
}

}  // namespace
}  // namespace till::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace till::fuzz;
  Input input(data, size);
  const auto alternates = alternatesOf(input);
  if (const auto printer = chooseUsbPrinter(alternates)) {
    require(has(alternates, printer->interface, printer->out), "what is written to is there");
    require((printer->out & 0x80) == 0, "and takes bytes");
    require(!printer->in || has(alternates, printer->interface, printer->in->address), "what is read from is there");
  }
  for (const auto& choices : {hidKeyboards(alternates), hidOthers(alternates)}) {
    for (const HidChoice& hid : choices) {
      require(has(alternates, hid.interface, hid.in.address), "what reports is there");
      require((hid.in.address & 0x80) != 0 && hid.in.interrupt, "and interrupts");
    }
  }
  return 0;
}
