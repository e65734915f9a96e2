// SPDX-License-Identifier: Apache-2.0
#include "tests/ledger/store/fault_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <atomic>

namespace till::ledger::store {
namespace {

std::atomic<DiskFault> fault{DiskFault::none};
sqlite3_vfs vfs;
// The system has a few tables of methods, one a kind of file; each gets a twin that fails.
struct Twin {
  const sqlite3_io_methods* real = nullptr;
  sqlite3_io_methods faulty{};
};
std::array<Twin, 8> twins;

const sqlite3_io_methods* realOf(const sqlite3_file* file) {
  const auto twin = std::ranges::find_if(twins, [&](const Twin& one) { return &one.faulty == file->pMethods; });
  return twin->real;
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
  return fault == DiskFault::full ? SQLITE_FULL : realOf(file)->xWrite(file, bytes, count, at);
}

int sync(sqlite3_file* file, int flags) {
  return fault == DiskFault::syncFails ? SQLITE_IOERR_FSYNC : realOf(file)->xSync(file, flags);
}

const sqlite3_io_methods* twinOf(const sqlite3_io_methods* real) {
  const auto twin =
      std::ranges::find_if(twins, [&](const Twin& one) { return one.real == real || one.real == nullptr; });
  if (twin->real == nullptr) {
    twin->real = real;
    twin->faulty = *real;
    twin->faulty.xWrite = write;
    twin->faulty.xSync = sync;
  }
  return &twin->faulty;
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags) {
  auto* system = static_cast<sqlite3_vfs*>(vfs.pAppData);
  const int result = system->xOpen(system, name, file, flags, outFlags);
  if (result == SQLITE_OK) file->pMethods = twinOf(file->pMethods);
  return result;
}

}  // namespace

void registerFaultyVfs() {
  if (vfs.zName != nullptr) return;
  sqlite3_vfs* system = sqlite3_vfs_find(nullptr);
  vfs = *system;
  vfs.zName = "faulty";
  vfs.pAppData = system;
  vfs.xOpen = open;
  sqlite3_vfs_register(&vfs, 0);
}

void setDiskFault(DiskFault next) { fault = next; }

}  // namespace till::ledger::store
