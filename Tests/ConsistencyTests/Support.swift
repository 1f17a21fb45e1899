import Consistency
import Exact
import Testing

/// Statements as a reader would make them, in few words.
struct Release {
  var scope = Scope(["Region"])
  var unit: String? = "USD"
  private(set) var statements: [Statement] = []

  init(scope: String = "Region", unit: String? = "USD") {
    self.scope = Scope([scope])
    self.unit = unit
  }

  func quantity(_ measure: Measure, _ text: String, part: [String] = []) -> Quantity {
    guard let period = Period(text) else { preconditionFailure("\(text) is not a period") }
    return Quantity(measure, scope: Scope(scope.path + part), period: period, unit: unit)
  }

  /// A figure with half a unit of the last printed digit on either side, or with `interval`.
  func figure(
    _ printed: String, _ unit: String, scale: Rational = .one, interval: Interval? = nil
  ) throws -> Figure {
    let decimal = try #require(PrintedDecimal(printed))
    let half = decimal.resolution / 2
    return Figure(
      printed: decimal, scale: scale, unit: unit,
      interval: interval ?? Interval(decimal.value - half, decimal.value + half))
  }

  mutating func add(_ readings: [(Kind, Quantity, Quantity?, Figure)], cost: [Int] = []) {
    add(
      readings.map { (kind: $0.0, subject: $0.1, reference: $0.2, whole: nil, figure: $0.3) },
      cost: cost)
  }

  mutating func add(
    _ readings: [(
      kind: Kind, subject: Quantity, reference: Quantity?, whole: Quantity?, figure: Figure
    )], cost: [Int] = [], isInverted: Bool = false, sign: Int = 1
  ) {
    let id = "s\(statements.count + 1)"
    let letters = Array("abcdefgh")
    statements.append(
      Statement(
        id: id, quote: "", start: 0, end: 0,
        readings: readings.enumerated().map { number, reading in
          Reading(
            id: "\(id).\(letters[number])", kind: reading.kind, subject: reading.subject,
            reference: reading.reference, whole: reading.whole, figure: reading.figure,
            isInverted: isInverted, sign: sign, cost: number < cost.count ? cost[number] : 0)
        }))
  }

  mutating func level(
    _ measure: Measure, _ period: String, _ printed: String, part: [String] = [],
    scale: Rational = 1_000_000, interval: Interval? = nil
  ) throws {
    add([
      (
        .level, quantity(measure, period, part: part), nil,
        try figure(printed, unit ?? "", scale: scale, interval: interval)
      )
    ])
  }

  mutating func change(
    _ kind: Kind, _ measure: Measure, _ period: String, from base: String, _ printed: String,
    part: [String] = [], interval: Interval? = nil
  ) throws {
    add([
      (
        kind, quantity(measure, period, part: part), quantity(measure, base, part: part),
        try figure(printed, kind == .ratio ? "times" : "percent", interval: interval)
      )
    ])
  }

  mutating func share(
    _ part: Quantity, of whole: Quantity, _ printed: String, interval: Interval? = nil
  ) throws {
    add([(.share, part, whole, try figure(printed, "percent", interval: interval))])
  }

  func dropping(_ index: Int) -> [Statement] {
    var kept = statements
    kept.remove(at: index)
    return kept
  }
}

extension Assessment {
  /// What is implied for a quantity, in millions, rounded to two places.
  func millions(_ quantity: Quantity) -> [String?] {
    guard let finding = quantities.first(where: { $0.quantity == quantity }) else { return [] }
    return [finding.implied.lower, finding.implied.upper].map { end in
      end.value.map { ($0 / 1_000_000).decimal(places: 2) }
    }
  }

  func repair(of statement: String) -> Repair? {
    conflicts.flatMap(\.repairs).first { $0.statement == statement }
  }
}

/// SplitMix64 (Steele, Lea & Flood, Fast splittable pseudorandom number generators, 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
