// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum TraceKind {
  TRACE_CREATE,
  TRACE_WRITE,
  TRACE_TRUNCATE,
  TRACE_SYNC,
  TRACE_SYNC_FOLDER,
  TRACE_REMOVE,
  TRACE_RENAME,
};
typedef struct TraceRecord {
  enum TraceKind kind;
  const char* path;
  const char* other;  // where a rename goes
  long at;            // of a write; the new size of a truncation
  const void* bytes;
  size_t size;
} TraceRecord;
typedef void (*TraceSink)(void* of, const TraceRecord* record);

void traceBegin(const char* folder, TraceSink to, void* of);
void traceEnd(void);

#ifdef __cplusplus
}
#endif
