// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tl/expected.hpp>

#include "config/load/office.h"
#include "ui/app/kiosk_app.h"

namespace till::ui::app {

// Opens what the station needs, in the order in which a fault is best told: settings, ledger, people, bills.
[[nodiscard]] tl::expected<config::Office, StartError> openOffice(const AppOptions& options);
[[nodiscard]] tl::expected<pos::station::StationParts, StartError> openParts(const config::Office& office,
                                                                             const AppOptions& options);

}  // namespace till::ui::app
