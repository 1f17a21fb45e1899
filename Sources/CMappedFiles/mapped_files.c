#include "mapped_files.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FREE, CHANGING, IN_USE };

// Places are never given back, only used again, so that the handler may walk over them at any time;
// there are as many as there ever were mappings at once.
typedef struct place {
  _Atomic(int) state;
  _Atomic(const char *) start;
  size_t length;
  char name[512];
  struct place *next;
} place;

static _Atomic(place *) first;

static place *free_place(void) {
  for (place *one = atomic_load(&first); one; one = one->next) {
    int state = FREE;
    if (atomic_compare_exchange_strong(&one->state, &state, CHANGING)) return one;
  }
  place *one = calloc(1, sizeof(place));
  if (!one) return NULL;
  atomic_store(&one->state, CHANGING);
  one->next = atomic_load(&first);
  while (!atomic_compare_exchange_weak(&first, &one->next, one)) {}
  return one;
}

bool saldo_mapping_begins(const void *start, size_t length, const char *name) {
  place *one = free_place();
  if (!one) return false;
  atomic_store(&one->start, start);
  one->length = length;
  strncpy(one->name, name, sizeof(one->name) - 1);
  atomic_store(&one->state, IN_USE);
  return true;
}

void saldo_mapping_ends(const void *start) {
  for (place *one = atomic_load(&first); one; one = one->next) {
    if (atomic_load(&one->state) == IN_USE && atomic_load(&one->start) == start) {
      atomic_store(&one->state, FREE);
      return;
    }
  }
}

static void say(const char *text) {
  size_t length = strlen(text);
  while (length > 0) {
    ssize_t written = write(STDERR_FILENO, text, length);
    if (written <= 0) return;
    text += written;
    length -= (size_t)written;
  }
}

static struct sigaction before;
static atomic_flag has_spoken = ATOMIC_FLAG_INIT;

// Calls nothing that may not be called in a handler of signals.
static void meet(int number, siginfo_t *information, void *context) {
  const char *address = information->si_addr;
  for (place *one = atomic_load(&first); one; one = one->next) {
    const char *start = atomic_load(&one->start);
    if (atomic_load(&one->state) != IN_USE || address < start
        || (size_t)(address - start) >= one->length) {
      continue;
    }
    // Several threads may meet the same hole; the first one speaks.
    if (atomic_flag_test_and_set(&has_spoken)) {
      for (;;) pause();
    }
    say("saldo: ");
    say(one->name);
    say(": was shortened while it was read, or its disk failed; run again when nothing writes to it\n");
    _exit(2);
  }
  // The instruction is tried again, now under what stood here before.
  sigaction(SIGBUS, &before, NULL);
}

void saldo_mapping_losses_end_the_process(void) {
  struct sigaction action;
  memset(&action, 0, sizeof(action));
  action.sa_sigaction = meet;
  action.sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  sigaction(SIGBUS, &action, &before);
}
