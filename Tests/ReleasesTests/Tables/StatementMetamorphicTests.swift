import Consistency
import Exact
import Testing

@testable import Releases

/// Files of statements in other clothes: whatever says the same must get the same verdict.
@Suite struct StatementMetamorphicTests {
  private struct Row {
    var measure: String
    var period: String
    var base = ""
    var kind: String
    var value: String
    var unit: String
  }

  /// Figures of true values, in tenths of a million, one of which may be moved.
  private func rows(_ random: inout some RandomNumberGenerator) -> [Row] {
    var truth: [String: [String: Int]] = [:]
    for year in ["2016", "2017"] {
      let exports = Int.random(in: 50...900, using: &random)
      let imports = Int.random(in: 50...900, using: &random)
      truth[year] = ["exports": exports, "imports": imports, "turnover": exports + imports]
    }
    func tenths(_ value: Int) -> String { "\(value / 10).\(value % 10)" }
    var rows: [Row] = []
    for year in ["2016", "2017"] {
      for measure in ["exports", "imports", "turnover"] where Bool.random(using: &random) {
        let value = truth[year]?[measure] ?? 0
        rows.append(
          Row(
            measure: measure, period: year, kind: "level", value: tenths(value),
            unit: "million USD"))
      }
    }
    for measure in ["exports", "imports", "turnover"] {
      let (now, then) = (truth["2017"]?[measure] ?? 0, truth["2016"]?[measure] ?? 1)
      rows.append(
        Row(
          measure: measure, period: "2017", base: "2016", kind: "percent_change",
          value: ((Rational(now, then) - 1) * 100).decimal(places: 1), unit: "percent"))
    }
    if Bool.random(using: &random) {
      let place = Int.random(in: 0..<rows.count, using: &random)
      rows[place].value = tenths(Int.random(in: 10...2000, using: &random))
    }
    return rows
  }

  private func table(
    _ rows: [Row], separator: String = ",", columns: [Int] = [0, 1, 2, 3, 4, 5]
  ) -> String {
    let names = ["measure", "period", "base", "kind", "value", "unit"]
    let lines = rows.map { [$0.measure, $0.period, $0.base, $0.kind, $0.value, $0.unit] }
    return ([names] + lines).map { line in
      columns.map { line[$0] }.joined(separator: separator) + "\n"
    }.joined()
  }

  /// The verdict, and what is implied for each quantity.
  private func answer(_ text: String) async throws -> String {
    let input = try await TableChecker().check(Array(text.utf8), name: "statements.csv")
    guard case .statements(let document) = input else { return "no statements" }
    let implied = document.assessment.quantities.map {
      "\($0.quantity.measure.rawValue) \($0.quantity.period) \($0.implied)"
    }
    return document.assessment.verdict.rawValue
      + (document.assessment.conflicts.isEmpty ? implied.sorted().joined(separator: "; ") : "")
  }

  @Test(arguments: 0..<12)
  func orderUnitsAndSeparatorsDoNotMatter(_ turn: Int) async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Generator(seed: seed)
    let rows = rows(&random)
    let expected = try await answer(table(rows))
    #expect(expected != "no statements")
    // A million is a thousandth of a billion: the figure and its rounding stay.
    let billions = rows.map { row in
      var row = row
      guard row.kind == "level", let value = PrintedDecimal(row.value) else { return row }
      row.value = PrintedDecimal(digits: value.digits, exponent: value.exponent - 3).description
      row.unit = "billion USD"
      return row
    }
    for text in [
      table(rows.shuffled(using: &random)), table(rows, separator: ";"),
      table(rows, separator: "\t"), table(rows, columns: [5, 4, 3, 2, 1, 0]), table(billions),
      "\u{feff}" + table(rows).replacing("\n", with: "\r\n"),
    ] {
      #expect(try await answer(text) == expected, "seed \(seed): \(text)")
    }
  }
}

/// SplitMix64: the same sequence for the same seed on every machine.
private struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
