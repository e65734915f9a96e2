// SPDX-License-Identifier: Apache-2.0
#include "ui/control/protocol.h"

#include <nlohmann/json.hpp>

namespace till::ui::control {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 16;  // of a reply; what a hostile peer nests is not followed

Refusal malformed(std::string text) { return {refusal::kMalformed, std::move(text)}; }

std::optional<Json> parsed(std::string_view line) {
  bool tooDeep = false;
  const auto watch = [&tooDeep](int depth, Json::parse_event_t, Json&) {
    tooDeep = tooDeep || depth > kDeepest;
    return !tooDeep;
  };
  Json json = Json::parse(line, watch, false);
  if (tooDeep || !json.is_object()) return std::nullopt;
  return json;
}

std::string textOf(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string Request::value(const std::string& name) const {
  const auto found = given.find(name);
  return found == given.end() ? std::string() : found->second;
}

std::string encode(const Request& request) {
  Texts all = request.given;
  all["do"] = request.act;
  return toObject(all);
}

tl::expected<Request, Refusal> decodeRequest(std::string_view line) {
  const auto json = parsed(line);
  if (!json) return tl::unexpected(malformed("the request is not one JSON object"));
  Request request;
  for (const auto& [name, value] : json->items()) {
    if (!value.is_string()) return tl::unexpected(malformed("the values of a request are texts"));
    if (name == "do") request.act = value.get<std::string>();
    if (name != "do") request.given[name] = value.get<std::string>();
  }
  if (request.act.empty()) return tl::unexpected(malformed("the request has no \"do\""));
  return request;
}

std::string encode(const Reply& reply) {
  if (reply.kind == Reply::Kind::refused) return textOf({{"error", reply.refusal.name}, {"text", reply.refusal.text}});
  const auto json = parsed(reply.json);
  return textOf({{reply.kind == Reply::Kind::note ? "note" : "done", json.value_or(Json::object())}});
}

std::string toObject(const Texts& texts) { return textOf(texts.empty() ? Json::object() : Json(texts)); }

Texts fromObject(std::string_view json) {
  Texts texts;
  const auto object = parsed(json);
  if (!object) return texts;
  for (const auto& [name, value] : object->items())
    if (value.is_string()) texts[name] = value.get<std::string>();
  return texts;
}

tl::expected<Reply, Refusal> decodeReply(std::string_view line) {
  const auto json = parsed(line);
  if (!json) return tl::unexpected(malformed("the station's answer is not a JSON object"));
  Reply reply;
  if (json->contains("error") && json->at("error").is_string()) {
    const auto text = json->find("text");
    const bool said = text != json->end() && text->is_string();
    reply.kind = Reply::Kind::refused;
    reply.refusal = {json->at("error").get<std::string>(), said ? text->get<std::string>() : ""};
    return reply;
  }
  for (const auto& [name, kind] : {std::pair("note", Reply::Kind::note), std::pair("done", Reply::Kind::done)}) {
    const auto found = json->find(name);
    if (found == json->end() || !found->is_object()) continue;
    reply.kind = kind;
    reply.json = textOf(*found);
    return reply;
  }
  return tl::unexpected(malformed("the station's answer is neither note, done nor error"));
}

}  // namespace till::ui::control
