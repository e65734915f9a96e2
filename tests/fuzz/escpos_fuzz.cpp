// SPDX-License-Identifier: Apache-2.0
// No text, barcode or picture makes the encoder say a command of its own. Its bytes are read here by the lengths of the
// commands, and printed by the virtual printer: no pulse, no cut that the document did not ask for, nothing that acts
// in real time, nothing left unfinished, and of the text's control characters nothing at all.
#include <algorithm>
#include <array>

#include "drivers/printer/escpos.h"
#include "drivers/virtual/model/command_reader.h"
#include "drivers/virtual/model/printer_model.h"
#include "drivers/virtual/model/real_time_scanner.h"
#include "tests/fuzz/input.h"

namespace till::fuzz {
namespace {

using namespace drivers::printer;
namespace model = drivers::model;
namespace raster = drivers::raster;

constexpr int kMostElements = 12;
constexpr int kMostPictureDots = 128;

// Wide, narrow, without graphics, and a clone that can do nothing natively.
PrinterProfile profileOf(int which) {
  PrinterProfile profile;
  profile.codePages = {{"cp437", 0}, {"cp850", 2}, {"cp1252", 16}, {"cp858", 19}};
  profile.codePageOrder = {"cp437", "cp1252", "cp858", "cp850"};
  if (which == 1) profile.dots = 384, profile.columns = 32, profile.imageRows = 16, profile.cutter = false;
  if (which == 2) profile.graphics = profile.nativeQr = profile.nativeCode128 = false, profile.codePages.clear();
  if (which == 3) profile.nativeQr = profile.nativeCode128 = false, profile.avoidRowsMultiple = 8;
  return profile;
}

Style styleOf(Input& input) {
  const std::uint8_t bits = input.byte();
  const auto bit = [bits](int n) { return ((bits >> n) & 1) != 0; };
  return {bit(0), bit(1), bit(2), 1 + (bit(3) ? 1 : 0), 1 + (bit(4) ? 3 : 0), static_cast<Align>((bits >> 5) % 3)};
}

// Dots are bytes as they come: real-time commands in a logo are the known way to lose a job.
raster::Bitmap bitmapOf(Input& input) {
  const int width = 1 + input.below(kMostPictureDots);
  raster::Bitmap bitmap(width, 1 + input.below(kMostPictureDots / 2));
  const std::string_view dots = input.text();
  for (std::size_t i = 0; i < bitmap.bits.size() && !dots.empty(); ++i) {
    bitmap.bits[i] = static_cast<std::uint8_t>(dots[i % dots.size()]);
  }
  return bitmap;
}

Element elementOf(Input& input) {
  constexpr std::array kLinear{raster::Linear::code128, raster::Linear::itf, raster::Linear::code39,
                               raster::Linear::ean13};
  const int kind = input.below(9);
  if (kind == 0) return TwoColumns{std::string(input.text()), std::string(input.text()), styleOf(input)};
  if (kind == 1) {
    const auto which = static_cast<std::size_t>(input.below(kLinear.size()));
    return Barcode{std::string(input.text()), (input.byte() & 1) != 0, kLinear[which]};
  }
  if (kind == 2) return QrCode{std::string(input.text())};
  if (kind == 3) return Pdf417{std::string(input.text())};
  if (kind == 4) return Image{bitmapOf(input)};
  if (kind == 5) return Feed{input.byte()};
  if (kind == 6) return Rule{static_cast<char>(input.byte())};
  if (kind == 7) return Cut{(input.byte() & 1) != 0};
  return TextLine{std::string(input.text()), styleOf(input)};
}

// What the encoder may say, whatever the document holds. ESC p, DLE and ESC = are not among it.
bool isAllowed(const model::Command& command) {
  constexpr std::array<model::CommandId, 20> kAllowed{0x0A,   0x1B40, 0x1B45, 0x1B2D, 0x1B61,   0x1B64,  0x1B74,
                                                      0x1B52, 0x1C2E, 0x1D21, 0x1D42, 0x1D48,   0x1D56,  0x1D61,
                                                      0x1D68, 0x1D6B, 0x1D76, 0x1D77, 0x1D2848, 0x1D286B};
  const bool character = command.id >= 0x20 && command.id <= 0xFF && command.id != 0x7F;
  return command.known && (character || std::find(kAllowed.begin(), kAllowed.end(), command.id) != kAllowed.end());
}

void expectOnlyAllowed(std::span<const std::byte> bytes, std::size_t cuts) {
  model::RealTimeScanner scanner;
  for (const std::byte byte : bytes) require(!scanner.feed(byte), "nothing acts in real time");
  std::size_t initialised = 0;
  while (!bytes.empty()) {
    const auto command = model::readCommand(bytes);
    require(command.has_value(), "no command is left unfinished");
    require(isAllowed(*command), "only what the encoder has words for is said");
    if (command->id == 0x1B40) ++initialised;
    if (command->id == 0x1D56) require(cuts-- > 0, "no cut that the document did not ask for");
    bytes = bytes.subspan(command->consumed);
  }
  require(initialised == 1, "a job is initialised once");
}

bool isPlain(const model::PrintedElement& element) {
  const auto* line = std::get_if<model::PrintedLine>(&element);
  if (line == nullptr) return true;
  return std::all_of(line->runs.begin(), line->runs.end(), [](const model::PrintedRun& run) {
    return std::none_of(run.text.begin(), run.text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  });
}

void expectPrints(const Bytes& bytes, const PrinterProfile& profile) {
  model::PrinterTraits traits;
  traits.format = {profile.dots, profile.columns};
  traits.cutter = profile.cutter;
  model::PrinterModel printer(traits);
  require(printer.receive(bytes) == bytes.size(), "the printer takes it all");
  require(printer.waiting() == 0, "and waits for nothing more");
  require(printer.drawer().pulses() == 0, "the drawer is not touched");
  require(printer.unknownCommands() == 0, "each command is one that the printer knows, where it may stand");
  for (const model::Slip& slip : printer.slips()) {
    require(std::all_of(slip.elements.begin(), slip.elements.end(), isPlain), "only characters are printed");
  }
}

// Only where the bytes around do not become one character for it.
std::string withoutControls(const std::string& text) {
  std::string kept;
  for (const char c : text) {
    const auto value = static_cast<unsigned char>(c);
    const bool space = c == '\n' || c == '\r' || c == '\t';
    const bool control = (value < 0x20 && !space) || value == 0x7F;
    const bool between = !kept.empty() && static_cast<unsigned char>(kept.back()) >= 0x80;
    if (!control || between) kept.push_back(c);
  }
  return kept;
}

}  // namespace
}  // namespace till::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace till::fuzz;
  Input input(data, size);
  const PrinterProfile profile = profileOf(input.below(4));
  PrintDocument document;
  PrintDocument cleaned;
  std::size_t cuts = 0;
  for (int i = 0; i < kMostElements && !input.empty(); ++i) {
    document.elements.push_back(elementOf(input));
    cleaned.elements.push_back(document.elements.back());
    if (std::holds_alternative<Cut>(document.elements.back())) ++cuts;
    if (auto* line = std::get_if<TextLine>(&cleaned.elements.back())) line->text = withoutControls(line->text);
  }
  const Bytes bytes = encode(document, profile);
  expectOnlyAllowed(bytes, cuts);
  expectPrints(bytes, profile);
  require(bytes == encode(cleaned, profile), "control characters in text leave no trace");
  return 0;
}
