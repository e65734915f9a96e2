// SPDX-License-Identifier: Apache-2.0
#include "ui/tillctl/command.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "config/load/shared_folder.h"

namespace till::ui::tillctl {

tl::expected<config::Office, Failure> office(const Options& options) {
  if (options.office.empty()) return tl::unexpected(Failure{kUsage, "--office DIR is needed"});
  auto loaded = config::loadOffice(options.office, config::sharedFolder(options.shared), options.devices);
  if (!loaded) return tl::unexpected(Failure{kConfig, config::toText(loaded.error())});
  return std::move(*loaded);
}

tl::expected<std::unique_ptr<ledger::store::Reader>, Failure> reader(const Options& options) {
  if (options.data.empty()) return tl::unexpected(Failure{kUsage, "--data DIR is needed"});
  std::error_code unreadable;
  if (!std::filesystem::exists(options.data / "ledger.db", unreadable)) {
    return tl::unexpected(Failure{kNoInput, "there is no ledger in " + options.data.string()});
  }
  auto opened = ledger::store::openReader(options.data);
  if (!opened) return tl::unexpected(toFailure(opened.error()));
  return std::move(*opened);
}

tl::expected<std::unique_ptr<pos::people::PeopleBook>, Failure> people(const Options& options) {
  namespace fs = std::filesystem;
  if (options.data.empty()) return tl::unexpected(Failure{kUsage, "--data DIR is needed"});
  std::error_code error;
  fs::create_directories(options.data, error);
  if (!error) fs::permissions(options.data, fs::perms::owner_all, error);
  if (error) return tl::unexpected(Failure{kIo, options.data.string() + ": " + error.message()});
  const auto beside = fs::absolute(options.data).lexically_normal().parent_path() / "citytill.pepper";
  auto book = pos::people::openPeopleBook(options.data / "people.db", options.pepper.empty() ? beside : options.pepper);
  if (!book) return tl::unexpected(Failure{kIo, book.error().what});
  return std::move(*book);
}

Outcome checkActor(const Options& options) {
  if (options.actor == kOffice) return {};
  const auto book = people(options);
  if (!book) return tl::unexpected(book.error());
  const auto known = (*book)->people();
  const auto named = [&options](const pos::people::Person& person) { return person.id == options.actor; };
  if (std::any_of(known.begin(), known.end(), named)) return {};
  return tl::unexpected(Failure{kUsage, "--as: nobody is called that; tillctl people list shows who there is"});
}

Failure toFailure(const ledger::store::OpenError& error) {
  return {error.code == ledger::store::OpenErrorCode::locked ? kRunning : kIo, error.what};
}

Failure toFailure(const control::AskError& error) {
  struct Row {
    std::string_view name;
    Exit exit;
  };
  static constexpr std::array<Row, 9> kRefusals{{{control::refusal::kNotNow, kRunning},
                                                 {control::refusal::kBusy, kRunning},
                                                 {control::refusal::kCalledOff, kRunning},
                                                 {control::refusal::kUnknown, kRunning},
                                                 {control::refusal::kNotYours, kRunning},
                                                 {control::refusal::kArgument, kUsage},
                                                 {control::refusal::kNotThere, kNoInput},
                                                 {control::refusal::kNotAllowed, kNotAllowed},
                                                 {control::refusal::kNotIntact, kBadData}}};
  const auto found = std::ranges::find(kRefusals, error.refusal.name, &Row::name);
  if (error.fault != control::AskFault::refused || found == kRefusals.end()) return {kIo, error.refusal.text};
  return {found->exit, found->exit == kRunning ? "the station is running: " + error.refusal.text : error.refusal.text};
}

std::string jsonText(const std::string& text) { return nlohmann::json(text).dump(); }

}  // namespace till::ui::tillctl
