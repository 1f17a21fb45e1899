// The vector operations that Swift has no words for.

typedef unsigned char saldo_bytes __attribute__((ext_vector_type(16)));

// The upper bits of sixteen bytes, that of the first byte lowest: one instruction on x86-64.
static inline unsigned short saldo_upper_bits(saldo_bytes bytes) {
  typedef signed char lanes __attribute__((ext_vector_type(16)));
  typedef _Bool flags __attribute__((ext_vector_type(16)));
  flags negative = __builtin_convertvector((lanes)bytes < 0, flags);
  unsigned short bits;
  __builtin_memcpy(&bits, &negative, sizeof bits);
  return bits;
}

// Eight columns of a product whose left factor has many short rows: c[row] is the sum over t of
// a[row][t] * w[t], the rows of c `stride` apart, those of w eight.
//
// Four rows go together, so that each row of w is loaded once for all of them and their sums do not
// wait for one another. Rows are read faster than the processor foresees four streams: what comes 8 KiB
// later is asked for ahead.
//
// The same text is compiled for the vectors that every processor of the kind has and for those that
// newer ones have; which ones there are is asked when it runs.

typedef double saldo_eight __attribute__((ext_vector_type(8), aligned(8)));

#define SALDO_TALL_PRODUCT(NAME, TARGET)                                                           \
  TARGET static inline void NAME(const double *a, const double *w, double *c, long rows,           \
                                 long inner, long stride) {                                        \
    enum { together = 4, line = 8, ahead = 1024 };                                                 \
    const saldo_eight *weights = (const saldo_eight *)w;                                           \
    long row = 0;                                                                                  \
    for (; row + together <= rows; row += together) {                                              \
      const double *a0 = a + row * inner, *a1 = a0 + inner, *a2 = a1 + inner, *a3 = a2 + inner;    \
      saldo_eight sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;                                          \
      for (long t = 0; t < inner; t++) {                                                           \
        if (t % line == 0) {                                                                       \
          __builtin_prefetch(a0 + t + ahead);                                                      \
          __builtin_prefetch(a1 + t + ahead);                                                      \
          __builtin_prefetch(a2 + t + ahead);                                                      \
          __builtin_prefetch(a3 + t + ahead);                                                      \
        }                                                                                          \
        const saldo_eight weight = weights[t];                                                     \
        sum0 += a0[t] * weight;                                                                    \
        sum1 += a1[t] * weight;                                                                    \
        sum2 += a2[t] * weight;                                                                    \
        sum3 += a3[t] * weight;                                                                    \
      }                                                                                            \
      *(saldo_eight *)(c + row * stride) = sum0;                                                   \
      *(saldo_eight *)(c + (row + 1) * stride) = sum1;                                             \
      *(saldo_eight *)(c + (row + 2) * stride) = sum2;                                             \
      *(saldo_eight *)(c + (row + 3) * stride) = sum3;                                             \
    }                                                                                              \
    for (; row < rows; row++) {                                                                    \
      saldo_eight sum = 0;                                                                         \
      for (long t = 0; t < inner; t++) sum += a[row * inner + t] * weights[t];                     \
      *(saldo_eight *)(c + row * stride) = sum;                                                    \
    }                                                                                              \
  }

SALDO_TALL_PRODUCT(saldo_tall_product_plain, )
#if defined(__x86_64__)
SALDO_TALL_PRODUCT(saldo_tall_product_avx2, __attribute__((target("avx2,fma"))))
SALDO_TALL_PRODUCT(saldo_tall_product_avx512, __attribute__((target("avx512f"))))
#endif

static inline void saldo_tall_product(const double *a, const double *w, double *c, long rows,
                                      long inner, long stride) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) {
    saldo_tall_product_avx512(a, w, c, rows, inner, stride);
    return;
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    saldo_tall_product_avx2(a, w, c, rows, inner, stride);
    return;
  }
#endif
  saldo_tall_product_plain(a, w, c, rows, inner, stride);
}
