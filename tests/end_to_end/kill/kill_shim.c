// SPDX-License-Identifier: Apache-2.0
// Ends the process with SIGKILL just before its k-th call that leaves a trace in the world: write, pwrite, pwritev,
// fsync, fdatasync, ftruncate, unlink, rename, ioctl. A library that the test's program links before libc, so that
// every other library calls it too; the modem shim in the program itself calls on to it. TILL_KILL_AT=k in the
// environment.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long callsSoFar;
static atomic_long killAt = -1;

long tillKillCalls(void) { return atomic_load(&callsSoFar); }

static void tick(void) {
  long at = atomic_load(&killAt);
  if (at < 0) {
    const char* text = getenv("TILL_KILL_AT");
    at = text != NULL ? atol(text) : 0;
    atomic_store(&killAt, at);
  }
  if (atomic_fetch_add(&callsSoFar, 1) + 1 == at) kill(getpid(), SIGKILL);
}

#define REAL(name, type)                                       \
  static __typeof__(type) real;                                \
  if (real == NULL) *(void**)(&real) = dlsym(RTLD_NEXT, name); \
  tick()

ssize_t write(int fd, const void* bytes, size_t count) {
  REAL("write", ssize_t(*)(int, const void*, size_t));
  return real(fd, bytes, count);
}
ssize_t pwrite(int fd, const void* bytes, size_t count, off_t at) {
  REAL("pwrite", ssize_t(*)(int, const void*, size_t, off_t));
  return real(fd, bytes, count, at);
}
ssize_t pwrite64(int fd, const void* bytes, size_t count, off64_t at) {
  REAL("pwrite64", ssize_t(*)(int, const void*, size_t, off64_t));
  return real(fd, bytes, count, at);
}
int ioctl(int fd, unsigned long request, ...) {
  va_list arguments;
  va_start(arguments, request);
  void* argument = va_arg(arguments, void*);
  va_end(arguments);
  REAL("ioctl", int (*)(int, unsigned long, ...));
  return real(fd, request, argument);
}
int fsync(int fd) {
  REAL("fsync", int (*)(int));
  return real(fd);
}
int fdatasync(int fd) {
  REAL("fdatasync", int (*)(int));
  return real(fd);
}
int ftruncate(int fd, off_t length) {
  REAL("ftruncate", int (*)(int, off_t));
  return real(fd, length);
}
int ftruncate64(int fd, off64_t length) {
  REAL("ftruncate64", int (*)(int, off64_t));
  return real(fd, length);
}
int unlink(const char* path) {
  REAL("unlink", int (*)(const char*));
  return real(path);
}
int rename(const char* from, const char* to) {
  REAL("rename", int (*)(const char*, const char*));
  return real(from, to);
}
