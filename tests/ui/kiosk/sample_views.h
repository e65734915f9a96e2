// SPDX-License-Identifier: Apache-2.0
// One view for every page, as the station would make it, and the ones that strain a page: many bills, hostile names.
#pragma once

#include <string>
#include <vector>

#include "pos/station/view.h"

namespace till::ui::kiosk::test {

struct SampleView {
  std::string name;  // of its golden picture
  pos::station::StationView view;
};

[[nodiscard]] const std::vector<SampleView>& sampleViews();
[[nodiscard]] const pos::station::StationView& sampleView(const std::string& name);

}  // namespace till::ui::kiosk::test
