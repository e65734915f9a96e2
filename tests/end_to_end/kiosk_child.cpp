// SPDX-License-Identifier: Apache-2.0
// The kiosk as it ships, in a process of its own that a scenario can drive and kill: the same composition root, keys
// and touches sent through the window, pictures taken of it. One command a line on standard input:
//   key NAME      a physical key ("F8", "Enter", "Keypad 7", "+")
//   text LETTERS  typed letters
//   touch OBJECT  the middle of the item with that objectName
//   shot FILE     a picture of the window
//   quit
// Each new view answers with one line of JSON: number, page, tone, text (all that stands on the screen).
#include <unistd.h>
#include <QGuiApplication>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSocketNotifier>
#include <QtTest/QTest>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "ui/app/kiosk_app.h"
#include "ui/kiosk/kiosk_window.h"

namespace {

using till::pos::station::StationView;
using till::ui::app::KioskApp;

struct PhysicalKey {
  int key;
  Qt::KeyboardModifiers modifiers;
  QString text;
};

PhysicalKey physicalKey(std::string name) {
  static const std::map<std::string, int> kNamed{
      {"Enter", Qt::Key_Return}, {"Esc", Qt::Key_Escape}, {"Backspace", Qt::Key_Backspace}};
  PhysicalKey physical{0, Qt::NoModifier, {}};
  if (name.starts_with("Keypad ")) {
    physical.modifiers = Qt::KeypadModifier;
    name.erase(0, 7);
    if (name == "Enter") return {Qt::Key_Enter, physical.modifiers, {}};
  }
  if (name.size() > 1 && name[0] == 'F') {
    physical.key = Qt::Key_F1 + std::stoi(name.substr(1)) - 1;
  } else if (const auto named = kNamed.find(name); named != kNamed.end()) {
    physical.key = named->second;
  } else if (!name.empty()) {
    physical.key = static_cast<unsigned char>(name[0]);
    physical.text = QString::fromStdString(name);
  }
  return physical;
}

QQuickItem* findItem(QQuickItem* root, const QString& name) {
  if (root->objectName() == name && root->isVisible()) return root;
  for (QQuickItem* child : root->childItems()) {
    if (QQuickItem* found = findItem(child, name)) return found;
  }
  return nullptr;
}

void add(std::ostringstream& out, const std::string& text) {
  if (!text.empty()) out << text << '\n';
}

std::string allText(const till::pos::report::Block& block) {
  std::ostringstream out;
  add(out, block.title);
  for (const auto& row : block.rows) {
    std::string line;
    for (const auto& cell : row.cells) line += (line.empty() ? "" : " ") + cell;
    for (const auto& below : row.below) line += " " + below;
    add(out, line);
  }
  return out.str();
}

std::string allText(const StationView& view) {
  std::ostringstream out;
  for (const auto& text : {view.header.office, view.header.window, view.header.till, view.header.person, view.title,
                           view.entry.label, view.entry.text, view.stillToPayLabel, view.stillToPay}) {
    add(out, text);
  }
  for (const auto& lamp : view.header.lamps) add(out, lamp.text);
  for (const auto& notice : view.notices) add(out, notice.what + " " + notice.text);
  for (const auto& choice : view.choices) add(out, choice.key + " " + choice.text + " " + choice.detail);
  for (const auto& bill : view.bills) {
    add(out, bill.name + " " + bill.street + " " + bill.account + " " + bill.paying);
    for (const auto& line : bill.lines) {
      add(out, line.service + " " + line.pastDue + " " + line.current + " " + line.amount);
    }
    if (bill.notice) add(out, bill.notice->what + " " + bill.notice->text);
  }
  for (const auto& row : view.totals) add(out, row.label + " " + row.amount);
  for (const auto& parked : view.parked) add(out, parked);
  if (view.change) {
    add(out, "change " + view.change->change);
    for (const auto& text : {view.change->paid, view.change->tenders, view.change->receipt, view.change->breakdown}) {
      add(out, text);
    }
  }
  if (view.count) {
    add(out, view.count->title + "\n" + view.count->hint + "\ncounted " + view.count->counted);
    for (const auto& tape : view.count->tapes) add(out, tape.title + " " + tape.summary);
  }
  if (view.closing) {
    add(out, view.closing->title + "\n" + view.closing->overShortLabel + " " + view.closing->overShort);
    for (const auto& row : view.closing->rows) {
      add(out, row.label + " " + row.expected + " " + row.counted + " " + row.overShort);
    }
    add(out, view.closing->z);
  }
  if (view.resume) {
    add(out, view.resume->title);
    for (const auto& fact : view.resume->facts) add(out, fact.what + " " + fact.text);
  }
  if (view.report) {
    add(out, view.report->detail + " " + view.report->pageOf);
    for (const auto& block : view.report->blocks) add(out, allText(block));
  }
  return out.str();
}

const char* pageName(till::pos::station::Page page) {
  static constexpr std::array kPages{"signIn",  "locked",   "resume",    "openFloat", "counter", "change",
                                     "menu",    "find",     "countDown", "closing",   "closed",  "retender",
                                     "stopped", "readOnly", "report",    "drawerCash"};
  return kPages.at(static_cast<std::size_t>(page));
}

void tell(const StationView& view) {
  const nlohmann::json json{{"number", view.number}, {"page", pageName(view.page)}, {"text", allText(view)}};
  std::cout << json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
}

class Hands {
 public:
  explicit Hands(KioskApp& app) : app_(app) {}

