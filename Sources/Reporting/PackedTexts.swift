/// The cells of a column of texts one behind the other, so that one is found without an array of its
/// own.
struct PackedTexts: Sendable {
  /// The empty cell, all texts, and sixteen bytes more.
  let bytes: [UInt8]
  /// Where each cell begins, that of no text first, and the end of the last.
  let begins: [Int]
  /// The length of the longest, at least sixteen.
  let longest: Int
  /// Whether no cell is longer than sixteen bytes.
  var areShort: Bool { longest == 16 }

  /// Cells of these texts, each behind a `comma` where one is given.
  init(_ texts: [[UInt8]], behind comma: UInt8?) {
    let before = comma.map { [$0] } ?? []
    let cells = ([[]] + texts).map { before + $0 }
    var begins = [0]
    for cell in cells { begins.append(begins[begins.count - 1] + cell.count) }
    bytes = cells.flatMap(\.self) + Array(repeating: 0, count: 16)
    self.begins = begins
    longest = max(16, cells.map(\.count).max() ?? 0)
  }
}
