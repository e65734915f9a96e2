// SPDX-License-Identifier: Apache-2.0
// A HID scanner says by its report descriptor what its reports mean: a length, the descriptor, then reports.
#include "drivers/scanner/hid_pos.h"
#include "drivers/transport/hid_items.h"
#include "tests/fuzz/scans.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace till::fuzz;
  using namespace till::drivers;
  Input input(data, size);
  const auto descriptor = bytesOf(input.piece(input.byte()));
  require(transport::hidItems(descriptor).size() <= transport::kMostHidItems, "a bounded number of items");
  require(transport::longestHidReport(descriptor) <= transport::kLongestHidReport, "a bounded report");
  (void)transport::declaresHidUsage(descriptor, 0x8C, 0x02);

  const auto map = scanner::readReportMap(descriptor);
  require(map.fields.size() <= scanner::kMostFields, "a bounded number of fields");
  const auto report = bytesOf(Input(input).rest());
  for (const auto& field : map.fields) {
    require(field.firstBit + field.bits * field.count <= 8 * scanner::kLongestReport, "no field beyond a report");
    for (const std::size_t index : {std::size_t{0}, field.count / 2, field.count}) {
      (void)scanner::valueOf(report, field, index);
    }
  }
  auto reader = scanner::HidPosReader::make(descriptor, std::chrono::milliseconds(300));
  if (reader) feed(*reader, input);
  return 0;
}
