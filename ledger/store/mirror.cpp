// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/mirror.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <unistd.h>

#include <charconv>
#include <cstring>
#include <fstream>

#include "ledger/journal/canonical.h"
#include "ledger/journal/hash.h"
#include "ledger/store/keeping.h"
#include "ledger/store/projections.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTitle = "citytill-mirror 1\n";
constexpr std::size_t kHashDigits = 64;
constexpr std::int64_t kLongestLine = static_cast<std::int64_t>(journal::kLargestPayload) + 256;
constexpr std::size_t kBlock = 256UL * 1024;

// "row hash payload"; a payload holds no line break.
std::optional<RawEvent> parse(std::string_view line) {
  RawEvent raw;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), raw.row);
  const auto digits = static_cast<std::size_t>(end - line.data());
  if (error != std::errc{} || line.size() < digits + kHashDigits + 2 || *end != ' ') return std::nullopt;
  if (line[digits + 1 + kHashDigits] != ' ') return std::nullopt;
  std::size_t length = 0;
  const int read = sodium_hex2bin(raw.hash.data(), raw.hash.size(), line.data() + digits + 1, kHashDigits, nullptr,
                                  &length, nullptr);
  if (read != 0 || length != raw.hash.size()) return std::nullopt;
  raw.payload = line.substr(digits + kHashDigits + 2);
  return raw;
}

class MirrorFile {
 public:
  explicit MirrorFile(const fs::path& path) : fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {}
  MirrorFile(const MirrorFile&) = delete;
  MirrorFile& operator=(const MirrorFile&) = delete;
  ~MirrorFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] bool open() const { return fd_ >= 0; }
  [[nodiscard]] bool alone() const { return ::flock(fd_, LOCK_EX | LOCK_NB) == 0; }
  // The whole lines at its end; what a power cut tore is cut off. False: not a mirror file.
  [[nodiscard]] bool settle(std::string& lines) {
    const off_t size = ::lseek(fd_, 0, SEEK_END);
    std::string title(std::min<std::size_t>(kTitle.size(), static_cast<std::size_t>(size)), '\0');
    if (::pread(fd_, title.data(), title.size(), 0) != static_cast<ssize_t>(title.size())) return false;
    if (!kTitle.starts_with(title)) return false;
    const off_t from = std::max<off_t>(0, size - 2 * kLongestLine);
    lines.resize(static_cast<std::size_t>(size - from));
    if (::pread(fd_, lines.data(), lines.size(), from) != static_cast<ssize_t>(lines.size())) return false;
    const auto end = lines.rfind('\n');
    lines.resize(end == std::string::npos ? 0 : end + 1);
    if (::ftruncate(fd_, from + static_cast<off_t>(lines.size())) != 0) return false;
    ::lseek(fd_, 0, SEEK_END);
    return !lines.empty() || append(kTitle);
  }
  [[nodiscard]] bool append(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  [[nodiscard]] bool sync() const { return ::fdatasync(fd_) == 0; }

 private:
  int fd_;
};

std::optional<RawEvent> lastLine(std::string_view lines) {
  if (lines.empty()) return std::nullopt;
  lines.remove_suffix(1);
  return parse(lines.substr(lines.rfind('\n') + 1));
}

// The row to go on from; 0: the file and the ledger are not the same chain.
std::int64_t nextRow(const Database& ledger, std::string_view lines) {
  if (lines.empty() || lines == kTitle) return rowOf(1, 1);
  const auto last = lastLine(lines);
  const auto same = last ? rawEvent(ledger, last->row) : std::nullopt;
  return same && same->hash == last->hash ? last->row + 1 : 0;
}

// Answers how many; a negative number when the device did not take them.
std::int64_t appendFrom(const Database& ledger, std::int64_t first, const MirrorFile& file) {
  std::string block;
  std::int64_t appended = 0;
  bool taken = true;
  eachRawEvent(ledger, first, [&](const RawEvent& raw) {
    block += std::to_string(raw.row) + " " + journal::toHex(raw.hash) + " " + raw.payload + "\n";
    ++appended;
    if (block.size() >= kBlock) {
      taken = file.append(block);
      block.clear();
    }
    return taken;
  });
  return taken && file.append(block) && file.sync() ? appended : -1;
}

