internal import Analytics
internal import Exact
internal import TradeData

/// What a report needs of a result, gathered block by block: sums over all series, counts, and the
/// series that matter most, so that a result of any size is reported on in little memory.
struct ReportGathering: Sendable {
  /// Series that are kept for their size; of those that rose or fell the most, an eighth of this.
  ///
  /// A page has no room for more rows than these have.
  private var kept: Int { max(400, 8000 / max(1, shape.periods.count)) }

  /// A series with what decides whether it is kept.
  private struct Candidate: Sendable {
    /// The block that has its rows, and where they stand there.
    var block: ResultTable.Block
    var rows: Range<Int>
    let size: Rational
    let change: Rational
    /// Its place in the result.
    let order: Int

    /// The candidate with its own rows alone, so that the rest of the block can be let go.
    var apart: Candidate {
      var own = self
      own.block = block.rows(rows)
      own.rows = 0..<rows.count
      return own
    }
  }

  /// Sums and counts of series that add up.
  struct GroupSums: Sendable {
    var values: [ExactSum]
    var exports: [ExactSum]
    var imports: [ExactSum]
    var counts = ReportCounts()
  }

  let shape: ReportShape
  private(set) var groups: [[Int32]: GroupSums] = [:]
  private(set) var rowCount = 0
  private(set) var seriesCount = 0
  private var candidates: [Candidate] = []
  /// What a candidate must reach, in one of them, to be kept beside those that are there.
  private var bounds: (size: Rational, rise: Rational, fall: Rational)?

  init(_ shape: ReportShape) { self.shape = shape }

  /// Takes the rows of one block, of which no series goes on in another; `number` is its place.
  init(_ block: ResultTable.Block, number: Int, _ shape: ReportShape) {
    self.init(shape)
    rowCount = block.rowCount
    var first = 0
    while first < block.rowCount {
      var end = first + 1
      while end < block.rowCount, isSameSeries(block, end, first) { end += 1 }
      take(first..<end, of: block, order: number << 32 | seriesCount)
      first = end
    }
  }

  /// Adds what was gathered from another block.
  mutating func add(_ other: ReportGathering) {
    rowCount += other.rowCount
    seriesCount += other.seriesCount
    for (group, sums) in other.groups {
      guard var mine = groups[group] else {
        groups[group] = sums
        continue
      }
      for period in sums.values.indices {
        mine.values[period].add(sums.values[period])
        mine.exports[period].add(sums.exports[period])
        mine.imports[period].add(sums.imports[period])
      }
      mine.counts.add(sums.counts)
      groups[group] = mine
    }
    for candidate in other.candidates {
      if let bounds, candidate.size < bounds.size, candidate.change < bounds.rise,
        candidate.change > bounds.fall
      {
        continue
      }
      candidates.append(candidate.apart)
    }
    if candidates.count > kept * 3 { prune(to: kept) }
  }

  /// The kept series, in the order of the result.
  func series() -> [ReportSeries] {
    var all = self
    all.prune(to: all.kept)
    return all.candidates.sorted { $0.order < $1.order }.map {
      ReportSeries($0.rows, of: $0.block, shape)
    }
  }

  private func isSameSeries(_ block: ResultTable.Block, _ row: Int, _ other: Int) -> Bool {
    // Rows are sorted by period within a series, so that a step back is another one, keys or none.
    block.code(row, shape.keyCount) > block.code(row - 1, shape.keyCount)
      && (0..<shape.keyCount).allSatisfy { block.code(row, $0) == block.code(other, $0) }
  }

  private mutating func take(_ range: Range<Int>, of block: ResultTable.Block, order: Int) {
    seriesCount += 1
    let group = shape.dividingKeys.map { block.code(range.lowerBound, $0) }
    let none = Array(repeating: ExactSum(), count: shape.periods.count)
    var sums = groups[group] ?? GroupSums(values: none, exports: none, imports: none)
    add(range, of: block, shape.value, to: &sums.values)
    if let column = shape.column("exports") { add(range, of: block, column, to: &sums.exports) }
    if let column = shape.column("imports") { add(range, of: block, column, to: &sums.imports) }
    let last = shape.periods.count - 1
    let base = last >= 0 ? shape.bases[last] : nil
    var (now, before) = (ScaledInteger?.none, ScaledInteger?.none)
    if case .numbers(let cells) = block.columns[shape.value] {
      for row in range {
        let period = Int(block.code(row, shape.keyCount))
        if period == last { now = cells[row] }
        if period == base { before = cells[row] }
      }
    }
    sums.counts.add(now, from: before, hasBase: base != nil)
    groups[group] = sums
    let difference = (now.map { Rational($0) } ?? .zero) - (before.map { Rational($0) } ?? .zero)
    candidates.append(
      Candidate(
        block: block, rows: range,
        size: now.map { Rational($0).magnitude } ?? .zero,
        change: base == nil ? .zero : difference, order: order))
  }

  private func add(
    _ range: Range<Int>, of block: ResultTable.Block, _ column: Int, to sums: inout [ExactSum]
  ) {
    guard case .numbers(let cells) = block.columns[column] else { return }
    for row in range { sums[Int(block.code(row, shape.keyCount))].add(cells, row) }
  }

  /// Keeps the largest series, those that rose the most and those that fell the most.
  private mutating func prune(to count: Int) {
    guard candidates.count > count else { return }
    var chosen = Set<Int>()
    /// Chooses those of the largest weights; the least of these.
    func choose(_ weight: (Candidate) -> Rational, _ count: Int) -> Rational {
      let sorted = candidates.indices.sorted {
        let (left, right) = (weight(candidates[$0]), weight(candidates[$1]))
        return left == right ? candidates[$0].order < candidates[$1].order : left > right
      }.prefix(count)
      chosen.formUnion(sorted)
      return sorted.last.map { weight(candidates[$0]) } ?? .zero
    }
    let size = choose(\.size, count)
    let rise = choose(\.change, count / 8)
    let fall = choose({ -$0.change }, count / 8)
    bounds = (size, rise, -fall)
    candidates = chosen.sorted().map { candidates[$0] }
  }
}

/// How the series of a group moved between the two periods that are compared.
struct ReportCounts: Sendable, Equatable {
  private(set) var all = 0
  private(set) var rose = 0
  private(set) var fell = 0
  private(set) var unchanged = 0
  /// Something now, nothing before.
  private(set) var began = 0
  /// Something before, nothing now.
  private(set) var ended = 0

  mutating func add(_ now: ScaledInteger?, from before: ScaledInteger?, hasBase: Bool) {
    all += 1
    guard hasBase else { return }
    switch (before, now) {
    case (let before?, let now?):
      let (old, new) = (Rational(before), Rational(now))
      if new > old { rose += 1 } else if new < old { fell += 1 } else { unchanged += 1 }
    case (nil, _?): began += 1
    case (_?, nil): ended += 1
    case (nil, nil): break
    }
  }

  mutating func add(_ other: ReportCounts) {
    all += other.all
    rose += other.rose
    fell += other.fell
    unchanged += other.unchanged
    began += other.began
    ended += other.ended
  }
}
