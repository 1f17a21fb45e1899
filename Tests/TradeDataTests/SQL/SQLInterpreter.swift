import Foundation
import Synchronization

@testable import Exact
@testable import TradeData

/// Runs the statements of an aggregation row by row, as slowly and plainly as can be: what an engine
/// does with them, without one.
struct SQLInterpreter {
  /// A value of SQL.
  enum Value: Hashable {
    case null
    case text(String)
    case integer(Int)
    case decimal(ScaledInteger)
    case truth(Bool)

    var text: String {
      switch self {
      case .null: ""
      case .text(let text): text
      case .integer(let number): String(number)
      case .decimal(let number): "\(number)"
      case .truth(let truth): "\(truth)"
      }
    }
  }

  typealias Row = [String: Value]

  /// The answer to an aggregation as the file that Spark writes.
  static func answer(_ aggregation: SQLAggregation) throws -> String {
    var groups: [[Value]: [Row]] = [:]
    let dimensions = aggregation.dimensions
    for (number, source) in aggregation.sources.enumerated() {
      for path in source.inputs.map(\.address) {
        for row in try rows(of: path, source) {
          for cell in cells(row, source, number + 1) {
            groups[dimensions.map { cell[$0] ?? .null }, default: []].append(cell)
          }
        }
      }
    }
    var lines = ""
    for (key, rows) in groups.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      let fields = key + aggregation.aggregates.map { aggregate($0.value, rows) }
      lines += fields.map { "\"\($0.text.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
      lines += "\n"
    }
    return lines
  }

  private static func cells(_ row: Row, _ source: SQLSource, _ number: Int) -> [Row] {
    var rows = [row]
    for step in source.steps(number: number, input: "input", .spark) {
      var next: [Row] = []
      for row in rows {
        for take in 1...max(1, step.takes) {
          var row = row
          if step.takes > 1 { row["take"] = .integer(take) }
          guard truth(step.condition, row) == true else { continue }
          next.append(
            Dictionary(uniqueKeysWithValues: step.columns.map { ($0.name, value($0.value, row)) }))
        }
      }
      rows = next
    }
    return rows
  }

  private static func aggregate(_ expression: SQLExpression, _ rows: [Row]) -> Value {
    guard case .call(let function, let arguments) = expression else { return .null }
    let values = rows.map { value(arguments[0], $0) }.filter { $0 != .null }
    if case .least = function {
      return values.compactMap { if case .integer(let number) = $0 { number } else { nil } }.min()
        .map { .integer($0) } ?? .null
    }
    return values.reduce(.null) { total, value in
      switch (total, value) {
      case (.integer(let left), .integer(let right)): .integer(left + right)
      case (.decimal(let left), .decimal(let right)):
        (try? left.adding(right)).map { .decimal($0) } ?? .null
      default: value
      }
    }
  }

  // MARK: Rows

