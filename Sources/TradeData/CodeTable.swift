internal import CVector

/// What a text of one column contributes to a row: the bits of its codes in the cell's number, or a
/// flag that takes the row out.
struct Meaning {
  let bits: UInt64

  /// The row is left out by the query.
  static let filtered = UInt64(1) << 63
  /// The row repeats what other rows hold.
  static let aggregate = UInt64(1) << 62
  /// The text cannot be read.
  static let rejected = UInt64(1) << 61
  /// The cells have moved since the row was begun: it must be begun again.
  static let stale = UInt64(1) << 60
  /// Another view of the row speaks of it.
  static let elsewhere = UInt64(1) << 59
  /// Something in the row has an unusual form: it is to be read by itself.
  static let unusual = UInt64(1) << 58
  /// All flags together.
  static let flags = filtered | aggregate | rejected | stale | elsewhere | unusual
}

/// The distinct texts of one column, as the file spells them, and what each one means.
///
/// Whatever has to be decided about a text (unquoting, decoding, padding, filters, its code) is
/// decided once, when it first appears; for every further row it costs a comparison or a probe.
/// Open addressing with linear probing; texts of up to seven bytes are compared as one word. A small
/// table is mostly empty, so that the first probe nearly always finds, and a processor that guesses so
/// guesses right.
@safe struct CodeTable: ~Copyable {
  private struct Slot {
    var word: UInt64
    var bits: UInt64
  }

  /// A copy of a text, whose length stands in its first eight bytes.
  private typealias Copy = UnsafeRawPointer

  private var slots: UnsafeMutablePointer<Slot>
  private var entries: UnsafeMutablePointer<Int32>
  private var shift: UInt64
  private var slotCount = 64
  /// The texts in the order of their appearance.
  private var copies: [Copy] = unsafe []
  private var lastWord: UInt64 = 0
  private var lastBits: UInt64 = 0
  /// Whether the processor looks eight texts up at a time.
  private let isWide: Bool
  /// Whether places depend on a secret.
  private(set) var isGuarded = false
  /// An odd number that spreads words over the places.
  private var multiplier = CodeTable.factor

  /// More places than this in a row, in a table that is half empty, are taken on purpose: by chance the
  /// longest row of a million texts has about seventy.
  static let longestRun = 256

  private static let processorIsWide = saldo_has_wide_codes()

  /// An empty table, which may use all that the processor has, or does without it.
  init(isNarrow: Bool = false) {
    isWide = CodeTable.processorIsWide && !isNarrow
    shift = 64 - 6
    unsafe slots = .allocate(capacity: 64)
    unsafe slots.initialize(repeating: Slot(word: 0, bits: 0), count: 64)
    unsafe entries = .allocate(capacity: 64)
    unsafe entries.initialize(repeating: 0, count: 64)
  }

  deinit {
    unsafe slots.deallocate()
    unsafe entries.deallocate()
    for index in unsafe copies.indices { unsafe copies[index].deallocate() }
  }

  private var mask: Int { 1 &<< Int(64 &- shift) &- 1 }

  /// What the text means, or nil where it is new and `insert` has to say.
  ///
  /// Reads eight bytes from `start` whatever the length.
  @inline(__always)
  mutating func find(_ start: UnsafeRawPointer, _ length: Int) -> UInt64? {
    let word = unsafe word(start, length)
    if word == lastWord, length <= 7 { return lastBits }
    var index = place(word)
    while true {
      let slot = unsafe slots[index]
      if slot.word == word, length <= 7 ? true : unsafe equals(index, start, length) {
        lastWord = word
        lastBits = slot.bits
        return slot.bits
      }
      if slot.word == 0 { return nil }
      index = (index &+ 1) & mask
    }
  }

