// SPDX-License-Identifier: Apache-2.0
#include "drivers/raster/barcode.h"

#include <zint.h>

#include <array>
#include <memory>

namespace till::drivers::raster {
namespace {

struct DeleteSymbol {
  void operator()(zint_symbol* symbol) const { ZBarcode_Delete(symbol); }
};

tl::expected<Modules, std::string> encode(int symbology, int option, std::string_view data) {
  const std::unique_ptr<zint_symbol, DeleteSymbol> symbol(ZBarcode_Create());
  if (!symbol) return tl::unexpected(std::string("no memory"));
  if (data.empty()) return tl::unexpected(std::string("no data"));  // to zint a length of 0 means "up to the NUL"
  symbol->symbology = symbology;
  symbol->option_1 = option;
  const auto* const source = reinterpret_cast<const unsigned char*>(data.data());
  if (ZBarcode_Encode(symbol.get(), source, static_cast<int>(data.size())) >= ZINT_ERROR) {
    return tl::unexpected(std::string(symbol->errtxt));
  }
  Modules modules{symbol->width, symbol->rows, {}};
  for (int y = 0; y < modules.height; ++y) {
    for (int x = 0; x < modules.width; ++x) {
      modules.black.push_back(((symbol->encoded_data[y][x / 8] >> (x % 8)) & 1) != 0);
    }
  }
  return modules;
}

}  // namespace

tl::expected<Modules, std::string> linear(Linear symbology, std::string_view data) {
  constexpr std::array kNumbers{BARCODE_CODE128, BARCODE_C25INTER, BARCODE_CODE39, BARCODE_EANX};
  // Zint would put a zero before an odd number of digits, or make an EAN-8 of seven: another code than was asked for.
  if (symbology == Linear::itf && data.size() % 2 != 0) {
    return tl::unexpected(std::string("an ITF has an even number of digits"));
  }
  if (symbology == Linear::ean13 && data.size() != 12 && data.size() != 13) {
    return tl::unexpected(std::string("an EAN-13 has 12 digits and a check digit"));
  }
  return encode(kNumbers.at(static_cast<std::size_t>(symbology)), -1, data);
}

tl::expected<Modules, std::string> code128(std::string_view data) { return linear(Linear::code128, data); }

tl::expected<Modules, std::string> pdf417(std::string_view data) { return encode(BARCODE_PDF417, -1, data); }

tl::expected<Modules, std::string> qr(std::string_view data, QrCorrection correction) {
  return encode(BARCODE_QRCODE, static_cast<int>(correction), data);
}

}  // namespace till::drivers::raster
