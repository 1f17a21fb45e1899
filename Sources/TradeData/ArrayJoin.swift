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
  /// The number of positions, and of those in a piece.
  private let space: Int
  private let piece: Int
  private let marks: UnsafeMutablePointer<UInt8>
  /// The number of the first series in each piece, and the number of all.
  private var firsts: [Int] = [0]

  /// Positions up to which an array of them is affordable.
  static let limit = 1 << 26

  init(_ partials: [PartialCube], _ maps: [CellMap], counts: [Int], periods: Int, threads: Int) {
    (self.partials, self.maps, self.counts) = (partials, maps, counts)
    (self.periods, self.threads) = (periods, threads)
    let space = counts.reduce(1, *)
    self.space = space
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

  /// Calls `body` with stretches of positions that differ in the last key alone: their range, their
  /// codes in the last key, and the bits that the other keys have in each worker's array, -1 where it
  /// has none.
  private func forEachRun(
    _ positions: Range<Int>, _ body: (Range<Int>, Range<Int>, [Int64]) -> Void
  ) {
    let last = counts.last ?? 1
    var begin = positions.lowerBound
    while begin < positions.upperBound {
      let outer = begin / last
      let end = min(positions.upperBound, (outer + 1) * last)
      let bases = maps.map { map in
        var (bits, rest) = (Int64(0), outer)
        for key in counts.indices.dropLast().reversed() {
          let code = map.keys[key][rest % counts[key]]
          if code < 0 { return Int64(-1) }
          bits |= code
          rest /= counts[key]
        }
        return bits
      }
      body(begin..<end, (begin - outer * last)..<(end - outer * last), bases)
      begin = end
    }
  }

  /// Marks the positions of a piece that have a value in any period; returns how many.
  private func mark(_ number: Int) -> Int {
    var count = 0
    forEachRun(range(number)) { positions, codes, bases in
      let marks = unsafe marks + positions.lowerBound
      unsafe marks.update(repeating: 0, count: positions.count)
      for (number, base) in bases.enumerated() where base >= 0 {
        let rows = unsafe rows(of: number, base)
        unsafe withLastKey(maps[number], codes) { offsets in
          unsafe rows.withUnsafeBufferPointer { rows in
            for place in 0..<codes.count {
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
  /// bits that the keys but the last have there.
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

  /// Calls `body` with the bits of the last key's codes in a worker's array.
  @inline(__always)
  private func withLastKey(
    _ map: CellMap, _ codes: Range<Int>, _ body: (UnsafePointer<Int64>) -> Void
  ) {
    guard let last = map.keys.last else {
      var none: Int64 = 0
      return unsafe body(&none)
    }
    unsafe last.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { unsafe body(base + codes.lowerBound) }
    }
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
      forEachRun(range(number)) { positions, run, bases in
        present.removeAll(keepingCapacity: true)
        for place in 0..<positions.count
        where unsafe marks[positions.lowerBound + place] != 0 {
          present.append(Int32(truncatingIfNeeded: run.lowerBound + place))
        }
        guard !present.isEmpty else { return }
        unsafe fillCodes(codes + series * counts.count, positions.lowerBound, present)
        for number in maps.indices {
          offsets[number].removeAll(keepingCapacity: true)
          for code in present { offsets[number].append(maps[number].keys.last?[Int(code)] ?? 0) }
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

  private func fillCodes(
    _ codes: UnsafeMutablePointer<Int32>, _ position: Int, _ present: [Int32]
  ) {
    guard let last = counts.last else { return }
    var rest = position / last
    var outer = Array(repeating: Int32(0), count: counts.count - 1)
    for key in outer.indices.reversed() {
      outer[key] = Int32(rest % counts[key])
      rest /= counts[key]
    }
    var target = unsafe codes
    for code in present {
      for key in outer.indices { unsafe target[key] = outer[key] }
      unsafe target[outer.count] = code
      unsafe target += counts.count
    }
  }
}
