internal import Analytics
internal import TradeData

/// One row of a result as a JSON object; every number is a string, an empty cell is null.
private struct JSONRow: Sendable {
  private let contents: [ResultTable.Column.Content]
  private let names: [[UInt8]]
  private let texts: [[[UInt8]]]

  init(_ columns: [ResultTable.Column]) {
    contents = columns.map(\.content)
    names = columns.map { JSONRow.quoted($0.name) }
    texts = columns.map { column in
      guard case .text(let texts) = column.content else { return [] }
      return texts.map { $0.isEmpty ? Array("null".utf8) : JSONRow.quoted($0) }
    }
  }

  func append(_ row: Int, of block: ResultTable.Block, to bytes: inout ByteBuffer) {
    bytes.append(UInt8(ascii: "{"))
    for column in block.columns.indices {
      if column > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(names[column])
      bytes.append(UInt8(ascii: ":"))
      switch block.columns[column] {
      case .codes(let codes) where codes[row] >= 0:
        bytes.append(texts[column][Int(codes[row])])
      case .numbers(let cells) where cells.digits[row] != Cells.absent:
        bytes.append(UInt8(ascii: "\""))
        bytes.append(cells, row, contents[column])
        bytes.append(UInt8(ascii: "\""))
      default:
        bytes.append(JSONRow.null)
      }
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private static let null = Array("null".utf8)

  private static func quoted(_ text: String) -> [UInt8] {
    var writer = JSONWriter(isPretty: false)
    writer.write(text)
    return writer.bytes
  }
}

/// One JSON document with the rows in an array, a row a line.
struct JSONFormatter: BlockFormatter {
  let opening: [UInt8]
  let closing = Array("\n]}\n".utf8)
  let joint = Array(",".utf8)
  private let row: JSONRow

  init(_ columns: [ResultTable.Column], unit: String) {
    row = JSONRow(columns)
    var writer = JSONWriter(isPretty: false)
    writer.beginObject()
    writer.write("saldo.analyze/1", "schema")
    writer.write(unit.isEmpty ? nil : unit, "unit")
    opening = writer.bytes + Array(",\"rows\":[".utf8)
  }

  func bytes(of block: ResultTable.Block) -> ByteRun {
    var bytes = ByteBuffer(capacity: block.rowCount * 64)
    for number in 0..<block.rowCount {
      if number > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(UInt8(ascii: "\n"))
      row.append(number, of: block, to: &bytes)
    }
    return bytes.finish()
  }
}

/// One JSON object a line.
struct JSONLinesFormatter: BlockFormatter {
  let opening: [UInt8] = []
  let closing: [UInt8] = []
  let joint: [UInt8] = []
  private let row: JSONRow

  init(_ columns: [ResultTable.Column]) { row = JSONRow(columns) }

  func bytes(of block: ResultTable.Block) -> ByteRun {
    var bytes = ByteBuffer(capacity: block.rowCount * 64)
    for number in 0..<block.rowCount {
      row.append(number, of: block, to: &bytes)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes.finish()
  }
}
