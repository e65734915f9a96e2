// SPDX-License-Identifier: Apache-2.0
#include "tests/config/load/office_copy.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace till::config {
namespace {

namespace fs = std::filesystem;

std::string textOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void put(const fs::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

int lineAt(const std::string& text, std::size_t at) {
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

}  // namespace

OfficeCopy::OfficeCopy() {
  std::string pattern = (fs::temp_directory_path() / "till-office-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
  root_ = pattern;
  const fs::path config = fs::path(TILL_SOURCE_DIR) / "config";
  for (const char* part : {"offices/sample-city", "printers", "words"}) {
    fs::create_directories(root_ / part);
    fs::copy(config / part, root_ / part, fs::copy_options::recursive);
  }
}

OfficeCopy::~OfficeCopy() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

fs::path OfficeCopy::pathOf(const std::string& file) const {
  for (const char* part : {"offices/sample-city", "printers", "words"}) {
    if (fs::exists(root_ / part / file)) return root_ / part / file;
  }
  throw std::runtime_error("the sample office has no " + file);
}

int OfficeCopy::replace(const std::string& file, const std::string& from, const std::string& to) const {
  std::string text = textOf(pathOf(file));
  const auto at = text.find(from);
  if (at == std::string::npos) return 0;
  put(pathOf(file), text.replace(at, from.size(), to));
  return lineAt(text, at);
}

int OfficeCopy::append(const std::string& file, const std::string& line) const {
  const std::string text = textOf(pathOf(file));
  put(pathOf(file), text + line + "\n");
  return lineAt(text, text.size());
}

void OfficeCopy::prepend(const std::string& file, const std::string& line) const {
  put(pathOf(file), line + "\n" + textOf(pathOf(file)));
}

void OfficeCopy::remove(const std::string& file) const { fs::remove(pathOf(file)); }

void OfficeCopy::write(const fs::path& relative, const std::string& text) const { put(root_ / relative, text); }

tl::expected<Office, ConfigError> OfficeCopy::load(const fs::path& devices) const {
  return loadOffice(root_ / "offices/sample-city", root_, devices);
}

}  // namespace till::config
