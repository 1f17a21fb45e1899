internal import Exact
internal import Synchronization

/// Joins the arrays of several workers into the cells of a cube, by ranges of series that do not
/// depend on one another.
///
/// A series' position is its codes written as one number. First the positions that occur are marked and
/// counted; then every range knows the number of its first series, and fills its part of each period.
@safe struct ArrayJoin: ~Copyable, CellJoin {
  private let partials: [PartialCube]
  private let maps: [CellMap]
  /// The number of texts of each key.
  private let counts: [Int]
  private let periods: Int
  private let threads: Int
  /// The number of keys that are the same over a run of positions, and the length of such a run.
  private let leading: Int
  private let run: Int
  /// By worker, the bits of the other keys' codes along a run; -1 where it met no such text.
  private let tails: [[Int64]]
  /// The number of positions, and of those in a piece.
  private let space: Int
  private let piece: Int
  private let marks: UnsafeMutablePointer<UInt8>
  /// The number of the first series in each piece, and the number of all.
  private var firsts: [Int] = [0]

  /// Positions up to which an array of them is affordable.
  static let limit = 1 << 26

  /// The length from which on a run needs no further key, and the one that no second key may bring.
  private static let runLengths = (enough: 1 << 9, most: 1 << 16)

  init(_ partials: [PartialCube], _ maps: [CellMap], counts: [Int], periods: Int, threads: Int) {
    (self.partials, self.maps, self.counts) = (partials, maps, counts)
    (self.periods, self.threads) = (periods, threads)
    let space = counts.reduce(1, *)
    self.space = space
    let leading = ArrayJoin.leadingKeys(counts)
    self.leading = leading
    run = counts[leading...].reduce(1, *)
    tails = maps.map { map in
      map.keys[leading...].reduce([0]) { tail, key in
        tail.flatMap { bits in key.map { bits < 0 || $0 < 0 ? -1 : bits | $0 } }
      }
    }
    // Several pieces for each thread, so that none has long to wait for another's last.
    piece = max(1 << 12, space / (threads * 16) + 1)
    unsafe marks = .allocate(capacity: space)
    unsafe LargePages.advise(UnsafeMutableRawPointer(marks), space)
    let pieces = (space + piece - 1) / piece
    var found = Array(repeating: 0, count: pieces)
    unsafe found.withUnsafeMutableBufferPointer { found in
      Parallel.perform(pieces, threads: threads) { number in
        unsafe found[number] = mark(number)
      }
    }
    for count in found { firsts.append(firsts[firsts.count - 1] + count) }
  }

  deinit {
    unsafe marks.deallocate()
  }

  /// The number of series.
  var seriesCount: Int { firsts[firsts.count - 1] }

  private func range(_ number: Int) -> Range<Int> {
    number * piece..<min(space, (number + 1) * piece)
  }

  /// How many keys a run of positions has in common: all but the last, and but those before it that
  /// have too few texts with it for a run worth the name.
  private static func leadingKeys(_ counts: [Int]) -> Int {
    var leading = max(0, counts.count - 1)
    var run = counts.last ?? 1
    while leading > 0, run < runLengths.enough, run * counts[leading - 1] <= runLengths.most {
      leading -= 1
      run *= counts[leading]
    }
    return leading
  }

  /// Calls `body` with runs of positions that have the leading keys in common: their range, their
  /// places in the run, and the bits that the leading keys have in each worker's array, -1 where it
  /// has none.
  private func forEachRun(
    _ positions: Range<Int>, _ body: (Range<Int>, Range<Int>, [Int64]) -> Void
  ) {
    var begin = positions.lowerBound
    while begin < positions.upperBound {
      let outer = begin / run
      let end = min(positions.upperBound, (outer + 1) * run)
      let bases = maps.map { map in
        var (bits, rest) = (Int64(0), outer)
        for key in (0..<leading).reversed() {
          let code = map.keys[key][rest % counts[key]]
          if code < 0 { return Int64(-1) }
          bits |= code
          rest /= counts[key]
        }
        return bits
      }
      body(begin..<end, (begin - outer * run)..<(end - outer * run), bases)
      begin = end
    }
  }

  /// Marks the positions of a piece that have a value in any period; returns how many.
  private func mark(_ number: Int) -> Int {
    var count = 0
    forEachRun(range(number)) { positions, places, bases in
      let marks = unsafe marks + positions.lowerBound
      unsafe marks.update(repeating: 0, count: positions.count)
      for (number, base) in bases.enumerated() where base >= 0 {
        let rows = unsafe rows(of: number, base)
        unsafe tails[number][places].withUnsafeBufferPointer { offsets in
          unsafe rows.withUnsafeBufferPointer { rows in
            for place in offsets.indices {
              let offset = unsafe Int(offsets[place])
              guard offset >= 0 else { continue }
              var found: Int64 = 0
              for row in rows.indices { found |= unsafe rows[row][offset] }
              unsafe marks[place] |= found == 0 ? 0 : 1
            }
          }
        }
      }
      for place in 0..<positions.count { count &+= unsafe Int(marks[place]) }
    }
    return count
  }

