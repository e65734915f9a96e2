// SPDX-License-Identifier: Apache-2.0
// Golden pictures: tests/ui/kiosk/golden/<name>.png. TILL_UPDATE_GOLDEN=1 writes them anew; look at each before it is
// committed. What differs is left in $TILL_PICTURES (or the working directory) as <name>.actual.png.
#pragma once

#include <QImage>
#include <string>

namespace till::ui::kiosk::test {

// Share of pixels of which a channel differs by more than 24; 1 where the sizes differ.
[[nodiscard]] double difference(const QImage& one, const QImage& other);

// Empty where the picture is as its golden one, else what to look at.
[[nodiscard]] std::string compareWithGolden(const std::string& name, const QImage& picture);

}  // namespace till::ui::kiosk::test
