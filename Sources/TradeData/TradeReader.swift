internal import Exact

/// Reads trade files and sums what a query asks for.
public struct TradeReader: Sendable {
  /// The layout of all files; nil to recognise each by its header.
  public var layout: Layout?
  /// The number of threads.
  public var threads: Int

  /// A reader.
  public init(layout: Layout? = nil, threads: Int = 1) {
    self.layout = layout
    self.threads = max(1, threads)
  }

  /// What was read.
  public struct Reading: Sendable {
    /// The sums.
    public let cube: Cube
    /// The unit of the sums.
    public let unit: Unit
    /// What became of the rows.
    public let tally: Tally
    /// The rows that could not be read, in the order of the files and their lines.
    public let rejects: [Reject]
    /// The layout of each file, in the order of the paths.
    public let layouts: [Layout]
  }

  /// Reads all files as one data set.
  ///
  /// The result depends on neither the number of threads nor the order of files or rows. Throws
  /// `TradeDataError` where a file cannot be read; a row that cannot is among the rejects.
  public func read(_ paths: [String], for query: Query) async throws -> Reading {
    var sources: [Source] = []
    var scale = 0
    for (number, path) in paths.enumerated() {
      let (source, decimals) = try open(path, number, query)
      sources.append(source)
      scale = max(scale, decimals)
    }
    guard let first = sources.first else { throw TradeDataError("-", "no file was named") }
    if let other = sources.first(where: { $0.plan.layout.unit != first.plan.layout.unit }) {
      throw TradeDataError(
        other.file.name,
        "values in \(other.plan.layout.unit), but in \(first.plan.layout.unit) in "
          + "\(first.file.name); analyse them one by one")
    }
    let partials = try await sum(&sources, scale: scale)
    var tally = Tally()
    for partial in partials { tally += partial.tally }
    let cube: Cube
    do {
      cube = try Cube(joining: partials, keys: query.keys, scale: scale)
    } catch {
      throw TradeDataError(first.file.name, "a sum is too large: \(error)")
    }
    return Reading(
      cube: cube, unit: first.plan.layout.unit, tally: tally,
      rejects: rejects(partials.flatMap(\.rejects), sources), layouts: sources.map(\.plan.layout))
  }

  private func open(
    _ path: String, _ number: Int, _ query: Query
  ) throws(TradeDataError) -> (Source, decimals: Int) {
    let file = try MappedFile(path: path)
    let header = try Header(of: file)
    let (layout, binding) = try recognise(header, path)
    let plan = try Plan(
      query: query, layout: layout, header: header, binding: binding, file: path)
    let sample = Sample(
      of: file, from: header.bodyOffset, separator: header.separator,
      valueColumn: plan.valueColumn)
    let source = Source(
      number: number, file: file, plan: plan, bodyOffset: header.bodyOffset,
      isQuoted: sample.hasQuotes)
    return (source, min(sample.decimals, TradeReader.mostDecimals))
  }

  /// Digits after the point that are summed in 64 bits; a value with more is summed in 128.
  private static let mostDecimals = 9

  private func recognise(
    _ header: Header, _ path: String
  ) throws(TradeDataError) -> (Layout, [Role: Int]) {
    for candidate in layout.map({ [$0] }) ?? Layout.all {
      if let binding = candidate.binding(to: header.names) { return (candidate, binding) }
    }
    let found = header.names.prefix(8).joined(separator: ",")
    let expected = (layout.map { [$0] } ?? Layout.all).map {
      layout in
      "\(layout.name) (\(layout.required.compactMap { layout.columns[$0]?.first }.joined(separator: ",")))"
    }.joined(separator: " or ")
    throw TradeDataError(
      path, line: 1, "unknown header \"\(found)\"; expected the columns of \(expected)")
  }

  /// Sums all rows, by as many workers as there are threads.
  ///
  /// Files are taken to have no quotes if the sample shows none. Should one turn up after all, the
  /// work begins again with that file read as quoted.
  private func sum(_ sources: inout [Source], scale: Int) async throws -> [PartialCube] {
    while true {
      do {
        return try await sumOnce(sources, scale: scale)
      } catch let met as Worker.QuotesMet {
        sources[met.source] = sources[met.source].quoted(true)
      }
    }
  }

  private func sumOnce(_ sources: [Source], scale: Int) async throws -> [PartialCube] {
    let queue = WorkQueue(sources.flatMap { $0.stretches(of: TradeReader.stretch) })
    return try await withThrowingTaskGroup(of: PartialCube.self) { group in
      for _ in 0..<threads {
        group.addTask {
          var worker = Worker(source: sources[0], scale: scale)
          while let stretch = queue.next() {
            try Task.checkCancellation()
            try worker.scan(stretch, of: sources[stretch.source])
          }
          return worker.finish()
        }
      }
      var partials: [PartialCube] = []
      for try await partial in group { partials.append(partial) }
      return partials
    }
  }

  /// Bytes that a worker takes at a time.
  private static let stretch = 1 << 22

  /// Finds the line and the text of each rejected row.
  private func rejects(_ raw: [Worker.RawReject], _ sources: [Source]) -> [Reject] {
    let sorted = raw.sorted {
      ($0.source, $0.row.lowerBound) < ($1.source, $1.row.lowerBound)
    }
    var counter = LineCounter()
    return sorted.map { reject in
      let file = sources[reject.source].file
      let row = reject.row.lowerBound..<min(reject.row.upperBound, reject.row.lowerBound + 2_000)
      return Reject(
        file: file.name, line: counter.line(of: reject.row.lowerBound, in: file, reject.source),
        field: reject.field, reason: reject.reason,
        text: file.text(row).trimmingLineEnd)
    }
  }
}

/// Counts lines up to places that come in ascending order.
private struct LineCounter {
  private var source = -1
  private var offset = 0
  private var line = 1

  mutating func line(of target: Int, in file: MappedFile, _ source: Int) -> Int {
    if source != self.source { (self.source, offset, line) = (source, 0, 1) }
    while offset < target {
      if unsafe file.start[offset] == UInt8(ascii: "\n") { line += 1 }
      offset += 1
    }
    return line
  }
}

extension String {
  fileprivate var trimmingLineEnd: String {
    hasSuffix("\r") ? String(dropLast()) : self
  }
}
