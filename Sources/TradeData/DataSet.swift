internal import Exact

/// Files that are understood and the query made ready for each of them: what comes before the sums of
/// a data set, and what comes after them, whoever adds up.
struct DataSet: Sendable {
  let layout: Layout
  let unit: Unit
  /// The query with the keys that these files have and need.
  let query: Query
  /// Keys that were added to tell apart what does not add.
  let added: [Role]
  let recognitions: [(file: InputFile, found: Recognition)]
  let samples: [Sample]
  /// The files, in their order.
  let sources: [Source]
  /// Digits after the point of the sums.
  let scale: Int

  /// The name of the first file, for errors that are of all of them.
  var name: String { recognitions[0].file.name }

  /// Digits after the point that are summed in 64 bits; a value with more is summed in 128.
  private static let mostDecimals = 9

  /// Opens and recognises each file.
  ///
  /// - Parameters:
  ///   - paths: The names of the files.
  ///   - layouts: The layouts to try; nil for all built-in ones.
  ///   - query: What is asked of them.
  ///   - open: Opens a file, or what stands for its beginning.
  /// - Throws: `TradeDataError` where a file is of no layout, or not of that of the first.
  init(
    _ paths: [String], layouts: [Layout]?, query: Query,
    open: (String) throws(TradeDataError) -> InputFile
  ) throws(TradeDataError) {
    var recognitions: [(file: InputFile, found: Recognition)] = []
    for path in paths {
      let file = try open(path)
      let found = try Recognition(
        of: file, among: layouts ?? Layout.all, isNamed: layouts != nil)
      recognitions.append((file, found))
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
    if let other = recognitions.first(where: { $0.found.binding.unit != first.unit }) {
      throw TradeDataError(
        other.file.name,
        "is in \(other.found.binding.unit), but \(paths[0]) in \(first.unit); "
          + "analyse them one by one")
    }
    var query = query
    query.keys.removeAll { key in
      query.optional.contains(key.role)
        && !recognitions.allSatisfy { $0.found.binding.holds(key.role) }
    }
    let added = layout.separating.filter { role in
      first.columns[role] != nil && !query.keys.contains { $0.role == role }
    }
    let optional = query.optionalKeys.filter { role in
      recognitions.allSatisfy { $0.found.binding.holds(role) } && !added.contains(role)
        && !query.keys.contains { $0.role == role }
    }
    query.keys = (added + optional).map { Key(.role($0)) } + query.keys

    let samples = recognitions.map { file, found in
      Sample(of: file, header: found.header, binding: found.binding)
    }
    guard samples.contains(where: \.hasRows) else {
      throw TradeDataError(
        paths[0], line: recognitions[0].found.header.line, "a header and no rows; expected rows")
    }
    let isFiscal = samples.contains(where: \.isFiscal)
    var sources: [Source] = []
    for (number, (file, found)) in recognitions.enumerated() {
      let plan = try Plan(
        query: query, binding: found.binding, header: found.header, sample: samples[number],
        isFiscal: isFiscal, file: file.name)
      sources.append(
        Source(
          number: number, file: file, plan: plan, bodyOffset: found.header.bodyOffset,
          isQuoted: samples[number].hasQuotes))
    }
    self.layout = layout
    unit = first.unit
    (self.query, self.added) = (query, added)
    (self.recognitions, self.samples, self.sources) = (recognitions, samples, sources)
    scale = min(samples.map(\.decimals).max() ?? 0, DataSet.mostDecimals)
  }

  /// Joins what was summed, chooses among the levels, and says what became of the rows.
  ///
  /// - Parameters:
  ///   - partials: The sums.
  ///   - rejects: The rows that could not be read, where they are known one by one.
  ///   - counts: Else how many there are, by reason.
  ///   - threads: The number of threads.
  ///   - budget: What memory is taken from.
  ///   - duplicates: Rows that repeat the key of another.
  /// - Returns: The sums, and what a reader should know of them.
  /// - Throws: `TradeDataError` where no row can be read, or the sums are too large.
  func reading(
    of partials: [PartialCube], rejects: [Reject] = [], counts: [RejectCount] = [], threads: Int,
    _ budget: MemoryBudget, duplicates: Duplicates
  ) throws -> TradeReader.Reading {
    let levels = Levels(
      partials, rules: layout.levels,
      asked: Set(query.keys.map(\.role) + query.filters.map(\.role)), choices: query.levels)
    var tally = Tally()
    for partial in partials { tally += partial.tally }
    tally.used += levels.used
    tally.aggregates += levels.leftOut
    try refuseAllRejected(tally, rejects, counts)
    try refuseMixedLengths(partials)
    var cube: Cube
    do {
      cube = try Cube(
        joining: partials, levels: levels, keys: query.keys, scale: scale, threads: threads,
        budget: budget)
    } catch let error as ScaledInteger.Overflow {
      throw TradeDataError(name, "a sum is too large: \(error)")
    } catch {
      throw TradeDataError(name, "\(error)")
    }
    var notes = Notes(sources, partials, query)
    notes.add(levels, tally)
    for (sample, source) in zip(samples, sources) where !sample.hasRows {
      notes.add("\(source.file.name): a header and no rows")
    }
    var unit = unit
    for number in added.indices.reversed() {
      guard let text = cube.onlyText(ofKey: number) else { continue }
      if added[number] == .indicator, unit == .unknown { unit = Unit(text) }
      if added[number] == .multiplier, let exponent = Int(text) {
        unit = Unit(unit.name, exponent: exponent)
      }
      cube = cube.removingKey(number)
    }
    if layout.isWide {
      let unpublished = cube.removeUnpublishedPeriods()
      notes.add(unpublished: unpublished)
    }
    let (_, first) = recognitions[0]
    return TradeReader.Reading(
      cube: cube, unit: unit, tally: tally, rejects: rejects, rejectCounts: counts, layout: layout,
      levels: chosen(levels), columns: first.binding.description(in: first.header.names),
      duplicates: duplicates, notes: notes.lines)
  }

  private func chosen(_ levels: Levels) -> [Role: Int] {
    Dictionary(
      zip(layout.levels, levels.levels).compactMap { rule, level in
        level.map { (rule.role, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  private func refuseAllRejected(
    _ tally: Tally, _ rejects: [Reject], _ counts: [RejectCount]
  ) throws(TradeDataError) {
    guard tally.rejected == tally.read else { return }
    if let reject = rejects.first {
      throw TradeDataError(
        reject.file, line: reject.line,
        "none of the \(tally.rejected) rows can be read; here, in field \(reject.field): "
          + reject.reason)
    }
    if let most = counts.first {
      throw TradeDataError(
        name,
        "none of the \(tally.rejected) rows can be read; \(most.rows) of them, in field "
          + "\(most.field): \(most.reason)")
    }
  }

  /// Refuses to add a year to its own months.
  private func refuseMixedLengths(_ partials: [PartialCube]) throws(TradeDataError) {
    var parts: [Period: Set<Period>] = [:]
    for partial in partials { parts.merge(partial.judge.parts) { $0.union($1) } }
    for (whole, met) in parts.sorted(by: { $0.key < $1.key }) {
      let ordered = met.sorted()
      for (place, period) in ordered.enumerated() {
        guard let other = ordered[(place + 1)...].first(where: { $0.first <= period.last }) else {
          continue
        }
        throw TradeDataError(
          name,
          "holds both \(period) and \(other), and \(whole) would count them twice; keep one kind "
            + "with --where period=… or leave out --frequency")
      }
    }
  }
}
