// The numbers of one column of a text, two at a time, with vectors of thirty-two bytes.
//
// Swift compiles for every x86-64, which cannot move bytes about in a vector, nor multiply neighbours
// and add them up. C lets one function be compiled for more and be chosen as the program runs. The
// same in Swift, one number at a time and for every other processor, is PlainNumbers.read.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__)

#include <immintrin.h>

#define SALDO_NUMBERS __attribute__((target("avx2,bmi,bmi2"))) static

// Whether saldo_numbers_wide may be called.
static inline bool saldo_has_wide_numbers(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")
    && __builtin_cpu_supports("bmi2");
}

// Sixteen zeros, then sixteen bytes of ones: from byte n on, a vector that keeps the last n.
static const uint8_t saldo_windows[32] = {
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
  255, 255, 255, 255, 255, 255};

SALDO_NUMBERS inline __m256i saldo_two(const void *first, const void *second) {
  return _mm256_inserti128_si256(
    _mm256_castsi128_si256(_mm_loadu_si128(first)), _mm_loadu_si128(second), 1);
}

// Reads one column, two rows at a time, while its cells are plain numbers of one form: an optional
// minus, digits, and `fraction` of them, at most 14, behind a point; sixteen bytes in all.
//
// Field i of the column begins at `starts[i * width]` and ends a byte before `starts[i * width + 1]`.
// Returns how many rows were read: up to the first that is of another form, and never an odd last
// one. Reads 16 bytes before the end of each field.
SALDO_NUMBERS inline size_t saldo_numbers_wide(
  const void *base, const uint32_t *starts, size_t width, size_t rows, unsigned fraction,
  uint8_t point, bool ends_line, int64_t *digits) {
  const uint8_t *bytes = base;
  const bool is_whole = fraction == 0;
  // In the bits of both numbers: the point, and the digit before it or the last one.
  const uint32_t point_bit = is_whole ? 0 : 0x10001u << (15 - fraction);
  const uint32_t unit_bit = 0x10001u << (is_whole ? 15 : 14 - fraction);
  const __m256i zero = _mm256_set1_epi8('0'), nine = _mm256_set1_epi8(9);
  const __m256i minus = _mm256_set1_epi8('-'), mark = _mm256_set1_epi8((char)point);
  // What stands before the point moves up over it.
  uint8_t places[16];
  for (unsigned place = 0; place < 16; place++)
    places[place] = (uint8_t)(is_whole || place > 15 - fraction ? place : place - 1);
  const __m256i order = saldo_two(places, places);
  const __m256i tens = _mm256_set1_epi16(0x010a);
  const __m256i hundreds = _mm256_set1_epi32(0x00010064);
  const __m256i myriads = _mm256_set1_epi32(0x00012710);
  const __m256i eights = _mm256_set1_epi64x(100000000);
  size_t row = 0;
  for (; row + 2 <= rows; row += 2, starts += 2 * width) {
    size_t end = starts[1] - (size_t)1, next_end = starts[width + 1] - (size_t)1;
    if (ends_line) {
      end -= end > starts[0] && bytes[end - 1] == '\r';
      next_end -= next_end > starts[width] && bytes[next_end - 1] == '\r';
    }
    const size_t length = end - starts[0], next_length = next_end - starts[width];
    if (length > 16 || next_length > 16) break;
    const __m256i text = saldo_two(bytes + end - 16, bytes + next_end - 16);
    const __m256i kept = saldo_two(saldo_windows + length, saldo_windows + next_length);
    const __m256i values = _mm256_sub_epi8(text, zero);
    const __m256i are_digits =
      _mm256_and_si256(_mm256_cmpeq_epi8(_mm256_min_epu8(values, nine), values), kept);
    const uint32_t field = (uint32_t)_mm256_movemask_epi8(kept);
    // The first byte of each field: the bit below which none is set.
    const uint32_t first = field & ~(field << 1 & 0xfffefffeu);
    const uint32_t found = (uint32_t)_mm256_movemask_epi8(are_digits);
    const uint32_t signs = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(text, minus)) & first;
    const uint32_t points =
      (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(text, mark)) & point_bit;
    if ((field & ~(found | signs | points)) | (points ^ point_bit) | (unit_bit & ~found)) break;
    const __m256i plain = _mm256_shuffle_epi8(_mm256_and_si256(values, are_digits), order);
    const __m256i fours = _mm256_madd_epi16(_mm256_maddubs_epi16(plain, tens), hundreds);
    const __m256i halves = _mm256_madd_epi16(_mm256_packus_epi32(fours, fours), myriads);
    const __m256i whole =
      _mm256_add_epi64(_mm256_mul_epu32(halves, eights), _mm256_srli_epi64(halves, 32));
    const int64_t sign = -(int64_t)((signs & 0xffff) != 0), next_sign = -(int64_t)(signs >> 16 != 0);
    const int64_t number = _mm_cvtsi128_si64(_mm256_castsi256_si128(whole));
    const int64_t next_number = _mm_cvtsi128_si64(_mm256_extracti128_si256(whole, 1));
    digits[row] = (number ^ sign) - sign;
    digits[row + 1] = (next_number ^ next_sign) - next_sign;
  }
  return row;
}

#undef SALDO_NUMBERS

#else

static inline bool saldo_has_wide_numbers(void) { return false; }

static inline size_t saldo_numbers_wide(
  const void *base, const uint32_t *starts, size_t width, size_t rows, unsigned fraction,
  uint8_t point, bool ends_line, int64_t *digits) {
  __builtin_trap();
}

#endif
