internal import Exact
internal import Synchronization

/// Joins the sums of several workers, some of them in hash tables, into the cells of a cube, by ranges
/// of series that do not depend on one another.
///
/// A series' position is its codes written as one number. Every sum goes to the range of its position,
/// and each range is sorted by position and period, which brings together what several workers summed
/// of one cell. Then every range knows the number of its first series, and fills its part of the cube.
@safe struct HashJoin: ~Copyable, CellJoin {
  /// A sum, and its position in its range with its period as one number.
  private struct Entry {
    let key: UInt64
    let sum: Int64
  }

  /// The number of texts of each key.
  private let counts: [Int]
  private let periods: Int
  private let threads: Int
  /// The bits of a position in its range, and those of a period.
  private let width: Int
  private let periodWidth: Int
  private let entries: UnsafeMutablePointer<Entry>
  /// Where the entries of each range begin, and the number of all.
  private let begins: [Int]
  /// The number of the first series in each range, and the number of all.
  private var firsts: [Int] = [0]
  private let budget: MemoryBudget

  /// The most bits that tell ranges apart: as many as a nearby cache has room for the ends of.
  private static let rangeWidth = 12
  /// The entries of a range that are worth having it.
  private static let entriesPerRange = 512
  /// The bits that entries are sorted by at a time.
  private static let digitWidth = 11

  init(
    _ partials: [(PartialCube, Translator)], counts: [Int], periods: Int, threads: Int,
    budget: MemoryBudget
  ) throws(MemoryBudget.Exceeded) {
    (self.counts, self.periods, self.threads, self.budget) = (counts, periods, threads, budget)
    let positionWidth = HashJoin.width(of: counts.reduce(1) { $0 * UInt64(max(1, $1)) })
    let most = partials.reduce(0) { $0 + $1.0.store.mostSums }
    let rangeWidth = min(
      positionWidth, HashJoin.rangeWidth,
      HashJoin.width(of: UInt64(most / HashJoin.entriesPerRange)))
    let (width, ranges) = (positionWidth - rangeWidth, 1 << rangeWidth)
    let periodWidth = HashJoin.width(of: UInt64(periods))
    (self.width, self.periodWidth) = (width, periodWidth)

    // Each thread counts the sums at its own places of each store, then moves them.
    let parts = partials.flatMap { partial, translator in
      let extent = partial.store.extent
      return (0..<threads).map { part in
        (partial, translator, (extent * part / threads)..<(extent * (part + 1) / threads))
      }
    }
    var ends = Array(repeating: 0, count: parts.count * ranges)
    unsafe ends.withUnsafeMutableBufferPointer { ends in
      Parallel.perform(parts.count, threads: threads) { number in
        let (partial, translator, places) = parts[number]
        let ends = unsafe UnsafeMutableBufferPointer(rebasing: ends[(number * ranges)...])
        partial.store.visit(places) { cell, _ in
          guard translator.takes(cell) else { return }
          unsafe ends[Int(translator.position(cell) &>> UInt64(width))] &+= 1
        }
      }
    }
    var (begins, total) = ([0], 0)
    for range in 0..<ranges {
      for part in parts.indices {
        let place = part * ranges + range
        (ends[place], total) = (total, total + ends[place])
      }
      begins.append(total)
    }
    self.begins = begins
    try budget.take(total * MemoryLayout<Entry>.stride)
    let entries = UnsafeMutablePointer<Entry>.allocate(capacity: max(1, total))
    unsafe self.entries = entries
    unsafe LargePages.advise(
      UnsafeMutableRawPointer(entries), total * MemoryLayout<Entry>.stride)
    let mask = UInt64(1) << UInt64(width) - 1
    unsafe ends.withUnsafeMutableBufferPointer { ends in
      Parallel.perform(parts.count, threads: threads) { number in
        let (partial, translator, places) = parts[number]
        let ends = unsafe UnsafeMutableBufferPointer(rebasing: ends[(number * ranges)...])
        partial.store.visit(places) { cell, sum in
          guard translator.takes(cell) else { return }
          let position = translator.position(cell)
          let range = Int(position &>> UInt64(width))
          let key = (position & mask) &<< UInt64(periodWidth) | UInt64(translator.period(cell))
          unsafe (entries + ends[range]).initialize(to: Entry(key: key, sum: sum))
          unsafe ends[range] &+= 1
        }
      }
    }
    var found = Array(repeating: 0, count: ranges)
    unsafe found.withUnsafeMutableBufferPointer { found in
      Parallel.perform(ranges, threads: threads) { range in
        unsafe found[range] = sort(range)
      }
    }
    for count in found { firsts.append(firsts[firsts.count - 1] + count) }
  }

