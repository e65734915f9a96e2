// SPDX-License-Identifier: Apache-2.0
// The station's view as properties for QML, and the clerk's hands as calls. Belongs to Qt's thread.
#pragma once

#include <QObject>
#include <QVariantMap>
#include <functional>
#include <memory>

#include "config/load/office.h"
#include "pos/station/input.h"
#include "pos/station/view.h"
#include "pos/words/words.h"
#include "ui/kiosk/rows_model.h"

class QKeyEvent;

namespace till::ui::kiosk {

using ViewPtr = std::shared_ptr<const pos::station::StationView>;
using Send = std::function<bool(pos::station::Input)>;

class KioskModel : public QObject {
  Q_OBJECT
  Q_PROPERTY(QString page READ page NOTIFY pageChanged)
  Q_PROPERTY(QVariantMap header READ header NOTIFY headerChanged)
  Q_PROPERTY(QString title READ title NOTIFY pageChanged)
  Q_PROPERTY(QVariantMap entry READ entry NOTIFY entryChanged)
  Q_PROPERTY(QVariantMap change READ change NOTIFY changeChanged)
  Q_PROPERTY(QVariantMap count READ count NOTIFY countChanged)
  Q_PROPERTY(bool counting READ counting NOTIFY countChanged)
  Q_PROPERTY(QVariantMap closing READ closing NOTIFY closingChanged)
  Q_PROPERTY(QVariantMap report READ report NOTIFY reportChanged)
  Q_PROPERTY(QString stillToPay READ stillToPay NOTIFY totalsChanged)
  Q_PROPERTY(QString stillToPayLabel READ stillToPayLabel NOTIFY totalsChanged)
  Q_PROPERTY(bool tendersEnabled READ tendersEnabled NOTIFY totalsChanged)
  Q_PROPERTY(QString parked READ parked NOTIFY parkedChanged)
  Q_PROPERTY(int refusals READ refusals NOTIFY refused)
  Q_PROPERTY(till::ui::kiosk::RowsModel* notices READ notices CONSTANT)
  Q_PROPERTY(till::ui::kiosk::RowsModel* facts READ facts CONSTANT)
  Q_PROPERTY(till::ui::kiosk::RowsModel* choices READ choices CONSTANT)
  Q_PROPERTY(till::ui::kiosk::RowsModel* bills READ bills CONSTANT)
  Q_PROPERTY(till::ui::kiosk::RowsModel* totals READ totals CONSTANT)
  Q_PROPERTY(till::ui::kiosk::RowsModel* quickCash READ quickCash CONSTANT)
  Q_PROPERTY(till::ui::kiosk::RowsModel* noteFields READ noteFields CONSTANT)
  Q_PROPERTY(till::ui::kiosk::RowsModel* coinFields READ coinFields CONSTANT)
  Q_PROPERTY(till::ui::kiosk::RowsModel* tapes READ tapes CONSTANT)
  Q_PROPERTY(till::ui::kiosk::RowsModel* hints READ hints CONSTANT)

 public:
  KioskModel(Send send, const pos::words::Words& words, config::KeyLayout keys, QObject* parent = nullptr);

  // Takes the next view; properties that did not change are left alone.
  void show(ViewPtr view);
  [[nodiscard]] ViewPtr view() const { return view_; }
  // A physical key. False: it is none of the layout's and no text.
  bool pressed(const QKeyEvent& event);

  Q_INVOKABLE QString word(const QString& key) const;
  Q_INVOKABLE void key(const QString& name);  // of the pad on the screen: "7", "star", "enter"
  Q_INVOKABLE void touchQuickCash(int slot);
  Q_INVOKABLE void touchBill(int index);
  Q_INVOKABLE void touchChoice(int index);
  Q_INVOKABLE void touchCountField(int index);

  [[nodiscard]] QString page() const;
  [[nodiscard]] QVariantMap header() const;
  [[nodiscard]] QString title() const;
  [[nodiscard]] QVariantMap entry() const;
  [[nodiscard]] QVariantMap change() const;
  [[nodiscard]] QVariantMap count() const;
  [[nodiscard]] bool counting() const { return view_->count.has_value(); }
  [[nodiscard]] QVariantMap closing() const;
  [[nodiscard]] QVariantMap report() const;
  [[nodiscard]] QString stillToPay() const;
  [[nodiscard]] QString stillToPayLabel() const;
  [[nodiscard]] bool tendersEnabled() const { return view_->tendersEnabled; }
  [[nodiscard]] QString parked() const;
  [[nodiscard]] int refusals() const { return refusals_; }
  RowsModel* notices() { return &notices_; }
  RowsModel* facts() { return &facts_; }
  RowsModel* choices() { return &choices_; }
  RowsModel* bills() { return &bills_; }
  RowsModel* totals() { return &totals_; }
  RowsModel* quickCash() { return &quickCash_; }
  RowsModel* noteFields() { return &noteFields_; }
  RowsModel* coinFields() { return &coinFields_; }
  RowsModel* tapes() { return &tapes_; }
  RowsModel* hints() { return &hints_; }

 signals:
  void pageChanged();
  void headerChanged();
  void entryChanged();
  void changeChanged();
  void countChanged();
  void closingChanged();
  void reportChanged();
  void totalsChanged();
  void parkedChanged();
  void refused();
  void beeped();  // a refusal or a reminder: the face makes a sound
  void shown();   // after all of a view's properties are set

 private:
  void send(pos::station::Input input);
  void showRows(const pos::station::StationView& next);
  void tellChanges(const pos::station::StationView& before);

  Send send_;
  pos::words::Words words_;
  config::KeyLayout keys_;
  ViewPtr view_;
  int refusals_ = 0;
  RowsModel notices_, facts_, choices_, bills_, totals_, quickCash_, noteFields_, coinFields_, tapes_, hints_;
};

}  // namespace till::ui::kiosk
