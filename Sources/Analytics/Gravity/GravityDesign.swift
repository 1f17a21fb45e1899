internal import LinearAlgebra
internal import TradeData

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The rows of a regression in which nothing is missing: the outcome, the regressors' columns, and the
/// groups of effects and clusters.
struct GravityDesign: Sendable {
  /// A partition of the rows that has a name.
  struct Groups: Sendable {
    let name: String
    let grouping: Grouping
  }

  /// A regressor.
  struct Regressor: Sendable {
    let name: String
    let values: [Double]
  }

  /// Rows that were left out for a reason.
  struct Omission: Sendable, Equatable {
    let reason: String
    let count: Int
  }

  let outcomeName: String
  let outcomes: [Double]
  let regressors: [Regressor]
  let effects: [Groups]
  let clusters: [Groups]
  let hasConstant: Bool
  /// The rows of the data, those left out among them.
  let rowsRead: Int
  let omissions: [Omission]

  /// Regressors that dummies may make; more are meant to be effects.
  static let mostRegressors = 500

  init(
    outcomeName: String = "y", outcomes: [Double], regressors: [Regressor], effects: [Groups] = [],
    clusters: [Groups] = [], hasConstant: Bool = true
  ) {
    self.outcomeName = outcomeName
    self.outcomes = outcomes
    self.regressors = regressors
    self.effects = effects
    self.clusters = clusters
    self.hasConstant = hasConstant && effects.isEmpty
    rowsRead = outcomes.count
    omissions = []
  }

  init(_ gravity: Gravity, _ columns: DataColumns) throws {
    let formula = gravity.formula
    var present = PresentRows(columns.rows)
    for name in formula.numericColumns {
      present.omit("missing \(name)") { columns.numbers[name]?[$0].isNaN ?? true }
    }
    for name in (formula.textColumns + gravity.clusters.flatMap(\.self)).uniqued {
      present.omit("missing \(name)") { (columns.codes[name]?.codes[$0] ?? -1) < 0 }
    }
    var numbers: [Formula.Factor: [Double]] = [:]
    for factor in formula.terms.flatMap(\.factors).uniqued where factor.form != .dummies {
      let values = (columns.numbers[factor.column] ?? []).map(factor.form.value)
      present.omit("undefined \(factor)") { !values[$0].isFinite }
      numbers[factor] = values
    }
    let rows = present.rows
    outcomeName = formula.outcome
    rowsRead = columns.rows
    omissions = present.omissions
    hasConstant = formula.hasConstant
    guard let outcome = columns.numbers[formula.outcome], !rows.isEmpty else {
      throw AnalysisError(
        "no row has all of its columns; left out: "
          + present.omissions.map { "\($0.count) with \($0.reason)" }.joined(separator: ", "))
    }
    outcomes = rows.map { outcome[$0] }
    try GravityDesign.refuseNegative(outcome, rows, formula.outcome, columns)
    func groups(_ names: [String]) -> Groups {
      let parts = names.compactMap { columns.codes[$0] }.map { column in
        Grouping(codes: rows.map { column.codes[$0] }, count: column.texts.count)
      }
      let joined = parts.dropFirst().reduce(parts[0]) { $0.joined(with: $1) }
      return Groups(name: names.joined(separator: "^"), grouping: joined)
    }
    effects = formula.effects.map(groups)
    clusters = gravity.clusters.map(groups)
    regressors = try GravityDesign.regressors(formula, columns, numbers, rows)
    for column in regressors + [Regressor(name: outcomeName, values: outcomes)] {
      guard let huge = column.values.first(where: { !($0.magnitude <= GravityDesign.largest) })
      else {
        continue
      }
      throw AnalysisError(
        "\(column.name) reaches \(huge), and its square is beyond all numbers; "
          + "give it in a larger unit")
    }
  }

  /// The largest number whose square, added up, is one.
  private static let largest = 1e100

