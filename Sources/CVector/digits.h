// A column of numbers as the cells of a table in text, eight at a time, with vectors of sixty-four
// bytes. The same in Swift, one number at a time and for every other processor, is PlainDigits.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__)

#include <immintrin.h>

#define SALDO_CELLS __attribute__((target("avx512f,avx512bw,avx512cd,avx512dq,avx512vl"))) static

// Whether saldo_cells_wide may be called.
static inline bool saldo_has_wide_cells(void) {
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd")
    && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

// The eight decimal digits of each of eight numbers below 10^8, one a byte, the first in the lowest.
//
// Each step halves the numbers at some power of ten. Their quotients are products with its inverse,
// rounded up, whose error is too small to reach the next whole number: for 10^4 below 2^32, for 100
// below 43,699, for 10 below 16,389.
SALDO_CELLS inline __m512i saldo_eight_digits(__m512i numbers) {
  const __m512i upper =
    _mm512_srli_epi64(_mm512_mul_epu32(numbers, _mm512_set1_epi64(3518437209)), 45);
  const __m512i fours = _mm512_or_si512(upper, _mm512_slli_epi64(_mm512_sub_epi64(
    numbers, _mm512_mul_epu32(upper, _mm512_set1_epi64(10000))), 32));
  const __m512i hundreds =
    _mm512_srli_epi16(_mm512_mulhi_epu16(fours, _mm512_set1_epi16(5243)), 3);
  const __m512i twos = _mm512_or_si512(hundreds, _mm512_slli_epi32(_mm512_sub_epi16(
    fours, _mm512_mullo_epi16(hundreds, _mm512_set1_epi16(100))), 16));
  const __m512i tens = _mm512_mulhi_epu16(twos, _mm512_set1_epi16(6554));
  return _mm512_or_si512(tens, _mm512_slli_epi16(_mm512_sub_epi16(
    twos, _mm512_mullo_epi16(tens, _mm512_set1_epi16(10))), 8));
}

// The text of each of four numbers: its digits from the first that is used, the lowest byte of the same
// sixteen, with a point behind as many as `whole` of all.
SALDO_CELLS inline __m512i saldo_four_texts(__m512i digits, __m512i firsts, __m512i whole) {
  const __m512i places = _mm512_set4_epi32(0x0f0e0d0c, 0x0b0a0908, 0x07060504, 0x03020100);
  const __m512i from =
    _mm512_add_epi8(places, _mm512_shuffle_epi8(firsts, _mm512_setzero_si512()));
  const __m512i order = _mm512_mask_sub_epi8(
    from, _mm512_cmpgt_epi8_mask(from, whole), from, _mm512_set1_epi8(1));
  return _mm512_mask_mov_epi8(
    _mm512_or_si512(_mm512_shuffle_epi8(digits, order), _mm512_set1_epi8('0')),
    _mm512_cmpeq_epi8_mask(from, whole), _mm512_set1_epi8('.'));
}

// Puts a text behind a comma and, where the sign is one, a minus.
SALDO_CELLS inline void saldo_put(uint8_t *cell, __m128i text, unsigned sign) {
  cell[0] = ',';
  cell[1] = '-';
  _mm_storeu_si128((void *)(cell + 1 + (sign & 1)), text);
}

// Writes each number as a comma, perhaps a minus, and its digits, `places` of them, at most eight,
// behind a point; with `exact` set, without the zeros at the end of those. INT64_MIN is no number: a
// comma.
//
// Cell i begins at `texts + 32 * i` and has `lengths[i]` bytes, none where the number has more than
// fifteen digits. Writes eight cells at a time, whatever the count.
SALDO_CELLS inline void saldo_cells_wide(
  const int64_t *numbers, size_t count, unsigned places, bool exact, uint8_t *texts,
  uint8_t *lengths) {
  const __m512i powers =
    _mm512_setr_epi64(1, 10, 100, 1000, 10000, 100000, 1000000, 10000000);
  const __m512i eights = _mm512_set1_epi64(100000000);
  const __m512i larger_powers = _mm512_setr_epi64(
    100000000, 1000000000, 10000000000, 100000000000, 1000000000000, 10000000000000,
    100000000000000, 1000000000000000);
  const __m512i one = _mm512_set1_epi64(1);
  const __m512i whole = _mm512_set1_epi8((char)(16 - places));
  const __m128i above = _mm_cvtsi32_si128(64 - 8 * (int)places);
  for (size_t place = 0; place < count; place += 8) {
    const size_t left = count - place;
    const __m512i all = _mm512_maskz_loadu_epi64(
      left >= 8 ? (__mmask8)0xff : (__mmask8)((1u << left) - 1), numbers + place);
    const __mmask8 are_absent = _mm512_cmpeq_epi64_mask(all, _mm512_set1_epi64(INT64_MIN));
    const __m512i magnitudes = _mm512_abs_epi64(all);
    const __mmask8 fit =
      _mm512_cmplt_epu64_mask(magnitudes, _mm512_set1_epi64(1000000000000000));
    const __mmask8 signs = _mm512_movepi64_mask(all) & fit;
    const __m512i sizes = _mm512_maskz_mov_epi64(fit, magnitudes);
    // Below 10^15 a half more is exact, and keeps the quotient further from a whole number, by 5e-9,
    // than its rounding moves it, by 3e-9.
    const __m512i upper = _mm512_cvttpd_epu64(_mm512_mul_pd(
      _mm512_add_pd(_mm512_cvtepu64_pd(sizes), _mm512_set1_pd(0.5)), _mm512_set1_pd(1e-8)));
    const __m512i lower = _mm512_sub_epi64(sizes, _mm512_mul_epu32(upper, eights));
    const __m512i first_digits = saldo_eight_digits(upper);
    const __m512i last_digits = saldo_eight_digits(lower);
    // log10(2) is 1233/4096, closely enough; one digit too few is put right by the comparison.
    const __m512i bits = _mm512_sub_epi64(_mm512_set1_epi64(64), _mm512_lzcnt_epi64(sizes));
    const __m512i guess =
      _mm512_srli_epi64(_mm512_mul_epu32(bits, _mm512_set1_epi64(1233)), 12);
    const __mmask8 is_more = _mm512_cmpge_epu64_mask(
      sizes, _mm512_permutex2var_epi64(powers, guess, larger_powers));
    const __m512i used = _mm512_max_epi64(
      _mm512_set1_epi64((long long)places + 1), _mm512_mask_add_epi64(guess, is_more, guess, one));
    const __m512i firsts = _mm512_sub_epi64(_mm512_set1_epi64(16), used);
    // The digits behind the point, up to the last that is not zero where that is asked for.
    const __m512i behind = exact
      ? _mm512_srli_epi64(_mm512_sub_epi64(_mm512_set1_epi64(71), _mm512_lzcnt_epi64(
        _mm512_srl_epi64(last_digits, above))), 3)
      : _mm512_set1_epi64((long long)places);
    // The comma, the digits before the point, those behind it, the point, and the sign.
    __m512i size = _mm512_add_epi64(behind, _mm512_sub_epi64(
      used, _mm512_set1_epi64((long long)places - 1)));
    size = _mm512_mask_add_epi64(size, _mm512_test_epi64_mask(behind, behind), size, one);
    size = _mm512_mask_add_epi64(size, signs, size, one);
    size = _mm512_mask_mov_epi64(_mm512_maskz_mov_epi64(fit, size), are_absent, one);
    _mm_storel_epi64((void *)(lengths + place), _mm512_cvtepi64_epi8(size));
    const __m512i even = saldo_four_texts(
      _mm512_unpacklo_epi64(first_digits, last_digits), _mm512_unpacklo_epi64(firsts, firsts),
      whole);
    const __m512i odd = saldo_four_texts(
      _mm512_unpackhi_epi64(first_digits, last_digits), _mm512_unpackhi_epi64(firsts, firsts),
      whole);
    uint8_t *cell = texts + 32 * place;
    saldo_put(cell, _mm512_castsi512_si128(even), signs);
    saldo_put(cell + 32, _mm512_castsi512_si128(odd), signs >> 1);
    saldo_put(cell + 64, _mm512_extracti32x4_epi32(even, 1), signs >> 2);
    saldo_put(cell + 96, _mm512_extracti32x4_epi32(odd, 1), signs >> 3);
    saldo_put(cell + 128, _mm512_extracti32x4_epi32(even, 2), signs >> 4);
    saldo_put(cell + 160, _mm512_extracti32x4_epi32(odd, 2), signs >> 5);
    saldo_put(cell + 192, _mm512_extracti32x4_epi32(even, 3), signs >> 6);
    saldo_put(cell + 224, _mm512_extracti32x4_epi32(odd, 3), signs >> 7);
  }
}

#undef SALDO_CELLS

#else

static inline bool saldo_has_wide_cells(void) { return false; }

static inline void saldo_cells_wide(
  const int64_t *numbers, size_t count, unsigned places, bool exact, uint8_t *texts,
  uint8_t *lengths) {
  __builtin_trap();
}

#endif
