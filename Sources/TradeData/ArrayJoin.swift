internal import Exact
internal import Synchronization

/// Joins the arrays of several workers into the cells of a cube, by ranges of series that do not
/// depend on one another.
///
/// A series' position is its codes written as one number. First the positions that occur are marked and
/// counted; then every range knows the number of its first series, and fills its part of each period.
@safe struct ArrayJoin: ~Copyable {
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
        guard let cells = unsafe partials[number].store.array else { continue }
        let map = maps[number]
        for case let period? in map.periods {
          for level in map.levels {
            let row = unsafe cells + Int(UInt64(base) | period | level)
            unsafe withLastKey(map, codes) { offsets in
              for place in 0..<codes.count {
                let offset = unsafe offsets[place]
                if offset >= 0, unsafe row[Int(offset)] != 0 { unsafe marks[place] = 1 }
              }
            }
          }
        }
      }
      for place in 0..<positions.count { count &+= unsafe Int(marks[place]) }
    }
    return count
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

  /// A part of a sum that does not fit 64 bits beside the rest.
  struct Spill {
    let place: Int
    let sum: Int64
  }

  /// Fills the cells of all series, period by period, and the codes of their keys.
  ///
  /// - Returns: What did not fit.
  func fill(
    _ digits: UnsafeMutablePointer<Int64>, _ codes: UnsafeMutablePointer<Int32>
  ) -> [Spill] {
    let spills = Mutex<[Spill]>([])
    Parallel.perform(firsts.count - 1, threads: threads) { number in
      var series = firsts[number]
      var spilled: [Spill] = []
      var present: [Int32] = []
      var offsets: [Int64] = []
      forEachRun(range(number)) { positions, run, bases in
        present.removeAll(keepingCapacity: true)
        for place in 0..<positions.count
        where unsafe marks[positions.lowerBound + place] != 0 {
          present.append(Int32(truncatingIfNeeded: run.lowerBound + place))
        }
        guard !present.isEmpty else { return }
        unsafe fillCodes(codes + series * counts.count, positions.lowerBound, present)
        for period in 0..<periods {
          unsafe (digits + (period * seriesCount + series))
            .update(repeating: Cells.absent, count: present.count)
        }
        for (number, base) in bases.enumerated() where base >= 0 {
          guard let cells = unsafe partials[number].store.array else { continue }
          let map = maps[number]
          offsets.removeAll(keepingCapacity: true)
          for code in present { offsets.append(map.keys.last?[Int(code)] ?? 0) }
          for period in 0..<periods {
            guard let bits = map.periods[period] else { continue }
            for level in map.levels {
              let row = unsafe cells + Int(UInt64(base) | bits | level)
              let column = period * seriesCount + series
              unsafe add(row, offsets, digits + column) { place, sum in
                spilled.append(Spill(place: column + place, sum: sum))
              }
            }
          }
        }
        series += present.count
      }
      if !spilled.isEmpty { spills.withLock { $0 += spilled } }
    }
    return spills.withLock { $0 }
  }

  /// Adds some cells of a worker's array to sums, of which those that do not fit are spilled.
  @inline(__always)
  private func add(
    _ row: UnsafePointer<Int64>, _ offsets: [Int64], _ sums: UnsafeMutablePointer<Int64>,
    _ spill: (Int, Int64) -> Void
  ) {
    for place in offsets.indices {
      let offset = offsets[place]
      guard offset >= 0 else { continue }
      let stored = unsafe row[Int(offset)]
      if stored == 0 { continue }
      let (sum, old) = unsafe (stored ^ .min, sums[place])
      if old == Cells.absent {
        // A sum is never the number that stands for none, but may be the one for elsewhere.
        unsafe sums[place] = sum > Cells.elsewhere ? sum : 0
        if sum <= Cells.elsewhere { spill(place, sum) }
        continue
      }
      let (total, overflow) = old.addingReportingOverflow(sum)
      if overflow || total <= Cells.elsewhere {
        spill(place, sum)
      } else {
        unsafe sums[place] = total
      }
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
