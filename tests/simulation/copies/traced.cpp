// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/copies/traced.h"

#include <fstream>
#include <iterator>

namespace till::simulation {

namespace fs = std::filesystem;

namespace {

std::string bytesOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

void Traced::record(const std::function<void()>& work) {
  before_.clear();
  calls_.clear();
  for (const auto& entry : fs::recursive_directory_iterator(home_)) {
    if (entry.is_regular_file()) before_[entry.path().string()] = bytesOf(entry.path());
  }
  traceBegin(home_.c_str(), &Traced::sink, &calls_);
  work();
  traceEnd();
  ASSERT_GT(calls_.size(), 3U);
}

void Traced::sink(void* of, const TraceRecord* record) {
  static_cast<std::vector<Call>*>(of)->push_back(
      {record->kind, record->path, record->other != nullptr ? record->other : "",
       std::string(static_cast<const char*>(record->bytes), record->size), record->at});
}

void Traced::play(SimDisk& disk, const Call& call) {
  const auto node = disk.find(call.path);
  if (call.kind == TRACE_CREATE) disk.create(call.path);
  if (call.kind == TRACE_REMOVE) disk.remove(call.path, false);
  if (call.kind == TRACE_RENAME) disk.rename(call.path, call.other);
  if (call.kind == TRACE_SYNC_FOLDER) disk.syncFolderOf(call.path);
  if (!node) return;
  if (call.kind == TRACE_WRITE) disk.write(*node, call.at, call.bytes.data(), call.bytes.size());
  if (call.kind == TRACE_TRUNCATE) disk.truncate(*node, call.at);
  if (call.kind == TRACE_SYNC) static_cast<void>(disk.sync(*node, false));
}

// The folders as a cut after so many calls leaves them. The index of a log goes with the power.
void Traced::cutAfter(std::size_t calls, std::uint64_t seed) {
  SimDisk disk;
  disk.load(before_, seed);
  for (std::size_t i = 0; i < calls; ++i) play(disk, calls_[i]);
  disk.restart(End::powerCut);
  for (const auto& folder : folders_) {
    fs::remove_all(folder);
    fs::create_directories(folder);
  }
  for (const auto& [path, bytes] : disk.image()) {
    if (!path.ends_with("-shm")) std::ofstream(path, std::ios::binary) << bytes;
  }
}

void Traced::atEveryCut(const std::function<void()>& expect, std::uint64_t draws) {
  for (std::size_t calls = 0; calls <= calls_.size(); ++calls) {
    for (std::uint64_t draw = 0; draw < draws; ++draw) {
      SCOPED_TRACE("after " + std::to_string(calls) + " calls, draw " + std::to_string(draw));
      cutAfter(calls, calls * draws + draw);
      expect();
      ASSERT_FALSE(::testing::Test::HasFatalFailure());
    }
  }
}

}  // namespace till::simulation
