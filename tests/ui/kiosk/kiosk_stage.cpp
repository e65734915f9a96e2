// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/kiosk/kiosk_stage.h"

#include <QCoreApplication>
#include <QQmlComponent>
#include <QQmlEngine>
#include <cstdlib>
#include <iostream>
#include <utility>

#include "config/load/office.h"

namespace till::ui::kiosk::test {
namespace {

QStringList warnings;
std::unique_ptr<KioskStage> stage;  // made by the first test that needs it

void keepWarning(QtMsgType type, const QMessageLogContext& /*context*/, const QString& text) {
  if (type == QtWarningMsg || type == QtCriticalMsg || type == QtFatalMsg) warnings.append(text);
}

config::Office sampleOffice() {
  const std::filesystem::path config = std::filesystem::path(TILL_SOURCE_DIR) / "config";
  auto office = config::loadOffice(config / "offices/sample-city", config);
  if (office) return std::move(*office);
  std::cerr << config::toText(office.error()) << '\n';
  std::exit(1);
}

void collect(QQuickItem* item, std::vector<QQuickItem*>& found) {
  if (!item->isVisible()) return;
  found.push_back(item);
  for (QQuickItem* child : item->childItems()) collect(child, found);
}

}  // namespace

KioskStage& KioskStage::get() {
  if (!stage) stage.reset(new KioskStage);
  return *stage;
}

void KioskStage::close() { stage.reset(); }

KioskStage::KioskStage() {
  const config::Office office = sampleOffice();
  const auto send = [this](pos::station::Input input) {
    if (takes_) sent_.push_back(std::move(input));
    return takes_;
  };
  model_ = std::make_unique<KioskModel>(send, office.words, office.keys);
  window_ = std::make_unique<KioskWindow>();
  if (window_->open(*model_, WindowOptions{}) == nullptr) {
    std::cerr << takeWarnings().join('\n').toStdString() << '\n';
    std::exit(1);
  }
}

void KioskStage::resize(QSize size) {
  window()->resize(size);
  QCoreApplication::processEvents();
}

void KioskStage::setDark(bool dark) { window()->setProperty("dark", dark); }

void KioskStage::show(const pos::station::StationView& view) {
  model_->show(std::make_shared<const pos::station::StationView>(view));
  QCoreApplication::processEvents();
}

QObject* KioskStage::theme() {
  if (theme_ != nullptr) return theme_->property("theme").value<QObject*>();
  QQmlComponent component(qmlEngine(window()));
  component.setData("import QtQml\nimport CityTill\nQtObject { readonly property QtObject theme: Theme }", {});
  theme_.reset(component.create());
  return theme_ == nullptr ? nullptr : theme();
}

QImage KioskStage::picture() {
  QCoreApplication::processEvents();
  return window()->grabWindow();
}

std::vector<pos::station::Input> KioskStage::sent() { return std::exchange(sent_, {}); }

std::vector<QQuickItem*> KioskStage::items(const QString& type) {
  QCoreApplication::processEvents();
  window()->grabWindow();  // polishes: positioners and views place their items
  std::vector<QQuickItem*> all;
  collect(window()->contentItem(), all);
  if (type.isEmpty()) return all;
  std::erase_if(all, [&](const QQuickItem* item) {
    return !QString::fromLatin1(item->metaObject()->className()).startsWith(type + "_QML");
  });
  return all;
}

QQuickItem* KioskStage::item(const QString& objectName) {
  for (QQuickItem* one : items()) {
    if (one->objectName() == objectName) return one;
  }
  return nullptr;
}

QStringList takeWarnings() { return std::exchange(warnings, {}); }
void listenForWarnings() { qInstallMessageHandler(keepWarning); }

QRectF sceneRect(const QQuickItem& item) { return item.mapRectToScene(QRectF(0, 0, item.width(), item.height())); }

std::string nameOf(const QQuickItem& item) {
  const QString text = item.property("text").toString();
  return (text.isEmpty() ? item.objectName() : text).toStdString() + " (" + item.metaObject()->className() + ")";
}

}  // namespace till::ui::kiosk::test
