/* SPDX-License-Identifier: Apache-2.0
 * umockdev 0.17.16 sends a uevent to each monitor of the test bed and gives up the program (abort) when one of them has
 * gone between its connect() and its sendmsg(): a libusb context that was closed meanwhile. Nobody misses what a closed
 * monitor is not told, so it counts as sent. Linked into tests that plug and unplug. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/uio.h>

ssize_t sendmsg(int socket, const struct msghdr* message, int flags) {
  static _Atomic(void*) known;
  ssize_t (*next_sendmsg)(int, const struct msghdr*, int) = NULL;
  if (atomic_load(&known) == NULL) atomic_store(&known, dlsym(RTLD_NEXT, "sendmsg"));
  *(void**)&next_sendmsg = atomic_load(&known);
  const ssize_t sent = next_sendmsg(socket, message, flags);
  if (sent >= 0 || errno != ECONNREFUSED) return sent;
  size_t whole = 0;
  for (size_t i = 0; i < message->msg_iovlen; ++i) whole += message->msg_iov[i].iov_len;
  return (ssize_t)whole;
}
