// How each engine reads what was named.

extension SQLDialect {
  /// The name of a column of separated text, whatever the file calls it.
  private static func fieldName(_ column: Int) -> String { "c\(column + 1)" }

  private static let malformed = "malformed"

  /// The names of a source's columns, as the statements know them.
  private func columns(of source: SQLSource) -> [String] {
    let names = source.header.names
    guard !hasOwnNames(source) else { return names }
    return (0..<source.plan.width).map(SQLDialect.fieldName)
  }

  /// Whether columns are found by the names that they have, and not by their places.
  private func hasOwnNames(_ source: SQLSource) -> Bool {
    source.inputs[0].form != .csv || (self == .spark && source.inputs[0].isRemote)
  }

  /// A field of a row, without quotes around it.
  ///
  /// Spark ends a field at a separator between quotes where they do not stand around the whole field;
  /// such a row has too many fields for it, and is taken apart here.
  func field(_ column: Int, of source: SQLSource) -> SQLExpression {
    let name = SQLExpression.column(columns(of: source)[column])
    guard source.inputs[0].form == .csv else { return .asText(name) }
    let line = SQLExpression.column(SQLDialect.malformed)
    let field = SQLExpression.call(.item, [fields(of: line, source), .number(column + 1)])
    let plain = SQLExpression.when(
      .matches(field, "^[ \t]*\".*\"[ \t\r]*$"),
      field.replacing("^[ \t]*\"|\"[ \t\r]*$", with: "").replacing("\"\"", with: "\""),
      otherwise: field)
    return self == .spark ? .when(.matches(line, "\""), plain, otherwise: name) : plain
  }

  /// The fields of a line, with the quotes in them.
  private func fields(of line: SQLExpression, _ source: SQLSource) -> SQLExpression {
    if self == .duckdb { return .column("fields") }
    let sign = SQLDialect.sign(source.header.separator)
    return .call(.items, [.joined([.text(sign), line]), .text(SQLDialect.fieldPattern(sign))])
  }

  /// A separator and the field behind it; a separator between quotes is text.
  private static func fieldPattern(_ sign: String) -> String {
    "[\(sign)]((?:[^\"\(sign)]|\"[^\"]*\")*)"
  }

  /// A row that has not as many fields as others, without what stands in quotes; nil where such rows
  /// cannot be told.
  ///
  /// Spark hands out a row of another number of fields as a whole, besides those that it found. DuckDB's
  /// reader would drop such rows, and is told to hand out all as lines.
  func bareLine(of source: SQLSource) -> SQLExpression? {
    guard source.inputs[0].form == .csv else { return nil }
    return SQLExpression.column(SQLDialect.malformed).replacing("\"[^\"]*\"", with: "")
  }

  /// What is wrong with the shape of a row: `quote`, or its number of fields, or nothing.
  func fault(in source: SQLSource) -> SQLExpression {
    guard bareLine(of: source) != nil else { return .text("") }
    let line = SQLExpression.column("bare_line")
    let separator = SQLDialect.sign(source.header.separator)
    let others = line.replacing("[^\(separator)]", with: "")
    let count = SQLExpression.computed(.call(.byteCount, [others]), "+", .number(1))
    let least = source.plan.leastWidth
    return .choice(
      [
        (.isNull(line), .text("")), (.matches(line, "\""), .text("quote")),
        (.equal(count, .number(least)), .text("")),
        // Empty fields too many are none.
        (
          .matches(line, "^([^\(separator)]*[\(separator)]){\(least)}[ \(separator)\r]*$"),
          .text("")
        ),
      ], otherwise: .asText(count))
  }

  /// A separator as it stands between the brackets of a pattern.
  private static func sign(_ separator: UInt8) -> String {
    String(decoding: [separator], as: UTF8.self)
  }

  /// The statements before the first step, and what that reads from.
  func input(_ source: SQLSource, number: Int) -> (statements: String, name: String) {
    switch self {
    case .spark: (sparkView(source, "input_\(number)"), "input_\(number)")
    case .duckdb: ("", duckDBTable(source))
    }
  }

