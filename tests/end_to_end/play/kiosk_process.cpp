// SPDX-License-Identifier: Apache-2.0
#include "tests/end_to_end/play/kiosk_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <nlohmann/json.hpp>
#include <stdexcept>

extern char** environ;

namespace till::tests::play {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr std::chrono::seconds kShotDeadline{20};

std::array<int, 2> makePipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  return ends;
}

std::chrono::milliseconds left(SteadyClock::time_point until) {
  return std::max(std::chrono::milliseconds(0),
                  std::chrono::ceil<std::chrono::milliseconds>(until - SteadyClock::now()));
}

}  // namespace

KioskProcess::KioskProcess(const std::vector<std::string>& command) {
  const auto toChild = makePipe();
  const auto fromChild = makePipe();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, toChild[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, fromChild[1], STDOUT_FILENO);
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  if (posix_spawn(&pid_, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) pid_ = -1;
  posix_spawn_file_actions_destroy(&actions);
  ::close(toChild[0]);
  ::close(fromChild[1]);
  in_ = toChild[1];
  out_ = fromChild[0];
}

KioskProcess::~KioskProcess() {
  kill();
  ::close(in_);
  ::close(out_);
}

void KioskProcess::say(const std::string& line) {
  const std::string bytes = line + "\n";
  if (::write(in_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
    throw std::runtime_error("the kiosk is gone");
  }
}

bool KioskProcess::readMore(std::chrono::milliseconds wait) {
  pollfd readable{out_, POLLIN, 0};
  if (::poll(&readable, 1, static_cast<int>(wait.count())) <= 0) return false;
  std::array<char, 65536> bytes{};
  const auto count = ::read(out_, bytes.data(), bytes.size());
  if (count <= 0) throw std::runtime_error("the kiosk has ended by itself");
  pending_.append(bytes.data(), static_cast<std::size_t>(count));
  for (auto end = pending_.find('\n'); end != std::string::npos; end = pending_.find('\n')) {
    take(pending_.substr(0, end));
    pending_.erase(0, end + 1);
  }
  return true;
}

void KioskProcess::take(const std::string& line) {
  const auto json = nlohmann::json::parse(line);
  if (json.contains("shot")) {
    shotTaken_ = true;
    return;
  }
  screen_ = {json.at("page").get<std::string>(), json.at("text").get<std::string>()};
}

bool KioskProcess::waitFor(const std::function<bool(const Screen&)>& enough, std::chrono::milliseconds deadline) {
  const auto until = SteadyClock::now() + deadline;
  while (readMore(std::chrono::milliseconds(0))) continue;
  while (!enough(screen_)) {
    if (!readMore(left(until))) return false;
  }
  return true;
}

bool KioskProcess::takeShot(const std::filesystem::path& file) {
  shotTaken_ = false;
  say("shot " + file.string());
  const auto until = SteadyClock::now() + kShotDeadline;
  while (!shotTaken_ && readMore(left(until))) continue;
  return shotTaken_;
}

void KioskProcess::kill() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

int KioskProcess::quit() {
  say("quit");
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

}  // namespace till::tests::play
