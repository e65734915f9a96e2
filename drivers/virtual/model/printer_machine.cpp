// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/printer_machine.h"

#include <algorithm>
#include <string>
#include <utility>

namespace till::drivers::model {
namespace {

constexpr std::size_t kNoiseBytes = 24;  // at each tick
constexpr std::uint8_t kBlockHeader = 0x37;
constexpr std::uint8_t kTextHeader = 0x5F;

// Which bits of the four status bytes belong to which item of GS a (hardware-docs/receipt-printers.md).
struct AsbItem {
  std::uint8_t item;
  std::array<std::uint8_t, 4> bits;
};
constexpr std::array kAsbItems{
    AsbItem{0x01, {0x04, 0, 0, 0}},        // drawer pin 3
    AsbItem{0x02, {0x68, 0x03, 0x0F, 0}},  // online, with what makes it offline
    AsbItem{0x04, {0, 0x6C, 0, 0}},        // errors
    AsbItem{0x08, {0, 0, 0x0F, 0}},        // roll sensor
};

std::uint8_t when(bool condition, unsigned bits) { return static_cast<std::uint8_t>(condition ? bits : 0U); }

}  // namespace

PrinterMachine::PrinterMachine(PrinterTraits printerTraits, DrawerModel drawerModel)
    : traits(std::move(printerTraits)),
      drawer(std::move(drawerModel)),
      head_(traits.format, traits.cutter, traits.asianRom, PrinterModel::kKeptSlips, [this] { elementPrinted(); }) {}

// -- the wire --------------------------------------------------------------------------------------------------------

std::size_t PrinterMachine::receive(ByteSpan bytes) {
  std::size_t taken = 0;
  while (taken < bytes.size()) {
    if (buffer_.size() >= traits.bufferBytes) {
      const auto urgent = realTimeAtFront(bytes.subspan(taken));
      if (!urgent) break;
      act(urgent->command);
      taken += urgent->length;
      continue;
    }
    const std::byte byte = bytes[taken++];
    buffer_.push_back(byte);
    if (const auto command = scanner_.feed(byte)) {
      work();  // what came before it is printed by then
      act(*command);
    }
    if (buffer_.size() >= traits.bufferBytes) work();
  }
  work();
  if (manners == Manners::babbling && taken > 0) noise_.appendTo(replies_, kNoiseBytes);
  reportChanges();
  return taken;
}

std::vector<std::byte> PrinterMachine::takeReplies() {
  reportChanges();  // the drawer may have been pushed shut by hand
  return std::exchange(replies_, {});
}

void PrinterMachine::tick() {
  if (manners == Manners::babbling) noise_.appendTo(replies_, kNoiseBytes);
}

void PrinterMachine::reply(std::uint8_t byte) {
  if (manners == Manners::normal) replies_.push_back(static_cast<std::byte>(byte));
}

void PrinterMachine::replyBlock(std::uint8_t header, std::string_view payload) {
  reply(header);
  for (const char c : payload) reply(static_cast<std::uint8_t>(c));
  reply(0);
}

// -- the receive buffer ----------------------------------------------------------------------------------------------

void PrinterMachine::work() {
  std::size_t done = 0;
  while (state_.online()) {
    const auto command = readCommand(ByteSpan(buffer_).subspan(done));
    if (!command) break;
    run(*command);
    done = std::min(done + command->consumed, buffer_.size());
  }
  buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(done));
}

void PrinterMachine::forgetData() {
  buffer_.clear();
  head_.discardLine();
  failedCut_.reset();
}

void PrinterMachine::elementPrinted() {
  if (paperLeft && --*paperLeft <= 0) {
    paperLeft.reset();
    state_.paper = PaperSupply::out;
    if (listener.stateChanged) listener.stateChanged();
  }
  if (linesToCoverOpen && --*linesToCoverOpen <= 0) {
    linesToCoverOpen.reset();
    state_.coverOpen = true;
    if (listener.stateChanged) listener.stateChanged();
  }
  if (listener.paperGrew) listener.paperGrew();
}

void PrinterMachine::change(const std::function<void(State&)>& how) {
  const State before = state_;
  how(state_);
  if (state_ != before && listener.stateChanged) listener.stateChanged();
  work();
  reportChanges();
}