  /// The rows of a file as Spark's reader of separated text hands them out.
  private static func rows(of path: String, _ source: SQLSource) throws -> [Row] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let width = source.plan.width
    return text.split(separator: "\n").dropFirst().filter { line in
      line.contains { !$0.isWhitespace }
    }.map { line in
      let fields = fields(line, Character(Unicode.Scalar(source.header.separator)))
      var row: Row = [:]
      for column in 0..<width {
        let field = column < fields.count ? fields[column] : ""
        row["c\(column + 1)"] = field.isEmpty ? .null : .text(field)
      }
      row["malformed"] = fields.count == width ? .null : .text(String(line))
      return row
    }
  }

  private static func fields(_ line: Substring, _ separator: Character) -> [String] {
    var (fields, field, isInside) = ([String](), "", false)
    for character in line {
      if character == "\"" { isInside.toggle() }
      if character == separator, !isInside {
        fields.append(field)
        field = ""
      } else {
        field.append(character)
      }
    }
    return (fields + [field]).map { field in
      guard field.count > 1, field.hasPrefix("\""), field.hasSuffix("\"") else { return field }
      return String(field.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }
  }

  // MARK: Expressions

  private static func truth(_ expression: SQLExpression, _ row: Row) -> Bool? {
    if case .truth(let truth) = value(expression, row) { truth } else { nil }
  }

  private static func string(_ expression: SQLExpression, _ row: Row) -> String? {
    let value = value(expression, row)
    return value == .null ? nil : value.text
  }

  private static func integer(_ expression: SQLExpression, _ row: Row) -> Int? {
    if case .integer(let number) = value(expression, row) { number } else { nil }
  }

  private static func truth(_ truth: Bool?) -> Value { truth.map { .truth($0) } ?? .null }

  static func value(_ expression: SQLExpression, _ row: Row) -> Value {
    switch expression {
    case .column(let name): return row[name] ?? .null
    case .text(let text): return .text(text)
    case .number(let number): return .integer(number)
    case .null: return .null
    case .yes: return .truth(true)
    case .no: return .truth(false)
    case .call(let function, let arguments): return call(function, arguments, row)
    case .choice(let cases, let otherwise):
      for (condition, result) in cases where truth(condition, row) == true {
        return value(result, row)
      }
      return value(otherwise, row)
    case .matches(let text, let pattern):
      return truth(string(text, row).map { finds(pattern, in: $0) })
    case .isOneOf(let text, let texts): return truth(string(text, row).map(texts.contains))
    case .isBetween(let text, let low, let high):
      return truth(string(text, row).map { low <= $0 && $0 <= high })
    case .isNull(let value): return .truth(self.value(value, row) == .null)
    case .compared(let left, let sign, let right):
      return compared(value(left, row), sign, value(right, row))
    case .all(let conditions):
      let truths = conditions.map { truth($0, row) }
      return truths.contains(false) ? .truth(false) : truths.contains(nil) ? .null : .truth(true)
    case .any(let conditions):
      let truths = conditions.map { truth($0, row) }
      return truths.contains(true) ? .truth(true) : truths.contains(nil) ? .null : .truth(false)
    case .not(let condition): return truth(truth(condition, row).map { !$0 })
    case .joined(let parts):
      let texts = parts.map { string($0, row) }
      return texts.contains(nil) ? .null : .text(texts.compactMap { $0 }.joined())
    case .computed(let left, let sign, let right):
      guard let left = integer(left, row), let right = integer(right, row) else { return .null }
      return .integer(sign == "+" ? left + right : sign == "-" ? left - right : left * right)
    case .decimal(let text, let scale):
      return string(text, row).flatMap { decimal($0, scale) }.map { .decimal($0) } ?? .null
    case .integer(let text):
      return string(text, row).flatMap { Int($0) }.map { .integer($0) } ?? .null
    case .asText(let value): return string(value, row).map { .text($0) } ?? .null
    }
  }

  /// A number of at most 38 digits at a scale, by way of fractions.
  private static func decimal(_ text: String, _ scale: Int) -> ScaledInteger? {
    let parts = text.lowercased().split(separator: "e")
    guard let mantissa = Rational(plain(String(parts[0]))) else { return nil }
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let digits = mantissa * Rational.powerOfTen(exponent + scale)
    guard let number = Int128("\(digits)"), "\(number.magnitude)".utf8.count <= 38 else {
      return nil
    }
    return ScaledInteger(digits: number, scale: scale)
  }

  /// `+5.` and `.5` as `5` and `0.5`.
  private static func plain(_ text: String) -> String {
    var text = text.hasPrefix("+") ? String(text.dropFirst()) : text
    if text.hasSuffix(".") { text.removeLast() }
    return text.replacing(/^(-?)\./, with: { "\($0.output.1)0." })
  }

  private static func compared(_ left: Value, _ sign: String, _ right: Value) -> Value {
    switch (left, right) {
    case (.integer(let left), .integer(let right)):
      switch sign {
      case "=": .truth(left == right)
      case "<>": .truth(left != right)
      case "<": .truth(left < right)
      case "<=": .truth(left <= right)
      default: .truth(left > right)
      }
    case (.text(let left), .text(let right)):
      sign == "=" ? .truth(left == right) : sign == "<>" ? .truth(left != right) : .null
    default: .null
    }
  }

  /// The patterns that were met, ready for use.
  private static let patterns = Mutex<[String: NSRegularExpression]>([:])

  private static func match(_ pattern: String, in text: String) -> NSTextCheckingResult? {
    let expression = patterns.withLock { patterns -> NSRegularExpression? in
      if let known = patterns[pattern] { return known }
      guard let new = try? NSRegularExpression(pattern: pattern) else { return nil }
      patterns[pattern] = new
      return new
    }
    return expression?.firstMatch(in: text, range: NSRange(text.startIndex..., in: text))
  }

  private static func finds(_ pattern: String, in text: String) -> Bool {
    match(pattern, in: text) != nil
  }

  private static func call(
    _ function: SQLFunction, _ arguments: [SQLExpression], _ row: Row
  ) -> Value {
    if case .firstKnown = function {
      return arguments.map { value($0, row) }.first { $0 != .null } ?? .null
    }
    guard let text = string(arguments[0], row) else { return .null }
    func argument(_ number: Int) -> String { string(arguments[number], row) ?? "" }
    func count(_ number: Int) -> Int { integer(arguments[number], row) ?? 0 }
    switch function {
    case .lowercase: return .text(text.lowercased())
    case .trimmed: return .text(text.trimmingCharacters(in: CharacterSet(charactersIn: " \t\r")))
    case .byteCount: return .integer(text.utf8.count)
    case .prefix: return .text(String(text.unicodeScalars.prefix(count(1))))
    case .suffix: return .text(String(text.unicodeScalars.suffix(count(1))))
    case .padded:
      return .text(
        String(text.prefix(count(1)))
          + String(repeating: argument(2), count: max(0, count(1) - text.count)))
    case .firstPart:
      return .text(
        String(
          text.split(
            separator: argument(1), omittingEmptySubsequences: false)[0]))
    case .startsWith: return .truth(text.hasPrefix(argument(1)))
    case .endsWith: return .truth(text.hasSuffix(argument(1)))
    case .replaced:
      guard finds(argument(1), in: text) else { return .text(text) }
      return .text(
        text.replacingOccurrences(of: argument(1), with: argument(2), options: .regularExpression))
    case .extracted:
      guard let match = match(argument(1), in: text),
        let range = Range(match.range(at: 1), in: text)
      else { return .text("") }
      return .text(String(text[range]))
    case .count, .items, .item, .sum, .least, .firstKnown: return .null
    }
  }
}
