import Consistency
import Exact
import Testing
import TradeData

@testable import Releases

/// Totals, shares and sums of columns against plain integer arithmetic on the rows that were written.
@Suite struct TotalsOracleTests {
  /// A printed number in units of 1/200, so that half a unit of a hundredth is whole.
  private struct Number {
    let digits: Int
    let places: Int

    var value: Int { digits * (places == 2 ? 2 : places == 1 ? 20 : 200) }
    var half: Int { places == 2 ? 1 : places == 1 ? 10 : 100 }

    var text: String {
      guard places > 0 else { return "\(digits)" }
      let padded =
        String(repeating: "0", count: max(0, places + 1 - "\(digits)".count)) + "\(digits)"
      return padded.dropLast(places) + "." + padded.suffix(places)
    }
  }

  private struct Row {
    let key: String
    /// Two levels, the share of the first, and the sum of both; nil is an empty cell.
    var cells: [Number?]

    var isTotal: Bool { key.hasPrefix("Total") }
    var text: String { ([key] + cells.map { $0?.text ?? "" }).joined(separator: ",") + "\n" }
  }

  private struct Counts: Equatable {
    var agree = 0
    var disagree = 0
    var untested = 0

    mutating func add(_ agrees: Bool?) {
      switch agrees {
      case true?: agree += 1
      case false?: disagree += 1
      case nil: untested += 1
      }
    }
  }

