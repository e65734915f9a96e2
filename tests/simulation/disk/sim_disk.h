// SPDX-License-Identifier: Apache-2.0
// A disk in memory with a folder on it, behind SQLite's VFS "simulated". What is written can be seen at once and is
// durable after a sync; what the power takes away is drawn from a seed: any 512-byte sector of any write since the last
// sync, in any order, and any name that was made or taken away and whose folder was not synced. Everything else of the
// process goes to the real file system: SQLite's files in `folder` are here and nowhere else.
//
// It is as strict as POSIX allows and as kind as the Linux VFS of SQLite asks: bytes beside a write in its sector are
// safe (SQLITE_IOCAP_POWERSAFE_OVERWRITE), the first sync of a journal or WAL syncs its folder too. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace till::simulation {

enum class Trouble {
  none,
  syncFails,      // and what should have become durable may not: the pages stay in memory, clean (as Linux does)
  syncFailsOnce,  // the kernel reports it once, and the next sync says that all is well
  writeFails,     // EIO
  full,           // no file grows; what is there can be overwritten
};

// How the program ended.
enum class End {
  powerCut,  // what was not synced is lost, in part or whole
  killed,    // the kernel lives on: nothing is lost
};

class SimDisk {
 public:
  // Registers the VFS, as the default of this process. The folder must be real: other files stand in it.
  static SimDisk& in(const std::filesystem::path& folder);

  void format(std::uint64_t seed);                                // empty, well, with power
  using Image = std::map<std::string, std::string, std::less<>>;  // by path, as it would be read after a cut now
  [[nodiscard]] Image image() const;
  void load(const Image& image, std::uint64_t seed);
  // The program dies at the n-th call from now that changes the disk (1: the next); what that call wrote is in the air.
  void dieAt(std::int64_t call) { dieAt_ = calls_ + call; }
  void live() { dieAt_ = 0; }
  void die() { dead_ = true; }  // now, between two calls
  [[nodiscard]] bool dead() const { return dead_; }
  [[nodiscard]] std::int64_t calls() const { return calls_; }  // that changed the disk, since format()
  // Power is back, or the program starts again. All connections must be gone.
  void restart(End end);

  // From now on, until it is `none` again. With `after`: from the n-th call on.
  void set(Trouble trouble, std::int64_t after = 0);
  // A file beside, whose going makes room on a full disk.
  void watchBallast(std::filesystem::path file) { ballast_ = std::move(file); }
  // A lost sector may be a mix of the old bytes and the new, and anything at all where nothing was before.
  void tearIntoGarbage(bool garbage) { garbage_ = garbage; }
  // As POSIX has it, not Linux: a sync of a new file brings its own name along, and no other change of the folder.
  void syncBringsOwnName(bool own) { ownName_ = own; }

  // --- what the VFS asks (sim_vfs.cpp)
  struct Change {
    bool truncate = false;
    std::int64_t at = 0;  // or the new size
    std::string bytes;
  };
  struct Node {
    std::string seen, durable;
    std::vector<Change> pending;
    std::vector<std::unique_ptr<char[]>> shm;
    std::array<int, 8> shmShared{};
    std::array<const void*, 8> shmOwner{};
    int shared = 0;
    const void* reserved = nullptr;
    const void* pendingLock = nullptr;
    const void* exclusive = nullptr;
  };
  using Nodes = std::map<std::string, std::shared_ptr<Node>, std::less<>>;
  [[nodiscard]] bool holds(const char* path) const;
  [[nodiscard]] std::shared_ptr<Node> find(const std::string& path) const;
  std::shared_ptr<Node> create(const std::string& path);
  void write(Node& node, std::int64_t at, const char* bytes, std::size_t size);
  void truncate(Node& node, std::int64_t size);
  bool sync(Node& node, bool folderToo);  // false: it failed, and pages were dropped
  void remove(const std::string& path, bool folderToo);
  void rename(const std::string& from, const std::string& to);  // in one step, whatever becomes of it
  void syncFolderOf(const std::string& folder);
  // Counts a call; true: the program dies with it.
  bool changes();
  [[nodiscard]] Trouble trouble() const { return calls_ >= troubleFrom_ ? trouble_ : Trouble::none; }
  [[nodiscard]] bool fullFor(const Node& node, std::int64_t end) const;
  std::mt19937_64& random() { return random_; }

 private:
  struct NameChange {
    std::string path;
    std::shared_ptr<Node> node;  // null: taken away
    std::string from;            // of a rename: the name that goes with it
  };
  void settle(Node& node);
  void apply(const NameChange& change);
  void bringName(const Node& node);
  [[nodiscard]] bool survives() { return random_() % 16 < survivors_; }

  std::string folder_;
  std::filesystem::path ballast_;
  std::mt19937_64 random_;
  Nodes names_, durableNames_;
  std::vector<NameChange> nameChanges_;
  std::int64_t calls_ = 0, dieAt_ = 0, troubleFrom_ = 0;
  bool dead_ = false, garbage_ = false, ownName_ = false;
  Trouble trouble_ = Trouble::none;
  std::uint64_t survivors_ = 8;  // of 16, of what was in the air
};

}  // namespace till::simulation
