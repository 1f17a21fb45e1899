/// How the codes of a row's period and keys make the number of its cell: each has bits of its own, the
/// period's the highest, so that a file sorted by year touches one part of the cube after another.
///
/// A key of 5,022 products needs thirteen bits, of whose 8,192 codes a third have no text. Were the
/// thirteen side by side, every stretch of products would end in cells that nobody touches, but whose
/// pages somebody has to fill with zeros. So each key's first ten bits stand below the further bits of
/// all keys: a stretch is full, and what has no text is whole pages.
struct CellLayout: Sendable, Equatable {
  /// The bits of each dimension.
  private(set) var widths: [Int]
  /// Where they stand.
  private(set) var fields: [Field]
  /// The number of dimensions at the end that are levels, whose bits stay together.
  private let levels: Int

  /// The most bits a cell's number may have: the rest of the word holds the flags of `Meaning`.
  static let limit = 58
  /// The bits of a key below the further bits of other keys: eight KiB of sums.
  private static let lowerWidth = 10

  /// Where the bits of one dimension stand in a cell's number.
  struct Field: Sendable, Equatable {
    /// Some bits side by side.
    fileprivate struct Run: Equatable {
      var width: UInt64 = 0
      var shift: UInt64 = 0

      @inline(__always) var mask: UInt64 { 1 &<< width &- 1 }
    }

    fileprivate var lower = Run()
    fileprivate var upper = Run()

    /// The bits of a code.
    @inline(__always)
    func bits(_ code: Int) -> UInt64 {
      let code = UInt64(code)
      return (code & lower.mask) &<< lower.shift | (code &>> lower.width) &<< upper.shift
    }

    /// The code in a cell's number.
    @inline(__always)
    func code(_ cell: UInt64) -> Int {
      let low = cell &>> lower.shift & lower.mask
      return Int(
        truncatingIfNeeded: low | (cell &>> upper.shift & upper.mask) &<< lower.width)
    }
  }

  /// A layout of the period, the keys and `levels` levels, each with so many bits.
  init(widths: [Int], levels: Int = 0) {
    self.widths = widths
    self.levels = levels
    fields = Array(repeating: Field(), count: widths.count)
    let keys = 1..<widths.count - levels
    var shift: UInt64 = 0
    for dimension in widths.indices.dropFirst().reversed() {
      let width = widths[dimension]
      let lower = keys.contains(dimension) ? min(width, CellLayout.lowerWidth) : width
      fields[dimension].lower = Field.Run(width: UInt64(lower), shift: shift)
      shift += UInt64(lower)
    }
    for dimension in keys.reversed() {
      let upper = UInt64(widths[dimension]) - fields[dimension].lower.width
      fields[dimension].upper = Field.Run(width: upper, shift: shift)
      shift += upper
    }
    let period = Field.Run(width: UInt64(widths[0]), shift: shift)
    // The end of all periods is a code past the last that fits.
    fields[0] = Field(lower: period, upper: Field.Run(width: 0, shift: shift + period.width))
  }

  /// The bits of a whole cell number.
  var width: Int { widths.reduce(0, +) }

  /// The bits of the levels, which are the lowest.
  var levelWidth: Int { widths.suffix(levels).reduce(0, +) }

  /// The same with room for `code` in `dimension`.
  func widened(for code: Int, in dimension: Int) -> CellLayout {
    var widths = widths
    while code >> widths[dimension] != 0 { widths[dimension] += 1 }
    return CellLayout(widths: widths, levels: levels)
  }

  /// The bits of one dimension's code.
  func bits(_ code: Int, in dimension: Int) -> UInt64 { fields[dimension].bits(code) }

  /// The code of one dimension in a cell's number.
  func code(_ cell: UInt64, in dimension: Int) -> Int { fields[dimension].code(cell) }

  /// The number that a cell of this layout has in another one with the same dimensions.
  func translate(_ cell: UInt64, to other: CellLayout) -> UInt64 {
    widths.indices.reduce(0) { $0 | other.bits(code(cell, in: $1), in: $1) }
  }
}
