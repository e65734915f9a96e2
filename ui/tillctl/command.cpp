// SPDX-License-Identifier: Apache-2.0
#include "ui/tillctl/command.h"

#include <nlohmann/json.hpp>

namespace till::ui::tillctl {

tl::expected<config::Office, Failure> office(const Options& options) {
  if (options.office.empty()) return tl::unexpected(Failure{kUsage, "--office DIR is needed"});
  const auto shared = options.shared.empty() ? std::filesystem::path(CITYTILL_SHARED) : options.shared;
  auto loaded = config::loadOffice(options.office, shared, options.devices);
  if (!loaded) return tl::unexpected(Failure{kConfig, config::toText(loaded.error())});
  return std::move(*loaded);
}

tl::expected<std::unique_ptr<ledger::store::Reader>, Failure> reader(const Options& options) {
  if (options.data.empty()) return tl::unexpected(Failure{kUsage, "--data DIR is needed"});
  if (!std::filesystem::exists(options.data)) {
    return tl::unexpected(Failure{kNoInput, options.data.string() + " does not exist"});
  }
  auto opened = ledger::store::openReader(options.data);
  if (!opened) return tl::unexpected(toFailure(opened.error()));
  return std::move(*opened);
}

Failure toFailure(const ledger::store::OpenError& error) {
  return {error.code == ledger::store::OpenErrorCode::locked ? kRunning : kIo, error.what};
}

std::string jsonText(const std::string& text) { return nlohmann::json(text).dump(); }

}  // namespace till::ui::tillctl
