@testable import TradeData

/// The scanner, against a reader that looks at one byte after the other.
///
/// The first byte chooses the separators, the quoting and the length of the stretches.
func fuzzCSV(_ bytes: [UInt8]) {
  guard let choice = bytes.first, bytes.count > 1 else { return }
  let text = Array(bytes.dropFirst())
  let isQuoted = choice & 1 == 1
  let separators: [(UInt8, UInt8)] = [(0x2c, 0x2c), (0x3b, 0x3b), (0x09, 0x09), (0x2c, 0x3b)]
  let pair = separators[Int(choice >> 1) & 3]
  let plain = PlainRows(text, separators: pair, isQuoted: isQuoted)
  for isNarrow in [false, true] {
    checkIndex(text, plain, pair, isQuoted: isQuoted, isNarrow: isNarrow)
    if pair.0 == pair.1 {
      checkColumns(text, plain, separator: pair.0, isQuoted: isQuoted, isNarrow: isNarrow)
    }
  }
  checkStretches(text, plain, of: 1 + Int(choice >> 3) * 3, isQuoted: isQuoted)
}

/// Fields and rows by the plainest rules: a quote turns quoting on or off, a separator outside of it
/// ends a field, a line end outside of it a row.
private struct PlainRows {
  /// Where fields begin: behind every separator and line end outside of quotes.
  var starts: [Int] = [0]
  var lineEnds = 0
  var endsInside = false
  /// Where rows begin.
  var rowStarts: [Int] = [0]
  /// The fields of each row; what follows the last line end is a row if there is anything.
  var rows: [[Range<Int>]] = []

  init(_ text: [UInt8], separators: (UInt8, UInt8), isQuoted: Bool) {
    var (begin, fields) = (0, [Range<Int>]())
    for (place, byte) in text.enumerated() {
      if byte == UInt8(ascii: "\""), isQuoted { endsInside.toggle() }
      guard !endsInside else { continue }
      let isEnd = byte == UInt8(ascii: "\n")
      guard isEnd || byte == separators.0 || byte == separators.1 else { continue }
      fields.append(begin..<place)
      begin = place + 1
      starts.append(begin)
      guard isEnd else { continue }
      lineEnds += 1
      rowStarts.append(begin)
      rows.append(fields)
      fields = []
    }
    if begin < text.count || !fields.isEmpty { rows.append(fields + [begin..<text.count]) }
  }
}

private func checkIndex(
  _ text: [UInt8], _ plain: PlainRows, _ separators: (UInt8, UInt8), isQuoted: Bool,
  isNarrow: Bool
) {
  let padded = text + Array(repeating: separators.0, count: 64)
  var index = StructuralIndex(isNarrow: isNarrow)
  padded.withUnsafeBytes { buffer in
    guard let base = buffer.baseAddress else { return }
    index.index(base, length: text.count, separators: separators, quoted: isQuoted)
  }
  let starts = (0...index.count).map { Int(index.starts[$0]) }
  if starts != plain.starts { broken("fields begin at \(starts), not at \(plain.starts)") }
  if index.lineEnds != plain.lineEnds { broken("\(index.lineEnds) lines, not \(plain.lineEnds)") }
  if index.endsInside != plain.endsInside { broken("the text ends inside of quotes, or not") }
  if index.hasNUL != text.contains(0) { broken("there is a NUL byte, or not") }
  let whole = plain.rowStarts.last ?? 0
  if index.lengthOfWholeRows != whole {
    broken("whole rows end at \(index.lengthOfWholeRows), not at \(whole)")
  }
}

private func checkColumns(
  _ text: [UInt8], _ plain: PlainRows, separator: UInt8, isQuoted: Bool, isNarrow: Bool
) {
  // A row that never ends inside of quotes is an error of the reader, and a quote unasked for too.
  if plain.endsInside || (!isQuoted && text.contains(UInt8(ascii: "\""))) { return }
  do {
    let file = try InputFile(name: "fuzz", bytes: text)
    var reader = ColumnReader(
      file, 0..<text.count,
      format: .init(separator: separator, point: UInt8(ascii: "."), isQuoted: isQuoted),
      columns: [0, 2], isNarrow: isNarrow)
    var next = 0
    while try reader.next() {
      for row in 0..<reader.rows {
        guard next < plain.rows.count else { broken("more than \(next) rows") }
        let fields = plain.rows[next]
        if reader.fields(inRow: row) != fields.count {
          broken("row \(next) has \(reader.fields(inRow: row)) fields, not \(fields.count)")
        }
        for (slot, column) in [0, 2].enumerated() where column < fields.count {
          let expected = FieldText.decode(Array(text[fields[column]]))
          if reader.text(row: row, column: column) != expected {
            broken("row \(next), column \(column) is not \(expected.debugDescription)")
          }
          checkCell(
            reader, row, slot, Array(text[fields[column]]), isLast: column == fields.count - 1)
        }
        next += 1
      }
    }
    if next != plain.rows.count { broken("\(next) rows, not \(plain.rows.count)") }
  } catch {
    checkLine(error)
    broken("rows were refused: \(error)")
  }
}

/// A number that the reader gives is the one that the field's bytes spell.
private func checkCell(
  _ reader: borrowing ColumnReader, _ row: Int, _ slot: Int, _ field: [UInt8], isLast: Bool
) {
  let place = slot * reader.stride + row
  let fraction = Int(reader.places[place])
  guard fraction >= 0 else { return }
  var bytes = field
  if isLast, bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
  var (value, behind, isNegative) = (Int128(0), -1, false)
  for (index, byte) in bytes.enumerated() {
    switch byte {
    case UInt8(ascii: "-") where index == 0: isNegative = true
    case UInt8(ascii: ".") where behind < 0: behind = 0
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      value = value * 10 + Int128(byte - UInt8(ascii: "0"))
      if behind >= 0 { behind += 1 }
    default: broken("\(bytes) was read as a number")
    }
    if value > Int128(Int64.max) { broken("\(bytes) was read as a number of one word") }
  }
  if isNegative { value = -value }
  if Int128(reader.digits[place]) != value || fraction != max(0, behind) {
    broken("\(bytes) was read as \(reader.digits[place]) with \(fraction) places")
  }
}

private func checkStretches(_ text: [UInt8], _ plain: PlainRows, of size: Int, isQuoted: Bool) {
  guard let file = try? InputFile(name: "fuzz", bytes: text) else { return }
  let stretches = file.stretches(from: 0, of: size, isQuoted: isQuoted)
  var position = 0
  for stretch in stretches {
    if stretch.lowerBound != position || stretch.isEmpty { broken("\(stretches) has a gap") }
    if !plain.rowStarts.contains(position) { broken("no row begins at \(position)") }
    position = stretch.upperBound
  }
  if position != text.count { broken("\(stretches) does not end at \(text.count)") }
}