  /// Finds what the texts of one column mean, row by row, and joins it to the rows' cells.
  ///
  /// Ends at the first row with a new text, which `insert` has to say.
  ///
  /// - Parameters:
  ///   - fields: The column.
  ///   - rows: The rows to look at.
  ///   - cells: The bits of each row.
  ///   - isFirst: Whether the bits are set, and not joined to those of another column.
  /// - Returns: The row with a new text, or the end of `rows`.
  mutating func find(
    _ fields: FieldColumn, _ rows: Range<Int>, into cells: UnsafeMutablePointer<UInt64>,
    isFirst: Bool
  ) -> Int {
    var row = rows.lowerBound
    // In the last column a text may end before its field does.
    guard isWide, unsafe fields.column < fields.width - 1 else {
      return unsafe findNarrow(fields, rows, into: cells, isFirst: isFirst)
    }
    while row < rows.upperBound {
      row += unsafe saldo_codes_wide(
        fields.base, fields.starts + (row &* fields.width &+ fields.column), fields.width,
        rows.upperBound &- row, slots, UInt32(truncatingIfNeeded: shift), multiplier,
        cells + row, isFirst)
      // The eight among which one is new or long, or the last.
      let end = min(row &+ 8, rows.upperBound)
      row = unsafe findNarrow(fields, row..<end, into: cells, isFirst: isFirst)
      if row < end { break }
    }
    return row
  }

  private mutating func findNarrow(
    _ fields: FieldColumn, _ rows: Range<Int>, into cells: UnsafeMutablePointer<UInt64>,
    isFirst: Bool
  ) -> Int {
    let (slots, mask, kept) = unsafe (slots, mask, isFirst ? 0 : UInt64.max)
    var (lastWord, lastBits) = (lastWord, lastBits)
    var row = rows.lowerBound
    search: while row < rows.upperBound {
      let (start, length) = unsafe fields[row]
      let word = unsafe word(start, length)
      if word != lastWord || length > 7 {
        var index = place(word)
        while true {
          let slot = unsafe slots[index]
          if slot.word == word, length <= 7 ? true : unsafe equals(index, start, length) {
            (lastWord, lastBits) = (word, slot.bits)
            break
          }
          if slot.word == 0 { break search }
          index = (index &+ 1) & mask
        }
      }
      unsafe cells[row] = cells[row] & kept | lastBits
      row &+= 1
    }
    (self.lastWord, self.lastBits) = (lastWord, lastBits)
    return row
  }

  /// Adds a text that `find` did not find.
  mutating func insert(_ start: UnsafeRawPointer, _ length: Int, bits: UInt64) {
    let roominess = mask < CodeTable.smallMask ? 8 : 2
    if unsafe (copies.count + 1) * roominess > mask { grow() }
    let copy = UnsafeMutableRawPointer.allocate(byteCount: 8 + length, alignment: 8)
    unsafe copy.storeBytes(of: length, as: Int.self)
    unsafe (copy + 8).copyMemory(from: start, byteCount: length)
    unsafe copies.append(UnsafeRawPointer(copy))
    let run = unsafe place(word(start, length), bits, entry: Int32(copies.count - 1))
    if run > CodeTable.longestRun, !isGuarded { layOutBySecret() }
  }

  /// How many texts there are.
  var count: Int { unsafe copies.count }

  /// The texts as the file spells them, in the order of their appearance.
  var texts: [[UInt8]] {
    unsafe copies.map { copy in
      let length = unsafe copy.load(as: Int.self)
      return unsafe [UInt8](UnsafeRawBufferPointer(start: copy + 8, count: length))
    }
  }

  /// The mask of the largest table that has eight times the room it needs.
  private static let smallMask = 1 << 17 - 1

  /// Gives every text a new meaning, told by its index in the order of appearance.
  mutating func reassign(_ bits: (Int) -> UInt64) {
    lastWord = 0
    for index in 0...mask where unsafe slots[index].word != 0 {
      unsafe slots[index].bits = bits(Int(entries[index]))
    }
  }

