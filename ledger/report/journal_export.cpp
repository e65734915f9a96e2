// SPDX-License-Identifier: Apache-2.0
#include "ledger/report/journal_export.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

#include "ledger/journal/canonical.h"
#include "ledger/journal/entry.h"
#include "ledger/journal/hash.h"
#include "ledger/report/reading.h"

namespace till::ledger::report {
namespace {

using Json = nlohmann::ordered_json;
using journal::ChartAccount;

struct AccountType {
  std::string_view chart, root, sign;
};
constexpr std::array<AccountType, 4> kTypes{{{"asset", "assets", "A"},
                                             {"liability", "liabilities", "L"},
                                             {"income", "revenues", "R"},
                                             {"expense", "expenses", "X"}}};

// All of Unicode's blanks but the plain one: two of any sort end an account's name in hledger.
constexpr std::array<std::string_view, 20> kOddBlanks{
    "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83",
    "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A",
    "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80", "\x7F"};

std::string whyNotPlain(std::string_view text) {
  if (text.empty()) return "is empty";
  if (text.front() == ' ' || text.back() == ' ') return "begins or ends with a blank";
  if (text.find("  ") != std::string_view::npos) return "has two blanks in a row";
  if (text.find_first_of(":;|") != std::string_view::npos) return "has one of : ; |";
  if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }) ||
      std::any_of(kOddBlanks.begin(), kOddBlanks.end(),
                  [&](std::string_view odd) { return text.find(odd) != std::string_view::npos; })) {
    return "has a control character or an odd blank";
  }
  return {};
}

const AccountType* typeOf(const ChartAccount& account) {
  const auto* type = std::ranges::find(kTypes, account.type, &AccountType::chart);
  return type == kTypes.end() ? nullptr : type;
}

tl::expected<void, ReportError> holding(const store::Verification& read) {
  if (!read.fault.empty()) return brokenChain(read);
  return {};
}

using Charts = std::map<std::string, ChartAccount>;

// Every account any chart named, as the last one that did has it.
tl::expected<std::map<std::string, std::string>, std::string> accountNames(const Charts& charts) {
  std::map<std::string, std::string> names;
  for (const auto& [code, account] : charts) {
    auto name = hledgerAccount(account);
    if (!name) return tl::unexpected(name.error());
    names[code] = std::move(*name);
  }
  return names;
}

class Hledger {
 public:
  Hledger(const store::Reader& reader, Days days, std::ostream& out)
      : reader_(reader), days_(std::move(days)), out_(out) {
    for (const auto& session : reader.sessions()) sessions_[session.id] = session;
  }

  tl::expected<std::int64_t, std::string> write() {
    if (auto failed = declare(); !failed.empty()) return tl::unexpected(failed);
    std::string fault;
    const auto read = reader_.eachEvent([&](const store::StoredEvent& event) {
      if (fault.empty()) fault = transaction(event);
    });
    if (!fault.empty()) return tl::unexpected(fault);
    if (const auto held = holding(read); !held) return tl::unexpected(held.error().what);
    return transactions_;
  }