  private static func refuseNegative(
    _ outcome: [Double], _ rows: [Int], _ name: String, _ columns: DataColumns
  ) throws {
    let negative = rows.filter { outcome[$0] < 0 }
    guard let first = negative.first else { return }
    let place = columns.place(ofRow: first)
    throw TradeDataError(
      place.file, line: place.line,
      "\(name) is \(outcome[first]), and \(negative.count) "
        + "\(negative.count == 1 ? "value is" : "values are") negative; expected zero or more: "
        + "mend or remove the rows")
  }

  /// The columns of all terms.
  private static func regressors(
    _ formula: Formula, _ columns: DataColumns, _ numbers: [Formula.Factor: [Double]],
    _ rows: [Int]
  ) throws -> [Regressor] {
    var regressors: [Regressor] = []
    for term in formula.terms {
      var products = [Regressor(name: "", values: [])]
      for (place, factor) in term.factors.enumerated() {
        let parts: [Regressor]
        if let values = numbers[factor] {
          parts = [Regressor(name: factor.description, values: rows.map { values[$0] })]
        } else {
          var rest = term.factors
          rest.remove(at: place)
          // Where the rest is a regressor too, one of the dummies says nothing that it does not.
          let isComplete =
            rest.isEmpty
            ? formula.hasConstant || !formula.effects.isEmpty
            : formula.terms.contains { Set($0.factors) == Set(rest) }
          parts = try dummies(factor.column, columns, rows, leavingOutFirst: isComplete)
        }
        products = products.flatMap { product in
          parts.map { part in
            product.values.isEmpty
              ? part
              : Regressor(
                name: "\(product.name):\(part.name)",
                values: zip(product.values, part.values).map { $0 * $1 })
          }
        }
      }
      regressors += products
      guard regressors.count <= mostRegressors else {
        throw AnalysisError(
          "formula: \(term) makes more than \(mostRegressors) regressors; make it a fixed effect, "
            + "behind |")
      }
    }
    return regressors
  }

  /// A dummy for each text of a column, in the order of the texts as numbers or else as text.
  private static func dummies(
    _ name: String, _ columns: DataColumns, _ rows: [Int], leavingOutFirst: Bool
  ) throws -> [Regressor] {
    guard let column = columns.codes[name] else { return [] }
    let present = Set(rows.map { column.codes[$0] })
    let numbers = present.compactMap { Double(column.texts[Int($0)]) }
    let sorted = present.sorted { left, right in
      let (left, right) = (column.texts[Int(left)], column.texts[Int(right)])
      if numbers.count == present.count, let first = Double(left), let second = Double(right) {
        return (first, left) < (second, right)
      }
      return left < right
    }
    guard sorted.count <= mostRegressors else {
      throw AnalysisError(
        "formula: factor(\(name)) has \(sorted.count) texts, more than \(mostRegressors); make it a "
          + "fixed effect, behind |")
    }
    return sorted.dropFirst(leavingOutFirst ? 1 : 0).map { code in
      Regressor(
        name: "\(name)=\(column.texts[Int(code)])",
        values: rows.map { column.codes[$0] == code ? 1 : 0 })
    }
  }
}

/// Which rows have everything so far, and why the others were left out.
private struct PresentRows {
  private(set) var omissions: [GravityDesign.Omission] = []
  private var isPresent: [Bool]

  init(_ count: Int) { isPresent = Array(repeating: true, count: count) }

  /// Leaves out the rows for which `isOmitted` holds.
  mutating func omit(_ reason: String, _ isOmitted: (Int) -> Bool) {
    var count = 0
    for row in isPresent.indices where isPresent[row] && isOmitted(row) {
      isPresent[row] = false
      count += 1
    }
    if count > 0 { omissions.append(.init(reason: reason, count: count)) }
  }

  var rows: [Int] { isPresent.indices.filter { isPresent[$0] } }
}

extension Formula.Factor.Form {
  /// The form of a number; not finite where there is none.
  fileprivate func value(_ number: Double) -> Double {
    switch self {
    case .plain, .dummies: number
    case .log: number > 0 ? naturalLogarithm(number) : .nan
    case .exp: exponential(number)
    case .sqrt: number.squareRoot()
    }
  }
}

// The C functions of the same names as the cases above.
private func naturalLogarithm(_ number: Double) -> Double { log(number) }
private func exponential(_ number: Double) -> Double { exp(number) }
