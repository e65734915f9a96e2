// SPDX-License-Identifier: Apache-2.0
#include "ui/control/server.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <exception>
#include <list>
#include <thread>
#include <utility>
#include <vector>

#include "ui/control/line_socket.h"

namespace till::ui::control {
namespace {

bool sameUserOrRoot(int fd) {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
  return peer.uid == ::geteuid() || peer.uid == 0;
}

Refusal toRefusal(LineFault fault) {
  if (fault == LineFault::tooLong) return {refusal::kTooLong, "a request is one line of at most 64 KiB"};
  return {refusal::kTooSlow, "the request did not come whole, or not in time"};
}

Reply toReply(const Answer& answer) {
  if (answer) return {Reply::Kind::done, *answer, {}};
  return {Reply::Kind::refused, "", answer.error()};
}

// One request, on a thread of its own.
class Serving final : public Conversation {
 public:
  Serving(Descriptor socket, const Acts& acts, const Limits& limits, std::function<void()> ended)
      : socket_(std::move(socket)), acts_(acts), limits_(limits), ended_(std::move(ended)) {
    thread_ = std::thread([this] { run(); });
  }
  ~Serving() override {
    hangUp();
    thread_.join();
  }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  void note(const std::string& json) override { say({Reply::Kind::note, json, {}}); }
  [[nodiscard]] std::stop_token calledOff() const override { return calledOff_.get_token(); }

  void hangUp() {
    calledOff_.request_stop();
    ::shutdown(socket_.get(), SHUT_RD);  // a request that has not come yet is waited for no more
  }
  [[nodiscard]] bool ended() const { return done_; }
  // For the one who watches whether it is hung up; -1 when that is known.
  [[nodiscard]] int watched() const { return calledOff_.stop_requested() ? -1 : socket_.get(); }

 private:
  void run() {
    say(toReply(answer()));
    done_ = true;
    ended_();
  }

  Answer answer() {
    if (!sameUserOrRoot(socket_.get())) {
      return tl::unexpected(Refusal{refusal::kNotYours, "the station belongs to another user"});
    }
    LineReader reader(socket_.get());
    const auto line = reader.next(Clock::now() + limits_.request);
    if (!line) return tl::unexpected(toRefusal(line.error()));
    const auto request = decodeRequest(*line);
    if (!request) return tl::unexpected(request.error());
    const auto act = acts_.find(request->act);
    if (act == acts_.end()) return tl::unexpected(Refusal{refusal::kUnknown, "this station knows no such act"});
    try {
      return act->second(*request, *this);
    } catch (const std::exception& error) {
      return tl::unexpected(Refusal{refusal::kFailed, error.what()});
    }
  }

  void say(const Reply& reply) { (void)writeLine(socket_.get(), encode(reply), Clock::now() + limits_.write); }

  const Descriptor socket_;
  const Acts& acts_;
  const Limits limits_;
  const std::function<void()> ended_;
  std::stop_source calledOff_;
  std::atomic<bool> done_ = false;
  std::thread thread_;
};

class Listening final : public Server {
 public:
  Listening(Descriptor socket, Descriptor wake, std::filesystem::path directory, Acts acts, Limits limits)
      : socket_(std::move(socket)),
        wake_(std::move(wake)),
        directory_(std::move(directory)),
        acts_(std::move(acts)),
        limits_(limits),
        thread_([this] { run(); }) {}
  ~Listening() override {
    stopping_ = true;
    ring();
    thread_.join();
    serving_.clear();
    std::error_code ignored;
    std::filesystem::remove(directory_ / kSocketName, ignored);
  }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

 private:
  void ring() {
    const std::uint64_t one = 1;
    (void)!::write(wake_.get(), &one, sizeof one);
  }

  void run() {
    while (!stopping_) {
      std::vector<pollfd> watched{{socket_.get(), POLLIN, 0}, {wake_.get(), POLLIN, 0}};
      std::vector<Serving*> askers;
      for (const auto& serving : serving_) {
        if (serving->watched() < 0) continue;
        watched.push_back({serving->watched(), POLLRDHUP, 0});
        askers.push_back(serving.get());
      }
      if (::poll(watched.data(), watched.size(), -1) < 0) continue;  // a signal
      for (std::size_t i = 0; i < askers.size(); ++i)
        if (watched[i + 2].revents != 0) askers[i]->hangUp();
      std::uint64_t rung = 0;
      if (watched[1].revents != 0) (void)!::read(wake_.get(), &rung, sizeof rung);
      serving_.remove_if([](const auto& serving) { return serving->ended(); });
      if (watched[0].revents != 0) take();
    }
  }

  void take() {
    Descriptor taken(::accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!taken) return;
    if (serving_.size() < limits_.atOnce) {
      serving_.push_back(std::make_unique<Serving>(std::move(taken), acts_, limits_, [this] { ring(); }));
      return;
    }
    // Its kernel buffer is empty: this does not wait.
    const Refusal busy{refusal::kBusy, "the station is at other requests; ask again in a moment"};
    (void)writeLine(taken.get(), encode(Reply{Reply::Kind::refused, "", busy}), Clock::now());
  }

  const Descriptor socket_, wake_;
  const std::filesystem::path directory_;
  const Acts acts_;
  const Limits limits_;
  std::list<std::unique_ptr<Serving>> serving_;  // the thread's
  std::atomic<bool> stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace

tl::expected<std::unique_ptr<Server>, std::string> serve(const std::filesystem::path& directory, Acts acts,
                                                         Limits limits) {
  auto listening = listenAt(directory);
  const auto at = (directory / kSocketName).string();
  if (!listening) return tl::unexpected(at + " cannot be made: " + std::strerror(listening.error()));
  Descriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!wake) return tl::unexpected(at + ": no descriptor is left");
  return std::make_unique<Listening>(std::move(*listening), std::move(wake), directory, std::move(acts), limits);
}

}  // namespace till::ui::control
