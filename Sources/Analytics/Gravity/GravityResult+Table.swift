internal import Exact
internal import TradeData

extension GravityResult {
  /// The result as a table: a row for each coefficient, then one for each statistic of the fit.
  ///
  /// - Parameter places: Digits after the point, 0 to 12.
  /// - Returns: Columns `part` (`coefficient` or `fit`), `name`, `value`, `standard_error`, `z`, `p`,
  ///   `ci_low`, `ci_high` (95 percent), `status` (why a regressor was dropped, and what the fit says in
  ///   words).
  public func table(places: Int) -> ResultTable {
    let rows = coefficientRows + fitRows
    let parts = ["coefficient", "fit"]
    let names = rows.map(\.name)
    let statuses = rows.map(\.status).uniqued
    let columns: [ResultTable.Column] = [
      .init("part", .text(parts)), .init("name", .text(names)), .init("value", .exact),
      .init("standard_error", .rounded(places: places)), .init("z", .rounded(places: places)),
      .init("p", .rounded(places: places)), .init("ci_low", .rounded(places: places)),
      .init("ci_high", .rounded(places: places)), .init("status", .text(statuses)),
    ]
    func numbers(_ number: (Row) -> Double?) -> ResultTable.Block.Cells {
      MeasureContext.rounded(rows, places: places, double: number)
    }
    let cells: [ResultTable.Block.Cells] = [
      .codes(rows.map { $0.isCoefficient ? 0 : 1 }), .codes(names.indices.map { Int32($0) }),
      numbers(\.value), numbers(\.standardError), numbers(\.z), numbers(\.p), numbers(\.low),
      numbers(\.high),
      .codes(rows.map { row in Int32(statuses.firstIndex(of: row.status) ?? 0) }),
    ]
    let block = ResultTable.Block(rowCount: rows.count, columns: cells)
    return ResultTable(columns: columns, blockCount: 1, notes: notes) { _ in block }
  }

  /// One row of the table.
  private struct Row {
    let isCoefficient: Bool
    let name: String
    var value: Double?
    var standardError: Double?
    var z: Double?
    var p: Double?
    var low: Double?
    var high: Double?
    var status = ""
  }

  private var coefficientRows: [Row] {
    coefficients.map { coefficient in
      Row(
        isCoefficient: true, name: coefficient.name, value: coefficient.value,
        standardError: coefficient.standardError, z: coefficient.z, p: coefficient.p,
        low: coefficient.interval?.low, high: coefficient.interval?.high,
        status: coefficient.dropped?.rawValue
          ?? (coefficient.standardError == nil ? "no-standard-error" : ""))
    }
  }

  private var fitRows: [Row] {
    var rows = [
      Row(
        isCoefficient: false, name: "standard errors",
        status: ([errors.rawValue] + clusters.map(\.name)).joined(separator: " "))
    ]
    func add(_ name: String, _ value: Double?) {
      rows.append(Row(isCoefficient: false, name: name, value: value))
    }
    for cluster in clusters { add("clusters \(cluster.name)", cluster.value) }
    for effect in effects { add("levels \(effect.name)", effect.value) }
    add("rows read", Double(rowsRead))
    for reason in dropped { add("dropped \(reason.name)", reason.value) }
    add("observations", Double(observations))
    add("parameters", Double(parameters))
    add("deviance", deviance)
    add("log likelihood", logLikelihood)
    add("null log likelihood", nullLogLikelihood)
    add("pseudo R2", pseudoR2)
    add("squared correlation", squaredCorrelation)
    add("iterations", Double(iterations))
    rows.append(
      Row(
        isCoefficient: false, name: "converged", value: isConverged ? 1 : 0,
        status: isConverged ? "yes" : "no"))
    return rows
  }

  /// What was dropped, and whether the fit can be trusted, a line each.
  private var notes: [String] {
    var notes = coefficients.compactMap { coefficient in
      coefficient.dropped.map { "\(coefficient.name) is dropped: \($0.explanation)" }
    }
    for reason in dropped where reason.value > 0 {
      notes.append("\(Int(reason.value)) rows are left out: \(reason.name)")
    }
    if let few = clusters.first(where: { $0.value < 10 }) {
      notes.append(
        "\(Int(few.value)) clusters of \(few.name) are few: standard errors are likely too small")
    }
    if !isConverged {
      notes.append("the fit did not converge in \(iterations) steps: do not rely on it")
    }
    return notes
  }
}

extension Collinearity {
  /// The reason in words.
  fileprivate var explanation: String {
    switch self {
    case .noVariation: "it is the same in all rows"
    case .absorbed: "the effects explain all of it"
    case .collinear: "the regressors before it explain all of it"
    }
  }
}
