// SPDX-License-Identifier: Apache-2.0
#include "ui/control/client.h"

#include <cerrno>
#include <cstring>

#include "ui/control/line_socket.h"

namespace till::ui::control {
namespace {

tl::unexpected<AskError> broken(std::string text) {
  return tl::unexpected(AskError{AskFault::broken, {refusal::kFailed, std::move(text)}});
}

tl::unexpected<AskError> notConnected(int error) {
  if (error == ENOENT || error == ECONNREFUSED || error == ENOTDIR) {
    return tl::unexpected(AskError{AskFault::nobody, {refusal::kFailed, "no station runs here"}});
  }
  if (error == EAGAIN) {
    return tl::unexpected(AskError{AskFault::refused, {refusal::kBusy, "the station is at other requests"}});
  }
  return broken(std::string("the station's control socket: ") + std::strerror(error));
}

}  // namespace

bool runsAt(const std::filesystem::path& directory) {
  const auto socket = connectTo(directory);
  return socket || socket.error() == EAGAIN;
}

tl::expected<std::string, AskError> ask(const std::filesystem::path& directory, const Request& request,
                                        std::chrono::milliseconds patience,
                                        const std::function<void(const std::string& json)>& noted) {
  const auto socket = connectTo(directory);
  if (!socket) return notConnected(socket.error());
  // A station that refuses at once may have hung up before it is asked: its word is read in any case.
  (void)writeLine(socket->get(), encode(request), Clock::now() + patience);
  LineReader reader(socket->get());
  while (true) {
    const auto line = reader.next(Clock::now() + patience);
    if (!line && line.error() == LineFault::tooSlow) {
      return tl::unexpected(AskError{AskFault::silent, {refusal::kTooSlow, "the station does not answer"}});
    }
    if (!line) return broken("the station hung up without an answer");
    const auto reply = decodeReply(*line);
    if (!reply) return broken(reply.error().text);
    if (reply->kind == Reply::Kind::refused) return tl::unexpected(AskError{AskFault::refused, reply->refusal});
    if (reply->kind == Reply::Kind::done) return reply->json;
    if (noted) noted(reply->json);
  }
}

}  // namespace till::ui::control
