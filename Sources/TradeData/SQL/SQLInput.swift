/// What a statement reads: a file, or several under one address, or a table.
public struct SQLInput: Sendable {
  /// How the engine reads it.
  public enum Form: Sendable, Hashable {
    /// Separated text, packed or not.
    case csv
    /// Parquet files.
    case parquet
    /// A table of the engine's catalogue.
    case table
  }

  /// As the user named it.
  public let name: String
  /// How the engine reads it.
  public let form: Form
  /// The address for the engine: a pattern, in which signs of patterns are escaped where they are none.
  let address: String
  /// The file, or its beginning.
  let file: InputFile
  /// Whether the engine sees the header for the first time where it reads the rows, and checks that
  /// every file has the same one.
  let isRemote: Bool

  /// A file of this machine, whose beginning is looked at here.
  ///
  /// - Throws: `TradeDataError` where it cannot be read, or not by the engine.
  public init(file path: String, memory: Int) throws(TradeDataError) {
    if path == "-" {
      throw TradeDataError(
        path,
        "standard input cannot be read by Spark, whose workers open files themselves: name a "
          + "file, or leave --engine spark out")
    }
    let parts = path.lowercased().split(separator: "/")
    if parts.contains(where: { $0.hasSuffix(".zip") }) {
      throw TradeDataError(
        path, "is a zip archive, which Spark does not read; unpack it, or leave --engine spark out")
    }
    (name, form, isRemote) = (path, .csv, false)
    address = InputPaths.absolute(path)
    file = try InputFile(path: path, budget: MemoryBudget(limit: memory))
    if file.isFromUTF16 {
      throw TradeDataError(path, "is in UTF-16; save it as UTF-8, or leave --engine spark out")
    }
  }

  /// What lies where only the engine reads it, known by the first rows.
  ///
  /// - Parameters:
  ///   - name: The address or the table.
  ///   - form: What it is.
  ///   - head: A header line and some rows, as separated text.
  /// - Throws: `TradeDataError` where there is nothing.
  public init(name: String, form: Form, head: [UInt8]) throws(TradeDataError) {
    (self.name, self.form, isRemote) = (name, form, true)
    address = SQLInput.isAddress(name) || form == .table ? name : InputPaths.absolute(name)
    file = try InputFile(name: name, bytes: head)
    guard file.count > 0 else {
      throw TradeDataError(name, "is empty; expected a header line and rows")
    }
  }

  /// Whether a text names a place by its scheme, as `s3a://bucket/folder`.
  public static func isAddress(_ text: String) -> Bool {
    guard let end = text.firstRange(of: "://") else { return false }
    let scheme = text[..<end.lowerBound]
    return !scheme.isEmpty
      && scheme.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
      }
  }
}
