/* SPDX-License-Identifier: Apache-2.0
 * umockdev 0.17.16 replaces realpath(), and its version moves memory that it does not own when a node of the test bed
 * is a link to a pseudo-terminal (seen with valgrind). A device node is its own real path there, so it is answered
 * here. Linked into tests that open ttys of a test bed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char* realpath(const char* path, char* resolved) {
  static _Atomic(void*) known;
  char* (*next_realpath)(const char*, char*) = NULL;
  if (atomic_load(&known) == NULL) atomic_store(&known, dlsym(RTLD_NEXT, "realpath"));
  *(void**)&next_realpath = atomic_load(&known);
  if (strncmp(path, "/dev/", 5) != 0 || access(path, F_OK) != 0) return next_realpath(path, resolved);
  return resolved == NULL ? strdup(path) : strcpy(resolved, path);
}
