// SPDX-License-Identifier: Apache-2.0
// Pictures of slips, read back as a scanner would: by zbarimg (package zbar-tools).
#include "drivers/virtual/model/slip_image.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "drivers/raster/png.h"
#include "drivers/virtual/model/printer_model.h"
#include "tests/drivers/virtual/wire.h"

namespace till::drivers::model {
namespace {

namespace fs = std::filesystem;
using tests::wire;

class SlipImageTest : public ::testing::Test {
 protected:
  SlipImageTest() {
    std::string pattern = (fs::temp_directory_path() / "slip-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
  }
  ~SlipImageTest() override { fs::remove_all(directory_); }

  raster::Canvas printed(const std::string& written) {
    printer_.receive(wire(written));
    auto canvas = draw(printer_.slips().front(), printer_.traits().format);
    EXPECT_TRUE(canvas) << canvas.error();
    return canvas.value_or(raster::Canvas(1, 1));
  }

  // One line a code: "CODE-128:data".
  std::string readBack(const raster::Canvas& canvas) {
    const fs::path file = directory_ / "slip.png";
    EXPECT_TRUE(raster::writePng(canvas, file));
    const std::string command = "zbarimg --nodbus --quiet '" + file.string() + "'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string text;
    for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) text += static_cast<char>(c);
    return text;
  }

  static long inkIn(const raster::Canvas& canvas, int top, int bottom) {
    long dark = 0;
    for (int y = top; y < bottom; ++y) {
      for (int x = 0; x < canvas.width; ++x) {
        dark += canvas.gray[static_cast<std::size_t>(y * canvas.width + x)] < 128 ? 1 : 0;
      }
    }
    return dark;
  }

  PrinterModel printer_;
  fs::path directory_;
};

TEST_F(SlipImageTest, aCode128IsReadBack) {
  const auto picture = printed("1B 61 01 1D 68 50 1D 77 02 1D 48 02 1D 6B 49 10 7B 42 'R1|2A-000418|x'");
  EXPECT_EQ(readBack(picture), "CODE-128:R1|2A-000418|x\n");
}

TEST_F(SlipImageTest, aQrCodeIsReadBack) {
  const auto picture = printed(
      "1B 61 01 1D 28 6B 03 00 31 43 06 1D 28 6B 03 00 31 45 31 "
      "1D 28 6B 21 00 31 50 30 'R1|2A-000418|0123456789abcdef1' 1D 28 6B 03 00 31 51 30");
  EXPECT_EQ(readBack(picture), "QR-Code:R1|2A-000418|0123456789abcdef1\n");
}

TEST_F(SlipImageTest, aPictureWithoutACodeReadsAsNothing) { EXPECT_EQ(readBack(printed("'R1|2A' 0A")), ""); }

TEST_F(SlipImageTest, boldIsDarkerAndLargeIsLarger) {
  const auto plain = printed("'Total' 0A");
  printer_.powerCycle();
  PrinterModel bold;
  bold.receive(wire("1B 45 01 'Total' 0A"));
  PrinterModel large;
  large.receive(wire("1D 21 11 'Total' 0A"));
  const auto boldPicture = draw(bold.slips().front(), bold.traits().format);
  const auto largePicture = draw(large.slips().front(), large.traits().format);
  ASSERT_TRUE(boldPicture && largePicture);
  EXPECT_GT(inkIn(plain, 0, plain.height), 100);
  EXPECT_GT(inkIn(*boldPicture, 0, boldPicture->height), inkIn(plain, 0, plain.height));
  EXPECT_EQ(largePicture->height, plain.height + 24);
}

TEST_F(SlipImageTest, nothingIsPrintedOnTheMargins) {
  const auto picture = printed("'" + std::string(48, 'M') + "' 0A 1D 42 01 '" + std::string(48, 'W') + "' 0A");
  for (int y = 0; y < picture.height; ++y) {
    for (const int x : {0, 15, picture.width - 16, picture.width - 1}) {
      ASSERT_EQ(picture.gray[static_cast<std::size_t>(y * picture.width + x)], 255) << x << ", " << y;
    }
  }
}

TEST_F(SlipImageTest, aFileThatCannotBeWrittenIsTold) {
  const auto written = raster::writePng(raster::Canvas(8, 8), directory_ / "no" / "slip.png");
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().find("slip.png"), std::string::npos);
}

}  // namespace
}  // namespace till::drivers::model
