// SPDX-License-Identifier: Apache-2.0
// Writes down every call of this process that changes a file under one folder: what is written where, what is synced,
// and every name made, moved or taken away. A library that the test's program links before libc, so that SQLite's and
// the C++ library's calls are seen too. traceBegin() .. traceEnd(); the records are the test's to replay on a
// simulated disk. One thread.
#define _GNU_SOURCE
#include "tests/simulation/copies/trace_shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static char root[PATH_MAX];
static TraceSink sink;
static void* sinkOf;

void traceBegin(const char* folder, TraceSink to, void* of) {
  snprintf(root, sizeof root, "%s", folder);
  sink = to;
  sinkOf = of;
}
void traceEnd(void) { sink = NULL; }

static int under(const char* path) { return sink != NULL && strncmp(path, root, strlen(root)) == 0; }

static int pathOf(int fd, char* path) {
  if (sink == NULL) return 0;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length <= 0) return 0;
  path[length] = '\0';
  return under(path);
}

static void told(enum TraceKind kind, const char* path, const char* other, long at, const void* bytes, size_t size) {
  const TraceRecord record = {kind, path, other, at, bytes, size};
  TraceSink to = sink;
  sink = NULL;  // what the sink does is not written down
  to(sinkOf, &record);
  sink = to;
}

#define REAL(name, type)        \
  static __typeof__(type) real; \
  if (real == NULL) *(void**)(&real) = dlsym(RTLD_NEXT, name)

static long sizeOf(int fd) {
  struct stat stat;
  return fstat(fd, &stat) == 0 ? (long)stat.st_size : 0;
}

static void opened(int fd, const char* path, int existed, int truncates) {
  char full[PATH_MAX];
  (void)path;
  if (fd < 0 || !pathOf(fd, full)) return;
  if (!existed) told(TRACE_CREATE, full, NULL, 0, NULL, 0);
  if (existed && truncates) told(TRACE_TRUNCATE, full, NULL, 0, NULL, 0);
}

static int openIt(int (*real)(const char*, int, ...), const char* path, int flags, mode_t mode) {
  const int existed = access(path, F_OK) == 0;
  const int fd = real(path, flags, mode);
  const int error = errno;
  if (flags & (O_CREAT | O_TRUNC)) opened(fd, path, existed, flags & O_TRUNC);
  errno = error;
  return fd;
}

