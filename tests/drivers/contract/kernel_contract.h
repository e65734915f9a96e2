// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/drivers/contract/counter.h"

namespace till::tests::contract {

// What only a real kernel can prove (kernel_contract.cpp).
class KernelContract : public Counter {};

}  // namespace till::tests::contract
