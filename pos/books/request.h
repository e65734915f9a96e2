// SPDX-License-Identifier: Apache-2.0
// An act of the office as an object of texts, on its way from tillctl to the running station.
#pragma once

#include <tl/expected.hpp>

#include <map>
#include <string>

#include "pos/books/plan.h"

namespace till::pos::books {

using Texts = std::map<std::string, std::string>;

struct Request {
  OfficeAct act;
  Hands hands;
};

[[nodiscard]] Texts toTexts(const Request& request);
// Strict: each field of the act, in its form, and nothing else. Error: a sentence that names the field.
[[nodiscard]] tl::expected<Request, std::string> fromTexts(const Texts& texts);

}  // namespace till::pos::books
