internal import CVector

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Where the fields of a stretch of a file begin, found with wide compares: 64 bytes at a time on
/// processors with AVX-512, else sixteen.
///
/// Before any field is read, the separators and line ends outside of quotes are found by comparing
/// whole vectors, and written as one flat list of positions. Reading a row is then arithmetic on that
/// list: no byte is looked at twice, and columns that nobody asked for cost nothing.
@safe struct StructuralIndex: ~Copyable {
  /// Field beginnings relative to the stretch: `starts[0]` is zero, and after the separator or line
  /// end at byte b stands b + 1.
  private(set) var starts: UnsafeMutablePointer<UInt32>
  /// The number of separators and line ends, one less than the number of beginnings.
  private(set) var count = 0
  /// The number of line ends among them.
  private(set) var lineEnds = 0
  /// The number of line ends inside of quotes, those in the 63 bytes past the end perhaps included.
  private(set) var hiddenEnds = 0
  /// Whether a quote was met that was not obeyed.
  private(set) var hasQuotes = false
  /// Whether a NUL byte was met.
  private(set) var hasNUL = false
  /// Whether the stretch ends inside of quotes.
  private(set) var endsInside = false
  /// The length of the rows that end in the stretch.
  private(set) var lengthOfWholeRows = 0
  private var capacity: Int
  private let isWide: Bool

  private static let processorIsWide = saldo_has_wide_index()

  /// An index that may use all that the processor has, or does without it.
  init(isNarrow: Bool = false) {
    isWide = StructuralIndex.processorIsWide && !isNarrow
    capacity = 1 << 12
    unsafe starts = .allocate(capacity: capacity)
  }

  deinit {
    unsafe starts.deallocate()
  }

  /// Indexes `length` bytes from `base`, which lies outside of quotes.
  ///
  /// Reads up to 63 bytes past the end. With `quoted` unset, quotes are only noticed, not obeyed.
  mutating func index(
    _ base: UnsafeRawPointer, length: Int, separators: (UInt8, UInt8), quoted: Bool
  ) {
    precondition(length <= Int(UInt32.max) - 64, "a stretch must be shorter than 4 GiB")
    // One for the beginning, one for an end that is missing, and marks that are not there.
    if capacity < length + 130 {
      unsafe starts.deallocate()
      capacity = length + 130
      unsafe starts = .allocate(capacity: capacity)
    }
    unsafe starts[0] = 0
    guard isWide else {
      hasNUL = unsafe memchr(base, 0, length) != nil
      return unsafe indexNarrow(base, length: length, separators: separators, quoted: quoted)
    }
    var marks = saldo_marks()
    unsafe saldo_index_wide(
      base.assumingMemoryBound(to: UInt8.self), length, separators.0, separators.1, quoted,
      starts + 1, &marks)
    (count, lineEnds, hiddenEnds) = (marks.count, marks.line_ends, marks.hidden_ends)
    (hasQuotes, hasNUL, endsInside) = (marks.has_quotes, marks.has_nul, marks.ends_inside)
    lengthOfWholeRows = marks.length_of_whole_rows
  }

