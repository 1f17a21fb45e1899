import Consistency
import Exact

/// Finds what a table's columns are by their headers, and from that what can be checked.
struct ColumnRecognition {
  private struct Level {
    let column: Int
    /// What is counted: the same in the columns that one change can compare.
    let group: String
    let measure: Measure?
    let period: Period?
    let place: HeaderMeaning.Place?
    let exponent: Int?
  }

  private let names: [String]
  private let meanings: [HeaderMeaning]
  private let body: ArraySlice<DelimitedText.Row>
  private let point: Unicode.Scalar
  private let rounding: Rounding
  private var levels: [Level] = []
  private var shares: [Level] = []

  /// Reads the headers `names` over the first rows of figures.
  init(
    names: [String], body: ArraySlice<DelimitedText.Row>, point: Unicode.Scalar, rounding: Rounding
  ) {
    self.names = names
    self.body = body
    self.point = point
    self.rounding = rounding
    meanings = names.map(HeaderMeaning.init)
    for (column, meaning) in meanings.enumerated() where isNumeric(column) {
      if meaning.kinds.isEmpty {
        guard meaning.periods.single != nil || meaning.measure != nil || meaning.place != nil else {
          continue
        }
        levels.append(
          Level(
            column: column, group: group(column), measure: meaning.measure,
            period: meaning.periods.single, place: meaning.place, exponent: meaning.exponent))
      } else if meaning.kinds == [.share] {
        let whole = levels.last
        shares.append(
          Level(
            column: column, group: whole?.group ?? "", measure: meaning.measure ?? whole?.measure,
            period: meaning.periods.single ?? whole?.period, place: whole?.place, exponent: nil))
      }
    }
  }

  /// Adds to `plan` what the headers allow to check.
  func fill(_ plan: inout ColumnPlan) {
    plan.keys = keys()
    for (column, meaning) in meanings.enumerated() where isNumeric(column) {
      if meaning.kinds == [.share] {
        if let level = level(ofShare: column) {
          plan.shares.append(ShareCheck(stated: column, level: level))
        }
      } else if let first = meaning.kinds.first, let pair = pair(for: column, first) {
        plan.changes.append(
          resolved(meaning.kinds, stated: column, current: pair.current, previous: pair.previous))
      }
    }
    plan.sums = flowSums() + timeSums()
    plan.levels = levels.map(\.column)
  }

  /// Whether no column was understood.
  var isEmpty: Bool { levels.isEmpty && shares.isEmpty && meanings.allSatisfy(\.kinds.isEmpty) }

  /// The columns that hold words, at most three of them, whatever their headers say.
  static func wordColumns(
    names: [String], body: ArraySlice<DelimitedText.Row>, point: Unicode.Scalar
  ) -> [Int] {
    Array(names.indices.filter { !isNumeric($0, body, point) }.prefix(3))
  }

  /// The columns of words before the first column of figures; all others where there are none.
  private func keys() -> [Int] {
    let used = Set(levels.map(\.column))
    let first = used.min() ?? names.count
    let candidates = names.indices.filter { !used.contains($0) && meanings[$0].kinds.isEmpty }
    let before = candidates.filter { $0 < first }
    return before.isEmpty ? candidates : before
  }

  private func isNumeric(_ column: Int) -> Bool {
    ColumnRecognition.isNumeric(column, body, point)
  }

  private static func isNumeric(
    _ column: Int, _ body: ArraySlice<DelimitedText.Row>, _ point: Unicode.Scalar
  ) -> Bool {
    var (numbers, words) = (0, 0)
    for row in body.prefix(200) {
      switch CellContent(row[column], point: point) {
      case .number: numbers += 1
      case .text: words += 1
      case .missing: break
      }
    }
    return numbers > words
  }

  private func group(_ column: Int) -> String {
    if let measure = meanings[column].measure { return measure.rawValue }
    let words = names[column].lowercased().split { !$0.isLetter }.map(String.init)
    return words.filter { word in
      HeaderPeriods.month(word) == nil && !ColumnRecognition.timeWords.contains(word)
    }.joined(separator: " ")
  }

  private static let timeWords: Set<String> = [
    "г", "гг", "год", "года", "году", "year", "fy", "кв", "квартал", "quarter", "q", "i", "ii",
    "iii",
    "iv", "m", "месяцев", "мес", "полугодие", "half", "h", "previous", "prior", "base", "current",
    "предыдущий", "текущий", "отчетный", "прошлый", "базисный", "period", "период",
  ]

