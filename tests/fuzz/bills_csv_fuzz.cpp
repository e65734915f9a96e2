// SPDX-License-Identifier: Apache-2.0
// A file of bills from somebody else's program: rows or a fault with its place, and each row within the file.
#include <sys/mman.h>
#include <unistd.h>

#include "pos/bill/csv.h"
#include "tests/fuzz/input.h"

namespace till::fuzz {
namespace {

constexpr std::size_t kLongestField = 4096;

// The reader takes a file; this one is in memory only.
class MemoryFile {
 public:
  MemoryFile() : fd_(::memfd_create("bills", MFD_CLOEXEC)) { require(fd_ >= 0, "there is memory for a file"); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(fd_); }
  void put(std::string_view content) const {
    require(::ftruncate(fd_, 0) == 0, "it can be emptied");
    const auto written = ::pwrite(fd_, content.data(), content.size(), 0);
    require(written == static_cast<ssize_t>(content.size()), "and filled");
  }
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

 private:
  const int fd_;
};

}  // namespace
}  // namespace till::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace till::fuzz;
  static const MemoryFile kFile;
  kFile.put(Input(data, size).rest());
  till::pos::bill::CsvReader reader(kFile.path());
  till::pos::bill::CsvRow row;
  std::size_t bytes = 0;
  while (true) {
    const auto more = reader.next(row);
    if (!more) {
      require(more.error().line > 0 && more.error().column > 0, "a fault has its place");
      require(!more.error().found.empty() && !more.error().allowed.empty(), "and its words");
      return 0;
    }
    if (!*more) return 0;
    require(!row.fields.empty(), "a row has a field");
    for (const std::string& field : row.fields) {
      require(field.size() <= kLongestField, "no field is longer than allowed");
      bytes += field.size();
    }
    require(bytes <= size, "nothing is read twice");
  }
}
