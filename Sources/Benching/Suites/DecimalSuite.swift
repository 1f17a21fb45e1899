internal import TradeData

/// Printed decimals of a file's column to whole numbers.
struct DecimalSuite: Suite {
  let name = "decimals"
  let summary = "printed decimals of a column to whole numbers"
  let dimensions = [Dimension.rows]
  let isParallel = false

  func size(rows: Int) -> Size { Size([.rows: 4 * rows]) }

  func workload(_ size: Size, in workspace: Workspace) async throws -> Workload {
    let rows = size[.rows]
    var generator = workspace.generator(name)
    var text: [UInt8] = []
    text.reserveCapacity(rows * 11)
    for _ in 0..<rows {
      text.appendDecimal(generator.skewed(below: 100_000_000), places: 2)
      text.append(UInt8(ascii: "\n"))
    }
    let file = try InputFile(name: name, bytes: text)
    let format = ColumnReader.Format(
      separator: UInt8(ascii: ","), point: UInt8(ascii: "."), isQuoted: false)
    return Workload(
      amount: rows, unit: "numbers", demand: .numbers(bytes: file.count, operations: 0)
    ) {
      var reader = ColumnReader(file, 0..<file.count, format: format, columns: [0])
      var sum: Int64 = 0
      while try reader.next() {
        for row in 0..<reader.rows { sum &+= reader.digits[row] }
      }
      return Double(sum)
    }
  }
}

extension [UInt8] {
  /// Adds a number of so many units of the last of `places` digits behind the point.
  mutating func appendDecimal(_ units: Int, places: Int) {
    let digits = String(units.magnitude)
    if units < 0 { append(UInt8(ascii: "-")) }
    let padded = String(repeating: "0", count: Swift.max(0, places + 1 - digits.count)) + digits
    append(contentsOf: padded.utf8.dropLast(places))
    guard places > 0 else { return }
    append(UInt8(ascii: "."))
    append(contentsOf: padded.utf8.suffix(places))
  }
}
