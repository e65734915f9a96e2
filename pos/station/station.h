// SPDX-License-Identifier: Apache-2.0
// The one actor the faces talk to. step.h has the pure step; this is the thin thread around it: it owns the ledger's
// writing connection, runs effects (posting is awaited, all else is enqueued), and publishes views.
#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "drivers/rack/rack.h"
#include "ledger/store/ledger.h"
#include "pos/bill/bill.h"
#include "pos/books/rules.h"
#include "pos/funds/settings.h"
#include "pos/people/people.h"
#include "pos/sale/sale.h"
#include "pos/station/effect.h"
#include "pos/station/input.h"
#include "pos/station/view.h"
#include "pos/stub/stub.h"
#include "pos/words/words.h"

namespace till::pos::station {

struct Denomination {
  std::int64_t unitMinor = 0;
  std::string name;     // "Quarter", "20"
  std::string plural;   // "Quarters", "Twenties"
  std::string form;     // "note" | "coin"
  int rollPieces = 0;   // coins in a roll; 0: no rolls
  int strapPieces = 0;  // notes in a strap; 0: no straps
  bool givenAsChange = true;
};

// One of several drawers at this counter, in the order of DeviceSettings.
struct DrawerSetting {
  std::string name;         // as it stands on the drawer, and in the journal
  std::size_t printer = 0;  // which prints the receipts of the till in it
};

// The office's settings as the counter needs them; config/load/pos fills this.
struct StationSettings {
  std::string officeName;
  std::string officeAddress;
  int window = 1;
  std::string windowName;  // "Window 2"
  std::vector<int> tills;
  std::string timeZone;  // IANA
  Money openingFloat;
  std::vector<Denomination> denominations;
  std::vector<stub::Layout> layouts;
  sale::SaleRules sale;
  std::vector<ledger::journal::ChartAccount> chart;
  std::string overShortAccount, floatAccount, depositAccount;  // GL
  people::ApprovalRule voidApproval = people::ApprovalRule::atOnce;
  people::ApprovalRule noSaleApproval = people::ApprovalRule::none;
  people::ApprovalRule retenderApproval = people::ApprovalRule::after;  // of how a payment was paid, changed
  people::ApprovalRule overShortApproval = people::ApprovalRule::after;
  Money askReasonBeyond;         // a closing that is further off wants a reason
  Money approveOverShortBeyond;  // and from here on an approval
  // Further off than this, of any kind of tender: count once more.
  ledger::store::CountLimits recountBeyond{Money::fromMinor(500), Money::fromMinor(500), Money::fromMinor(500),
                                           Money::fromMinor(500)};
  std::vector<std::string> voidReasons, noSaleReasons, overShortReasons, retenderReasons;
  books::Rules books;  // what the office does after the counter
  std::vector<std::string> receiptHeader, receiptFooter;
  bool readsChecks = false;               // there is a check reader
  std::vector<std::string> endorseCheck;  // lines on the back of each check once it is posted; none: not
  std::vector<std::string> validateStub;  // lines on a stub, offered after the payment; none: not
  std::size_t customerColumns = 20;       // of the customer's line display
  Money askChangeFrom;                    // change of this or more asks for the key once more
  int quietSeconds = 60;                  // "same customer?"
  bool holdWhileDrawerOpen = false;       // the next payment waits until the drawer is shut
  int drawerOpenSeconds = 20;             // counted down in the header; then it beeps
  funds::FundSettings funds;
  std::map<std::string, std::string> files;  // name -> SHA-256, for the settings event
  std::vector<DrawerSetting> drawers;        // empty: one, with the name that the funds' settings give it
  std::vector<std::string> printers;         // names, where there are several
  std::size_t reportPrinter = 0;             // which prints the Z and reports
};

// The bill book's file, for the event that says since when which bills were in force; empty when there is none.
struct BillsFile {
  std::string name;  // "bills-3.db"
  std::string sha256;
};

// How copies of the ledger are made, on a thread of its own; each answers what went wrong, or nothing. Empty: not kept.
struct Keeping {
  std::function<std::string()> copy;    // of all of it, verified
  std::function<std::string()> mirror;  // appends what the mirror file lacks
};

struct StationParts {
  StationSettings settings;
  words::Words words;
  std::unique_ptr<ledger::store::Ledger> ledger;
  std::shared_ptr<bill::BillBook> bills;  // may be null: no bills imported yet
  BillsFile billsFile;
  std::shared_ptr<people::PeopleBook> people;
  drivers::rack::DeviceSettings devices;
  Keeping keeping;
  std::function<ledger::store::WallTime()> wallClock;
  // Called on the reports' thread; empty: no reports at this counter.
  std::function<tl::expected<std::unique_ptr<ledger::store::Reader>, ledger::store::OpenError>()> openReader = {};
};

class Station {
 public:
  virtual ~Station() = default;  // finishes the step at hand, stops the rack, joins
  // Any thread, never blocks. False: the queue is full, the input was not taken (the face gives the refusal tone).
  virtual bool send(Input input) = 0;
  // Any thread. Grows while the station's thread is alive, at least once a second.
  [[nodiscard]] virtual std::uint64_t turns() const = 0;
};

// `publish` is called on the station's thread after each step that changed the view; it may only hand the value on.
using Publish = std::function<void(std::shared_ptr<const StationView>)>;
// `startDevices` makes the rack, so that tests give one of their own.
using StartDevices = std::function<std::unique_ptr<drivers::rack::Rack>(drivers::rack::RackListener)>;

// Called on the station's thread; may only hand the value on. Each DeviceTestAsked that send() took is answered once,
// unless the station ends before.
using TellTests = std::function<void(const TellTest&)>;
// Likewise for each OfficeActAsked.
using TellOffices = std::function<void(const TellOffice&)>;

[[nodiscard]] std::unique_ptr<Station> startStation(StationParts parts, Publish publish, StartDevices startDevices,
                                                    TellTests tellTests = {}, TellOffices tellOffices = {});

}  // namespace till::pos::station
