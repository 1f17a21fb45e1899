/// One step of a statement: a `SELECT` that has a name, so that others can build on it.
struct SQLStep: Sendable {
  let name: String
  var columns: [(name: String, value: SQLExpression)]
  /// The step before, or the input.
  let source: String
  /// How many times each row is taken, numbered by the column `take`.
  var takes = 1
  var condition = SQLExpression.yes

  /// The step as a common table expression.
  func text(_ dialect: SQLDialect) -> String {
    let list = columns.map { name, value in
      let text = dialect.text(value)
      return text == dialect.name(name) ? text : "\(text) AS \(dialect.name(name))"
    }
    var lines = ["\(name) AS (", "  SELECT"]
    lines.append(list.map { "    \($0)" }.joined(separator: ",\n"))
    lines.append("  FROM \(source)")
    if takes > 1 { lines.append("  \(dialect.takes(takes))") }
    if case .yes = condition {} else { lines.append("  WHERE \(dialect.text(condition))") }
    lines.append(")")
    return lines.joined(separator: "\n")
  }
}
