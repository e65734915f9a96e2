// SPDX-License-Identifier: Apache-2.0
#include "ui/tillctl/pdf.h"

namespace till::ui::tillctl {

const WritePdf kWritePdf = nullptr;

}  // namespace till::ui::tillctl
