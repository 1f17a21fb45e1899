internal import Exact

/// Reads trade files and sums what a query asks for.
public struct TradeReader: Sendable {
  /// The layouts that are tried on each file, in order; nil for all built-in ones.
  public var layouts: [Layout]?
  /// The number of threads.
  public var threads: Int
  /// Whether rows with the key of another row are looked for.
  public var duplicates = DuplicateSearch.automatic
  /// The bytes that the sums of one reading may take; four fifths of the machine's memory.
  public var memory = MemoryBudget().limit
  /// Where the reader says how far it has come.
  public var progress: ReadingProgress?

  /// A reader of files in one of these layouts.
  public init(layouts: [Layout]?, threads: Int = 1) {
    self.layouts = layouts
    self.threads = max(1, threads)
  }

  /// A reader of files in this layout; without one, each file's is told by its header.
  public init(layout: Layout? = nil, threads: Int = 1) {
    self.init(layouts: layout.map { [$0] }, threads: threads)
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
    /// How many rows could not be read, by reason, the most frequent first; for sums that another
    /// engine made, which does not know the rows one by one.
    public let rejectCounts: [RejectCount]
    /// The layout of all files.
    public let layout: Layout
    /// The level of each role that was used, where a rule of the layout tells levels apart and one
    /// was: 0 for the total of all.
    public let levels: [Role: Int]
    /// Which columns of the first file were read as what, in words.
    public let columns: String
    /// Rows that repeat the key of another.
    public let duplicates: Duplicates
    /// What a reader of the result should know, one line each.
    public let notes: [String]
  }

  /// Reads all files as one data set.
  ///
  /// The result depends on neither the number of threads nor the order of files or rows. Throws
  /// `TradeDataError` where a file cannot be read; a row that cannot is among the rejects.
  public func read(_ names: [String], for query: Query) async throws -> Reading {
    let paths = try InputPaths.files(of: names)
    let budget = MemoryBudget(limit: memory)
    // A quarter of it for what has to be unpacked, which else goes to a temporary file.
    let unpacking = MemoryBudget(limit: memory / 4)
    let data = try DataSet(
      paths, layouts: layouts, query: query
    ) { path throws(TradeDataError) in try InputFile(path: path, budget: unpacking) }
    var sources = data.sources
    let partials: [PartialCube]
    do {
      partials = try await sum(&sources, scale: data.scale, budget)
    } catch let error as ScaledInteger.Overflow {
      throw TradeDataError(paths[0], "a sum is too large: \(error)")
    } catch let error as MemoryBudget.Exceeded {
      throw TradeDataError(paths[0], "\(error)")
    }
    let reading = try data.reading(
      of: partials, rejects: rejects(partials.flatMap(\.rejects), sources), threads: threads,
      budget, duplicates: repeatedKeys(data.recognitions, sources))
    for (file, _) in data.recognitions { try file.confirmUnchanged() }
    return reading
  }

  /// Looks for rows that repeat the key of another, where that is asked for or costs next to nothing.
  private func repeatedKeys(
    _ recognitions: [(file: InputFile, found: Recognition)], _ sources: [Source]
  ) -> Duplicates {
    let size = recognitions.reduce(0) { $0 + $1.file.count }
    guard duplicates == .always || size <= DuplicateSearch.automaticLimit else {
      return .notSearched
    }
    var counter = DuplicateCounter()
    for ((file, found), source) in zip(recognitions, sources) {
      let isWhole = counter.count(
        file, from: found.header.bodyOffset, found.binding, separators: source.plan.separators)
      guard isWhole else { return .tooMany(rows: DuplicateCounter.limit) }
    }
    let identifying = recognitions[0].found.binding.identifying
    let roles = Role.allCases.filter { identifying[$0] != nil }
    return .counted(
      same: counter.same, conflicting: counter.conflicting, keys: roles.map(\.rawValue))
  }

  /// Sums all rows, by as many workers as there are threads.
  ///
  /// Files are taken to have no quotes if the sample shows none. Should one turn up after all, the
  /// work begins again with that file read as quoted.
  private func sum(
    _ sources: inout [Source], scale: Int, _ budget: MemoryBudget
  ) async throws -> [PartialCube] {
    while true {
      do {
        return try await sumOnce(sources, scale: scale, budget)
      } catch let met as Worker.QuotesMet {
        sources[met.source] = sources[met.source].quoted(true)
      }
    }
  }

  private func sumOnce(
    _ sources: [Source], scale: Int, _ budget: MemoryBudget
  ) async throws -> [PartialCube] {
    let stretches = sources.flatMap { $0.stretches(of: TradeReader.stretch) }
    let workers = max(1, min(threads, stretches.count))
    let queue = WorkShares(stretches, threads: workers)
    progress?.begin(total: sources.reduce(0) { $0 + $1.file.count - $1.bodyOffset })
    return try await withThrowingTaskGroup(of: PartialCube.self) { group in
      for number in 0..<workers {
        group.addTask {
          // Half of the budget for arrays: they are moved as they grow, and joined in the end.
          var worker = try Worker(
            source: sources[0], scale: scale, budget: budget,
            share: memory / (2 * workers))
          while let stretch = queue.next(for: number) {
            try Task.checkCancellation()
            let rows = worker.rowsRead
            try worker.scan(stretch, of: sources[stretch.source])
            progress?.add(bytes: stretch.range.count, rows: worker.rowsRead - rows)
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
