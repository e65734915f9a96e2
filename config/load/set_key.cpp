// SPDX-License-Identifier: Apache-2.0
#include "config/load/set_key.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>

namespace till::config {
namespace {

namespace fs = std::filesystem;

std::string trimmed(const std::string& line) {
  const auto from = line.find_first_not_of(" \t\r");
  if (from == std::string::npos) return {};
  return line.substr(from, line.find_last_not_of(" \t\r") - from + 1);
}

// "[drawer]  # the metal box" is; "[[drawer]]" and "[drawer.x]" are not.
bool opensTable(const std::string& line, const std::string& header) {
  const std::string text = trimmed(line);
  if (!text.starts_with(header)) return false;
  const std::string rest = trimmed(text.substr(header.size()));
  return rest.empty() || rest.front() == '#';
}

struct Place {
  std::string header;
  int number = 1;
  bool ofList = false;
};

Place placeOf(const std::string& table) {
  const auto bracket = table.find('[');
  if (bracket == std::string::npos) return {.header = "[" + table + "]"};
  Place place{.header = "[[" + table.substr(0, bracket) + "]]", .number = 1, .ofList = true};
  std::from_chars(table.data() + bracket + 1, table.data() + table.size(), place.number);
  return place;
}

bool setsKey(const std::string& line, const std::string& key) {
  const std::string text = trimmed(line);
  return text.starts_with(key) && trimmed(text.substr(key.size())).starts_with('=');
}

// Behind the value: the comment, with the blanks before it. A # inside quotes is none.
std::string tailOf(const std::string& line) {
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') quoted = !quoted;
    if (quoted || line[i] != '#') continue;
    const auto value = line.find_last_not_of(" \t", i - 1);
    return line.substr(value + 1);
  }
  return line.ends_with('\r') ? "\r" : "";
}

std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool writeDurably(const fs::path& file, const std::string& text, mode_t mode) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode);
  if (fd < 0) return false;
  const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
  return ::close(fd) == 0 && written;
}

}  // namespace

tl::expected<std::string, std::string> withKey(const std::string& text, const std::string& table,
                                               const std::string& key, const std::string& value) {
  auto lines = linesOf(text);
  const Place place = placeOf(table);
  const auto opens = [&place](const std::string& line) { return opensTable(line, place.header); };
  const auto there = std::ranges::count_if(lines, opens);
  if (place.ofList ? there < place.number : there != 1) {
    return tl::unexpected(place.header + " does not stand there " +
                          (place.ofList ? std::to_string(place.number) + " times, each" : "once,") +
                          " in a line of its own");
  }
  auto header = std::ranges::find_if(lines, opens);
  for (int i = 1; i < place.number; ++i) header = std::find_if(header + 1, lines.end(), opens);
  const auto end =
      std::find_if(header + 1, lines.end(), [](const auto& line) { return trimmed(line).starts_with('['); });
  const auto set = std::find_if(header + 1, end, [&key](const std::string& line) { return setsKey(line, key); });
  const std::string assignment = key + " = " + value;
  if (set != end) {
    *set = assignment + tailOf(*set);
  } else {
    lines.insert(header + 1, assignment + (header->ends_with('\r') ? "\r" : ""));
  }
  std::string all;
  for (const auto& line : lines) all += line + "\n";
  return all;
}

tl::expected<void, std::string> setKey(const fs::path& file, const std::string& table, const std::string& key,
                                       const std::string& value,
                                       const std::function<std::string(const fs::path& fresh)>& sound) {
  std::error_code error;
  const fs::path real = fs::canonical(file, error);
  if (error) return tl::unexpected(file.string() + ": " + error.message());
  std::ifstream in(real, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  auto changed = withKey(text, table, key, value);
  if (!changed) return tl::unexpected(file.string() + ": " + changed.error());
  const fs::path fresh = real.string() + ".new";
  const auto mode = static_cast<mode_t>(fs::status(real, error).permissions());
  std::string why = writeDurably(fresh, *changed, mode) ? sound(fresh) : fresh.string() + " cannot be written";
  if (why.empty()) {
    fs::rename(fresh, real, error);
    if (error) why = real.string() + ": " + error.message();
  }
  if (why.empty()) return {};
  fs::remove(fresh, error);
  return tl::unexpected(why);
}

}  // namespace till::config
