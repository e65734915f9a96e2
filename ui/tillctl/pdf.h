// SPDX-License-Identifier: Apache-2.0
// The one thing that differs between tillctl and tillctl-pdf. Qt costs a start of tillctl more than most reports take,
// and an office's server may have none: so tillctl stays without it, and becomes tillctl-pdf when a PDF is wanted.
#pragma once

#include "ui/tillctl/command.h"

namespace till::ui::tillctl {

extern const WritePdf kWritePdf;  // of the program that this is linked into

}  // namespace till::ui::tillctl
