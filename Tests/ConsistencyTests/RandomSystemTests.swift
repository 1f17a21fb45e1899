import Consistency
import Exact
import Testing

/// Random releases over exports, imports and turnover of two years.
///
/// Each has the figures of true values, rounded, of which some are then changed. The oracle speaks of
/// four unknowns (both flows, both years) and states every figure in its own way.
struct RandomSystem {
  var release = Release()
  /// The figures as the oracle states them, by statement.
  private(set) var rows: [[FourierMotzkin.Row]] = []
  let truth: [Rational]

  static let years = ["2016", "2017"]

  /// A system of `count` figures that all hold, of which `changed` are then moved by some units.
  init(
    count: Int, changed: Int, places: Int = 0,
    using random: inout some RandomNumberGenerator
  ) throws {
    truth = (0..<4).map { _ in Rational(Int.random(in: 5...60, using: &random)) }
    let wrong = Set((0..<count).shuffled(using: &random).prefix(changed))
    for number in 0..<count {
      let shift = wrong.contains(number) ? Int.random(in: -6...6, using: &random) : 0
      try add(Int.random(in: 0..<5, using: &random), shift: shift, places: places, using: &random)
    }
  }

  /// Coefficients over exports 2016, imports 2016, exports 2017, imports 2017.
  private func form(_ measure: Measure, year: Int) -> [Rational] {
    let exports: Rational = measure == .imports ? 0 : 1
    let imports: Rational = measure == .exports ? 0 : measure == .balance ? -1 : 1
    return year == 0 ? [exports, imports, 0, 0] : [0, 0, exports, imports]
  }

  private func value(_ form: [Rational]) -> Rational {
    zip(form, truth).reduce(Rational.zero) { $0 + $1.0 * $1.1 }
  }

  private mutating func add(
    _ kind: Int, shift: Int, places: Int, using random: inout some RandomNumberGenerator
  ) throws {
    let measures: [Measure] = [.exports, .imports, .turnover]
    let measure = measures[Int.random(in: 0..<3, using: &random)]
    let year = Int.random(in: 0...1, using: &random)
    let x = form(measure, year: year)
    func printed(_ value: Rational, places: Int) -> String {
      (value + Rational(shift) * .powerOfTen(-places)).decimal(places: places)
    }
    func ends(_ text: String) throws -> (Rational, Rational) {
      let decimal = try #require(PrintedDecimal(text))
      return (decimal.value - decimal.resolution / 2, decimal.value + decimal.resolution / 2)
    }
    func within(_ form: [Rational], _ low: Rational, _ high: Rational) -> [FourierMotzkin.Row] {
      [.init(form, high), .init(form.map { -$0 }, -low)]
    }
    /// `low · below ≤ above ≤ high · below` with a positive `below`.
    func quotient(
      _ above: [Rational], _ below: [Rational], _ low: Rational, _ high: Rational
    ) -> [FourierMotzkin.Row] {
      [
        .init(zip(above, below).map { $0 - high * $1 }, 0),
        .init(zip(above, below).map { low * $1 - $0 }, 0),
        .init(below.map { -$0 }, 0, isStrict: true),
      ]
    }
    let now = form(measure, year: 1)
    let then = form(measure, year: 0)
    switch kind {
    case 0:
      let text = printed(value(x), places: places)
      try release.level(measure, RandomSystem.years[year], text, scale: 1)
      let (low, high) = try ends(text)
      rows.append(within(x, low, high))
    case 1:
      let text = printed((value(now) / value(then) - 1) * 100, places: places)
      try release.change(.percentChange, measure, "2017", from: "2016", text)
      let (low, high) = try ends(text)
      rows.append(quotient(now, then, low / 100 + 1, high / 100 + 1))
    case 2:
      let text = printed(value(now) / value(then), places: places + 1)
      try release.change(.ratio, measure, "2017", from: "2016", text)
      let (low, high) = try ends(text)
      rows.append(quotient(now, then, low, high))
    case 3:
      let part = form(.exports, year: year)
      let whole = form(.turnover, year: year)
      let text = printed(value(part) / value(whole) * 100, places: places)
      let period = RandomSystem.years[year]
      try release.share(
        release.quantity(.exports, period), of: release.quantity(.turnover, period), text)
      let (low, high) = try ends(text)
      rows.append(quotient(part, whole, low / 100, high / 100))
    default:
      let difference = zip(now, then).map { $0 - $1 }
      let text = printed(value(difference), places: places)
      release.add([
        (
          .absoluteChange, release.quantity(measure, "2017"), release.quantity(measure, "2016"),
          try release.figure(text, "USD")
        )
      ])
      let (low, high) = try ends(text)
      rows.append(within(difference, low, high))
    }
  }