  private mutating func indexNarrow(
    _ base: UnsafeRawPointer, length: Int, separators: (UInt8, UInt8), quoted: Bool
  ) {
    var next = unsafe starts + 1
    var newlines = 0
    var quotesSeen = SIMD16<UInt8>()
    var inside: UInt64 = 0
    var lastEnd = 0
    var turns = 1
    var hidden = 0
    // Counting the zeros of what may be zero costs a comparison; a mark more than there are costs none.
    let last = UInt64(1) &<< 63
    var offset = 0
    while offset < length {
      let block = unsafe Block(base + offset)
      var ends = block.mask(of: UInt8(ascii: "\n"))
      var marks = block.mask(of: separators.0) | ends
      if separators.1 != separators.0 { marks |= block.mask(of: separators.1) }
      if !quoted {
        quotesSeen |= block.lanes(of: UInt8(ascii: "\""))
      } else {
        let quotes = block.mask(of: UInt8(ascii: "\""))
        let covered = StructuralIndex.prefixParity(quotes) ^ inside
        inside = UInt64(bitPattern: Int64(bitPattern: covered) >> 63)
        marks &= ~covered
        if ends & covered != 0 { hidden &+= (ends & covered).nonzeroBitCount }
        ends &= ~covered
      }
      if length &- offset < 64 {
        let valid = (UInt64(1) &<< UInt64(length &- offset)) &- 1
        marks &= valid
        ends &= valid
      }
      newlines &+= ends.nonzeroBitCount
      if ends != 0 { lastEnd = offset &+ 64 &- ends.leadingZeroBitCount }
      // Four at a time, and as often as the fullest block so far took: the number of turns is then
      // nearly always the same, which a loop over the marks themselves would leave the processor to
      // guess.
      let found = marks.nonzeroBitCount
      var target = unsafe next
      var turn = 0
      while turn < turns || marks != 0 {
        for place in 0..<4 {
          unsafe target[place] = UInt32(
            truncatingIfNeeded: offset &+ (marks | last).trailingZeroBitCount &+ 1)
          marks &= marks &- 1
        }
        unsafe target += 4
        turn &+= 1
      }
      turns = turn
      unsafe next += found
      offset &+= 64
    }
    count = unsafe next - starts - 1
    lineEnds = newlines
    hiddenEnds = hidden
    hasQuotes = quotesSeen != SIMD16<UInt8>()
    endsInside = inside != 0
    lengthOfWholeRows = lastEnd
  }

  /// Ends the last row at the end of the stretch, as if a line end stood at `length`.
  mutating func closeLastRow(at length: Int) {
    count += 1
    lineEnds += 1
    unsafe starts[count] = UInt32(length + 1)
  }

  /// Bit i is the parity of bits 0 to i: set from an opening quote to before its closing one.
  @inline(__always)
  static func prefixParity(_ bits: UInt64) -> UInt64 {
    var parity = bits
    parity ^= parity &<< 1
    parity ^= parity &<< 2
    parity ^= parity &<< 4
    parity ^= parity &<< 8
    parity ^= parity &<< 16
    parity ^= parity &<< 32
    return parity
  }
}

/// Sixty-four bytes of text.
struct Block {
  private let parts: (SIMD16<UInt8>, SIMD16<UInt8>, SIMD16<UInt8>, SIMD16<UInt8>)

  @inline(__always)
  init(_ start: UnsafeRawPointer) {
    unsafe parts = (
      start.loadUnaligned(as: SIMD16<UInt8>.self),
      start.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self),
      start.loadUnaligned(fromByteOffset: 32, as: SIMD16<UInt8>.self),
      start.loadUnaligned(fromByteOffset: 48, as: SIMD16<UInt8>.self)
    )
  }

  /// Bit i is set where byte i equals `byte`.
  @inline(__always)
  func mask(of byte: UInt8) -> UInt64 {
    let pattern = SIMD16<UInt8>(repeating: byte)
    return Block.bits(parts.0 .== pattern) | Block.bits(parts.1 .== pattern) &<< 16
      | Block.bits(parts.2 .== pattern) &<< 32 | Block.bits(parts.3 .== pattern) &<< 48
  }

  /// Lanes that are not zero where `byte` stands anywhere: cheaper than its mask.
  @inline(__always)
  func lanes(of byte: UInt8) -> SIMD16<UInt8> {
    let pattern = SIMD16<UInt8>(repeating: byte)
    let found =
      (parts.0 .== pattern) .| (parts.1 .== pattern) .| (parts.2 .== pattern)
      .| (parts.3 .== pattern)
    return unsafe unsafeBitCast(found, to: SIMD16<UInt8>.self)
  }

  /// One bit per lane.
  @inline(__always)
  static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    UInt64(saldo_upper_bits(unsafe unsafeBitCast(mask, to: SIMD16<UInt8>.self)))
  }
}
