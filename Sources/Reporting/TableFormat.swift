public import Analytics

/// A form in which a result is written.
public enum TableFormat: Sendable {
  /// Aligned columns for people; with colours where the flag is set.
  case text(isColored: Bool)
  /// RFC 4180, with line feeds.
  case csv
  /// The same, with an apostrophe before texts that a spreadsheet would run as a formula.
  case spreadsheetCSV
  /// One document `{"schema": …, "unit": …, "rows": [{…}]}`; every number a string.
  case json
  /// The same rows, one object a line.
  case jsonLines
}

/// Turns blocks of a result into bytes of one format.
protocol BlockFormatter: Sendable {
  /// What stands before all rows.
  var opening: [UInt8] { get }
  /// What stands after all rows.
  var closing: [UInt8] { get }
  /// What stands between the rows of two blocks.
  var joint: [UInt8] { get }
  /// The rows of one block.
  func bytes(of block: ResultTable.Block) -> ByteRun
}

extension ResultTable {
  /// Writes the whole table.
  ///
  /// Blocks are computed and formatted by `threads` tasks and written in order, so the bytes do not
  /// depend on the number of threads.
  ///
  /// - Parameters:
  ///   - format: The form.
  ///   - unit: What the values are in, for the forms that say it; empty where they have none in common.
  ///   - sink: Where the bytes go.
  ///   - threads: How many blocks are made at the same time.
  /// - Throws: `ByteSink.Failure` where the sink does not take the bytes.
  public func write(
    as format: TableFormat, unit: String, to sink: inout ByteSink, threads: Int
  ) async throws {
    let formatter = try formatter(format, unit: unit, threads: threads)
    try pieces(formatter, threads: threads) { try sink.write($0) }
  }

  /// The whole table as bytes in memory; the arguments are those of `write`.
  public func bytes(as format: TableFormat, unit: String, threads: Int) async throws -> [UInt8] {
    let formatter = try formatter(format, unit: unit, threads: threads)
    var all: [UInt8] = []
    try pieces(formatter, threads: threads) { $0.append(to: &all) }
    return all
  }

  private func formatter(
    _ format: TableFormat, unit: String, threads: Int
  ) throws -> any BlockFormatter {
    switch format {
    case .text(let isColored):
      try TextFormatter(self, unit: unit, isColored: isColored, threads: threads)
    case .csv: CSVFormatter(columns)
    case .spreadsheetCSV: CSVFormatter(columns, forSpreadsheets: true)
    case .json: JSONFormatter(columns, unit: unit)
    case .jsonLines: JSONLinesFormatter(columns)
    }
  }

  /// Hands the parts of the written table to `take`, in order.
  private func pieces(
    _ formatter: any BlockFormatter, threads: Int, _ take: (ByteRun) throws -> Void
  ) throws {
    try take(ByteRun(formatter.opening))
    var isFirst = true
    try forEachBlock(threads: threads) { block in
      formatter.bytes(of: block)
    } then: { bytes in
      guard bytes.count > 0 else { return }
      if !isFirst { try take(ByteRun(formatter.joint)) }
      isFirst = false
      try take(bytes)
    }
    try take(ByteRun(formatter.closing))
  }

  /// Transforms all blocks, several at a time, and takes the results in order.
  ///
  /// The calling thread is one of those that transform; whoever finishes the block whose turn it is
  /// takes it, and those after it that have waited.
  func forEachBlock<Result: Sendable>(
    threads: Int, _ transform: (Block) -> Result, then take: (Result) throws -> Void
  ) throws {
    try forEachNumberedBlock(threads: threads, { transform($1) }, then: take)
  }

  /// The same for a transformation that depends on the block's number.
  func forEachNumberedBlock<Result: Sendable>(
    threads: Int, _ transform: (Int, Block) -> Result, then take: (Result) throws -> Void
  ) throws {
    try OrderedWork.perform(
      blockCount, threads: threads, { transform($0, block($0)) }, then: take)
  }
}
