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
constexpr std::size_t kBlock = 256UL * 1024;  // synced one by one
constexpr off_t kUnsynced = static_cast<off_t>(kBlock) + 2 * kLongestLine;

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
  // Its end, as far back as the last append may not have reached the disk, and where that begins. False: no mirror
  // file.
  [[nodiscard]] bool tail(std::string& lines, off_t& from) const {
    const off_t size = ::lseek(fd_, 0, SEEK_END);
    std::string title(std::min<std::size_t>(kTitle.size(), static_cast<std::size_t>(size)), '\0');
    if (::pread(fd_, title.data(), title.size(), 0) != static_cast<ssize_t>(title.size())) return false;
    if (!kTitle.starts_with(title) && title.find_first_not_of('\0') != std::string::npos) return false;
    from = std::max<off_t>(0, size - kUnsynced);
    lines.resize(static_cast<std::size_t>(size - from));
    return ::pread(fd_, lines.data(), lines.size(), from) == static_cast<ssize_t>(lines.size());
  }
  // What comes after is written anew; an empty file begins with the title.
  [[nodiscard]] bool cutTo(off_t size) const {
    if (::ftruncate(fd_, size) != 0 || ::lseek(fd_, 0, SEEK_END) != size) return false;
    return size > 0 || append(kTitle);
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

std::int64_t rowAfter(const Database& ledger, std::int64_t row) {
  return ledger.integer("SELECT min(row) FROM event WHERE row>" + std::to_string(row));
}

// What of the file's end stands, and the row to go on from.
struct Kept {
  std::size_t bytes = 0;
  std::int64_t row = 0;  // the last one; 0: none
  bool foreign = false;  // an event is in the file that the ledger lacks
};

bool intact(const RawEvent& raw, const std::optional<RawEvent>& before) {
  const bool first = seqOf(raw.row) == 1;
  if (!first && (!before || before->row + 1 != raw.row)) return false;
  return raw.hash == journal::chain(first ? Hash{} : before->hash, raw.payload);
}

bool sameInLedger(const Database& ledger, const RawEvent& raw) {
  const auto there = rawEvent(ledger, raw.row);
  return there && there->hash == raw.hash && there->payload == raw.payload;
}

// Line by line against the ledger. A power cut may have torn any place of what was appended last, not only its end: the
// file stands up to the first line that is not an event in its place. Whole events of another chain are nobody's to
// cut.
Kept keep(const Database& ledger, std::string_view lines, bool fromTheStart) {
  Kept kept;
  bool stands = fromTheStart ? lines.starts_with(kTitle) : true;
  if (const auto first = lines.find('\n'); stands && first != std::string_view::npos) kept.bytes = first + 1;
  std::optional<RawEvent> before;
  for (std::size_t at = lines.find('\n') + 1, end = 0; at != 0; at = end + 1) {
    end = lines.find('\n', at);
    if (end == std::string_view::npos) break;
    auto raw = parse(lines.substr(at, end - at));
    const bool ours = raw && sameInLedger(ledger, *raw);
    if (raw && !ours && intact(*raw, before)) kept.foreign = true;
    const std::int64_t last = before ? before->row : 0;
    const bool unknown = !before && !fromTheStart;  // what comes before the part that was read
    stands = stands && ours && (unknown || raw->row == rowAfter(ledger, last));
    if (stands) {
      kept.bytes = end + 1;
      kept.row = raw->row;
    }
    before = std::move(raw);
  }
  return kept;
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
      taken = file.append(block) && file.sync();
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
  off_t from = 0;
  if (!file.tail(lines, from)) return keepingFailed(KeepingErrorCode::refused, path.string() + " is not a mirror file");
  const Kept kept = keep(ledger, lines, from == 0);
  const bool stands = kept.row > 0 || from == 0;
  if (kept.foreign || !stands) {
    return keepingFailed(KeepingErrorCode::refused, path.string() +
                                                        " holds an event that the ledger lacks. Keep that " +
                                                        "file, it may be all that knows of it; name a new one");
  }
  if (!file.cutTo(from + static_cast<off_t>(kept.bytes))) {
    return keepingFailed(KeepingErrorCode::io, path.string() + ": the device did not take all of it");
  }
  const std::int64_t first = kept.row > 0 ? kept.row + 1 : rowOf(1, 1);
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
