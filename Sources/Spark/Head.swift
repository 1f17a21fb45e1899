internal import TradeData

/// The first rows of an input that only Spark reaches, by which its layout is told.
struct Head {
  let number: Int
  let name: String
  let form: SQLInput.Form

  private static let rows = 2000

  /// How Spark reads a path that is not read here; nil for files of this machine.
  static func form(of path: String) -> SQLInput.Form? {
    let plain = path.hasSuffix("/") ? path.dropLast() : path[...]
    if plain.lowercased().hasSuffix(".parquet") { return .parquet }
    return SQLInput.isAddress(path) ? .csv : nil
  }

  /// Those of the inputs that need one.
  static func all(of inputs: SparkEngine.Inputs) -> [Head] {
    let files = inputs.paths.compactMap { path in form(of: path).map { (path, $0) } }
    return (files + inputs.tables.map { ($0, .table) }).enumerated().map { number, input in
      Head(number: number + 1, name: input.0, form: input.1)
    }
  }

  /// A script that writes the first rows of each to a folder of its own.
  static func script(_ heads: [Head], folder: String) -> String {
    heads.map { head in
      SQLDialect.sparkHead(
        of: head.name, head.form, rows: rows, folder: "\(folder)/head-\(head.number)")
    }.joined(separator: "\n")
  }

  /// The lines of the first of the files that an answer holds lines of; of other forms, all of it.
  ///
  /// A line of text stands behind the address of its file and a tab.
  func lines(_ answer: [UInt8]) -> [UInt8] {
    guard form == .csv else { return answer }
    var lines: [UInt8] = []
    var first: ArraySlice<UInt8>?
    for line in answer.split(separator: UInt8(ascii: "\n")) {
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { continue }
      if first == nil { first = line[..<tab] }
      guard first == line[..<tab] else { continue }
      lines += line[(tab + 1)...]
      lines.append(UInt8(ascii: "\n"))
    }
    return lines
  }
}
