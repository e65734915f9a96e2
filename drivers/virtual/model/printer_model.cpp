// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/printer_model.h"

#include <utility>

#include "drivers/virtual/model/printer_machine.h"

namespace till::drivers::model {

PrinterModel::PrinterModel(PrinterTraits traits, DrawerModel drawer)
    : machine_(std::make_unique<PrinterMachine>(std::move(traits), std::move(drawer))) {}
PrinterModel::~PrinterModel() = default;

void PrinterModel::listen(PrinterListener listener) { machine_->listener = std::move(listener); }
std::size_t PrinterModel::receive(std::span<const std::byte> bytes) { return machine_->receive(bytes); }
std::vector<std::byte> PrinterModel::takeReplies() { return machine_->takeReplies(); }
void PrinterModel::tick() { machine_->tick(); }

void PrinterModel::setPaper(PaperSupply supply) {
  machine_->change([&](PrinterMachine::State& state) { state.paper = supply; });
}
void PrinterModel::endPaperAfter(int lines) { machine_->paperLeft = lines; }
void PrinterModel::setCoverOpen(bool open) {
  machine_->change([&](PrinterMachine::State& state) { state.coverOpen = open; });
}
void PrinterModel::openCoverAfter(int lines) { machine_->linesToCoverOpen = lines; }
void PrinterModel::setCutterJammed(bool jammed) {
  machine_->change([&](PrinterMachine::State& state) { state.cutterJammed = jammed; });
}
void PrinterModel::setManners(Manners manners) { machine_->manners = manners; }
void PrinterModel::powerCycle() { machine_->powerCycle(); }
DrawerModel& PrinterModel::drawer() { return machine_->drawer; }

const PrinterTraits& PrinterModel::traits() const { return machine_->traits; }
bool PrinterModel::online() const { return machine_->state().online(); }
PaperSupply PrinterModel::paper() const { return machine_->state().paper; }
bool PrinterModel::coverOpen() const { return machine_->state().coverOpen; }
bool PrinterModel::cutterJammed() const { return machine_->state().cutterJammed; }
Manners PrinterModel::manners() const { return machine_->manners; }
std::size_t PrinterModel::waiting() const { return machine_->waiting(); }
const std::deque<Slip>& PrinterModel::slips() const { return machine_->head().slips(); }
std::uint64_t PrinterModel::unknownCommands() const { return machine_->unknownCommands(); }

}  // namespace till::drivers::model
