// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/drivers/contract/counter.h"

namespace till::tests::contract {

// Where libusb's hot-plug events come (plug_events.cpp).
class PlugEventContract : public Counter {};

}  // namespace till::tests::contract
