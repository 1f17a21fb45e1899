/// The rows of a file in which every field stands in quotes, doubled inside, one row after another.
struct AnswerRows {
  private let file: InputFile
  private var place = 0

  init(_ file: InputFile) { self.file = file }

  /// The fields of the next row; nil behind the last.
  mutating func next() -> [String]? {
    guard place < file.count else { return nil }
    var fields: [String] = []
    while true {
      fields.append(field())
      let isLast = byte != UInt8(ascii: ",")
      place += 1
      if isLast { return fields }
    }
  }

  /// The byte at the present place; nil behind the last.
  private var byte: UInt8? { unsafe place < file.count ? file.start[place] : nil }

  private mutating func field() -> String {
    guard byte == UInt8(ascii: "\"") else {
      let start = place
      while let byte, byte != UInt8(ascii: ","), byte != UInt8(ascii: "\n") { place += 1 }
      return file.text(start..<place)
    }
    place += 1
    var (start, text) = (place, "")
    while let byte {
      place += 1
      guard byte == UInt8(ascii: "\"") else { continue }
      text += file.text(start..<(place - 1))
      guard self.byte == UInt8(ascii: "\"") else { break }
      // The second of two quotes stands for itself.
      start = place
      place += 1
    }
    return text
  }
}

/// One row of an answer, its fields by their columns.
struct AnswerRow {
  let fields: [String]
  let places: [String: Int]

  func text(_ column: String) -> String { fields[places[column] ?? 0] }

  func number(_ column: String) -> Int? { Int(text(column)) }
}
