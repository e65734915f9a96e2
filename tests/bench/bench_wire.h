// SPDX-License-Identifier: Apache-2.0
// Bare loops on libusb and libserialport, and our transports, on the same emulated devices; one open at a time.
#pragma once

#include <tl/expected.hpp>

#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

namespace till::bench {

template <class T, class E>
T need(tl::expected<T, E> wanted) {
  if (wanted) return std::move(*wanted);
  if constexpr (std::is_same_v<E, std::string>) {
    throw std::runtime_error(wanted.error());
  } else {
    throw std::runtime_error(wanted.error().detail);
  }
}

// One end of an open wire.
class Wire {
 public:
  virtual ~Wire() = default;
  virtual void write(std::span<const std::byte> bytes) = 0;
  virtual void readOne() = 0;  // waits for one byte, or for more that come at once
};
using OpenWire = std::function<std::unique_ptr<Wire>()>;

inline constexpr int kVendor = 0x04B8;
inline constexpr int kProduct = 0x0E15;

[[nodiscard]] std::unique_ptr<Wire> bareUsb();
[[nodiscard]] std::unique_ptr<Wire> bareSerial(const std::string& port);
[[nodiscard]] std::unique_ptr<Wire> ourUsb();
[[nodiscard]] std::unique_ptr<Wire> ourSerial(const std::string& port);

}  // namespace till::bench