  /// An odd number whose products have well mixed upper bits: 2^64 over the golden ratio.
  private static let factor: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// Up to seven bytes and the length; of longer texts a hash, which never equals a short one's
  /// word.
  ///
  /// Never zero.
  @inline(__always)
  private func word(_ start: UnsafeRawPointer, _ length: Int) -> UInt64 {
    guard length <= 7 else {
      return unsafe isGuarded
        ? CodeTable.secretHash(start, length) : CodeTable.hash(start, length)
    }
    let bytes = unsafe UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
    let kept = bytes & ((UInt64(1) &<< UInt64(8 &* length)) &- 1)
    return kept | UInt64(length &+ 1) &<< 56
  }

  @inline(__always)
  private static func hash(_ start: UnsafeRawPointer, _ length: Int) -> UInt64 {
    var hash = UInt64(length)
    var offset = 0
    while offset < length {
      // The last eight bytes may be read twice.
      let at = min(offset, length &- 8)
      let part = unsafe start.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      hash = (hash ^ part) &* CodeTable.factor
      hash ^= hash &>> 29
      offset &+= 8
    }
    return hash | 0xff &<< 56
  }

  @inline(never)
  private static func secretHash(_ start: UnsafeRawPointer, _ length: Int) -> UInt64 {
    var hasher = Hasher()
    unsafe hasher.combine(bytes: UnsafeRawBufferPointer(start: start, count: length))
    return UInt64(bitPattern: Int64(hasher.finalize())) | 0xff &<< 56
  }

  @inline(__always)
  private func place(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* multiplier) &>> shift)
  }

  /// Whether a text of more than seven bytes is the one at a place.
  @inline(__always)
  private func equals(_ index: Int, _ start: UnsafeRawPointer, _ length: Int) -> Bool {
    let copy = unsafe copies[Int(entries[index])]
    guard unsafe copy.load(as: Int.self) == length else { return false }
    var offset = 0
    while offset < length {
      // The last eight bytes may be read twice.
      let at = min(offset, length &- 8)
      let (left, right) = unsafe (
        start.loadUnaligned(fromByteOffset: at, as: UInt64.self),
        copy.loadUnaligned(fromByteOffset: 8 &+ at, as: UInt64.self)
      )
      if left != right { return false }
      offset &+= 8
    }
    return true
  }

  /// Lays a text at the first free place from its own on; answers with how many were taken.
  @discardableResult
  private mutating func place(_ word: UInt64, _ bits: UInt64, entry: Int32) -> Int {
    var index = place(word)
    var run = 0
    while unsafe slots[index].word != 0 {
      index = (index + 1) & mask
      run += 1
    }
    unsafe slots[index] = Slot(word: word, bits: bits)
    unsafe entries[index] = entry
    return run
  }

  private mutating func grow() {
    shift -= 1
    unsafe layOut()
  }

  private mutating func layOutBySecret() {
    isGuarded = true
    multiplier = UInt64.random(in: 0...UInt64.max) | 1
    lastWord = 0
    // The words of long texts are now other ones; those of short texts are the texts themselves.
    unsafe layOut { word, copy in
      let length = unsafe copy.load(as: Int.self)
      return unsafe length <= 7 ? word : CodeTable.secretHash(copy + 8, length)
    }
  }

  /// Moves all texts to new memory, of the size that `shift` calls for.
  private mutating func layOut(word: ((UInt64, Copy) -> UInt64)? = nil) {
    let (oldSlots, oldEntries, oldSize) = unsafe (slots, entries, slotCount)
    let size = mask + 1
    unsafe slots = .allocate(capacity: size)
    unsafe slots.initialize(repeating: Slot(word: 0, bits: 0), count: size)
    unsafe entries = .allocate(capacity: size)
    unsafe entries.initialize(repeating: 0, count: size)
    slotCount = size
    for index in 0..<oldSize where unsafe oldSlots[index].word != 0 {
      let (slot, entry) = unsafe (oldSlots[index], oldEntries[index])
      let moved = unsafe word.map { unsafe $0(slot.word, copies[Int(entry)]) } ?? slot.word
      place(moved, slot.bits, entry: entry)
    }
    unsafe oldSlots.deallocate()
    unsafe oldEntries.deallocate()
  }
}
