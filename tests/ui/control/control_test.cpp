// SPDX-License-Identifier: Apache-2.0
// Both ends of the control socket, and what a hostile asker gets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>

#include "ui/control/client.h"
#include "ui/control/line_socket.h"
#include "ui/control/server.h"

namespace till::ui::control {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto kPatience = 20s;

struct ControlSocket : testing::Test {
  ControlSocket() {
    static int next = 0;
    directory = fs::temp_directory_path() / ("control-" + std::to_string(::getpid()) + "-" + std::to_string(next++));
    fs::remove_all(directory);
    fs::create_directories(directory);
  }
  ~ControlSocket() override { fs::remove_all(directory); }

  void serveActs(Acts acts, Limits limits = {}) {
    auto served = serve(directory, std::move(acts), limits);
    ASSERT_TRUE(served) << served.error();
    server = std::move(*served);
  }
  // Bytes as they are, and the first line that comes back.
  [[nodiscard]] std::string raw(const std::string& bytes) const {
    const auto socket = connectTo(directory);
    if (!socket) return "not connected";
    (void)!::send(socket->get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    LineReader reader(socket->get());
    return reader.next(Clock::now() + kPatience).value_or("no line");
  }

  fs::path directory;
  std::unique_ptr<Server> server;
};

const Acts kEcho{{"echo", [](const Request& request, Conversation& asker) -> Answer {
                    asker.note(R"({"seen":true})");
                    return R"({"word":")" + request.value("word") + "\"}";
                  }}};

TEST_F(ControlSocket, anActIsAskedForAndAnswered) {
  serveActs(kEcho);
  std::vector<std::string> notes;
  const auto answer =
      ask(directory, {"echo", {{"word", "hello"}}}, kPatience, [&](const std::string& note) { notes.push_back(note); });
  ASSERT_TRUE(answer) << answer.error().refusal.text;
  EXPECT_EQ(*answer, R"({"word":"hello"})");
  EXPECT_EQ(notes, std::vector<std::string>{R"({"seen":true})"});
}

TEST_F(ControlSocket, isItsOwnersOnly) {
  serveActs(kEcho);
  struct stat status{};
  ASSERT_EQ(::stat((directory / kSocketName).c_str(), &status), 0);
  EXPECT_TRUE(S_ISSOCK(status.st_mode));
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(ControlSocket, worksUnderAPathLongerThanASocketsAddress) {
  directory /= std::string(150, 'd');
  fs::create_directories(directory);
  serveActs(kEcho);
  EXPECT_TRUE(ask(directory, {"echo", {}}, kPatience));
  directory = directory.parent_path();
}

TEST_F(ControlSocket, whereNoStationRunsNobodyIsThere) {
  EXPECT_EQ(ask(directory, {"echo", {}}, kPatience).error().fault, AskFault::nobody);
  EXPECT_EQ(ask(directory / "none", {"echo", {}}, kPatience).error().fault, AskFault::nobody);
  // A station that was killed leaves its socket behind.
  auto dead = listenAt(directory);
  ASSERT_TRUE(dead);
  dead = tl::unexpected(0);
  ASSERT_TRUE(fs::exists(directory / kSocketName));
  EXPECT_EQ(ask(directory, {"echo", {}}, kPatience).error().fault, AskFault::nobody);
  serveActs(kEcho);
  EXPECT_TRUE(ask(directory, {"echo", {}}, kPatience));
  server.reset();
  EXPECT_FALSE(fs::exists(directory / kSocketName));
}

TEST_F(ControlSocket, hostileInputIsRefusedByName) {
  serveActs({{"echo", kEcho.at("echo")},
             {"throws", [](const Request&, Conversation&) -> Answer { throw std::runtime_error("a bug"); }},
             {"says", [](const Request&, Conversation&) -> Answer { return "not json at all"; }}},
            {.atOnce = 4, .request = 200ms, .write = 200ms});
  struct Row {
    std::string bytes, answer;
  };
  const std::vector<Row> rows{{"\n", "malformed"},
                              {"hello\n", "malformed"},
                              {"[]\n", "malformed"},
                              {"{}\n", "malformed"},
                              {"{\"do\":\"\"}\n", "malformed"},
                              {"{\"do\":1}\n", "malformed"},
                              {"{\"do\":\"echo\",\"word\":{}}\n", "malformed"},
                              {"{\"do\":\"echo\"}{\"do\":\"echo\"}\n", "malformed"},
                              {"{\"do\":\"echo\",\"word\":\"\xff\xfe\"}\n", "malformed"},
                              {std::string(20'000, '[') + "\n", "malformed"},
                              {std::string("{\"do\":\"ec\0ho\"}\n", 15), "malformed"},
                              {"{\"do\":\"format the disk\"}\n", "unknown_act"},
                              {"{\"do\":\"throws\"}\n", "failed"},
                              {std::string(kLongestLine + 10, 'x'), "too_long"},
                              {"{\"do\":\"echo\"}", "too_slow"},  // never ends
                              {"", "too_slow"}};
  for (const Row& row : rows) {
    EXPECT_THAT(raw(row.bytes), testing::HasSubstr("\"error\":\"" + row.answer + "\"")) << row.bytes.substr(0, 60);
  }
  EXPECT_EQ(raw("{\"do\":\"says\"}\n"), R"({"done":{}})");  // what is no object is never passed on
  EXPECT_TRUE(ask(directory, {"echo", {}}, kPatience));     // and it still serves
}

TEST_F(ControlSocket, oneTooManyIsToldThatItIsBusyAndThoseThatWaitAreServed) {
  std::mutex mutex;
  std::condition_variable_any changed;
  bool open = false;
  int inside = 0;
  serveActs({{"wait",
              [&](const Request&, Conversation& asker) -> Answer {
                std::unique_lock lock(mutex);
                ++inside;
                changed.notify_all();
                changed.wait(lock, asker.calledOff(), [&] { return open; });
                return "{}";
              }}},
            {.atOnce = 2, .request = 2000ms, .write = 2000ms});
  const auto waiting = [&] { return ask(directory, {"wait", {}}, kPatience); };
  auto first = std::async(std::launch::async, waiting);
  auto second = std::async(std::launch::async, waiting);
  std::unique_lock lock(mutex);
  ASSERT_TRUE(changed.wait_for(lock, kPatience, [&] { return inside == 2; }));
  lock.unlock();
  const auto third = waiting();
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().refusal.name, refusal::kBusy);
  lock.lock();
  open = true;
  changed.notify_all();
  lock.unlock();
  EXPECT_TRUE(first.get());
  EXPECT_TRUE(second.get());
}

TEST_F(ControlSocket, hangingUpOrStoppingCallsOffWhatWaits) {
  std::mutex mutex;
  std::condition_variable_any changed;
  int begun = 0;
  std::atomic<int> calledOff = 0;
  serveActs({{"wait", [&](const Request&, Conversation& asker) -> Answer {
                std::unique_lock lock(mutex);
                ++begun;
                changed.notify_all();
                const bool never = changed.wait(lock, asker.calledOff(), [] { return false; });
                calledOff += never ? 0 : 1;
                changed.notify_all();
                return tl::unexpected(Refusal{refusal::kCalledOff, "called off"});
              }}});
  const auto begins = [&](int wanted) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, kPatience, [&] { return begun == wanted; });
  };
  auto asker = connectTo(directory);
  ASSERT_TRUE(asker);
  ASSERT_TRUE(writeLine(asker->get(), "{\"do\":\"wait\"}", Clock::now() + kPatience));
  ASSERT_TRUE(begins(1));
  asker = tl::unexpected(0);  // Ctrl+C
  {
    std::unique_lock lock(mutex);
    ASSERT_TRUE(changed.wait_for(lock, kPatience, [&] { return calledOff == 1; }));
  }
  auto second = std::async(std::launch::async, [&] { return ask(directory, {"wait", {}}, kPatience); });
  ASSERT_TRUE(begins(2));
  server.reset();
  EXPECT_EQ(calledOff, 2);
  EXPECT_FALSE(second.get());
}

TEST_F(ControlSocket, anAskerTakesNoNonsenseFromAStation) {
  struct Row {
    std::string says, told;
  };
  const std::vector<Row> rows{{"", "hung up"},
                              {"nonsense\n", "not a JSON object"},
                              {"{\"perhaps\":1}\n", "neither"},
                              {"{\"done\":[1]}\n", "neither"},
                              {"{\"note\":{}}\n", "hung up"},
                              {"{\"error\":\"not_now\",\"text\":\"A customer.\"}\n", "A customer."}};
  for (const Row& row : rows) {
    const auto listening = listenAt(directory);
    ASSERT_TRUE(listening);
    auto answer = std::async(std::launch::async, [&] { return ask(directory, {"echo", {}}, kPatience); });
    pollfd watched{listening->get(), POLLIN, 0};
    ASSERT_EQ(::poll(&watched, 1, 20'000), 1);
    const int taken = ::accept(listening->get(), nullptr, nullptr);
    const Descriptor station(taken);
    LineReader reader(taken);
    EXPECT_TRUE(reader.next(Clock::now() + kPatience));
    (void)!::send(taken, row.says.data(), row.says.size(), MSG_NOSIGNAL);
    ::shutdown(taken, SHUT_RDWR);
    const auto got = answer.get();
    ASSERT_FALSE(got) << row.says;
    EXPECT_THAT(got.error().refusal.text, testing::HasSubstr(row.told));
  }
}

}  // namespace
}  // namespace till::ui::control