  /// Where the cells of all periods and of the levels that count begin in a worker's array, for the
  /// bits that the leading keys have there.
  private func rows(of number: Int, _ base: Int64) -> [UnsafePointer<Int64>] {
    guard let cells = unsafe partials[number].store.array else { return unsafe [] }
    var rows: [UnsafePointer<Int64>] = unsafe []
    for case let period? in maps[number].periods {
      for level in maps[number].levels {
        unsafe rows.append(cells + Int(UInt64(base) | period | level))
      }
    }
    return unsafe rows
  }

  @unsafe func fill(
    _ digits: UnsafeMutablePointer<Int64>, _ codes: UnsafeMutablePointer<Int32>
  ) -> [Spill] {
    let spills = Mutex<[Spill]>([])
    Parallel.perform(firsts.count - 1, threads: threads) { number in
      var series = firsts[number]
      var spilled: [Spill] = []
      var present: [Int32] = []
      var offsets = maps.map { _ in [Int64]() }
      forEachRun(range(number)) { positions, places, bases in
        present.removeAll(keepingCapacity: true)
        for place in 0..<positions.count
        where unsafe marks[positions.lowerBound + place] != 0 {
          present.append(Int32(truncatingIfNeeded: places.lowerBound + place))
        }
        guard !present.isEmpty else { return }
        unsafe fillCodes(codes + series * counts.count, positions.lowerBound, present)
        for number in maps.indices {
          offsets[number].removeAll(keepingCapacity: true)
          for place in present { offsets[number].append(tails[number][Int(place)]) }
        }
        for period in 0..<periods {
          let column = period * seriesCount + series
          let sums = unsafe digits + column
          var isFirst = true
          func spill(_ place: Int, _ sum: Int64) {
            spilled.append(Spill(place: column + place, sum: sum))
          }
          for (number, base) in bases.enumerated() where base >= 0 {
            guard let cells = unsafe partials[number].store.array,
              let bits = maps[number].periods[period]
            else { continue }
            for level in maps[number].levels {
              let row = unsafe cells + Int(UInt64(base) | bits | level)
              if isFirst {
                unsafe set(sums, to: row, offsets[number], spill)
              } else {
                unsafe add(row, offsets[number], to: sums, spill)
              }
              isFirst = false
            }
          }
          if isFirst { unsafe sums.update(repeating: Cells.absent, count: present.count) }
        }
        series += present.count
      }
      if !spilled.isEmpty { spills.withLock { $0 += spilled } }
    }
    return spills.withLock { $0 }
  }

  /// Sets sums to some cells of a worker's array, of which those that are no number here are spilled.
  @inline(__always)
  private func set(
    _ sums: UnsafeMutablePointer<Int64>, to row: UnsafePointer<Int64>, _ offsets: [Int64],
    _ spill: (Int, Int64) -> Void
  ) {
    var elsewhere = 0
    for place in offsets.indices {
      let offset = offsets[place]
      // The zero of a cell without a sum becomes the number that stands for none.
      let sum = unsafe (offset < 0 ? 0 : row[Int(offset)]) ^ .min
      unsafe sums[place] = sum
      elsewhere &+= sum == Cells.elsewhere ? 1 : 0
    }
    guard elsewhere > 0 else { return }
    for place in offsets.indices where unsafe sums[place] == Cells.elsewhere {
      unsafe sums[place] = 0
      spill(place, Cells.elsewhere)
    }
  }

  /// Adds some cells of a worker's array to sums, of which those that do not fit are spilled.
  @inline(__always)
  private func add(
    _ row: UnsafePointer<Int64>, _ offsets: [Int64], to sums: UnsafeMutablePointer<Int64>,
    _ spill: (Int, Int64) -> Void
  ) {
    for place in offsets.indices {
      let offset = offsets[place]
      guard offset >= 0 else { continue }
      let stored = unsafe row[Int(offset)]
      if stored == 0 { continue }
      if unsafe !Cells.add(stored ^ .min, to: sums + place) { spill(place, stored ^ .min) }
    }
  }

  /// Writes the codes of series: the leading ones of a position, the others of places in its run.
  private func fillCodes(
    _ codes: UnsafeMutablePointer<Int32>, _ position: Int, _ present: [Int32]
  ) {
    var common: [Int32] = []
    var rest = position / run
    for key in (0..<leading).reversed() {
      common.append(Int32(rest % counts[key]))
      rest /= counts[key]
    }
    common.reverse()
    var target = unsafe codes
    for place in present {
      for key in common.indices { unsafe target[key] = common[key] }
      var rest = Int(place)
      for key in (leading..<counts.count).reversed() {
        let isLast = key == leading
        unsafe target[key] = Int32(isLast ? rest : rest % counts[key])
        if !isLast { rest /= counts[key] }
      }
      unsafe target += counts.count
    }
  }
}
