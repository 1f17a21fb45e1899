/// How the codes of a row's period and keys make the number of its cell: each has a run of bits, the
/// period's the highest, so that a file sorted by year touches one part of the cube after another.
struct CellLayout: Sendable, Equatable {
  /// The bits of each dimension, from the highest to the lowest.
  private(set) var widths: [Int]
  /// How far each dimension's code is shifted.
  private(set) var shifts: [Int]

  /// The most bits a cell's number may have: the rest of the word holds the flags of `Meaning`.
  static let limit = 58

  init(widths: [Int]) {
    self.widths = widths
    shifts = CellLayout.shifts(widths)
  }

  /// The bits of a whole cell number.
  var width: Int { widths.reduce(0, +) }

  /// The bits of a dimension and all those after it, which are the lowest.
  func width(from dimension: Int) -> Int { widths[dimension...].reduce(0, +) }

  /// The same with room for `code` in `dimension`.
  func widened(for code: Int, in dimension: Int) -> CellLayout {
    var widths = widths
    while code >> widths[dimension] != 0 { widths[dimension] += 1 }
    return CellLayout(widths: widths)
  }

  /// The bits of one dimension's code.
  func bits(_ code: Int, in dimension: Int) -> UInt64 { UInt64(code) << UInt64(shifts[dimension]) }

  /// The code of one dimension in a cell's number.
  func code(_ cell: UInt64, in dimension: Int) -> Int {
    Int(cell >> UInt64(shifts[dimension]) & (1 << UInt64(widths[dimension]) - 1))
  }

  /// The number that a cell of this layout has in another one with the same dimensions.
  func translate(_ cell: UInt64, to other: CellLayout) -> UInt64 {
    widths.indices.reduce(0) { $0 | other.bits(code(cell, in: $1), in: $1) }
  }

  private static func shifts(_ widths: [Int]) -> [Int] {
    var shifts = [Int](repeating: 0, count: widths.count)
    for index in widths.indices.dropLast().reversed() {
      shifts[index] = shifts[index + 1] + widths[index + 1]
    }
    return shifts
  }
}