tl::expected<Mirrored, KeepingError> catchUp(const Database& ledger, const fs::path& path) {
  MirrorFile file(path);
  if (!file.open()) return keepingFailed(KeepingErrorCode::io, path.string() + ": " + std::strerror(errno));
  if (!file.alone()) return keepingFailed(KeepingErrorCode::locked, path.string() + " is being written to already");
  std::string lines;
  if (!file.settle(lines)) return keepingFailed(KeepingErrorCode::refused, path.string() + " is not a mirror file");
  const std::int64_t first = nextRow(ledger, lines);
  if (first == 0) {
    return keepingFailed(KeepingErrorCode::refused, path.string() +
                                                        " holds an event that the ledger lacks. Keep that " +
                                                        "file, it may be all that knows of it; name a new one");
  }
  const auto last = lastEvent(ledger);
  const std::int64_t appended = appendFrom(ledger, first, file);
  if (appended < 0) return keepingFailed(KeepingErrorCode::io, path.string() + ": the device did not take all of it");
  const auto decoded = last ? journal::decode(last->payload) : tl::unexpected<std::string>("empty");
  if (!decoded) return keepingFailed(KeepingErrorCode::notVerified, "the ledger's last event: " + decoded.error());
  return Mirrored{appended, decoded->envelope.key, last->hash};
}

// Answers the number of the bad line; 0: all were good.
std::int64_t fill(const Database& database, std::istream& in) {
  Statement insert(database, "INSERT INTO event VALUES(?,?,?)");
  std::string line;
  std::int64_t before = 0;
  for (std::int64_t number = 2; std::getline(in, line); ++number) {
    if (in.eof()) return 0;
    const auto raw = parse(line);
    if (!raw || raw->row <= before) return number;
    before = raw->row;
    const std::string_view hash(reinterpret_cast<const char*>(raw->hash.data()), raw->hash.size());
    insert.bind(raw->row).bindBlob(raw->payload).bindBlob(hash).run();
  }
  return 0;
}

tl::expected<void, KeepingError> build(const fs::path& file, const fs::path& part) {
  std::ifstream in(file, std::ios::binary);
  std::string title;
  if (!std::getline(in, title) || title + "\n" != kTitle) {
    return keepingFailed(KeepingErrorCode::notVerified, file.string() + " is not a mirror file");
  }
  try {
    const Database database(part, Database::Access::readWrite);
    migrate(database);
    Transaction transaction(database);
    if (const auto bad = fill(database, in); bad != 0) {
      return keepingFailed(KeepingErrorCode::notVerified,
                           file.string() + ", line " + std::to_string(bad) + ": not an event in its place");
    }
    replay(database);
    transaction.commit();
    return {};
  } catch (const SqliteError& error) {
    return keepingFailed(KeepingErrorCode::notVerified, file.string() + ": " + error.what());
  }
}

}  // namespace

tl::expected<Mirrored, KeepingError> mirror(const fs::path& data, const fs::path& file) {
  try {
    return catchUp(Database(data / kLedgerFile, Database::Access::readOnly), file);
  } catch (const SqliteError& error) {
    return keepingFailed(KeepingErrorCode::io, (data / kLedgerFile).string() + ": " + error.what());
  }
}

tl::expected<RestoreDone, KeepingError> fromMirror(const fs::path& file, const fs::path& to) {
  const auto lock = lockFor(to);
  if (!lock) return tl::unexpected(lock.error());
  if (fs::exists(to / kLedgerFile)) {
    return keepingFailed(KeepingErrorCode::refused, (to / kLedgerFile).string() + " is there; use an empty folder");
  }
  PartFile part(to / "mirror.part");
  if (auto built = build(file, part.path()); !built) return tl::unexpected(built.error());
  return placeLedger(part, to);
}

}  // namespace till::ledger::store
