// SPDX-License-Identifier: Apache-2.0
// SQLite's side of the simulated disk: its methods of files and folders, and the locks between the connections of one
// process. What is not in the simulated folder is the system's.
#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <new>

#include "tests/simulation/disk/sim_disk.h"

namespace till::simulation {
namespace {

SimDisk* theDisk = nullptr;
sqlite3_vfs* systemVfs = nullptr;
sqlite3_vfs vfs;
constexpr int kSectorBytes = 4096;

struct Open {
  std::shared_ptr<SimDisk::Node> node;
  std::string path;
  bool temporary = false;    // no name: nobody's, and never durable
  bool syncsFolder = false;  // at its first sync
  bool deleteOnClose = false;
  int lock = SQLITE_LOCK_NONE;
  int keepWal = 0;
  bool shm = false;
};
struct SimFile {
  sqlite3_file base;
  Open* open;
};
Open& of(sqlite3_file* file) { return *reinterpret_cast<SimFile*>(file)->open; }

int unlock(sqlite3_file* file, int level);

int close(sqlite3_file* file) {
  unlock(file, SQLITE_LOCK_NONE);
  const Open& open = of(file);
  if (open.deleteOnClose && !open.temporary && !theDisk->dead()) theDisk->remove(open.path, false);
  delete reinterpret_cast<SimFile*>(file)->open;
  return SQLITE_OK;
}

int read(sqlite3_file* file, void* to, int count, sqlite3_int64 at) {
  if (theDisk->dead()) return SQLITE_IOERR_READ;
  const std::string& bytes = of(file).node->seen;
  const auto wanted = static_cast<std::size_t>(count);
  const auto from = std::min(static_cast<std::size_t>(at), bytes.size());
  const std::size_t got = std::min(wanted, bytes.size() - from);
  std::memcpy(to, bytes.data() + from, got);
  if (got == wanted) return SQLITE_OK;
  std::memset(static_cast<char*>(to) + got, 0, wanted - got);
  return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
  const Open& open = of(file);
  const auto size = static_cast<std::size_t>(count);
  if (theDisk->dead()) return SQLITE_IOERR_WRITE;
  if (!open.temporary) {
    if (theDisk->trouble() == Trouble::writeFails) return SQLITE_IOERR_WRITE;
    if (theDisk->fullFor(*open.node, at + count)) return SQLITE_FULL;
    if (theDisk->changes()) {
      theDisk->write(*open.node, at, static_cast<const char*>(bytes), size);  // in the air, with the rest
      return SQLITE_IOERR_WRITE;
    }
  }
  theDisk->write(*open.node, at, static_cast<const char*>(bytes), size);
  return SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  const Open& open = of(file);
  if (theDisk->dead() || (!open.temporary && theDisk->changes())) return SQLITE_IOERR_TRUNCATE;
  theDisk->truncate(*open.node, size);
  return SQLITE_OK;
}

int sync(sqlite3_file* file, int /*flags*/) {
  Open& open = of(file);
  if (theDisk->dead() || (!open.temporary && theDisk->changes())) return SQLITE_IOERR_FSYNC;
  if (!theDisk->sync(*open.node, open.syncsFolder)) return SQLITE_IOERR_FSYNC;
  open.syncsFolder = false;
  return SQLITE_OK;
}

int fileSize(sqlite3_file* file, sqlite3_int64* size) {
  if (theDisk->dead()) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>(of(file).node->seen.size());
  return SQLITE_OK;
}

// --- locks, as SQLite's "five locks" say; the connections are all of this process

int lock(sqlite3_file* file, int level) {
  Open& open = of(file);
  SimDisk::Node& node = *open.node;
  if (open.lock >= level) return SQLITE_OK;
  const auto others = [&](const void* owner) { return owner != nullptr && owner != &open; };
  if (level == SQLITE_LOCK_SHARED) {
    if (others(node.pendingLock) || others(node.exclusive)) return SQLITE_BUSY;
    ++node.shared;
  } else if (level == SQLITE_LOCK_RESERVED) {
    if (others(node.reserved)) return SQLITE_BUSY;
    node.reserved = &open;
  } else {
    if (others(node.reserved) || others(node.pendingLock)) return SQLITE_BUSY;
    node.pendingLock = &open;
    open.lock = SQLITE_LOCK_PENDING;
    if (node.shared > 1) return SQLITE_BUSY;
    node.exclusive = &open;
  }
  open.lock = level;
  return SQLITE_OK;
}

int unlock(sqlite3_file* file, int level) {
  Open& open = of(file);
  SimDisk::Node& node = *open.node;
  if (open.lock <= level) return SQLITE_OK;
  for (const void** owner : {&node.reserved, &node.pendingLock, &node.exclusive}) {
    if (*owner == &open) *owner = nullptr;
  }
  if (level == SQLITE_LOCK_NONE) --node.shared;
  open.lock = level;
  return SQLITE_OK;
}

int reservedLock(sqlite3_file* file, int* held) {
  *held = of(file).node->reserved != nullptr ? 1 : 0;
  return SQLITE_OK;
}

int control(sqlite3_file* file, int operation, void* argument) {
  auto* value = static_cast<int*>(argument);
  if (operation == SQLITE_FCNTL_PERSIST_WAL) {
    if (*value >= 0) of(file).keepWal = *value;
    *value = of(file).keepWal;
    return SQLITE_OK;
  }
  if (operation == SQLITE_FCNTL_POWERSAFE_OVERWRITE) {
    *value = 1;
    return SQLITE_OK;
  }
  return SQLITE_NOTFOUND;
}

int sectorSize(sqlite3_file* /*file*/) { return kSectorBytes; }
int characteristics(sqlite3_file* /*file*/) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

// --- the index of the WAL, shared between connections; gone with the power

int shmMap(sqlite3_file* file, int region, int size, int extend, void volatile** to) {
  Open& open = of(file);
  auto& regions = open.node->shm;
  open.shm = true;
  const auto wanted = static_cast<std::size_t>(region);
  if (regions.size() <= wanted && extend == 0) {
    *to = nullptr;
    return SQLITE_OK;
  }
  while (regions.size() <= wanted) regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
  *to = regions[wanted].get();
  return SQLITE_OK;
}

int shmLock(sqlite3_file* file, int offset, int count, int flags) {
  Open& open = of(file);
  SimDisk::Node& node = *open.node;
  const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
  for (int i = offset; i < offset + count && (flags & SQLITE_SHM_LOCK) != 0; ++i) {
    const auto slot = static_cast<std::size_t>(i);
    if (node.shmOwner.at(slot) != nullptr || (exclusive && node.shmShared.at(slot) > 0)) return SQLITE_BUSY;
  }
  for (int i = offset; i < offset + count; ++i) {
    const auto slot = static_cast<std::size_t>(i);
    const bool locks = (flags & SQLITE_SHM_LOCK) != 0;
    if (exclusive) {
      node.shmOwner.at(slot) = locks ? &open : nullptr;
    } else {
      node.shmShared.at(slot) += locks ? 1 : -1;
    }
  }
  return SQLITE_OK;
}

void shmBarrier(sqlite3_file* /*file*/) {}

int shmUnmap(sqlite3_file* file, int /*remove*/) {
  of(file).shm = false;
  if (of(file).node->shared <= 1) of(file).node->shm.clear();  // the last one
  return SQLITE_OK;
}

const sqlite3_io_methods kMethods{
    2,          close,           read,   write,   truncate,   sync,     fileSize, lock,   unlock, reservedLock, control,
    sectorSize, characteristics, shmMap, shmLock, shmBarrier, shmUnmap, nullptr,  nullptr};

// --- names

int open(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags, int* outFlags) {
  file->pMethods = nullptr;
  if (name != nullptr && !theDisk->holds(name)) return systemVfs->xOpen(systemVfs, name, file, flags, outFlags);
  auto* sim = new (file) SimFile{};
  const std::string path = name != nullptr ? name : "";
  auto node = name != nullptr ? theDisk->find(path) : std::make_shared<SimDisk::Node>();
  if (theDisk->dead()) return SQLITE_CANTOPEN;
  const bool mayCreate = (flags & SQLITE_OPEN_CREATE) != 0;
  if (!node) {
    if (!mayCreate || theDisk->changes()) return SQLITE_CANTOPEN;
    node = theDisk->create(path);
  }
  sim->open = new Open{node, path};
  sim->open->temporary = name == nullptr;
  sim->open->syncsFolder =
      mayCreate && (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL | SQLITE_OPEN_SUPER_JOURNAL)) != 0;
  sim->open->deleteOnClose = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  sim->base.pMethods = &kMethods;
  if (outFlags != nullptr) *outFlags = flags;
  return SQLITE_OK;
}

int remove(sqlite3_vfs* /*vfs*/, const char* name, int syncFolder) {
  if (!theDisk->holds(name)) return systemVfs->xDelete(systemVfs, name, syncFolder);
  if (theDisk->dead()) return SQLITE_IOERR_DELETE;
  if (!theDisk->find(name)) return SQLITE_IOERR_DELETE_NOENT;
  if (theDisk->changes()) {
    theDisk->remove(name, false);  // in the air
    return SQLITE_IOERR_DELETE;
  }
  theDisk->remove(name, syncFolder != 0);
  return SQLITE_OK;
}

int access(sqlite3_vfs* /*vfs*/, const char* name, int flags, int* result) {
  if (!theDisk->holds(name)) return systemVfs->xAccess(systemVfs, name, flags, result);
  if (theDisk->dead()) return SQLITE_IOERR_ACCESS;
  const auto node = theDisk->find(name);
  // As the system's VFS: an empty file does not exist where it is asked for a journal.
  *result = node && (flags != SQLITE_ACCESS_EXISTS || !node->seen.empty()) ? 1 : 0;
  return SQLITE_OK;
}

int fullPathname(sqlite3_vfs* /*vfs*/, const char* name, int size, char* to) {
  if (!theDisk->holds(name)) return systemVfs->xFullPathname(systemVfs, name, size, to);
  sqlite3_snprintf(size, to, "%s", name);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs* /*vfs*/, int size, char* to) {
  for (int i = 0; i < size; ++i) to[i] = static_cast<char>(theDisk->random()());
  return size;
}

int sleep(sqlite3_vfs* /*vfs*/, int micros) { return micros; }

}  // namespace

void registerVfs(SimDisk& disk) {
  theDisk = &disk;
  systemVfs = sqlite3_vfs_find(nullptr);
  vfs = *systemVfs;
  vfs.zName = "simulated";
  vfs.szOsFile = std::max(systemVfs->szOsFile, static_cast<int>(sizeof(SimFile)));
  vfs.xOpen = open;
  vfs.xDelete = remove;
  vfs.xAccess = access;
  vfs.xFullPathname = fullPathname;
  vfs.xRandomness = randomness;
  vfs.xSleep = sleep;
  sqlite3_vfs_register(&vfs, 1);
}

}  // namespace till::simulation
