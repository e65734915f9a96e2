// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/disk/sim_disk.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace till::simulation {
namespace {

constexpr std::int64_t kSector = 512;

void put(std::string& bytes, std::int64_t at, const char* from, std::size_t size) {
  const auto end = static_cast<std::size_t>(at) + size;
  if (bytes.size() < end) bytes.resize(end, '\0');
  std::copy_n(from, size, bytes.begin() + at);
}

}  // namespace

void registerVfs(SimDisk& disk);  // sim_vfs.cpp

SimDisk& SimDisk::in(const std::filesystem::path& folder) {
  static SimDisk disk;
  static const bool registered = (registerVfs(disk), true);
  static_cast<void>(registered);
  disk.folder_ = folder.string() + "/";
  return disk;
}

void SimDisk::format(std::uint64_t seed) {
  names_.clear();
  durableNames_.clear();
  nameChanges_.clear();
  random_.seed(seed);
  calls_ = dieAt_ = troubleFrom_ = 0;
  dead_ = garbage_ = ownName_ = false;
  trouble_ = Trouble::none;
}

SimDisk::Image SimDisk::image() const {
  Image image;
  for (const auto& [path, node] : durableNames_) image[path] = node->durable;
  return image;
}

void SimDisk::load(const Image& image, std::uint64_t seed) {
  format(seed);
  for (const auto& [path, bytes] : image) {
    auto node = std::make_shared<Node>();
    node->seen = node->durable = bytes;
    names_[path] = durableNames_[path] = node;
  }
}

void SimDisk::set(Trouble trouble, std::int64_t after) {
  trouble_ = trouble;
  troubleFrom_ = calls_ + after;
}

bool SimDisk::holds(const char* path) const {
  return path != nullptr && !folder_.empty() && std::string_view(path).starts_with(folder_);
}

std::shared_ptr<SimDisk::Node> SimDisk::find(const std::string& path) const {
  const auto found = names_.find(path);
  return found == names_.end() ? nullptr : found->second;
}

std::shared_ptr<SimDisk::Node> SimDisk::create(const std::string& path) {
  auto node = std::make_shared<Node>();
  names_[path] = node;
  nameChanges_.push_back({path, node, {}});
  return node;
}

bool SimDisk::changes() {
  ++calls_;
  if (dieAt_ != 0 && calls_ >= dieAt_) dead_ = true;
  return dead_;
}

void SimDisk::write(Node& node, std::int64_t at, const char* bytes, std::size_t size) {
  put(node.seen, at, bytes, size);
  node.pending.push_back({false, at, std::string(bytes, size)});
}

void SimDisk::truncate(Node& node, std::int64_t size) {
  node.seen.resize(static_cast<std::size_t>(size), '\0');
  node.pending.push_back({true, size, {}});
}

bool SimDisk::sync(Node& node, bool folderToo) {
  if (trouble() == Trouble::syncFails || trouble() == Trouble::syncFailsOnce) {
    if (trouble() == Trouble::syncFailsOnce) trouble_ = Trouble::none;
    survivors_ = random_() % 17;
    settle(node);
    return false;
  }
  for (const auto& change : node.pending) {
    if (change.truncate) {
      node.durable.resize(static_cast<std::size_t>(change.at), '\0');
    } else {
      put(node.durable, change.at, change.bytes.data(), change.bytes.size());
    }
  }
  node.pending.clear();
  if (ownName_) {
    bringName(node);
  } else if (folderToo) {
    syncFolderOf(folder_.substr(0, folder_.size() - 1));
  }
  return true;
}

void SimDisk::bringName(const Node& node) {
  const auto itsOwn = [&](const NameChange& change) { return change.node.get() == &node; };
  for (const auto& change : nameChanges_) {
    if (itsOwn(change)) apply(change);
  }
  std::erase_if(nameChanges_, itsOwn);
}

void SimDisk::remove(const std::string& path, bool folderToo) {
  names_.erase(path);
  nameChanges_.push_back({path, nullptr, {}});
  if (folderToo) syncFolderOf(folder_.substr(0, folder_.size() - 1));
}

void SimDisk::rename(const std::string& from, const std::string& to) {
  const auto node = find(from);
  if (!node) return;
  names_[to] = node;
  names_.erase(from);
  nameChanges_.push_back({to, node, from});
}

void SimDisk::syncFolderOf(const std::string& folder) {
  const auto inIt = [&](const NameChange& change) {
    return change.path.rfind('/') == folder.size() && change.path.starts_with(folder);
  };
  for (const auto& change : nameChanges_) {
    if (inIt(change)) apply(change);
  }
  std::erase_if(nameChanges_, inIt);
}

void SimDisk::apply(const NameChange& change) {
  if (!change.from.empty()) durableNames_.erase(change.from);
  if (change.node) {
    durableNames_[change.path] = change.node;
  } else {
    durableNames_.erase(change.path);
  }
}

// What reaches the platter of all that was in the air.
void SimDisk::settle(Node& node) {
  for (const auto& change : node.pending) {
    if (change.truncate) {
      if (survives()) node.durable.resize(static_cast<std::size_t>(change.at), '\0');
      continue;
    }
    const auto size = static_cast<std::int64_t>(change.bytes.size());
    for (std::int64_t from = 0; from < size;) {
      const std::int64_t sectorEnd = ((change.at + from) / kSector + 1) * kSector;
      const std::int64_t to = std::min(size, sectorEnd - change.at);
      const auto length = static_cast<std::size_t>(to - from);
      if (survives()) {
        put(node.durable, change.at + from, change.bytes.data() + from, length);
      } else if (garbage_ && random_() % 8 == 0) {
        std::string garbage = change.bytes.substr(static_cast<std::size_t>(from), length);
        for (std::size_t i = 0; i < length; ++i) {
          const auto place = static_cast<std::size_t>(change.at + from) + i;
          if (place >= node.durable.size()) {
            garbage[i] = static_cast<char>(random_());
          } else if (random_() % 2 == 0) {
            garbage[i] = node.durable[place];
          }
        }
        put(node.durable, change.at + from, garbage.data(), length);
      }
      from = to;
    }
  }
  node.pending.clear();
}

void SimDisk::restart(End end) {
  if (end == End::powerCut) {
    constexpr std::array<std::uint64_t, 5> kSurvivors{0, 3, 8, 13, 16};
    for (auto& change : nameChanges_) {
      survivors_ = kSurvivors.at(random_() % kSurvivors.size());
      if (survives()) apply(change);
    }
    nameChanges_.clear();
    names_ = durableNames_;
    for (auto& [path, node] : names_) {
      survivors_ = kSurvivors.at(random_() % kSurvivors.size());
      settle(*node);
      node->seen = node->durable;
    }
  }
  for (auto& [path, node] : names_) {
    if (node->shared != 0 || node->exclusive != nullptr) throw std::logic_error("a connection outlived its program");
    node->shm.clear();
  }
  dieAt_ = troubleFrom_ = 0;
  dead_ = false;
  trouble_ = Trouble::none;
}

bool SimDisk::fullFor(const Node& node, std::int64_t end) const {
  if (trouble() != Trouble::full || end <= static_cast<std::int64_t>(node.seen.size())) return false;
  std::error_code ignored;
  return ballast_.empty() || std::filesystem::exists(ballast_, ignored);
}

}  // namespace till::simulation
