// SPDX-License-Identifier: Apache-2.0
#include <termios.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "pos/people/people.h"
#include "ui/tillctl/command.h"

namespace till::ui::tillctl {
namespace {

using pos::people::Person;
using pos::people::Role;

// Typed without echo at a terminal, one line of standard input otherwise; never an argument, which others can see.
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

std::string roleOf(const Person& person) { return person.role == Role::supervisor ? "supervisor" : "clerk"; }

std::string toJson(const Person& person) {
  return "{\"id\":" + jsonText(person.id) + ",\"name\":" + jsonText(person.name) +
         ",\"role\":" + jsonText(roleOf(person)) + "}";
}

Outcome addPerson(const Person& person, const Options& options) {
  const auto book = people(options);
  if (!book) return tl::unexpected(book.error());
  const auto added = (*book)->add(person, readPin());
  if (!added) return tl::unexpected(Failure{kBadData, added.error().what});
  std::cout << (options.json ? toJson(person) : person.name + " may sign in") << "\n";
  return {};
}

Outcome listPeople(const Options& options) {
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

void addPeople(CLI::App& app, Chosen& chosen) {
  auto* group = app.add_subcommand("people", "Who may sign in.");
  group->require_subcommand(1);
  auto* add = group->add_subcommand("add", "Adds a person, or gives them a new PIN.");
  add->footer(
      "The PIN is asked for, or read as one line from standard input.\n"
      "Example: tillctl --data build/demo/data people add jortiz 'J. Ortiz' --role clerk");
  auto person = std::make_shared<Person>();
  auto role = std::make_shared<std::string>();
  add->add_option("id", person->id, "A short word: jortiz.")->required();
  add->add_option("name", person->name, "As it is shown: 'J. Ortiz'.")->required();
  add->add_option("--role", *role, "What they may do.")->required()->check(CLI::IsMember({"clerk", "supervisor"}));
  add->callback([person, role, &chosen] {
    person->role = *role == "supervisor" ? Role::supervisor : Role::clerk;
    chosen.run = [person](const Options& options) { return addPerson(*person, options); };
  });
  group->add_subcommand("list", "Who there is.")->callback([&chosen] { chosen.run = listPeople; });
}

}  // namespace till::ui::tillctl