#define OPEN(name)                               \
  int name(const char* path, int flags, ...) {   \
    REAL(#name, int (*)(const char*, int, ...)); \
    mode_t mode = 0;                             \
    if (flags & (O_CREAT | __O_TMPFILE)) {       \
      va_list arguments;                         \
      va_start(arguments, flags);                \
      mode = va_arg(arguments, mode_t);          \
      va_end(arguments);                         \
    }                                            \
    return openIt(real, path, flags, mode);      \
  }
OPEN(open)
OPEN(open64)

#define FOPEN(name)                                                                          \
  FILE* name(const char* path, const char* mode) {                                           \
    REAL(#name, FILE* (*)(const char*, const char*));                                        \
    const int existed = access(path, F_OK) == 0;                                             \
    FILE* file = real(path, mode);                                                           \
    if (file != NULL && mode[0] != 'r') opened(fileno(file), path, existed, mode[0] == 'w'); \
    return file;                                                                             \
  }
FOPEN(fopen)
FOPEN(fopen64)

static void wrote(int fd, const void* bytes, ssize_t count, long at) {
  char path[PATH_MAX];
  const int error = errno;
  if (count > 0 && pathOf(fd, path)) told(TRACE_WRITE, path, NULL, at, bytes, (size_t)count);
  errno = error;
}

ssize_t write(int fd, const void* bytes, size_t count) {
  REAL("write", ssize_t(*)(int, const void*, size_t));
  const ssize_t done = real(fd, bytes, count);
  if (sink != NULL && done > 0) wrote(fd, bytes, done, (long)lseek(fd, 0, SEEK_CUR) - (long)done);
  return done;
}
ssize_t writev(int fd, const struct iovec* parts, int count) {
  ssize_t all = 0;
  for (int i = 0; i < count; ++i) {
    if (parts[i].iov_len == 0) continue;
    const ssize_t done = write(fd, parts[i].iov_base, parts[i].iov_len);
    if (done < 0) return all > 0 ? all : done;
    all += done;
    if ((size_t)done < parts[i].iov_len) break;
  }
  return all;
}
#define PWRITE(name, offset)                                         \
  ssize_t name(int fd, const void* bytes, size_t count, offset at) { \
    REAL(#name, ssize_t (*)(int, const void*, size_t, offset));      \
    const ssize_t done = real(fd, bytes, count, at);                 \
    wrote(fd, bytes, done, (long)at);                                \
    return done;                                                     \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

// Copies between files: what arrived is read back.
static void arrived(int fd, long from, long size) {
  char path[PATH_MAX];
  if (size <= 0 || !pathOf(fd, path)) return;
  const int again = open(path, O_RDONLY);
  char* bytes = malloc((size_t)size);
  if (again >= 0 && bytes != NULL && pread(again, bytes, (size_t)size, from) == size) {
    told(TRACE_WRITE, path, NULL, from, bytes, (size_t)size);
  }
  free(bytes);
  if (again >= 0) close(again);
}
ssize_t sendfile(int out, int in, off_t* offset, size_t count) {
  REAL("sendfile", ssize_t(*)(int, int, off_t*, size_t));
  const long before = sizeOf(out);
  const ssize_t done = real(out, in, offset, count);
  arrived(out, before, (long)done);
  return done;
}
ssize_t sendfile64(int out, int in, off64_t* offset, size_t count) { return sendfile(out, in, offset, count); }
ssize_t copy_file_range(int in, off64_t* inAt, int out, off64_t* outAt, size_t count, unsigned flags) {
  REAL("copy_file_range", ssize_t(*)(int, off64_t*, int, off64_t*, size_t, unsigned));
  const long before = sizeOf(out);
  const ssize_t done = real(in, inAt, out, outAt, count, flags);
  arrived(out, before, (long)done);
  return done;
}

static int synced(int fd, int result) {
  char path[PATH_MAX];
  struct stat stat;
  if (result == 0 && pathOf(fd, path) && fstat(fd, &stat) == 0) {
    told(S_ISDIR(stat.st_mode) ? TRACE_SYNC_FOLDER : TRACE_SYNC, path, NULL, 0, NULL, 0);
  }
  return result;
}
int fsync(int fd) {
  REAL("fsync", int (*)(int));
  return synced(fd, real(fd));
}
int fdatasync(int fd) {
  REAL("fdatasync", int (*)(int));
  return synced(fd, real(fd));
}

static int cut(int fd, long length, int result) {
  char path[PATH_MAX];
  if (result == 0 && pathOf(fd, path)) told(TRACE_TRUNCATE, path, NULL, length, NULL, 0);
  return result;
}
int ftruncate(int fd, off_t length) {
  REAL("ftruncate", int (*)(int, off_t));
  return cut(fd, (long)length, real(fd, length));
}
int ftruncate64(int fd, off64_t length) {
  REAL("ftruncate64", int (*)(int, off64_t));
  return cut(fd, (long)length, real(fd, length));
}

static int removed(const char* path, int result) {
  if (result == 0 && under(path)) told(TRACE_REMOVE, path, NULL, 0, NULL, 0);
  return result;
}
int unlink(const char* path) {
  REAL("unlink", int (*)(const char*));
  return removed(path, real(path));
}
int remove(const char* path) {
  REAL("remove", int (*)(const char*));
  return removed(path, real(path));
}
int rename(const char* from, const char* to) {
  REAL("rename", int (*)(const char*, const char*));
  const int result = real(from, to);
  if (result == 0 && under(from)) told(TRACE_RENAME, from, to, 0, NULL, 0);
  return result;
}
int renameat2(int fromFolder, const char* from, int toFolder, const char* to, unsigned flags) {
  REAL("renameat2", int (*)(int, const char*, int, const char*, unsigned));
  const int result = real(fromFolder, from, toFolder, to, flags);
  if (result == 0 && under(from)) told(TRACE_RENAME, from, to, 0, NULL, 0);
  return result;
}