  /// The oracle over all statements but one, or over all.
  func oracle(without dropped: Int? = nil) -> FourierMotzkin {
    let signs = (0..<4).map { index in
      FourierMotzkin.Row((0..<4).map { $0 == index ? -1 : 0 }, 0)
    }
    let kept = rows.enumerated().filter { $0.offset != dropped }.flatMap(\.element)
    return FourierMotzkin(signs + kept)
  }
}

@Suite struct RandomSystemTests {
  @Test(arguments: 0..<3)
  func whatIsTrueByConstructionIsNeverInconsistent(batch: UInt64) throws {
    for seed in batch * 10..<batch * 10 + 10 {
      var random = SeededGenerator(seed: seed)
      let system = try RandomSystem(count: 7, changed: 0, places: 1, using: &random)
      let assessment = assess(system.release.statements)
      #expect(assessment.verdict != .inconsistent, "seed \(seed)")
      #expect(Verifier.check(assessment, of: system.release.statements) == [], "seed \(seed)")
      for (measure, position) in [(Measure.exports, 2), (.imports, 3)] {
        let quantity = system.release.quantity(measure, "2017")
        let implied = assessment.quantities.first { $0.quantity == quantity }?.implied
        #expect(implied?.contains(system.truth[position]) ?? true, "seed \(seed)")
      }
    }
  }

