// SPDX-License-Identifier: Apache-2.0
// An SQLite VFS that is the system's, and fails on demand.
#pragma once

namespace till::ledger::store {

enum class DiskFault { none, full, syncFails };

// Registers the VFS "faulty" once; from then on set the fault.
void registerFaultyVfs();
void setDiskFault(DiskFault fault);

}  // namespace till::ledger::store
