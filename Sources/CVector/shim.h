// The one vector operation that Swift has no words for.

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
