/// Columns of any names, read from files of delimited text: some as numbers, some as codes of texts.
///
/// Separator, encoding, quotes and packing are found as for trade files; a comma stands before
/// fractions where fields are separated by something else and the numbers show it.
public struct DataColumns: Sendable {
  /// A column read as texts.
  public struct Codes: Sendable {
    /// For each row, an index into `texts`, or -1 where the field is empty.
    public let codes: [Int32]
    /// The distinct texts, in the order in which they first appear.
    public let texts: [String]
  }

  /// The number of rows.
  public let rows: Int
  /// The numbers of each column that was asked for; not a number where there is none.
  public let numbers: [String: [Double]]
  /// The codes of each column that was asked for.
  public let codes: [String: Codes]
  private let places: [Place]

  /// Where the rows of a stretch begin.
  private struct Place: Sendable {
    let path: String
    let firstRow: Int
    /// The line of each row.
    let lines: [Int]
  }

  /// The file and the line of a row.
  public func place(ofRow row: Int) -> (file: String, line: Int) {
    let place = places.last { $0.firstRow <= row && row < $0.firstRow + $0.lines.count }
    return place.map { ($0.path, $0.lines[row - $0.firstRow]) } ?? ("", 0)
  }

  /// Texts that stand for a number that is missing, besides an empty field.
  static let missing: Set<String> = [
    "NA", "N/A", "n/a", "NaN", "nan", ".", "..", "null", "NULL", "None",
  ]

  /// Reads the named columns of files, whose rows follow one another.
  ///
  /// A column may be read both ways. Throws `TradeDataError` where a file cannot be read, has no such
  /// column or has it twice, or where a field of a number is none, with its line and column.
  public init(
    of paths: [String], numbers numberNames: [String], codes codeNames: [String], threads: Int
  ) async throws {
    var parts: [ColumnPart] = []
    for path in paths {
      let input = try ColumnFile(path, numbers: numberNames, codes: codeNames)
      parts += try await input.parts(threads: threads)
    }
    var (places, rows) = ([Place](), 0)
    for part in parts {
      places.append(Place(path: part.path, firstRow: rows, lines: part.lines))
      rows += part.lines.count
    }
    (self.rows, self.places) = (rows, places)
    var numbers: [String: [Double]] = [:]
    for (slot, name) in numberNames.enumerated() {
      var column: [Double] = []
      column.reserveCapacity(rows)
      for part in parts { column += part.numbers[slot] }
      numbers[name] = column
    }
    self.numbers = numbers
    var codes: [String: Codes] = [:]
    for (slot, name) in codeNames.enumerated() {
      codes[name] = DataColumns.joined(parts.map { ($0.codes[slot], $0.texts[slot]) }, rows: rows)
    }
    self.codes = codes
  }

  /// The parts' codes as codes of one list of texts.
  private static func joined(_ parts: [(codes: [Int32], texts: [String])], rows: Int) -> Codes {
    var (numbers, texts) = ([String: Int32](), [String]())
    var joined: [Int32] = []
    joined.reserveCapacity(rows)
    for (codes, partTexts) in parts {
      let meanings = partTexts.map { text -> Int32 in
        if text.isEmpty { return -1 }
        if let known = numbers[text] { return known }
        let number = Int32(texts.count)
        numbers[text] = number
        texts.append(text)
        return number
      }
      for code in codes { joined.append(meanings[Int(code)]) }
    }
    return Codes(codes: joined, texts: texts)
  }
}
