/// A file of delimited text, opened, with the places of the columns that are asked for.
struct ColumnFile: Sendable {
  private let file: InputFile
  private let header: Header
  private let numbers: [Int]
  private let codes: [Int]
  private let names: [String]

  init(_ path: String, numbers: [String], codes: [String]) throws {
    file = try InputFile(path: path)
    let encoding = file.encoding(ofFirst: 1 << 20)
    guard let header = try Header(of: file, at: 0, line: 1, encoding: encoding) else {
      throw TradeDataError(path, "is empty; expected a header line and rows")
    }
    self.header = header
    names = header.names
    self.numbers = try numbers.map { try ColumnFile.place(of: $0, in: header, path) }
    self.codes = try codes.map { try ColumnFile.place(of: $0, in: header, path) }
  }

  private static func place(of name: String, in header: Header, _ path: String) throws -> Int {
    let places = header.names.indices.filter { header.names[$0] == name }
    guard let place = places.first else {
      let known = header.names.filter { !$0.isEmpty }
      let nearest = NearestName.of(name, among: known).map { "; the nearest is \"\($0)\"" } ?? ""
      throw TradeDataError(
        path, line: header.line,
        "no column \"\(name.oneLine)\"\(nearest); there are: "
          + known.prefix(40).map(\.oneLine).joined(separator: ", "))
    }
    guard places.count == 1 else {
      throw TradeDataError(
        path, line: header.line,
        "\(places.count) columns are named \"\(name.oneLine)\"; expected one: rename the others")
    }
    return place
  }

  /// Bytes that a task takes at a time.
  private static let stretch = 1 << 22

  /// The rows, in stretches in the order of the file.
  func parts(threads: Int) async throws -> [ColumnPart] {
    do {
      return try await parts(
        threads: threads, isQuoted: file.bytes(ofFirst: 1 << 16).contains(UInt8(ascii: "\"")))
    } catch is ColumnReader.QuotesMet {
      return try await parts(threads: threads, isQuoted: true)
    }
  }

  private func parts(threads: Int, isQuoted: Bool) async throws -> [ColumnPart] {
    let format = ColumnReader.Format(
      separator: header.separator, point: try point(isQuoted: isQuoted), isQuoted: isQuoted,
      encoding: header.encoding)
    let stretches = file.stretches(
      from: header.bodyOffset, of: ColumnFile.stretch, isQuoted: isQuoted)
    // Each stretch by itself, so that the first error is the file's first whoever meets one first.
    let results = await withTaskGroup(
      of: (Int, Result<ColumnPart, any Error>).self,
      returning: [Int: Result<ColumnPart, any Error>].self
    ) { group in
      var (results, next) = ([Int: Result<ColumnPart, any Error>](), 0)
      while next < min(threads, stretches.count) {
        let number = next
        group.addTask { (number, Result { try part(stretches[number], format) }) }
        next += 1
      }
      while let (number, result) = await group.next() {
        results[number] = result
        if next < stretches.count {
          let following = next
          group.addTask { (following, Result { try part(stretches[following], format) }) }
          next += 1
        }
      }
      return results
    }
    var parts: [ColumnPart] = []
    var line = file.position(of: header.bodyOffset).line
    for number in stretches.indices {
      guard var part = try results[number]?.get() else { continue }
      part.move(byLines: line)
      line += part.lineEnds
      parts.append(part)
    }
    try file.confirmUnchanged()
    return parts
  }

  private func part(_ range: Range<Int>, _ format: ColumnReader.Format) throws -> ColumnPart {
    try ColumnPart(
      file, range, format, numbers: numbers, codes: codes, names: names)
  }

  /// The byte before fractions: a comma where numbers in the first rows can be read in no other way.
  private func point(isQuoted: Bool) throws -> UInt8 {
    guard header.separator != UInt8(ascii: ",") else { return UInt8(ascii: ".") }
    let end = file.offset(ofLine: header.line + 200)
    let format = ColumnReader.Format(
      separator: header.separator, point: UInt8(ascii: "."), isQuoted: isQuoted,
      encoding: header.encoding)
    guard end > header.bodyOffset else { return format.point }
    let range = header.bodyOffset..<(isQuoted ? file.count : end)
    var reader = ColumnReader(file, range, format: format, columns: [])
    guard try reader.next() else { return format.point }
    for row in 0..<reader.rows {
      for column in numbers {
        let text = reader.text(row: row, column: column)
        if text.contains("."), Double(text) != nil { return format.point }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        // Three digits behind one comma may be a group of thousands, if other than zero is before.
        if parts.count == 2, parts[1].count != 3 || parts[0] == "0",
          Double(parts.joined(separator: ".")) != nil
        {
          return UInt8(ascii: ",")
        }
      }
    }
    return format.point
  }
}
