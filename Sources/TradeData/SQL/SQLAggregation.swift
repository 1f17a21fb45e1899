internal import Exact

/// A query of a data set as a statement for another engine, and the answer read back.
///
/// The statement does what `TradeReader` does with each row: it takes the fields that count, gives
/// codes, flows and periods one form, leaves out what is filtered, tells totals from parts by level,
/// finds numbers in every form, counts the rows that cannot be read by their reasons, and adds up in
/// decimals of 38 digits. Its rows are read back into the same sums, so that everything that follows
/// is the same.
public struct SQLAggregation: Sendable {
  let data: DataSet
  let sources: [SQLSource]

  /// Recognises the inputs and makes the query ready for them.
  ///
  /// - Parameters:
  ///   - inputs: What is read, as one data set.
  ///   - layouts: The layouts to try; nil for all built-in ones.
  ///   - query: What is asked.
  ///   - readsAcrossLines: Whether fields in quotes may hold line ends even if the samples show no quotes.
  /// - Throws: `TradeDataError` where an input is of no known layout, or needs what no statement does.
  public init(
    of inputs: [SQLInput], layouts: [Layout]?, query: Query, readsAcrossLines: Bool = false
  ) throws(TradeDataError) {
    let named = Dictionary(
      inputs.map { ($0.name, $0.file) }, uniquingKeysWith: { first, _ in first })
    let data = try DataSet(
      inputs.map(\.name), layouts: layouts, query: query
    ) { name throws(TradeDataError) in
      guard let file = named[name] else { throw TradeDataError(name, "was not opened") }
      return file
    }
    var groups: [(key: [String], numbers: [Int])] = []
    for (number, input) in inputs.enumerated() {
      let (plan, header) = (data.sources[number].plan, data.recognitions[number].found.header)
      // Files of one header and width are read together, those of other engines one by one.
      let key =
        input.isRemote
        ? ["\(number)"]
        : header.names + ["\(header.separator) \(plan.width) \(plan.point)"]
          + plan.wholeViews.flatMap(\.slots).map { "\($0.code)" }
      if let place = groups.firstIndex(where: { $0.key == key }) {
        groups[place].numbers.append(number)
      } else {
        groups.append((key, [number]))
      }
    }
    var sources: [SQLSource] = []
    for group in groups {
      let first = group.numbers[0]
      sources.append(
        try SQLSource(
          data.sources[first].plan, data.recognitions[first].found.header,
          group.numbers.map { inputs[$0] },
          isMultiline: readsAcrossLines || group.numbers.contains { data.sources[$0].isQuoted }))
    }
    (self.data, self.sources) = (data, sources)
  }

  /// The number of dimensions of the sums: the period, the keys and the levels.
  var dimensionCount: Int { 1 + data.query.keys.count + data.layout.levels.count }

  /// The columns of the answer, in their order.
  var columns: [String] { dimensions + aggregates.map(\.name) }

  var dimensions: [String] {
    [
      ResultColumn.source, ResultColumn.state, ResultColumn.take, ResultColumn.period,
      ResultColumn.part, ResultColumn.flow, ResultColumn.field, ResultColumn.found,
    ] + data.query.keys.enumerated().map { ResultColumn.key($0, $1) }
      + data.layout.levels.indices.flatMap { [ResultColumn.level($0), ResultColumn.example($0)] }
  }

  var aggregates: [(name: String, value: SQLExpression)] {
    var columns = [ResultColumn.rows, ResultColumn.value, ResultColumn.fine].map {
      ($0, SQLExpression.call(.sum, [.column($0)]))
    }
    columns += (data.layout.levels.indices.map(ResultColumn.least) + [ResultColumn.shortened]).map {
      ($0, .call(.least, [.column($0)]))
    }
    return columns
  }

  /// The statement that answers with the sums, `answer`, and everything before it.
  private func statement(_ dialect: SQLDialect, hint: String) -> (before: String, answer: String) {
    var before = ""
    var steps: [String] = []
    for (place, source) in sources.enumerated() {
      let (statements, input) = dialect.input(source, number: place + 1)
      before += statements.isEmpty ? "" : statements + "\n"
      steps += source.steps(number: place + 1, input: input, dialect).map { $0.text(dialect) }
    }
    let cells = sources.indices.map { "SELECT * FROM cells_\($0 + 1)" }
    let list =
      dimensions.map { "  \(dialect.name($0))" }
      + aggregates.map { "  \(dialect.text($0.value)) AS \(dialect.name($0.name))" }
    let answer = """
      WITH
      \(steps.joined(separator: ",\n"))
      SELECT\(hint)
      \(list.joined(separator: ",\n"))
      FROM (\(cells.joined(separator: " UNION ALL ")))
      GROUP BY \(dimensions.map(dialect.name).joined(separator: ", "))
      """
    return (before, answer)
  }

  /// The script for Spark, which writes the answer to a folder as one file without a header.
  ///
  /// One file, so that a folder that not every worker sees can never hold a part of the answer.
  public func sparkScript(folder: String) -> String {
    let dialect = SQLDialect.spark
    let (before, answer) = statement(dialect, hint: " /*+ REPARTITION(1) */")
    return """
      -- Exact sums for saldo analyze: the rows of each state, cell and level.
      \(before)INSERT OVERWRITE DIRECTORY USING csv OPTIONS (
        path \(dialect.quoted(folder)),
        header 'false', quoteAll 'true', escape '"', emptyValue '', nullValue '',
        ignoreLeadingWhiteSpace 'false', ignoreTrailingWhiteSpace 'false', compression 'none'
      )
      \(answer);

      """
  }

  /// The script for DuckDB, which ends with the sums themselves: of the level that is used, by keys and
  /// the periods of the data.
  public func duckDBScript() -> String {
    let dialect = SQLDialect.duckdb
    let (before, answer) = statement(dialect, hint: "")
    let keys = data.query.keys.enumerated().map { dialect.name(ResultColumn.key($0, $1)) }
    let periods = [ResultColumn.period, ResultColumn.part]
    let names = (keys + periods).joined(separator: ", ")
    let asked = Set(data.query.keys.map(\.role) + data.query.filters.map(\.role))
    var steps: [String] = []
    var last = "cells"
    for number in Levels.order(data.layout.levels, asked: asked) {
      let rule = data.layout.levels[number]
      let level = rule.distinguishing(ResultColumn.level(number), in: "cells", dialect)
      let choice = rule.takesTotal(asked: asked) ? "min" : "max"
      let next = "chosen_\(steps.count + 1)"
      steps.append(
        """
        \(next) AS (
          SELECT * FROM \(last) WHERE coalesce(\(level), 0) = (
            SELECT \(choice)(coalesce(\(level), 0)) FROM \(last) WHERE state = 'used'))
        """)
      last = next
    }
    let with = steps.isEmpty ? "" : "WITH\n\(steps.joined(separator: ",\n"))\n"
    return """
      -- Exact sums, as saldo analyze has them; periods in unusual forms stand as they are.
      \(before)CREATE OR REPLACE TEMP TABLE cells AS
      \(answer);

      \(with)SELECT \(names), sum(row_count) AS row_count, sum(total) AS total, sum(fine_total) AS fine_total
      FROM \(last) WHERE state = 'used'
      GROUP BY \(names) ORDER BY \(names);

      """
  }
}