  private func sparkView(_ source: SQLSource, _ view: String) -> String {
    let input = source.inputs[0]
    switch input.form {
    case .table:
      return "CREATE TEMPORARY VIEW \(view) AS SELECT * FROM \(table(input.name));\n"
    case .parquet:
      return "CREATE TEMPORARY VIEW \(view)\n"
        + "USING parquet OPTIONS (path \(quoted(SparkPattern.address(of: source.inputs))));\n"
    case .csv:
      var columns = columns(of: source).map { "\(name($0)) STRING" }
      columns.append("\(SQLDialect.malformed) STRING")
      // A header that is met for the first time must agree with the one that was looked at.
      var options = [
        ("path", SparkPattern.address(of: source.inputs)), ("header", "true"),
        ("enforceSchema", hasOwnNames(source) ? "false" : "true"), ("mode", "PERMISSIVE"),
        ("columnNameOfCorruptRecord", SQLDialect.malformed), ("columnPruning", "false"),
        ("sep", SQLDialect.sign(source.header.separator)), ("quote", "\""), ("escape", "\""),
        ("maxCharsPerColumn", "-1"), ("encoding", "UTF-8"),
      ]
      if source.isMultiline { options.append(("multiLine", "true")) }
      let list = options.map { "  \($0) \(quoted($1))" }.joined(separator: ",\n")
      return "CREATE TEMPORARY VIEW \(view) (\n  \(columns.joined(separator: ", "))\n)\n"
        + "USING csv OPTIONS (\n\(list)\n);\n"
    }
  }

  private func duckDBTable(_ source: SQLSource) -> String {
    let input = source.inputs[0]
    let paths = source.inputs.map { quoted($0.address) }.joined(separator: ", ")
    switch input.form {
    case .table: return table(input.name)
    case .parquet: return "read_parquet([\(paths)])"
    case .csv:
      let sign = SQLDialect.sign(source.header.separator)
      // No text has the separator that stands between columns here: there is one column.
      return """
        (
            SELECT malformed, regexp_extract_all(\(quoted(sign)) || malformed, \
        \(quoted(SQLDialect.fieldPattern(sign))), 1) AS fields
            FROM read_csv([\(paths)], header = false, skip = \(source.header.line), auto_detect = false,
              delim = chr(31), quote = '', escape = '', columns = {'malformed': 'VARCHAR'})
            WHERE regexp_matches(malformed, '[^ \\r]')
          )
        """
    }
  }

  /// A table of the catalogue, its parts in quotes.
  func table(_ name: String) -> String {
    name.split(separator: ".").map { self.name(String($0)) }.joined(separator: ".")
  }
}

/// Files of this machine as one address that Spark takes for a pattern.
enum SparkPattern {
  static func address(of inputs: [SQLInput]) -> String {
    if inputs.count == 1, SQLInput.isAddress(inputs[0].address) { return inputs[0].address }
    let paths = inputs.map { escaped(String($0.address.dropFirst())) }
    if paths.count == 1 { return "file:///\(paths[0])" }
    return "file:///{\(paths.joined(separator: ","))}"
  }

  /// A path without signs that mean something in a pattern.
  private static func escaped(_ path: String) -> String {
    var escaped = ""
    for character in path {
      if "\\{}[]*?,".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }
}

extension SQLDialect {
  /// A statement by which Spark writes the first rows of an input to a folder: those of text as lines,
  /// each behind the address of its file and a tab, others as separated text with a header.
  public static func sparkHead(
    of name: String, _ form: SQLInput.Form, rows: Int, folder: String
  ) -> String {
    let dialect = SQLDialect.spark
    switch form {
    case .csv:
      // Only the beginnings of files, which may be cut into parts.
      return """
        INSERT OVERWRITE DIRECTORY USING text OPTIONS (path \(dialect.quoted(folder)))
        SELECT /*+ COALESCE(1) */ concat(_metadata.file_path, '\\t', value) AS value
        FROM text.\(dialect.name(name)) WHERE _metadata.file_block_start = 0 LIMIT \(rows);

        """
    case .parquet, .table:
      let source =
        form == .table
        ? dialect.table(name)
        : "parquet.\(dialect.name(SQLInput.isAddress(name) ? name : "file://" + InputPaths.absolute(name)))"
      return """
        INSERT OVERWRITE DIRECTORY USING csv OPTIONS (
          path \(dialect.quoted(folder)), header 'true', escape '"', quoteAll 'false'
        )
        SELECT /*+ COALESCE(1) */ * FROM \(source) LIMIT \(rows);

        """
    }
  }
}
