// Which file an address belongs to, for the moment when the system cannot give its bytes.
//
// A mapped file that another program shortens, or whose disk fails, shows as SIGBUS at whatever
// instruction touches it. What can be done then must be done without memory, locks or Swift, and so
// in C.

#ifndef SALDO_MAPPED_FILES_H
#define SALDO_MAPPED_FILES_H

#include <stdbool.h>
#include <stddef.h>

// Notes that `length` bytes from `start` are those of the file `name`; false without memory for it.
bool saldo_mapping_begins(const void *start, size_t length, const char *name);

// Forgets the mapping at `start`.
void saldo_mapping_ends(const void *start);

// From now on, a noted mapping whose bytes cannot be had ends the process with one line on standard
// error and exit code 2. Every other SIGBUS does what it would do without this.
void saldo_mapping_losses_end_the_process(void);

#endif