  void obey(const std::string& line) {
    const auto space = line.find(' ');
    const std::string rest = space == std::string::npos ? "" : line.substr(space + 1);
    const auto found = kCommands.find(line.substr(0, space));
    if (found != kCommands.end()) (this->*found->second)(rest);
  }

 private:
  void key(const std::string& name) {
    const PhysicalKey physical = physicalKey(name);
    QKeyEvent press(QEvent::KeyPress, physical.key, physical.modifiers, physical.text);
    QCoreApplication::sendEvent(app_.window(), &press);
  }
  void text(const std::string& letters) {
    for (const QChar letter : QString::fromStdString(letters)) {
      QKeyEvent press(QEvent::KeyPress, letter.toUpper().unicode(), Qt::NoModifier, QString(letter));
      QCoreApplication::sendEvent(app_.window(), &press);
    }
  }
  void touch(const std::string& name) {
    (void)app_.window()->grabWindow();  // a finger touches what is painted: items are placed when a frame is made
    QQuickItem* item = findItem(app_.window()->contentItem(), QString::fromStdString(name));
    if (item == nullptr) {
      std::cerr << "no item " << name << std::endl;
      return;
    }
    const QPointF middle = item->mapToScene(QPointF(item->width() / 2, item->height() / 2));
    QTest::mouseClick(app_.window(), Qt::LeftButton, Qt::NoModifier, middle.toPoint());
  }
  // The box's flash for a refused key is over before the picture is taken.
  void shot(const std::string& file) {
    const QQuickItem* box = findItem(app_.window()->contentItem(), "entry_box");
    const auto calm = [box] { return box == nullptr || !box->parentItem()->property("refusedNow").toBool(); };
    (void)QTest::qWaitFor(calm);
    app_.window()->grabWindow().save(QString::fromStdString(file));
    std::cout << "{\"shot\":true}" << std::endl;
  }
  void quit(const std::string&) { QCoreApplication::quit(); }

  static const std::map<std::string, void (Hands::*)(const std::string&)> kCommands;
  KioskApp& app_;
};

const std::map<std::string, void (Hands::*)(const std::string&)> Hands::kCommands{{"key", &Hands::key},
                                                                                  {"text", &Hands::text},
                                                                                  {"touch", &Hands::touch},
                                                                                  {"shot", &Hands::shot},
                                                                                  {"quit", &Hands::quit}};

}  // namespace

// kiosk_child OFFICE DATA DEVICES PEPPER
int main(int argc, char** argv) {
  if (argc != 5) return 64;
  qputenv("QT_QPA_PLATFORM", "offscreen");
  till::ui::kiosk::prepareRendering();
  QGuiApplication application(argc, argv);
  till::ui::app::AppOptions options;
  options.office = argv[1];
  options.data = argv[2];
  options.devices = argv[3];
  options.pepper = argv[4];
  const auto app = KioskApp::start(options);
  if (!app) {
    std::cerr << app.error().text << std::endl;
    return app.error().exitCode;
  }
  (*app)->onView([&] { tell(*(*app)->view()); });
  Hands hands(**app);
  QSocketNotifier commands(STDIN_FILENO, QSocketNotifier::Read);
  std::string pending;
  QObject::connect(&commands, &QSocketNotifier::activated, &application, [&] {
    std::array<char, 4096> bytes{};
    const auto count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (count <= 0) return QCoreApplication::quit();
    pending.append(bytes.data(), static_cast<std::size_t>(count));
    for (auto end = pending.find('\n'); end != std::string::npos; end = pending.find('\n')) {
      hands.obey(pending.substr(0, end));
      pending.erase(0, end + 1);
    }
  });
  return QGuiApplication::exec();
}