void PrinterMachine::powerCycle() {
  forgetData();
  head_.initialise();
  scanner_ = {};
  replies_.clear();
  asbItems_ = 0;
  pulseAllowed_ = true;
  change([](State& state) { state.cutterError = false; });
}

// -- real-time commands ----------------------------------------------------------------------------------------------

void PrinterMachine::act(const RealTimeCommand& command) {
  using Kind = RealTimeCommand::Kind;
  if (command.kind == Kind::status) return reply(realTimeStatus(command.first));
  if (command.kind == Kind::recover) return recover(command.first != 2);
  if (command.kind == Kind::pulse) {
    if (!pulseAllowed_ || state_.cutterError) return;
    return drawer.pulse(static_cast<SolenoidPin>(command.first), std::chrono::milliseconds(100 * command.second));
  }
  if (!traits.realTimeClear) return;
  forgetData();
  replyBlock(kBlockHeader, "%");
}

void PrinterMachine::recover(bool keepData) {
  if (!state_.cutterError || state_.cutterJammed) return;
  const std::optional<Knife> again = std::exchange(failedCut_, {});
  if (!keepData) forgetData();
  state_.cutterError = false;
  if (keepData && again) tryCut(*again);
  if (listener.stateChanged) listener.stateChanged();
  work();
}

std::uint8_t PrinterMachine::realTimeStatus(std::uint8_t n) const {
  constexpr unsigned kFixed = 0x12;
  const bool paperOut = state_.paper == PaperSupply::out;
  const unsigned offlineCause = when(state_.coverOpen, 0x04) | when(paperOut, 0x20) | when(state_.cutterError, 0x40);
  const unsigned roll = when(state_.paper != PaperSupply::present, 0x0C) | when(paperOut, 0x60);
  const std::array<unsigned, 5> bits{0, when(drawer.pinHigh(), 0x04) | unsigned{when(!state_.online(), 0x08)},
                                     offlineCause, when(state_.cutterError, 0x08), roll};
  return static_cast<std::uint8_t>(kFixed | bits[n]);
}

// -- automatic status ------------------------------------------------------------------------------------------------

PrinterMachine::Asb PrinterMachine::asb() const {
  const unsigned first =
      0x10U | when(drawer.pinHigh(), 0x04) | when(!state_.online(), 0x08) | when(state_.coverOpen, 0x20);
  const unsigned roll = when(state_.paper != PaperSupply::present, 0x03) | when(state_.paper == PaperSupply::out, 0x0C);
  return {static_cast<std::uint8_t>(first), when(state_.cutterError, 0x08), static_cast<std::uint8_t>(roll), 0x0F};
}

void PrinterMachine::reportChanges() {
  const Asb now = asb();
  bool wanted = false;
  for (const AsbItem& row : kAsbItems) {
    if ((asbItems_ & row.item) == 0) continue;
    for (std::size_t i = 0; i < now.size(); ++i) wanted = wanted || ((now[i] ^ lastAsb_[i]) & row.bits[i]) != 0;
  }
  if (!wanted) return;
  lastAsb_ = now;
  for (const std::uint8_t byte : now) reply(byte);
}

// -- commands in their turn ------------------------------------------------------------------------------------------

void PrinterMachine::initialise(ByteSpan) {
  head_.initialise();
  asbItems_ = 0;  // models differ here; the strict one shows a driver that forgets to ask again
}

void PrinterMachine::pulse(ByteSpan data) {
  const std::uint8_t pin = byteAt(data, 0) & 0x0F;  // the number or its digit
  if (pin <= 1) drawer.pulse(static_cast<SolenoidPin>(pin), std::chrono::milliseconds(2 * byteAt(data, 1)));
  reportChanges();
}

void PrinterMachine::enableAsb(ByteSpan data) {
  if (!traits.asb) return;
  asbItems_ = byteAt(data, 0);
  if (asbItems_ == 0) return;
  lastAsb_ = asb();
  for (const std::uint8_t byte : lastAsb_) reply(byte);
}