  // MARK: - Changes

  private func pair(for column: Int, _ kind: Kind) -> (current: Int, previous: Int)? {
    let meaning = meanings[column]
    let all = kind == .points && shares.count > 1 ? shares : levels
    guard let near = all.last(where: { $0.column < column }) ?? all.first else { return nil }
    let candidates = all.filter {
      meaning.measure == nil ? $0.group == near.group : $0.measure == meaning.measure
    }
    if let current = candidates.last(where: { $0.place == .current }),
      let previous = candidates.last(where: { $0.place == .previous })
    {
      return (current.column, previous.column)
    }
    func dated(_ period: Period) -> Int? { candidates.last { $0.period == period }?.column }
    let named = meaning.periods.periods.sorted()
    if named.count == 2 {
      guard let current = dated(named[1]), let previous = dated(named[0]) else {
        return nil
      }
      return (current, previous)
    }
    if meaning.namesBase, let base = named.first {
      guard let current = dated(base.advanced(byMonths: 12)), let previous = dated(base) else {
        return nil
      }
      return (current, previous)
    }
    let periods = candidates.compactMap(\.period)
    guard let period = named.first ?? periods.max(), let current = dated(period) else {
      return nil
    }
    let isFromBefore = meaning.isFromPeriodBefore
    let base = period.advanced(byMonths: isFromBefore ? -period.months : -12)
    if let previous = dated(base) { return (current, previous) }
    // Without a period of its own, a change is from the column before to the last.
    let before = periods.filter { $0 < period && $0.months == period.months }.max()
    guard named.isEmpty, let before, let previous = dated(before) else { return nil }
    return (current, previous)
  }

  private func level(ofShare column: Int) -> Int? {
    let meaning = meanings[column]
    let candidates = levels.filter {
      (meaning.measure == nil || $0.measure == meaning.measure)
        && (meaning.periods.single == nil || $0.period == meaning.periods.single)
    }
    return (candidates.last { $0.column < column } ?? candidates.first)?.column
  }

  /// The kind that fewest of the first rows contradict; a doubt that arithmetic decides.
  private func resolved(
    _ kinds: [Kind], stated: Int, current: Int, previous: Int
  ) -> ChangeCheck {
    let checks = kinds.map {
      ChangeCheck(
        rule: ChangeRule(kind: $0, rounding: rounding), stated: stated, current: current,
        previous: previous)
    }
    guard checks.count > 1 else { return checks[0] }
    let failures = checks.map { check in body.prefix(200).count { contradicts($0, check) } }
    let best = failures.indices.min { failures[$0] < failures[$1] } ?? 0
    return checks[best]
  }

  private func contradicts(_ row: DelimitedText.Row, _ check: ChangeCheck) -> Bool {
    check.rule.contradicts(
      CellContent(row[check.stated], point: point),
      current: CellContent(row[check.current], point: point),
      previous: CellContent(row[check.previous], point: point))
  }

  // MARK: - Sums of columns

  /// Turnover = exports + imports and balance = exports − imports, for each period in one unit.
  private func flowSums() -> [SumCheck] {
    levels.flatMap { level -> [SumCheck] in
      guard level.measure == .turnover || level.measure == .balance else { return [] }
      func part(_ measure: Measure) -> [Int] {
        levels.filter {
          $0.measure == measure && $0.period == level.period && $0.place == level.place
            && $0.exponent == level.exponent
        }.map(\.column)
      }
      let (exports, imports) = (part(.exports), part(.imports))
      guard exports.count == 1, imports.count == 1 else { return [] }
      let sign = level.measure == .turnover ? 1 : -1
      return [SumCheck(total: level.column, terms: [(exports[0], 1), (imports[0], sign)])]
    }
  }

  /// A year against its quarters and months, a quarter against its months.
  private func timeSums() -> [SumCheck] {
    levels.flatMap { level -> [SumCheck] in
      guard let period = level.period, period.months > 1 else { return [] }
      return [1, 3, 6].compactMap { length -> SumCheck? in
        guard length < period.months, period.months % length == 0 else { return nil }
        let parts = levels.filter {
          $0.group == level.group && $0.period?.months == length
            && period.contains($0.period ?? period)
        }
        guard parts.count == period.months / length, Set(parts.map(\.period)).count == parts.count
        else { return nil }
        return SumCheck(total: level.column, terms: parts.map { ($0.column, 1) })
      }
    }
  }
}
