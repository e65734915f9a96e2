// SPDX-License-Identifier: Apache-2.0
#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "pos/people/people.h"
#include "ui/tillctl/command.h"

namespace till::ui::tillctl {
namespace {

using pos::people::Person;
using pos::people::Role;

std::string roleOf(const Person& person) { return person.role == Role::supervisor ? "supervisor" : "clerk"; }

std::string toJson(const Person& person) {
  return "{\"id\":" + jsonText(person.id) + ",\"name\":" + jsonText(person.name) +
         ",\"role\":" + jsonText(roleOf(person)) + "}";
}

Outcome addPerson(const Given& given, const Options& options) {
  const Role role = given.at("--role") == "supervisor" ? Role::supervisor : Role::clerk;
  const Person person{given.at("id"), given.at("name"), role};
  const auto book = people(options);
  if (!book) return tl::unexpected(book.error());
  const auto added = (*book)->add(person, readPin());
  if (!added) return tl::unexpected(Failure{kBadData, added.error().what});
  std::cout << (options.json ? toJson(person) : person.name + " may sign in") << "\n";
  return {};
}

Outcome listPeople(const Given&, const Options& options) {
  const auto book = people(options);
  if (!book) return tl::unexpected(book.error());
  std::string json;
  for (const auto& person : (*book)->people()) {
    if (!options.json) std::cout << person.id << "  " << person.name << "  " << roleOf(person) << "\n";
    json += (json.empty() ? "" : ",") + toJson(person);
  }
  if (options.json) std::cout << "[" << json << "]\n";
  return {};
}

}  // namespace

std::string readPin() {
  termios shown{};
  const bool terminal = tcgetattr(STDIN_FILENO, &shown) == 0;
  if (terminal) {
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    std::cerr << "PIN of six digits: " << std::flush;
  }
  std::string pin;
  std::getline(std::cin, pin);
  if (terminal) {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    std::cerr << "\n";
  }
  return pin;
}

Group peopleCommands() {
  return {.name = "people",
          .help = "Who may sign in.",
          .commands = {{.name = "add",
                        .help = "Adds a person, or gives them a new PIN.",
                        .run = addPerson,
                        .arguments = {{"id", "ID", "A short word: jortiz.", true},
                                      {"name", "NAME", "As it is shown: 'J. Ortiz'.", true},
                                      {"--role", "ROLE", "What they may do.", true, {"clerk", "supervisor"}}},
                        .footer = "The PIN is asked for, or read as one line from standard input.\n"
                                  "Example: tillctl --data build/demo/data people add jortiz 'J. Ortiz' --role clerk"},
                       {.name = "list", .help = "Who there is.", .run = listPeople}}};
}

}  // namespace till::ui::tillctl
