/* SPDX-License-Identifier: Apache-2.0
 * Makes libserialport 0.1.1 take a pseudo-terminal for a serial port. For tests (linked in) and for the demo
 * (preloaded as libptymodem.so); in no shipped program. Two things are missing on a pseudo-terminal:
 *  - the library looks for /sys/class/tty/<name>, and wants a symbolic link there: we show it one for pts/<n>;
 *  - it reads the modem lines at opening, and a pseudo-terminal answers ENOTTY: we answer with CTS, DSR and DCD on.
 * In umockdev's test bed a third: there a terminal's every ioctl but the settings is refused, how many bytes wait too,
 * which reads like a port that is gone; so the kernel itself is asked.
 * All else goes to the system unchanged. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char kListed[] = "/sys/class/tty/pts/";
static const char kTarget[] = "../../devices/virtual/tty/pts";
/* A test sets it: bytes that wait to be sent, as on a UART whose other end holds the line. */
int till_modem_shim_waiting;
static _Thread_local int outputs; /* DTR and RTS as last set; nobody is at the other end to see them */

/* The next function of that name, behind this one. Looked up once; two threads at once find the same. */
static void* nextOf(const char* name, _Atomic(void*)* known) {
  if (atomic_load(known) == NULL) atomic_store(known, dlsym(RTLD_NEXT, name));
  return atomic_load(known);
}

static int isListing(const char* path) {
  if (strncmp(path, kListed, sizeof kListed - 1) != 0) return 0;
  const char* const rest = path + sizeof kListed - 1;
  return *rest != '\0' && strspn(rest, "0123456789") == strlen(rest);
}

static int answerModemLines(unsigned long request, void* argument) {
  const int settable = TIOCM_DTR | TIOCM_RTS;
  int* const lines = argument;
  if (request == TIOCMGET)
    *lines = TIOCM_CTS | TIOCM_DSR | TIOCM_CAR | outputs;
  else if (request == TIOCMSET)
    outputs = *lines & settable;
  else if (request == TIOCMBIS)
    outputs |= *lines & settable;
  else if (request == TIOCMBIC)
    outputs &= ~*lines;
  else
    return -1;
  return 0;
}

int ioctl(int fd, unsigned long request, ...) {
  static _Atomic(void*) known;
  int (*system_ioctl)(int, unsigned long, void*) = NULL;
  *(void**)&system_ioctl = nextOf("ioctl", &known);
  va_list arguments;
  va_start(arguments, request);
  void* const argument = va_arg(arguments, void*);
  va_end(arguments);
  if (request == TIOCOUTQ && till_modem_shim_waiting > 0) {
    *(int*)argument = till_modem_shim_waiting;
    return 0;
  }
  const int result = system_ioctl(fd, request, argument);
  const int error = errno;
  if (result == 0 || (error != ENOTTY && error != EINVAL) || !isatty(fd)) {
    errno = error;
    return result;
  }
  if (answerModemLines(request, argument) == 0) return 0;
  if (syscall(SYS_ioctl, fd, request, argument) == 0) return 0;
  errno = error;
  return result;
}

/* What libserialport as built by Debian calls for lstat(). */
int __lxstat(int version, const char* path, struct stat* status) {
  static _Atomic(void*) known;
  int (*system_lxstat)(int, const char*, struct stat*) = NULL;
  *(void**)&system_lxstat = nextOf("__lxstat", &known);
  if (!isListing(path)) return system_lxstat(version, path, status);
  memset(status, 0, sizeof *status);
  status->st_mode = S_IFLNK | 0777;
  return 0;
}

ssize_t readlink(const char* path, char* target, size_t size) {
  static _Atomic(void*) known;
  ssize_t (*system_readlink)(const char*, char*, size_t) = NULL;
  *(void**)&system_readlink = nextOf("readlink", &known);
  if (!isListing(path)) return system_readlink(path, target, size);
  const size_t length = strlen(kTarget);
  const size_t copied = size < length ? size : length;
  memcpy(target, kTarget, copied);
  return (ssize_t)copied;
}