  @Test(arguments: 0..<4)
  func verdictsAndRangesAgreeWithFourierMotzkin(batch: UInt64) throws {
    for seed in batch * 10..<batch * 10 + 10 {
      var random = SeededGenerator(seed: 1000 + seed)
      let system = try RandomSystem(count: 5, changed: 1, using: &random)
      guard let expected = system.oracle().isFeasible else { continue }
      let assessment = assess(system.release.statements)
      #expect((assessment.verdict != .inconsistent) == expected, "seed \(1000 + seed)")
      #expect(
        Verifier.check(assessment, of: system.release.statements) == [], "seed \(1000 + seed)")
      guard expected else { continue }
      for (measure, year, position) in [
        (Measure.exports, "2016", 0), (.imports, "2016", 1), (.exports, "2017", 2),
      ] {
        let quantity = system.release.quantity(measure, year)
        guard let finding = assessment.quantities.first(where: { $0.quantity == quantity }),
          let range = system.oracle().range(of: position)
        else { continue }
        #expect(finding.implied == range, "seed \(1000 + seed): \(quantity)")
      }
    }
  }

  @Test(arguments: 0..<2)
  func aSmallestConflictIsAsSmallAsBruteForceFinds(batch: UInt64) throws {
    for seed in batch * 10..<batch * 10 + 10 {
      var random = SeededGenerator(seed: 2000 + seed)
      let system = try RandomSystem(count: 6, changed: 2, using: &random)
      let statements = system.release.statements
      let assessment = assess(statements)
      guard let first = assessment.conflicts.first else { continue }
      let sizes = (1..<(1 << statements.count)).filter { mask in
        mask.nonzeroBitCount < first.statements.count
      }
      let smaller = sizes.first { mask in
        let subset = statements.indices.filter { mask & (1 << $0) != 0 }.map { statements[$0] }
        return assess(subset).verdict == .inconsistent
      }
      #expect(smaller == nil, "seed \(2000 + seed)")
      // Dropping any one makes the conflict go away.
      for dropped in first.statements {
        let rest = statements.filter { first.statements.contains($0.id) && $0.id != dropped }
        #expect(assess(rest).verdict != .inconsistent, "seed \(2000 + seed)")
      }
    }
  }

  @Test(arguments: 0..<2)
  func droppingOrWideningAFigureNeverMakesAContradiction(batch: UInt64) throws {
    for seed in batch * 10..<batch * 10 + 10 {
      var random = SeededGenerator(seed: 3000 + seed)
      let system = try RandomSystem(count: 6, changed: 1, using: &random)
      let statements = system.release.statements
      guard assess(statements).verdict != .inconsistent else { continue }
      for index in statements.indices {
        #expect(
          assess(system.release.dropping(index)).verdict != .inconsistent, "seed \(3000 + seed)")
        var wider = statements
        wider[index] = widened(statements[index])
        #expect(assess(wider).verdict != .inconsistent, "seed \(3000 + seed)")
      }
    }
  }

  @Test(arguments: 0..<3)
  func addingAStatementThatTheWitnessMakesTrueNeverMakesAContradiction(batch: UInt64) throws {
    for seed in batch * 10..<batch * 10 + 10 {
      var random = SeededGenerator(seed: 6000 + seed)
      let system = try RandomSystem(count: 6, changed: 1, using: &random)
      let statements = system.release.statements
      let assessment = assess(statements)
      guard assessment.verdict != .inconsistent, let witness = assessment.witness else { continue }
      for finding in assessment.quantities {
        guard let value = witness[finding.id] else { continue }
        for places in [0, 2] {
          var release = system.release
          let printed = value.decimal(places: places)
          release.add([
            (
              finding.quantity.measure == .balance ? .balance : .level, finding.quantity, nil,
              try release.figure(printed, finding.quantity.unit ?? "")
            )
          ])
          let wider = assess(release.statements)
          #expect(
            wider.verdict != .inconsistent, "seed \(6000 + seed): \(finding.quantity) = \(printed)")
          #expect(Verifier.check(wider, of: release.statements) == [], "seed \(6000 + seed)")
        }
      }
    }
  }

  @Test(arguments: 0..<2)
  func verdictsDoNotDependOnTheOrderOfStatementsNorOnTheUnitOfAll(batch: UInt64) throws {
    for seed in batch * 10..<batch * 10 + 10 {
      var random = SeededGenerator(seed: 7000 + seed)
      let system = try RandomSystem(count: 6, changed: 1, using: &random)
      let statements = system.release.statements
      let verdict = assess(statements).verdict
      for _ in 0..<3 {
        let shuffled = statements.shuffled(using: &random)
        let assessment = assess(shuffled)
        #expect(assessment.verdict == verdict, "seed \(7000 + seed)")
        #expect(Verifier.check(assessment, of: shuffled) == [], "seed \(7000 + seed)")
      }
      // The same figures a thousand times as large: amounts scale, rates do not.
      let scaled = statements.map { statement in
        let reading = statement.readings[0]
        let isAmount = [.level, .balance, .absoluteChange].contains(reading.kind)
        return Statement(
          id: statement.id, quote: "", start: 0, end: 0,
          readings: [
            Reading(
              id: reading.id, kind: reading.kind, subject: reading.subject,
              reference: reading.reference, whole: reading.whole,
              figure: Figure(
                printed: reading.figure.printed,
                scale: isAmount ? reading.figure.scale * 1000 : reading.figure.scale,
                unit: reading.figure.unit, interval: reading.figure.interval))
          ])
      }
      #expect(assess(scaled).verdict == verdict, "seed \(7000 + seed)")
    }
  }

  @Test(arguments: 0..<3)
  func aRepairIsExactlyWhatTheRestAllows(batch: UInt64) throws {
    for seed in batch * 10..<batch * 10 + 10 {
      var random = SeededGenerator(seed: 4000 + seed)
      let system = try RandomSystem(count: 5, changed: 1, using: &random)
      let statements = system.release.statements
      for conflict in assess(statements).conflicts {
        for repair in conflict.repairs {
          guard let index = statements.firstIndex(where: { $0.id == repair.statement }),
            assess(system.release.dropping(index)).verdict != .inconsistent
          else { continue }
          for end in [repair.holdsIf.lower, repair.holdsIf.upper] {
            guard let value = end.value else { continue }
            let inside = value + (end == repair.holdsIf.lower ? 1 : -1) * Rational(1, 1_000_000)
            let outside = value - (end == repair.holdsIf.lower ? 1 : -1) * Rational(1, 1_000_000)
            for (figure, holds) in [
              (value, !end.isOpen), (outside, false), (inside, repair.holdsIf.contains(inside)),
            ] {
              var mended = statements
              mended[index] = restated(statements[index], Interval(figure, figure))
              #expect(
                (assess(mended).verdict != .inconsistent) == holds,
                "seed \(4000 + seed): \(repair.statement) \(figure) in \(repair.holdsIf)")
            }
          }
        }
      }
    }
  }

  @Test(arguments: 0..<3)
  func readingsSurviveExactlyWhereSomeCombinationHolds(batch: UInt64) throws {
    for seed in batch * 6..<batch * 6 + 6 {
      var random = SeededGenerator(seed: 5000 + seed)
      let first = try RandomSystem(count: 5, changed: 1, places: 1, using: &random)
      // Three of the statements get a second reading: that of another system.
      let second = try RandomSystem(count: 3, changed: 0, using: &random)
      let statements = first.release.statements.enumerated().map { index, statement in
        guard index < 3 else { return statement }
        let other = second.release.statements[index].readings[0]
        return Statement(
          id: statement.id, quote: "", start: 0, end: 0,
          readings: [
            statement.readings[0],
            Reading(
              id: "\(statement.id).b", kind: other.kind, subject: other.subject,
              reference: other.reference, figure: other.figure, cost: index + 1),
          ])
      }
      var surviving: Set<String> = []
      var cheapest: Int?
      for mask in 0..<8 {
        let chosen = statements.enumerated().map { index, statement in
          let reading = statement.readings[index < 3 ? mask >> index & 1 : 0]
          return Statement(id: statement.id, quote: "", start: 0, end: 0, readings: [reading])
        }
        guard assess(chosen).verdict != .inconsistent else { continue }
        surviving.formUnion(chosen.map { $0.readings[0].id })
        let cost = chosen.reduce(0) { $0 + $1.readings[0].cost }
        cheapest = min(cheapest ?? cost, cost)
      }
      let assessment = assess(statements)
      #expect(Verifier.check(assessment, of: statements) == [], "seed \(5000 + seed)")
      #expect(
        (assessment.verdict == .inconsistent) == surviving.isEmpty, "seed \(5000 + seed)")
      guard !surviving.isEmpty else { continue }
      for (id, finding) in assessment.readings {
        #expect(
          (finding.status != .refuted) == surviving.contains(id), "seed \(5000 + seed): \(id)")
      }
      let shown = statements.flatMap(\.readings).filter {
        assessment.combination.values.contains($0.id)
      }
      #expect(shown.reduce(0) { $0 + $1.cost } == cheapest, "seed \(5000 + seed)")
    }
  }

  private func widened(_ statement: Statement) -> Statement {
    let interval = statement.readings[0].figure.interval
    guard let low = interval.lower.value, let high = interval.upper.value else { return statement }
    return restated(statement, Interval(low - 1, high + 1))
  }

  private func restated(_ statement: Statement, _ interval: Interval) -> Statement {
    let reading = statement.readings[0]
    return Statement(
      id: statement.id, quote: "", start: 0, end: 0,
      readings: [
        Reading(
          id: reading.id, kind: reading.kind, subject: reading.subject,
          reference: reading.reference, whole: reading.whole,
          figure: Figure(
            printed: reading.figure.printed, scale: reading.figure.scale,
            unit: reading.figure.unit, interval: interval),
          isInverted: reading.isInverted, sign: reading.sign)
      ])
  }
}
