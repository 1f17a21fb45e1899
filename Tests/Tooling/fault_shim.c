// Makes calls of the system fail, for Tests/Tooling/injected_faults.py: loaded before the C library.
//
// SALDO_FAULT=CALL:KIND:N   the N-th call of CALL fails by KIND; N = 0 fails all of them.
// SALDO_FAULT_PATH=TEXT     only of files with TEXT in their path, and standard input and output.
//
// CALL is read, write, mmap, close, rename, linkat or fallocate; KIND is EIO, ENOSPC, ENOMEM, EINTR, or
// SHORT, which takes a part of the bytes.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

static const char *wanted_call, *wanted_kind, *wanted_path;
static long wanted_number;
static atomic_long seen;

__attribute__((constructor)) static void begin(void) {
  char *text = getenv("SALDO_FAULT");
  if (!text || !(text = strdup(text))) return;
  wanted_call = strtok(text, ":");
  wanted_kind = strtok(NULL, ":");
  const char *number = strtok(NULL, ":");
  wanted_number = number ? atol(number) : 0;
  wanted_path = getenv("SALDO_FAULT_PATH");
  if (!wanted_kind) wanted_call = NULL;
}

static bool concerns(int descriptor) {
  if (descriptor == 0 || descriptor == 1) return true;
  if (descriptor == 2 || descriptor < 0) return false;
  if (!wanted_path) return true;
  char link[64], path[4096];
  snprintf(link, sizeof(link), "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof(path) - 1);
  if (length < 0) return false;
  path[length] = 0;
  return strstr(path, wanted_path) != NULL;
}

// Whether this call is the one that fails.
static bool fails(const char *call) {
  if (!wanted_call || strcmp(wanted_call, call) != 0) return false;
  long number = atomic_fetch_add(&seen, 1) + 1;
  return wanted_number == 0 || number == wanted_number;
}

static int failure(void) {
  if (!strcmp(wanted_kind, "ENOSPC")) return ENOSPC;
  if (!strcmp(wanted_kind, "ENOMEM")) return ENOMEM;
  if (!strcmp(wanted_kind, "EINTR")) return EINTR;
  return EIO;
}

static bool is_short(void) { return !strcmp(wanted_kind, "SHORT"); }

// The call of the C library.
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t read(int descriptor, void *bytes, size_t count) {
  if (wanted_call && concerns(descriptor) && fails("read")) {
    if (!is_short()) return errno = failure(), -1;
    count = count > 7 ? 7 : count;
  }
  return REAL(read)(descriptor, bytes, count);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  if (wanted_call && concerns(descriptor) && fails("write")) {
    if (!is_short()) return errno = failure(), -1;
    count = count > 1 ? count / 2 : count;
  }
  return REAL(write)(descriptor, bytes, count);
}

void *mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset) {
  // Memory for the C library and the runtime is not at issue, only files.
  if (wanted_call && descriptor >= 0 && concerns(descriptor) && fails("mmap")) {
    return errno = failure(), MAP_FAILED;
  }
  return REAL(mmap)(address, length, protection, flags, descriptor, offset);
}

int close(int descriptor) {
  if (wanted_call && descriptor > 2 && concerns(descriptor) && fails("close")) {
    REAL(close)(descriptor);
    return errno = failure(), -1;
  }
  return REAL(close)(descriptor);
}

int rename(const char *from, const char *to) {
  if (fails("rename")) return errno = failure(), -1;
  return REAL(rename)(from, to);
}

int linkat(int from, const char *old, int to, const char *new, int flags) {
  if (fails("linkat")) return errno = failure(), -1;
  return REAL(linkat)(from, old, to, new, flags);
}

int posix_fallocate(int descriptor, off_t offset, off_t length) {
  if (fails("fallocate")) return failure();
  return REAL(posix_fallocate)(descriptor, offset, length);
}
