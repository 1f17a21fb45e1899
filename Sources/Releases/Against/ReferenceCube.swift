import Exact
import TradeData

/// Exact sums of the data by reporter, partner, flow and region, for all products or for one.
struct ReferenceCube: Sendable {
  /// Which series are added.
  struct Selection: Hashable {
    var reporter: Int?
    /// Nil for all of them, or where the data has no partners.
    var partners: Set<Int>?
    var flow: String
    var regions: Set<Int>?
    var product: Int?
    var indicator: Int?
  }

  let cube: Cube
  /// Whether each row is an export of its reporter and an import of its partner.
  let isTwoSided: Bool
  private let layout: Layout
  private let names: [Role: TextNames]
  private let places: [Role: Int]
  private let index: [Side: [Int]]

  /// Series of one reporter and flow.
  private struct Side: Hashable {
    let reporter: Int?
    let flow: String
  }

  init(_ reading: TradeReader.Reading) {
    cube = reading.cube
    var places: [Role: Int] = [:]
    for (number, key) in cube.keys.enumerated() {
      if case .role(let role) = key.source { places[role] = number }
    }
    self.places = places
    layout = reading.layout
    names = Dictionary(
      uniqueKeysWithValues: places.map { role, place in
        (role, TextNames(reading.cube.texts[place], role, reading.layout))
      })
    isTwoSided = reading.layout.flow == .export && places[.partner] != nil
    var index: [Side: [Int]] = [:]
    for series in 0..<cube.seriesCount {
      func code(_ role: Role) -> Int? {
        places[role].map { Int(reading.cube.codes[series * reading.cube.keys.count + $0]) }
      }
      let flow = code(.flow).map { reading.cube.texts[places[.flow] ?? 0][$0] } ?? ""
      index[Side(reporter: code(.reporter), flow: flow), default: []].append(series)
      if isTwoSided {
        let other = Side(reporter: code(.partner), flow: Flow.import.rawValue)
        index[other, default: []].append(series)
      }
    }
    self.index = index
  }

  /// Whether the data tells series apart by this role.
  func has(_ role: Role) -> Bool { places[role] != nil }

  /// The texts of a role; none where the data does not have it.
  func texts(_ role: Role) -> [String] { places[role].map { cube.texts[$0] } ?? [] }

  /// The names in the column of a role; none where the data does not have it.
  func names(of role: Role) -> TextNames { names[role] ?? TextNames([], role, layout) }

  /// The names of those who report a flow.
  func names(ofReportersOf flow: String) -> TextNames {
    names(of: isTwoSided && flow == Flow.import.rawValue ? .partner : .reporter)
  }

  /// The names of the other side of a flow: the reporters, for imports told by exports.
  func names(ofCounterpartsOf flow: String) -> TextNames {
    names(of: counterpartRole(of: flow))
  }

  private func counterpartRole(of flow: String) -> Role {
    isTwoSided && flow == Flow.import.rawValue ? .reporter : .partner
  }

  /// The sums of a selection by period; nil where a sum does not fit 128 bits.
  func sums(_ selection: Selection) -> [Period: ScaledInteger]? {
    var sums: [Period: ScaledInteger] = [:]
    let side = Side(reporter: has(.reporter) ? selection.reporter : nil, flow: selection.flow)
    let counterpart = counterpartRole(of: selection.flow)
    for series in index[side] ?? [] {
      guard admits(selection.partners, counterpart, series),
        admits(selection.regions, .region, series),
        admits(selection.product.map { [$0] }, .product, series),
        admits(selection.indicator.map { [$0] }, .indicator, series)
      else { continue }
      for (number, period) in cube.periods.enumerated() {
        guard let value = cube.value(series: series, period: number) else { continue }
        guard let sum = try? (sums[period] ?? .zero).adding(value) else { return nil }
        sums[period] = sum
      }
    }
    return sums
  }

  private func admits(_ codes: Set<Int>?, _ role: Role, _ series: Int) -> Bool {
    guard let codes, let place = places[role] else { return true }
    return codes.contains(Int(cube.codes[series * cube.keys.count + place]))
  }
}

/// The sum of a period out of the periods that the data has.
enum PeriodSum {
  case found(ScaledInteger)
  /// Why there is none, for people.
  case absent(String)

  /// The sum of `period`: its own, else that of the fewest periods that make it up.
  init(of period: Period, in sums: [Period: ScaledInteger]) {
    let parts = PeriodSum.parts(of: period, among: sums.keys.filter { $0 != period })
    let own = sums[period]
    let added = parts.flatMap { parts in
      try? parts.reduce(ScaledInteger.zero) { try $0.adding(sums[$1] ?? .zero) }
    }
    if let own, let added, own.reduced != added.reduced {
      self = .absent("the data has \(period) and its parts, and they do not add up")
    } else if let value = own ?? added {
      self = .found(value)
    } else {
      self = .absent(PeriodSum.reason(period, Set(sums.keys)))
    }
  }

  private static func parts(of period: Period, among periods: [Period]) -> [Period]? {
    var best: [Int: [Period]] = [period.first: []]
    for part in periods.filter(period.contains).sorted() {
      guard let way = best[part.first] else { continue }
      let next = part.last + 1
      if let other = best[next], other.count <= way.count + 1 { continue }
      best[next] = way + [part]
    }
    return best[period.last + 1]
  }

  private static func reason(_ period: Period, _ periods: Set<Period>) -> String {
    guard let first = periods.min(), let last = periods.max(by: { $0.last < $1.last }) else {
      return "the data has no such series"
    }
    var missing: [Int] = []
    for month in period.first...period.last
    where !periods.contains(where: {
      period.contains($0) && $0.contains(Period(first: month, last: month))
    }) {
      missing.append(month)
    }
    guard missing.count < period.months else {
      if let longer = periods.filter({ $0.contains(period) }).min(by: { $0.months < $1.months }) {
        return "the data has no \(period), only the whole of \(longer)"
      }
      let span =
        periods.count == 1 ? "only \(first)" : "periods from \(first) to \(last)"
      return "the data has no \(period), \(span)"
    }
    return "the data does not cover \(period): \(names(of: missing)) missing"
  }

  /// `2017-11, 2017-12 are`, runs of months as spans.
  private static func names(of months: [Int]) -> String {
    var runs: [Period] = []
    for month in months {
      if let last = runs.last, last.last + 1 == month {
        runs[runs.count - 1] = Period(first: last.first, last: month)
      } else {
        runs.append(Period(first: month, last: month))
      }
    }
    let isOne = months.count == 1
    return runs.map(\.description).joined(separator: ", ") + (isOne ? " is" : " are")
  }
}