  deinit {
    unsafe entries.deallocate()
    budget.give(back: begins[begins.count - 1] * MemoryLayout<Entry>.stride)
  }

  var seriesCount: Int { firsts[firsts.count - 1] }

  @unsafe func fill(
    _ digits: UnsafeMutablePointer<Int64>, _ codes: UnsafeMutablePointer<Int32>
  ) -> [Spill] {
    let spills = Mutex<[Spill]>([])
    let mask = UInt64(1) << UInt64(periodWidth) - 1
    Parallel.perform(begins.count - 1, threads: threads) { range in
      var spilled: [Spill] = []
      var (series, last) = (firsts[range] - 1, UInt64.max)
      for place in begins[range]..<begins[range + 1] {
        let entry = unsafe entries[place]
        let position = entry.key &>> UInt64(periodWidth)
        if position != last {
          (series, last) = (series + 1, position)
          unsafe fillCodes(
            codes + series * counts.count, UInt64(range) &<< UInt64(width) | position)
          for period in 0..<periods {
            unsafe digits[period &* seriesCount &+ series] = Cells.absent
          }
        }
        let cell = Int(entry.key & mask) &* seriesCount &+ series
        if unsafe !Cells.add(entry.sum, to: digits + cell) {
          spilled.append(Spill(place: cell, sum: entry.sum))
        }
      }
      if !spilled.isEmpty { spills.withLock { $0 += spilled } }
    }
    return spills.withLock { $0 }
  }

  private func fillCodes(_ codes: UnsafeMutablePointer<Int32>, _ position: UInt64) {
    var rest = position
    for key in counts.indices.reversed() {
      let count = UInt64(counts[key])
      unsafe codes[key] = Int32(truncatingIfNeeded: rest % count)
      rest /= count
    }
  }

  /// Sorts the entries of a range, and returns the number of its series.
  private func sort(_ range: Int) -> Int {
    var all = unsafe UnsafeMutableBufferPointer(
      start: entries + begins[range], count: begins[range + 1] - begins[range])
    if all.count < HashJoin.entriesPerRange {
      unsafe all.sort { $0.key < $1.key }
    } else {
      unsafe sortByDigits(all)
    }
    var (series, last) = (0, UInt64.max)
    for place in all.indices {
      let position = unsafe all[place].key &>> UInt64(periodWidth)
      series &+= position == last ? 0 : 1
      last = position
    }
    return series
  }

  /// Sorts by some bits of the keys after the other, from the lowest.
  private func sortByDigits(_ all: UnsafeMutableBufferPointer<Entry>) {
    let scratch = UnsafeMutableBufferPointer<Entry>.allocate(capacity: all.count)
    defer { unsafe scratch.deallocate() }
    var (source, target) = unsafe (all, scratch)
    let mask = UInt64(1) << UInt64(HashJoin.digitWidth) - 1
    for shift in stride(from: 0, to: width + periodWidth, by: HashJoin.digitWidth) {
      var ends = Array(repeating: 0, count: 1 << HashJoin.digitWidth)
      unsafe ends.withUnsafeMutableBufferPointer { ends in
        for place in source.indices {
          unsafe ends[Int(source[place].key &>> UInt64(shift) & mask)] &+= 1
        }
        var total = 0
        for digit in ends.indices { unsafe (ends[digit], total) = (total, total + ends[digit]) }
        for place in source.indices {
          let entry = unsafe source[place]
          let digit = Int(entry.key &>> UInt64(shift) & mask)
          unsafe target.initializeElement(at: ends[digit], to: entry)
          unsafe ends[digit] &+= 1
        }
      }
      unsafe swap(&source, &target)
    }
    if unsafe source.baseAddress != all.baseAddress { _ = unsafe all.update(from: source) }
  }

  /// The bits that tell so many numbers apart.
  private static func width(of count: UInt64) -> Int {
    64 - (max(1, count) - 1).leadingZeroBitCount
  }
}
