// What the texts of one column mean, found in a table eight rows at a time, with vectors of sixty-four
// bytes. The same in Swift, one row at a time and for every other processor, is CodeTable.find.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__)

#include <immintrin.h>

// Whether saldo_codes_wide may be called.
static inline bool saldo_has_wide_codes(void) {
  return __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

// Looks up the texts of one column, eight rows at a time, while all of them are known and none has
// more than seven bytes.
//
// Field i of the column begins at `starts[i * width]` and ends a byte before `starts[i * width + 1]`.
// The table has 2^(64 - shift) slots of two words: that of a text, which is its bytes with one more
// than its length in the uppermost, and the bits that it means; an empty slot is zero. A text is looked
// for from the upper bits of its word's product with `factor` on. Its bits are joined to `cells`, or
// set there if `is_first`. Returns how many rows were looked up, and never the last seven. Reads eight
// bytes from the beginning of each field.
__attribute__((target("avx512f,avx512dq,avx512vl")))
static inline size_t saldo_codes_wide(
  const void *base, const uint32_t *starts, size_t width, size_t rows, const void *slots,
  unsigned shift, uint64_t factor, uint64_t *cells, bool is_first) {
  const __m256i steps = _mm256_mullo_epi32(
    _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7), _mm256_set1_epi32((int)width));
  const __m512i one = _mm512_set1_epi64(1), eight = _mm512_set1_epi64(8);
  const __m512i factors = _mm512_set1_epi64((long long)factor);
  const __m512i mask = _mm512_set1_epi64((long long)(((uint64_t)1 << (64 - shift)) - 1));
  const __m512i kept = _mm512_set1_epi64(is_first ? 0 : -1);
  const __m128i by = _mm_cvtsi32_si128((int)shift);
  const long long *words = slots, *meanings = words + 1;
  __m512i last = _mm512_setzero_si512(), bits = last;
  size_t row = 0;
  for (; row + 8 <= rows; row += 8, starts += 8 * width) {
    // The beginning of a field, and above it that of the next.
    const __m512i ends = _mm512_i32gather_epi64(steps, starts, 4);
    const __m512i begins = _mm512_and_si512(ends, _mm512_set1_epi64(0xffffffff));
    const __m512i sizes = _mm512_sub_epi64(_mm512_srli_epi64(ends, 32), begins);
    if (_mm512_cmpgt_epu64_mask(sizes, eight)) break;
    const __m512i text = _mm512_i64gather_epi64(begins, base, 1);
    const __m512i behind = _mm512_sllv_epi64(
      _mm512_set1_epi64(-1), _mm512_slli_epi64(_mm512_sub_epi64(sizes, one), 3));
    const __m512i sought =
      _mm512_or_si512(_mm512_andnot_si512(behind, text), _mm512_slli_epi64(sizes, 56));
    // In a column that the file is sorted by, nothing has changed.
    if (_mm512_cmpneq_epi64_mask(sought, last)) {
      __m512i places = _mm512_srl_epi64(_mm512_mullo_epi64(sought, factors), by);
      __m512i found = _mm512_i64gather_epi64(_mm512_slli_epi64(places, 1), words, 8);
      __mmask8 others = _mm512_cmpneq_epi64_mask(found, sought);
      while (others) {
        if (_mm512_mask_testn_epi64_mask(others, found, found)) return row;
        places = _mm512_and_si512(_mm512_mask_add_epi64(places, others, places, one), mask);
        found = _mm512_mask_i64gather_epi64(
          found, others, _mm512_slli_epi64(places, 1), words, 8);
        others = _mm512_mask_cmpneq_epi64_mask(others, found, sought);
      }
      bits = _mm512_i64gather_epi64(_mm512_slli_epi64(places, 1), meanings, 8);
      last = sought;
    }
    uint64_t *target = cells + row;
    _mm512_storeu_si512(target, _mm512_or_si512(
      _mm512_and_si512(_mm512_loadu_si512(target), kept), bits));
  }
  return row;
}

#else

static inline bool saldo_has_wide_codes(void) { return false; }

static inline size_t saldo_codes_wide(
  const void *base, const uint32_t *starts, size_t width, size_t rows, const void *slots,
  unsigned shift, uint64_t factor, uint64_t *cells, bool is_first) {
  __builtin_trap();
}

#endif
