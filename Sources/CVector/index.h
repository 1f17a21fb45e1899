// Where the separators and line ends of a text stand, with the widest vectors that the processor has.
// The same in Swift, for every other processor, is StructuralIndex.indexNarrow.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  // Field beginnings written behind the first.
  size_t count;
  size_t line_ends;
  size_t hidden_ends;
  size_t length_of_whole_rows;
  bool has_quotes;
  bool has_nul;
  bool ends_inside;
} saldo_marks;

#if defined(__x86_64__)

#include <immintrin.h>

// Whether saldo_index_wide may be called.
static inline bool saldo_has_wide_index(void) {
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
      && __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("pclmul")
      && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}

// Indexes `length` bytes from `base`, 64 at a time: one comparison for each kind of mark gives 64
// bits, and the positions of all set bits are packed together by one instruction.
//
// Writes to `starts` the offset behind each mark, and up to 64 places more than there are marks.
// Reads no byte past the end.
__attribute__((target(
    "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,pclmul,bmi,bmi2,lzcnt,popcnt")))
static inline void saldo_index_wide(
    const uint8_t *base, size_t length, uint8_t separator, uint8_t other_separator, bool quoted,
    uint32_t *starts, saldo_marks *marks) {
  const __m512i first = _mm512_set1_epi8((char)separator);
  const __m512i second = _mm512_set1_epi8((char)other_separator);
  const __m512i line_end = _mm512_set1_epi8('\n');
  const __m512i quote = _mm512_set1_epi8('"');
  const __m512i places = _mm512_set_epi8(
      63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41,
      40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18,
      17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  uint32_t *next = starts;
  uint64_t quotes_seen = 0, nul_seen = 0, inside = 0;
  size_t line_ends = 0, hidden_ends = 0, whole = 0;
  for (size_t offset = 0; offset < length; offset += 64) {
    const size_t left = length - offset;
    const uint64_t valid = left >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << left) - 1;
    const __m512i text = _mm512_maskz_loadu_epi8(valid, base + offset);
    uint64_t ends = _mm512_cmpeq_epi8_mask(text, line_end);
    uint64_t found = _mm512_cmpeq_epi8_mask(text, first) | _mm512_cmpeq_epi8_mask(text, second)
        | ends;
    const uint64_t quotes = _mm512_cmpeq_epi8_mask(text, quote);
    nul_seen |= _mm512_testn_epi8_mask(text, text) & valid;
    if (quoted) {
      // Bit i is the parity of bits 0 to i: a product without carries by all ones.
      const uint64_t covered = inside ^ (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(
          _mm_cvtsi64_si128((long long)quotes), _mm_set1_epi8((char)0xff), 0));
      inside = (uint64_t)((int64_t)covered >> 63);
      found &= ~covered;
      hidden_ends += (size_t)__builtin_popcountll(ends & covered);
      ends &= ~covered;
    } else {
      quotes_seen |= quotes;
    }
    // A separator may be NUL, and the bytes past the end are zeros here.
    found &= valid;
    line_ends += (size_t)__builtin_popcountll(ends);
    if (ends != 0) whole = offset + 64 - (size_t)__builtin_clzll(ends);
    const __m512i packed = _mm512_maskz_compress_epi8(found, places);
    const __m512i behind = _mm512_set1_epi32((int)(uint32_t)offset + 1);
    const size_t count = (size_t)__builtin_popcountll(found);
    _mm512_storeu_si512(
        next, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed)), behind));
    if (count > 16) {
      _mm512_storeu_si512(next + 16, _mm512_add_epi32(
          _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 1)), behind));
      if (count > 32) {
        _mm512_storeu_si512(next + 32, _mm512_add_epi32(
            _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 2)), behind));
        _mm512_storeu_si512(next + 48, _mm512_add_epi32(
            _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 3)), behind));
      }
    }
    next += count;
  }
  marks->count = (size_t)(next - starts);
  marks->line_ends = line_ends;
  marks->hidden_ends = hidden_ends;
  marks->length_of_whole_rows = whole;
  marks->has_quotes = quotes_seen != 0;
  marks->has_nul = nul_seen != 0;
  marks->ends_inside = inside != 0;
}

#else

static inline bool saldo_has_wide_index(void) { return false; }

static inline void saldo_index_wide(
    const uint8_t *base, size_t length, uint8_t separator, uint8_t other_separator, bool quoted,
    uint32_t *starts, saldo_marks *marks) {
  __builtin_trap();
}

#endif
