// SPDX-License-Identifier: Apache-2.0
#include "pos/station/turn.h"

#include <algorithm>

#include "pos/shift/office_time.h"

namespace till::pos::station {

Notice notice(const World& world, Level level, std::string_view key, std::initializer_list<std::string> arguments) {
  const std::string whole = world.words.text(key, arguments);
  const auto bar = whole.find('|');
  if (bar == std::string::npos) return {.level = level, .what = whole, .text = ""};
  return {.level = level, .what = whole.substr(0, bar), .text = whole.substr(bar + 1)};
}

const people::Person* personById(const World& world, const std::string& id) {
  const auto found = std::ranges::find(world.people, id, &people::Person::id);
  return found == world.people.end() ? nullptr : &*found;
}

std::string personName(const World& world, const std::string& id) {
  const auto* person = personById(world, id);
  return person ? person->name : id;
}

std::string today(const World& world, Now now) {
  return shift::isoDate(shift::officeTime(now.unixMillis, world.settings.timeZone));
}

void Turn::tell(Level level, std::string_view key, std::initializer_list<std::string> arguments) {
  state.message = notice(world, level, key, arguments);
}

void Turn::refuse(std::string_view key, std::initializer_list<std::string> arguments) {
  refuse();
  tell(Level::look, key, arguments);
}

void Turn::post(Purpose purpose, ledger::journal::Body body, ledger::store::PostOptions options,
                std::optional<std::int64_t> cause, std::optional<ledger::journal::Approval> approval) {
  postAs(state.person.value_or("station"), purpose, std::move(body), cause);
  auto& post = std::get<Post>(effects.back());
  post.context.approval = std::move(approval);
  post.options = std::move(options);
}

void Turn::postAs(std::string actor, Purpose purpose, ledger::journal::Body body, std::optional<std::int64_t> cause) {
  ledger::journal::Context context;
  context.actor = std::move(actor);
  if (state.session) context.session = state.session->id;
  context.cause = cause;
  state.tidied = false;
  effect(Post{.purpose = purpose, .context = std::move(context), .body = std::move(body), .options = {}});
}

bool Turn::current(std::uint64_t view) {
  if (view >= state.basketView) return true;
  refuse("counter.changed_meanwhile");
  return false;
}

bool Turn::deliberate(const KeyPressed& press) { return !press.repeat && current(press.view); }

void Turn::go(Page page) {
  state.page = page;
  basketChanged();
}

void Turn::closeMenu() { go(state.menu.from); }

}  // namespace till::pos::station