  @Test(arguments: [1, 3]) func countsAreThoseOfPlainIntegers(threads: Int) async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(state: seed)
    for _ in 0..<20 {
      let isAbove = Bool.random(using: &random)
      let rows = table(isAbove: isAbove, &random)
      let text = "name,a,b,share of a,sum\n" + rows.map(\.text).joined()
      var plan = ColumnPlan(
        names: ["name", "a", "b", "share of a", "sum"], bodyOffset: 24, bodyLine: 2,
        format: .init(separator: UInt8(ascii: ","), point: UInt8(ascii: "."), isQuoted: false),
        keys: [0], rounding: .halfUnit)
      plan.levels = [1, 2]
      plan.shares = [ShareCheck(stated: 3, level: 1)]
      plan.sums = [SumCheck(total: 4, terms: [(1, 1), (2, 1)])]
      let file = try InputFile(name: "table", bytes: Array(text.utf8))
      let found = try await ColumnTableCheck(
        file: file, plan: plan, threads: threads, stretch: 300
      ).run()
      let counts = found.checks.map {
        Counts(agree: $0.agree, disagree: $0.disagree, untested: $0.untestable.values.reduce(0, +))
      }
      let expected = [sums(rows), shares(rows, isAbove)] + totals(rows, isAbove)
      #expect(counts == expected, "seed \(seed)\n\(text)")
      #expect(found.rows == rows.count)
      for finding in found.findings {
        #expect(rows[finding.line - 2].key == finding.key, "seed \(seed)")
      }
    }
  }

  // MARK: - What is expected

  private func sums(_ rows: [Row]) -> Counts {
    rows.reduce(into: Counts()) { counts, row in
      guard let a = row.cells[0], let b = row.cells[1], let sum = row.cells[3] else {
        return counts.add(nil)
      }
      counts.add(abs(sum.value - a.value - b.value) <= sum.half + a.half + b.half)
    }
  }

  /// The parts of each total, and the parts without one.
  private func groups(_ rows: [Row], _ isAbove: Bool) -> [(total: Row?, parts: [Row])] {
    var groups: [(total: Row?, parts: [Row])] = []
    var parts: [Row] = []
    for row in isAbove ? rows.reversed() : rows {
      if row.isTotal {
        groups.append((row, parts))
        parts = []
      } else {
        parts.append(row)
      }
    }
    if !parts.isEmpty { groups.append((nil, parts)) }
    return groups
  }

  private func totals(_ rows: [Row], _ isAbove: Bool) -> [Counts] {
    var counts = [Counts(), Counts()]
    for (total, parts) in groups(rows, isAbove) {
      guard let total, parts.count > 1 else { continue }
      let results: [(agrees: Bool?, isTelling: Bool)] = (0..<2).map { column in
        let cells = parts.map { $0.cells[column] }
        guard let stated = total.cells[column], cells.allSatisfy({ $0 != nil }) else {
          return (nil, false)
        }
        let numbers = cells.compactMap(\.self)
        let room = numbers.reduce(0) { $0 + $1.half }
        let miss = abs(numbers.reduce(0) { $0 + $1.value } - stated.value)
        let agrees = miss <= room + stated.half
        return (agrees, agrees && 2 * room < abs(stated.value))
      }
      let isPartition = results.contains(where: \.isTelling)
      for (column, result) in results.enumerated() {
        counts[column].add(isPartition ? result.agrees : nil)
      }
    }
    return counts
  }

  private func shares(_ rows: [Row], _ isAbove: Bool) -> Counts {
    var counts = Counts()
    for (total, parts) in groups(rows, isAbove) {
      let (levels, stated) = (parts.compactMap { $0.cells[0] }, parts.compactMap { $0.cells[2] })
      let isComplete =
        levels.count == parts.count && stated.count == parts.count
        && abs(stated.reduce(0) { $0 + $1.value } - 20_000) <= stated.reduce(0) { $0 + $1.half }
      let (sum, room) = (levels.reduce(0) { $0 + $1.value }, levels.reduce(0) { $0 + $1.half })
      for row in parts {
        guard let share = row.cells[2], let part = row.cells[0] else {
          counts.add(nil)
          continue
        }
        // 100 (p − h) / most ≤ share ≤ 100 (p + h) / least; shares are in units of 1/200 as well.
        let (least, most): (Int, Int)
        if let whole = total?.cells[0] {
          (least, most) = (whole.value - whole.half, whole.value + whole.half)
        } else if isComplete {
          (least, most) = (sum - room + 2 * part.half, sum + room - 2 * part.half)
        } else {
          counts.add(nil)
          continue
        }
        counts.add(
          (share.value + share.half) * most >= 20_000 * (part.value - part.half)
            && (share.value - share.half) * least <= 20_000 * (part.value + part.half))
      }
    }
    return counts
  }

  // MARK: - Tables

  /// Groups of rows with their total; about one in eight figures is wrong and one in fifty missing.
  private func table(isAbove: Bool, _ random: inout SplitMix) -> [Row] {
    var rows: [Row] = []
    for number in 0..<Int.random(in: 1...6, using: &random) {
      let isMixed = Int.random(in: 0..<3, using: &random) == 0
      var parts: [Row] = (0..<Int.random(in: 2...30, using: &random)).map { part in
        let places = isMixed ? Int.random(in: 0...2, using: &random) : 1
        let a = Number(digits: Int.random(in: 1...90_000, using: &random), places: places)
        let b = Number(digits: Int.random(in: 1...90_000, using: &random), places: 1)
        return Row(key: "R\(number)-\(part)", cells: [a, b, nil, rounded(a.value + b.value)])
      }
      let whole = parts.reduce(0) { $0 + ($1.cells[0]?.value ?? 0) }
      let other = parts.reduce(0) { $0 + ($1.cells[1]?.value ?? 0) }
      for part in parts.indices {
        let share = 20_000 * (parts[part].cells[0]?.value ?? 0) / whole
        parts[part].cells[2] = rounded(share)
      }
      let total = Row(
        key: "Total \(number)",
        cells: [rounded(whole), rounded(other), Number(digits: 1000, places: 1), nil])
      rows += isAbove ? [total] + parts : parts + [total]
    }
    for row in rows.indices {
      for column in 0..<4 where Int.random(in: 0..<8 * rows.count / 4 + 8, using: &random) == 0 {
        let isMissing = Int.random(in: 0..<4, using: &random) == 0
        rows[row].cells[column] =
          isMissing
          ? nil : Number(digits: Int.random(in: 1...90_000, using: &random), places: 1)
      }
    }
    return rows
  }

  /// The nearest tenth.
  private func rounded(_ value: Int) -> Number { Number(digits: (value + 10) / 20, places: 1) }
}

/// Random numbers that a printed seed gives again.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
    return word ^ word >> 31
  }
}