 private:
  std::string declare() {
    Charts charts;
    static const std::vector<std::string> kWhere{R"("kind":"settings")", R"("kind":"genesis")"};
    reader_.eachEventNaming(kWhere, [&](const store::StoredEvent& event) {
      if (const auto* genesis = std::get_if<journal::Genesis>(&event.body)) currency_ = genesis->currency;
      const auto* settings = std::get_if<journal::SettingsInForce>(&event.body);
      if (settings == nullptr) return;
      for (const auto& account : settings->chart) charts[account.code] = account;
    });
    auto names = accountNames(charts);
    if (!names) return names.error();
    names_ = std::move(*names);
    if (currency_.size() != 3 ||
        !std::all_of(currency_.begin(), currency_.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) {
      return "the currency is not three capital letters";
    }
    out_ << "; CityTill's journal. Dates are business days; codes are receipt numbers.\n"
         << "commodity 1000.00 " << currency_ << "\n";
    for (const std::string_view kind : journal::kinds()) out_ << "payee " << kind << "\n";
    for (const auto& [code, name] : names_) {
      out_ << "account " << name << "  ; type:" << typeOf(charts.at(code))->sign << "\n";
    }
    return {};
  }

  std::string transaction(const store::StoredEvent& event) {
    const auto entry = journal::entryOf(event.body);
    if (entry.empty()) return {};
    const std::string day = dayOf(event);
    if (day < days_.from || day > days_.to) return {};
    if (day.size() != std::string_view("2026-12-15").size()) return where(event) + " has no business day";
    out_ << "\n"
         << day << " * " << code(event) << event.kind << "  ; event:" << event.key.epoch << "-" << event.key.seq;
    if (const auto found = sessions_.find(event.context.session.value_or(0)); found != sessions_.end()) {
      out_ << ", session:" << found->first;
      if (found->second.till) out_ << ", till:" << *found->second.till;
    }
    out_ << "\n";
    for (const auto& line : entry) {
      const auto name = names_.find(line.account);
      if (name == names_.end()) return where(event) + " posts to " + line.account + ", which no chart names";
      out_ << "    " << name->second << "  " << money::toPlainText(line.amount) << " " << currency_ << "\n";
    }
    ++transactions_;
    return {};
  }

  [[nodiscard]] std::string dayOf(const store::StoredEvent& event) const {
    std::string day = journal::businessDateOf(event.context, event.body);
    if (!day.empty()) return day;
    const auto session = sessions_.find(event.context.session.value_or(0));
    return session == sessions_.end() ? std::string() : session->second.businessDate;
  }

  static std::string where(const store::StoredEvent& event) { return "event " + std::to_string(event.key.seq); }

  static std::string code(const store::StoredEvent& event) {
    const auto number = [&event](std::int64_t receipt) {
      return "(" + toText(journal::ReceiptNumber{event.key.station, event.key.epoch, receipt}) + ") ";
    };
    if (const auto* payment = std::get_if<journal::PaymentTaken>(&event.body)) return number(payment->receipt);
    if (const auto* reversal = std::get_if<journal::PaymentReversed>(&event.body)) return number(reversal->receipt);
    if (const auto* closed = std::get_if<journal::SessionClosed>(&event.body)) {
      return "(Z" + std::to_string(closed->z) + ") ";
    }
    return {};
  }

  const store::Reader& reader_;
  Days days_;
  std::ostream& out_;
  std::map<std::int64_t, store::SessionRow> sessions_;
  std::map<std::string, std::string> names_;
  std::string currency_;
  std::int64_t transactions_ = 0;
};

}  // namespace

tl::expected<void, ReportError> journalJson(const store::Reader& reader, std::ostream& out) {
  const char* before = "[\n";
  const auto read = reader.eachEvent([&](const store::StoredEvent& event) {
    const Json json{{"epoch", event.key.epoch},
                    {"seq", event.key.seq},
                    {"kind", event.kind},
                    {"hash", journal::toHex(event.hash)},
                    {"payload", event.payload}};
    out << before << json.dump();
    before = ",\n";
  });
  out << "\n]\n";
  return holding(read);
}

tl::expected<void, ReportError> journalLines(const store::Reader& reader, std::ostream& out) {
  const auto read = reader.eachEvent([&](const store::StoredEvent& event) {
    out << R"({"hash":")" << journal::toHex(event.hash) << R"(","payload":)" << Json(event.payload).dump() << "}\n";
  });
  return holding(read);
}

tl::expected<std::string, std::string> hledgerAccount(const ChartAccount& account) {
  const auto* type = typeOf(account);
  const auto refused = [&account](const std::string& why) {
    return tl::unexpected("account " + Json(account.code).dump() + ", " + Json(account.name).dump() + ": " + why +
                          "; hledger would read it as something else: change it in chart.toml");
  };
  if (type == nullptr) return refused("its type is not one of asset, liability, income, expense");
  for (const std::string* text : {&account.code, &account.name}) {
    if (const std::string why = whyNotPlain(*text); !why.empty()) return refused(why);
  }
  return std::string(type->root) + ":" + account.code + " " + account.name;
}

tl::expected<std::int64_t, ReportError> hledgerJournal(const store::Reader& reader, const Days& days,
                                                       std::ostream& out) {
  const auto written = Hledger(reader, days, out).write();
  if (!written) return tl::unexpected(ReportError{ReportErrorCode::unproven, written.error()});
  return *written;
}

std::vector<std::int64_t> openSessionsOf(const store::Reader& reader, const Days& days) {
  std::vector<std::int64_t> open;
  for (const auto& session : reader.sessions()) {
    const bool within = session.businessDate >= days.from && session.businessDate <= days.to;
    if (within && !session.closed) open.push_back(session.id);
  }
  return open;
}

}  // namespace till::ledger::report
