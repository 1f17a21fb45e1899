// The decimal numbers of one column of a text as whole numbers of one scale, eight at a time, with
// vectors of sixty-four bytes. The same in Swift, one number at a time and for every other processor,
// is ValueColumn.read.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__)

#include <immintrin.h>

#define SALDO_VALUES __attribute__((target("avx512f,avx512bw,avx512cd,avx512dq,avx512vl"))) static

// Whether saldo_values_wide may be called.
static inline bool saldo_has_wide_values(void) {
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd")
    && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

// Sixteen bytes before each of four ends, two ends apart.
SALDO_VALUES inline __m512i saldo_before(const uint8_t *base, const uint64_t *ends) {
  const __m256i lower = _mm256_inserti128_si256(
    _mm256_castsi128_si256(_mm_loadu_si128((const void *)(base + ends[0] - 16))),
    _mm_loadu_si128((const void *)(base + ends[2] - 16)), 1);
  const __m256i upper = _mm256_inserti128_si256(
    _mm256_castsi128_si256(_mm_loadu_si128((const void *)(base + ends[4] - 16))),
    _mm_loadu_si128((const void *)(base + ends[6] - 16)), 1);
  return _mm512_inserti64x4(_mm512_castsi256_si512(lower), upper, 1);
}

// Digits in sixteens, one a byte and without what `up_to` says is before the point or is it, which
// moves up over it; as fours, one in two bytes.
SALDO_VALUES inline __m512i saldo_fours(__m512i digits, uint64_t up_to) {
  const __m512i ordered = _mm512_mask_mov_epi8(digits, up_to, _mm512_bslli_epi128(digits, 1));
  return _mm512_madd_epi16(
    _mm512_maddubs_epi16(ordered, _mm512_set1_epi16(0x010a)), _mm512_set1_epi32(0x00010064));
}

// Reads one column, eight rows at a time, while its cells are plain numbers: an optional minus, digits,
// and at most one point; sixteen bytes in all. With `quoted` set, they may stand in quotes.
//
// Field i of the column begins at `starts[i * width]` and ends a byte before `starts[i * width + 1]`.
// By the digits behind the point, up to fifteen, `factors` says what a number is multiplied by, and
// `limits` how large it may be. Returns how many rows were read: up to eight in which one is of another
// form, and never the last seven. Reads 16 bytes before the end of each field.
SALDO_VALUES inline size_t saldo_values_wide(
  const void *base, const uint32_t *starts, size_t width, size_t rows, uint8_t point, bool ends_line,
  bool quoted, const int64_t *factors, const int64_t *limits, int64_t *values) {
  const uint8_t *bytes = base;
  const __m512i zero = _mm512_set1_epi8('0'), nine = _mm512_set1_epi8(9);
  const __m512i minus = _mm512_set1_epi8('-'), mark = _mm512_set1_epi8((char)point);
  const __m512i few_factors = _mm512_loadu_si512(factors);
  const __m512i more_factors = _mm512_loadu_si512(factors + 8);
  const __m512i few_limits = _mm512_loadu_si512(limits);
  const __m512i more_limits = _mm512_loadu_si512(limits + 8);
  const __m256i steps = _mm256_mullo_epi32(
    _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7), _mm256_set1_epi32((int)width));
  // Of eight twos of bytes those of the even rows, then those of the odd ones.
  const __m128i halves = _mm_setr_epi8(0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15);
  const __m128i none = _mm_setzero_si128();
  const bool is_plain = !ends_line && !quoted;
  size_t row = 0;
  for (; row + 8 <= rows; row += 8, starts += 8 * width) {
    uint64_t ends[8];
    __m512i lengths;
    if (is_plain) {
      // The beginning of a field, and above it that of the next.
      const __m512i pairs = _mm512_i32gather_epi64(steps, starts, 4);
      const __m512i after = _mm512_sub_epi64(_mm512_srli_epi64(pairs, 32), _mm512_set1_epi64(1));
      lengths = _mm512_sub_epi64(after, _mm512_and_si512(pairs, _mm512_set1_epi64(0xffffffff)));
      _mm512_storeu_si512(ends, after);
    } else {
      uint64_t sizes[8];
      for (size_t lane = 0; lane < 8; lane++) {
        size_t begin = starts[lane * width], end = starts[lane * width + 1] - (size_t)1;
        if (ends_line) end -= end > begin && bytes[end - 1] == '\r';
        if (quoted && end - begin >= 2 && bytes[begin] == '"' && bytes[end - 1] == '"') {
          begin++;
          end--;
        }
        ends[lane] = end;
        sizes[lane] = end - begin;
      }
      lengths = _mm512_loadu_si512(sizes);
    }
    if (_mm512_cmpgt_epu64_mask(lengths, _mm512_set1_epi64(16))) break;
    // The bits of the bytes of each field, the last sixteen before its end.
    const __m128i fields = _mm_shuffle_epi8(_mm512_cvtepi64_epi16(
      _mm512_srlv_epi64(_mm512_set1_epi64(0xffff0000), lengths)), halves);
    const uint64_t even_fields = (uint64_t)_mm_cvtsi128_si64(fields);
    const uint64_t odd_fields = (uint64_t)_mm_extract_epi64(fields, 1);
    const __m512i even = saldo_before(bytes, ends), odd = saldo_before(bytes, ends + 1);
    const __m512i even_values = _mm512_sub_epi8(even, zero), odd_values = _mm512_sub_epi8(odd, zero);
    const uint64_t even_digits = _mm512_mask_cmple_epu8_mask(even_fields, even_values, nine);
    const uint64_t odd_digits = _mm512_mask_cmple_epu8_mask(odd_fields, odd_values, nine);
    const uint64_t even_points = _mm512_mask_cmpeq_epi8_mask(even_fields, even, mark);
    const uint64_t odd_points = _mm512_mask_cmpeq_epi8_mask(odd_fields, odd, mark);
    // A minus is the first byte of its field: the bit below which none is set.
    const uint64_t even_signs = _mm512_mask_cmpeq_epi8_mask(
      even_fields & ~(even_fields << 1 & 0xfffefffefffefffe), even, minus);
    const uint64_t odd_signs = _mm512_mask_cmpeq_epi8_mask(
      odd_fields & ~(odd_fields << 1 & 0xfffefffefffefffe), odd, minus);
    const uint64_t others = (even_fields & ~(even_digits | even_points | even_signs))
      | (odd_fields & ~(odd_digits | odd_points | odd_signs));
    const __m128i points = _mm_set_epi64x((long long)odd_points, (long long)even_points);
    const __m128i below = _mm_sub_epi16(points, _mm_set1_epi16(1));
    const __m128i up_to = _mm_andnot_si128(
      _mm_cmpeq_epi16(points, none), _mm_or_si128(points, below));
    // At most one point, and some digit.
    const bool is_odd = _mm_test_epi16_mask(points, below) | _mm_cmpeq_epi16_mask(
      _mm_set_epi64x((long long)odd_digits, (long long)even_digits), none);
    const __m512i eights = _mm512_madd_epi16(_mm512_packus_epi32(
      saldo_fours(_mm512_maskz_mov_epi8(even_digits, even_values),
        (uint64_t)_mm_cvtsi128_si64(up_to)),
      saldo_fours(_mm512_maskz_mov_epi8(odd_digits, odd_values),
        (uint64_t)_mm_extract_epi64(up_to, 1))), _mm512_set1_epi32(0x00012710));
    // Packed of even and odd rows, the numbers are in the order of the rows.
    const __m512i numbers = _mm512_add_epi64(
      _mm512_mul_epu32(eights, _mm512_set1_epi64(100000000)), _mm512_srli_epi64(eights, 32));
    // The zeros above a point in 64 bits are 48 and the digits behind it, and 64 without one: the
    // lowest four bits, which alone count, are those digits.
    const __m512i behind = _mm512_lzcnt_epi64(_mm512_cvtepu16_epi64(
      _mm_unpacklo_epi16(points, _mm_unpackhi_epi64(points, points))));
    const __m512i factor = _mm512_permutex2var_epi64(few_factors, behind, more_factors);
    const __m512i limit = _mm512_permutex2var_epi64(few_limits, behind, more_limits);
    if (is_odd || (others | _mm512_cmpgt_epi64_mask(numbers, limit))) break;
    const __m128i signs = _mm_unpacklo_epi16(
      _mm_cvtsi64_si128((long long)even_signs), _mm_cvtsi64_si128((long long)odd_signs));
    const __m512i scaled = _mm512_mullo_epi64(numbers, factor);
    _mm512_storeu_si512(values + row, _mm512_mask_sub_epi64(
      scaled, _mm_test_epi16_mask(signs, signs), _mm512_setzero_si512(), scaled));
  }
  return row;
}

#undef SALDO_VALUES

#else

static inline bool saldo_has_wide_values(void) { return false; }

static inline size_t saldo_values_wide(
  const void *base, const uint32_t *starts, size_t width, size_t rows, uint8_t point, bool ends_line,
  bool quoted, const int64_t *factors, const int64_t *limits, int64_t *values) {
  __builtin_trap();
}

#endif
