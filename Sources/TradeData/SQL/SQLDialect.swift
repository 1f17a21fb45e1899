/// The SQL of one engine: everything in which engines differ is here.
public enum SQLDialect: String, Sendable, CaseIterable {
  /// Apache Spark, from version 3.4.
  case spark
  /// DuckDB.
  case duckdb
}

// MARK: - Words

extension SQLDialect {
  /// A text in quotes.
  func quoted(_ text: String) -> String {
    switch self {
    case .spark:
      var quoted = ""
      for character in text.unicodeScalars {
        switch character {
        case "\\": quoted += "\\\\"
        case "'": quoted += "\\'"
        case "\n": quoted += "\\n"
        case "\t": quoted += "\\t"
        case "\r": quoted += "\\r"
        default: quoted.unicodeScalars.append(character)
        }
      }
      return "'\(quoted)'"
    case .duckdb:
      let doubled = text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''")
      return "'\(doubled)'"
    }
  }

  /// A name, in quotes where it is more than lower-case letters, digits and underscores.
  func name(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    if isPlain, !name.isEmpty { return name }
    let quote = self == .spark ? "`" : "\""
    let doubled = name.split(separator: Character(quote), omittingEmptySubsequences: false)
      .joined(separator: quote + quote)
    return quote + doubled + quote
  }

  /// An expression in this dialect's words.
  func text(_ expression: SQLExpression) -> String {
    switch expression {
    case .column(let column): name(column)
    case .text(let text): quoted(text)
    case .number(let number): String(number)
    case .null: "NULL"
    case .yes: "TRUE"
    case .no: "FALSE"
    case .call(let function, let arguments): call(function, arguments.map(text))
    case .choice(let cases, let otherwise): choice(cases, otherwise)
    case .matches(let value, let pattern):
      self == .spark
        ? "\(text(value)) RLIKE \(quoted(pattern))"
        : "regexp_matches(\(text(value)), \(quoted(pattern)))"
    case .isOneOf(let value, let texts):
      texts.isEmpty
        ? "FALSE" : "\(text(value)) IN (\(texts.map(quoted).joined(separator: ", ")))"
    case .isBetween(let value, let low, let high):
      "\(text(value)) BETWEEN \(quoted(low)) AND \(quoted(high))"
    case .isNull(let value): "\(text(value)) IS NULL"
    case .compared(let left, let sign, let right): "\(text(left)) \(sign) \(text(right))"
    case .all(let conditions): "(\(conditions.map(text).joined(separator: " AND ")))"
    case .any(let conditions): "(\(conditions.map(text).joined(separator: " OR ")))"
    case .not(.isNull(let value)): "\(text(value)) IS NOT NULL"
    case .not(let condition): "NOT (\(text(condition)))"
    case .joined(let parts): "(\(parts.map(text).joined(separator: " || ")))"
    case .computed(let left, let sign, let right): "(\(text(left)) \(sign) \(text(right)))"
    case .decimal(let value, let scale): "try_cast(\(text(value)) AS DECIMAL(38, \(scale)))"
    case .integer(let value): "try_cast(\(text(value)) AS BIGINT)"
    case .asText(let value): "CAST(\(text(value)) AS \(self == .spark ? "STRING" : "VARCHAR"))"
    }
  }

  private func choice(
    _ cases: [(when: SQLExpression, then: SQLExpression)], _ otherwise: SQLExpression
  ) -> String {
    var words = "CASE"
    for (condition, value) in cases { words += " WHEN \(text(condition)) THEN \(text(value))" }
    if case .null = otherwise { return words + " END" }
    return words + " ELSE \(text(otherwise)) END"
  }

  private func call(_ function: SQLFunction, _ arguments: [String]) -> String {
    let list = arguments.joined(separator: ", ")
    return switch function {
    case .lowercase: "lower(\(list))"
    case .trimmed: self == .spark ? "btrim(\(list), \(blanks))" : "trim(\(list), \(blanks))"
    case .byteCount: self == .spark ? "octet_length(\(list))" : "strlen(\(list))"
    case .count: "count(*)"
    case .prefix: "left(\(list))"
    case .suffix: "right(\(list))"
    case .padded: "rpad(\(list))"
    case .firstPart: "split_part(\(list), 1)"
    case .startsWith: self == .spark ? "startswith(\(list))" : "starts_with(\(list))"
    case .endsWith: self == .spark ? "endswith(\(list))" : "ends_with(\(list))"
    case .replaced: "regexp_replace(\(list)\(self == .spark ? "" : ", 'g'"))"
    case .extracted: "regexp_extract(\(list))"
    case .items: "regexp_extract_all(\(list), 1)"
    case .item: self == .spark ? "try_element_at(\(list))" : "list_extract(\(list))"
    case .firstKnown: "coalesce(\(list))"
    case .sum: "sum(\(list))"
    case .least: "min(\(list))"
    }
  }

  private var blanks: String {
    self == .spark ? quoted(" \t\r") : "E' \\t\\r'"
  }

  /// The numbers from one to `count` beside each row, as the column `take`.
  func takes(_ count: Int) -> String {
    self == .spark
      ? "LATERAL VIEW explode(sequence(1, \(count))) numbers AS take"
      : "CROSS JOIN range(1, \(count + 1)) numbers(take)"
  }
}
