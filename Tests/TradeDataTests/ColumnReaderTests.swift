import Testing

@testable import TradeData

@Suite struct ColumnReaderTests {
  /// One cell as the reader should give it: its digits and those behind the point.
  private enum Cell: Equatable {
    case number(Int64, Int8)
    case text(String)
    case absent
  }

  @Test func cellsAndLinesAreThoseOfAByteByByteReading() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Generator(seed: seed)
    for quoted in [false, true] {
      for _ in 0..<40 {
        let (text, rows) = table(quoted: quoted, &random)
        let file = try InputFile(name: "table", bytes: Array(text.utf8))
        var reader = ColumnReader(
          file, 0..<file.count,
          format: .init(separator: UInt8(ascii: ","), point: UInt8(ascii: "."), isQuoted: quoted),
          columns: [0, 2], isNarrow: Bool.random(using: &random))
        var next = 0
        while try reader.next() {
          for row in 0..<reader.rows {
            let expected = rows[next]
            for (slot, column) in [0, 2].enumerated() {
              let found = cell(row, slot, column, reader)
              #expect(found == expected.cells[slot], "seed \(seed), row \(next)")
              if reader.commonPlaces[slot] >= 0 {
                #expect(reader.commonPlaces[slot] == reader.places[slot * reader.stride + row])
              }
            }
            #expect(reader.lines(beforeRow: row) == expected.line, "seed \(seed), row \(next)")
            next += 1
          }
        }
        #expect(next == rows.count, "seed \(seed)")
        #expect(reader.lines == text.utf8.count { $0 == UInt8(ascii: "\n") }, "seed \(seed)")
      }
    }
  }

  private func cell(
    _ row: Int, _ slot: Int, _ column: Int, _ reader: borrowing ColumnReader
  ) -> Cell {
    let place = slot * reader.stride + row
    return switch reader.places[place] {
    case ColumnReader.Mark.absent: .absent
    case ColumnReader.Mark.text: .text(reader.text(row: row, column: column))
    default: .number(reader.digits[place], reader.places[place])
    }
  }

  /// A table with what its cells are: mostly numbers alike, some of every other kind.
  private func table(
    quoted: Bool, _ random: inout Generator
  ) -> (text: String, rows: [(cells: [Cell], line: Int)]) {
    var text = ""
    var rows: [(cells: [Cell], line: Int)] = []
    var line = 0
    let isWindows = Bool.random(using: &random)
    for _ in 0..<Int.random(in: 1...1500, using: &random) {
      let first = number(&random)
      if !first.text.isEmpty, Int.random(in: 0..<50, using: &random) == 0 {
        text += first.text
        rows.append(([first.cell, .absent], line))
      } else {
        let isBroken = quoted && Int.random(in: 0..<9, using: &random) == 0
        let last = number(&random)
        text += first.text + (isBroken ? ",\"a,\nb\"," : ",ab,") + last.text
        rows.append(([first.cell, last.cell], line))
        if isBroken { line += 1 }
      }
      text += isWindows ? "\r\n" : "\n"
      line += 1
    }
    if Bool.random(using: &random) { text.removeLast() }
    return (text, rows)
  }

  private func number(_ random: inout Generator) -> (text: String, cell: Cell) {
    let isOdd = Int.random(in: 0..<20, using: &random) == 0
    if isOdd,
      let word = ["", "-", "1O0", "1.2.3", "12345678901234567", "n/a"]
        .randomElement(using: &random)
    {
      return (word, .text(word))
    }
    let places = isOdd ? Int.random(in: 0...15, using: &random) : 2
    let digits = max(places + 1, Int.random(in: 1...16, using: &random))
    var text = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
    guard let size = Int64(text) else { return ("", .text("")) }
    let isNegative = Bool.random(using: &random)
    if places > 0 { text.insert(".", at: text.index(text.endIndex, offsetBy: -places)) }
    // A number and its point take no more than sixteen characters on the careful way.
    if text.count > 16 { return ("7", .number(7, 0)) }
    return ((isNegative ? "-" : "") + text, .number(isNegative ? -size : size, Int8(places)))
  }
}
