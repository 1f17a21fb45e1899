// How many ones two rows of bits have in common, for one row against many.
//
// Swift's count of ones becomes a dozen instructions on an x86-64 that has one for it: C lets a
// function be compiled for it and be chosen as the program runs.

#include <stdint.h>

#define SALDO_COMMON_ONES(NAME, TARGET)                                                            \
  TARGET static inline void NAME(const uint64_t *one, const uint64_t *many, long words,            \
                                 long rows, int32_t *common) {                                     \
    for (long row = 0; row < rows; row++, many += words) {                                         \
      int32_t ones = 0;                                                                            \
      for (long word = 0; word < words; word++)                                                    \
        ones += __builtin_popcountll(one[word] & many[word]);                                      \
      common[row] = ones;                                                                          \
    }                                                                                              \
  }

SALDO_COMMON_ONES(saldo_common_ones_plain, )
#if defined(__x86_64__)
SALDO_COMMON_ONES(saldo_common_ones_popcnt, __attribute__((target("popcnt"))))
#endif

// common[row] is the number of ones that `one` shares with that row of `many`, each of `words` words.
static inline void saldo_common_ones(const uint64_t *one, const uint64_t *many, long words,
                                     long rows, int32_t *common) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("popcnt")) {
    saldo_common_ones_popcnt(one, many, words, rows, common);
    return;
  }
#endif
  saldo_common_ones_plain(one, many, words, rows, common);
}