void PrinterMachine::transmitStatus(ByteSpan data) {  // GS r
  const std::uint8_t n = byteAt(data, 0) & 0x0F;
  const std::uint8_t roll = when(state_.paper == PaperSupply::nearEnd, 0x03);  // at the end it could not answer
  if (n == 1) reply(roll);
  if (n == 2) reply(when(drawer.pinHigh(), 0x01));
}

void PrinterMachine::identify(ByteSpan data) {  // GS I
  struct Id {
    std::uint8_t n;
    std::string_view text;
  };
  const std::array ids{Id{65, "1.00"}, Id{66, traits.maker}, Id{67, traits.model}, Id{68, "V0000001"}};
  const std::uint8_t n = byteAt(data, 0);
  for (const Id& id : ids) {
    if (id.n == n) return replyBlock(kTextHeader, id.text);
  }
  if ((n & 0x0F) == 1) return reply(0x20);
  if ((n & 0x0F) == 2) return reply(when(traits.cutter, 0x02));
  reply(0x01);
}

void PrinterMachine::processId(ByteSpan data) {  // GS ( H: 30 30 d1 d2 d3 d4
  if (!traits.processId || data.size() != 6 || byteAt(data, 0) != 0x30) return;
  std::string payload(1, '\x22');
  for (std::size_t i = 2; i < 6; ++i) payload += static_cast<char>(byteAt(data, i));
  replyBlock(kBlockHeader, payload);
}

void PrinterMachine::allowRealTime(ByteSpan data) {  // GS ( D: 14 a b ..
  if (byteAt(data, 0) != 0x14) return;
  for (std::size_t i = 1; i + 1 < data.size(); i += 2) {
    if (byteAt(data, i) == 1) pulseAllowed_ = (byteAt(data, i + 1) & 1) != 0;
  }
}

void PrinterMachine::cut(ByteSpan data) {
  const bool feeds = byteAt(data, 0) >= 65;  // 'A' and on; 0, 1 and their digits cut where the paper is
  tryCut({(byteAt(data, 0) & 1) == (feeds ? 0 : 1), feeds});
}
void PrinterMachine::cutPartly(ByteSpan) { tryCut({true, false}); }
void PrinterMachine::ignore(ByteSpan) {}

void PrinterMachine::tryCut(Knife knife) {
  if (!head_.atLineStart()) {  // GS V is only valid there
    ++unknownCommands_;
    return;
  }
  if (!traits.cutter) return;
  if (state_.cutterJammed) {
    failedCut_ = knife;
    state_.cutterError = true;  // the rest of the buffer waits
    if (listener.stateChanged) listener.stateChanged();
    return;
  }
  head_.cut(knife.partial, knife.fed);
  if (listener.paperGrew) listener.paperGrew();
}

struct PrinterMachine::Row {
  CommandId id;
  Handler handler;
};

const PrinterMachine::Row* PrinterMachine::rowOf(CommandId id) {
  using P = PrinterMachine;
  static constexpr std::array kRows{
      Row{0x1004, &P::ignore},      // DLE: done when it arrived
      Row{0x1005, &P::ignore},      //
      Row{0x1014, &P::ignore},      //
      Row{0x1B40, &P::initialise},  // ESC @
      Row{0x1B69, &P::cutPartly},   // ESC i
      Row{0x1B6D, &P::cutPartly},   // ESC m
      Row{0x1B70, &P::pulse},       // ESC p
      Row{0x1D2844, &P::allowRealTime}, Row{0x1D2848, &P::processId},
      Row{0x1D49, &P::identify},        Row{0x1D56, &P::cut},
      Row{0x1D61, &P::enableAsb},       Row{0x1D72, &P::transmitStatus},
  };
  const auto row = std::find_if(kRows.begin(), kRows.end(), [id](const Row& r) { return r.id == id; });
  return row == kRows.end() ? nullptr : &*row;
}

void PrinterMachine::run(const Command& command) {
  if (const Row* const row = rowOf(command.id)) return (this->*row->handler)(command.data);
  const bool character = command.known && command.id >= 0x20 && command.id <= 0xFF;
  if (character) return head_.putByte(static_cast<std::uint8_t>(command.id));
  if (!head_.run(command)) ++unknownCommands_;
}

}  // namespace till::drivers::model
