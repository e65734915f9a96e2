// SPDX-License-Identifier: Apache-2.0
#include "ui/kiosk/kiosk_model.h"

#include <QKeyEvent>
#include <array>
#include <map>

#include "ui/kiosk/physical_keys.h"
#include "ui/kiosk/view_rows.h"

namespace till::ui::kiosk {
namespace {

using namespace pos::station;

constexpr std::array kPages{"signIn",  "locked",   "resume",    "openFloat", "counter", "change",
                            "menu",    "find",     "countDown", "closing",   "closed",  "retender",
                            "stopped", "readOnly", "report",    "drawerCash"};

const std::map<QString, Key>& padKeys() {
  static const std::map<QString, Key> keys{
      {"0", Key::d0},        {"1", Key::d1},           {"2", Key::d2},
      {"3", Key::d3},        {"4", Key::d4},           {"5", Key::d5},
      {"6", Key::d6},        {"7", Key::d7},           {"8", Key::d8},
      {"9", Key::d9},        {"00", Key::doubleZero},  {"point", Key::point},
      {"plus", Key::plus},   {"minus", Key::minus},    {"star", Key::star},
      {"slash", Key::slash}, {"enter", Key::enter},    {"backspace", Key::backspace},
      {"card", Key::f3},     {"money_order", Key::f4}, {"escape", Key::escape}};
  return keys;
}

}  // namespace

KioskModel::KioskModel(Send send, const pos::words::Words& words, config::KeyLayout keys, QObject* parent)
    : QObject(parent),
      send_(std::move(send)),
      words_(words),
      keys_(std::move(keys)),
      view_(std::make_shared<const StationView>()) {}

void KioskModel::send(Input input) {
  if (send_(std::move(input))) return;
  ++refusals_;  // the queue is full: said aloud, never swallowed
  emit refused();
}

bool KioskModel::pressed(const QKeyEvent& event) {
  const auto bound = keys_.find(physicalName(event));
  if (bound != keys_.end()) {
    send(KeyPressed{bound->second, event.isAutoRepeat(), view_->number});
    return true;
  }
  const QString text = event.text();
  if (text.isEmpty() || !text.at(0).isPrint() || (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier)) != 0) {
    return false;
  }
  send(TextTyped{text.toStdString()});
  return true;
}

QString KioskModel::word(const QString& key) const { return toQt(words_.text(key.toStdString())); }

void KioskModel::key(const QString& name) {
  if (const auto found = padKeys().find(name); found != padKeys().end()) {
    send(KeyPressed{found->second, false, view_->number});
  }
}

void KioskModel::touchQuickCash(int slot) { send(QuickCashTouched{slot, view_->number}); }
void KioskModel::touchBill(int index) { send(BillTouched{index}); }
void KioskModel::touchChoice(int index) { send(ChoiceTouched{index, view_->number}); }
void KioskModel::touchCountField(int index) { send(CountFieldTouched{index}); }

void KioskModel::show(ViewPtr view) {
  const ViewPtr before = std::exchange(view_, std::move(view));
  showRows(*view_);
  tellChanges(*before);
  emit shown();
}

void KioskModel::showRows(const StationView& next) {
  notices_.show(noticeRows(next.notices));
  facts_.show(next.resume ? noticeRows(next.resume->facts) : Rows());
  choices_.show(choiceRows(next.choices));
  bills_.show(billRows(next.bills));
  totals_.show(amountRows(next.totals));
  quickCash_.show(quickCashRows(next.quickCash));
  noteFields_.show(next.count ? noteRows(*next.count) : Rows());
  coinFields_.show(next.count ? coinRows(*next.count) : Rows());
  tapes_.show(next.count ? tapeRows(*next.count) : Rows());
  hints_.show(hintGroups(next.hints));
}

void KioskModel::tellChanges(const StationView& before) {
  const StationView& now = *view_;
  if (before.page != now.page || before.title != now.title) emit pageChanged();
  if (before.header != now.header) emit headerChanged();
  if (before.entry != now.entry) emit entryChanged();
  if (before.change != now.change) emit changeChanged();
  if (before.count != now.count) emit countChanged();
  if (before.closing != now.closing) emit closingChanged();
  if (before.report != now.report) emit reportChanged();
  if (before.parked != now.parked) emit parkedChanged();
  if (before.stillToPay != now.stillToPay || before.stillToPayLabel != now.stillToPayLabel ||
      before.tendersEnabled != now.tendersEnabled) {
    emit totalsChanged();
  }
  if (before.toneCount == now.toneCount) return;
  if (now.tone == Tone::reminder || now.tone == Tone::refused) emit beeped();
  if (now.tone != Tone::refused) return;
  ++refusals_;
  emit refused();
}

QString KioskModel::page() const { return kPages.at(static_cast<std::size_t>(view_->page)); }
QVariantMap KioskModel::header() const { return headerMap(view_->header); }

QString KioskModel::title() const {
  return toQt(view_->page == Page::resume && view_->resume ? view_->resume->title : view_->title);
}

QVariantMap KioskModel::entry() const { return entryMap(view_->entry); }
QVariantMap KioskModel::change() const { return view_->change ? changeMap(*view_->change) : QVariantMap(); }
QVariantMap KioskModel::count() const { return view_->count ? countMap(*view_->count) : QVariantMap(); }
QVariantMap KioskModel::closing() const { return view_->closing ? closingMap(*view_->closing) : QVariantMap(); }
QVariantMap KioskModel::report() const { return view_->report ? reportMap(*view_->report) : QVariantMap(); }
QString KioskModel::stillToPay() const { return toQt(view_->stillToPay); }
QString KioskModel::stillToPayLabel() const { return toQt(view_->stillToPayLabel); }

QString KioskModel::parked() const {
  QStringList baskets;
  for (const auto& basket : view_->parked) baskets.append(toQt(basket));
  return baskets.join("   ");
}

}  // namespace till::ui::kiosk
