// SPDX-License-Identifier: Apache-2.0
// Something is done once for good to files below one folder, every call written down; then, for every call, the disk is
// what those before it leave after a cut, as a seed draws it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/simulation/copies/trace_shim.h"
#include "tests/simulation/disk/sim_disk.h"

namespace till::simulation {

class Traced {
 public:
  // `folders` are those below `home` that are emptied and filled again for each cut.
  Traced(std::filesystem::path home, std::vector<std::filesystem::path> folders)
      : home_(std::move(home)), folders_(std::move(folders)) {}

  // What stands below home now, and the calls that `work` makes.
  void record(const std::function<void()>& work);
  void atEveryCut(const std::function<void()>& expect, std::uint64_t draws = 2);

 private:
  struct Call {
    TraceKind kind;
    std::string path, other, bytes;
    long at;
  };
  static void sink(void* of, const TraceRecord* record);
  static void play(SimDisk& disk, const Call& call);
  void cutAfter(std::size_t calls, std::uint64_t seed);

  std::filesystem::path home_;
  std::vector<std::filesystem::path> folders_;
  SimDisk::Image before_;
  std::vector<Call> calls_;
};

}  // namespace till::simulation
