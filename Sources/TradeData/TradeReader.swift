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
    /// The sums; its keys are those of the query, behind those that the layout needs to tell apart
    /// what does not add.
    public let cube: Cube
    /// The unit of the sums.
    public let unit: Unit
    /// What became of the rows.
    public let tally: Tally
    /// The rows that could not be read, in the order of the files and their lines.
    public let rejects: [Reject]
    /// The layout of all files.
    public let layout: Layout
    /// The level of each role that was used, where a rule of the layout tells levels apart and one
    /// was: 0 for the total of all.
    public let levels: [Role: Int]
    /// What a reader of the result should know, one line each.
    public let notes: [String]
  }

  /// Reads all files as one data set.
  ///
  /// The result depends on neither the number of threads nor the order of files or rows. Throws
  /// `TradeDataError` where a file cannot be read; a row that cannot is among the rejects.
  public func read(_ paths: [String], for query: Query) async throws -> Reading {
    var recognitions: [(file: InputFile, found: Recognition)] = []
    for path in paths {
      let file = try InputFile(path: path)
      recognitions.append((file, try Recognition(of: file, as: layout)))
    }
    guard let first = recognitions.first?.found.binding else {
      throw TradeDataError("-", "no file was named")
    }
    let layout = first.layout
    if let other = recognitions.first(where: { $0.found.binding.layout.name != layout.name }) {
      throw TradeDataError(
        other.file.name,
        "is of layout \(other.found.binding.layout.name), but \(paths[0]) of \(layout.name); "
          + "analyse them one by one")
    }
    var query = query
    let added = layout.separating.filter { role in
      first.columns[role] != nil && !query.keys.contains { $0.role == role }
    }
    let optional = query.optionalKeys.filter { role in
      first.holds(role) && !added.contains(role) && !query.keys.contains { $0.role == role }
    }
    query.keys = (added + optional).map { Key(.role($0)) } + query.keys

    var sources: [Source] = []
    var scale = 0
    for (number, (file, found)) in recognitions.enumerated() {
      let (source, decimals) = try prepare(file, found, number, query)
      sources.append(source)
      scale = max(scale, decimals)
    }
    let partials = try await sum(&sources, scale: scale)
    let levels = Levels(
      partials, rules: layout.levels,
      asked: Set(query.keys.map(\.role) + query.filters.map(\.role)), choices: query.levels)
    var tally = Tally()
    for partial in partials { tally += partial.tally }
    tally.used += levels.used
    tally.aggregates += levels.leftOut
    var cube: Cube
    do {
      cube = try await Cube(joining: partials, levels: levels, keys: query.keys, scale: scale)
    } catch {
      throw TradeDataError(paths[0], "a sum is too large: \(error)")
    }
    var notes = Notes(sources, partials, query)
    var unit = layout.unit
    for number in added.indices.reversed() where cube.texts[number].count <= 1 {
      if added[number] == .indicator, let name = cube.texts[number].first, unit == .unknown {
        unit = Unit(name)
      }
      cube = cube.removingKey(number)
    }
    if layout.isWide {
      let unpublished = cube.removeUnpublishedPeriods()
      notes.add(unpublished: unpublished)
    }
    return Reading(
      cube: cube, unit: unit, tally: tally, rejects: rejects(partials.flatMap(\.rejects), sources),
      layout: layout, levels: TradeReader.levels(levels, layout), notes: notes.lines)
  }

  private static func levels(_ levels: Levels, _ layout: Layout) -> [Role: Int] {
    Dictionary(
      zip(layout.levels, levels.levels).compactMap { rule, level in
        level.map { (rule.role, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  private func prepare(
    _ file: InputFile, _ found: Recognition, _ number: Int, _ query: Query
  ) throws(TradeDataError) -> (Source, decimals: Int) {
    let sample = Sample(
      of: file, header: found.header, inner: found.binding.layout.innerSeparator,
      values: Set(found.binding.values.map(\.column)))
    let plan = try Plan(
      query: query, binding: found.binding, header: found.header, sample: sample, file: file.name)
    let source = Source(
      number: number, file: file, plan: plan, bodyOffset: found.header.bodyOffset,
      isQuoted: sample.hasQuotes)
    return (source, min(sample.decimals, TradeReader.mostDecimals))
  }

  /// Digits after the point that are summed in 64 bits; a value with more is summed in 128.
  private static let mostDecimals = 9

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
      for _ in 0..<min(threads, max(1, queue.count)) {
        group.addTask {
          var worker = try Worker(source: sources[0], scale: scale)
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

  mutating func line(of target: Int, in file: InputFile, _ source: Int) -> Int {
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
