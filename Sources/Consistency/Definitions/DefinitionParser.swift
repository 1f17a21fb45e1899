import Exact

/// Reads one line of a file of definitions by recursive descent.
struct DefinitionParser {
  private let scalars: [Unicode.Scalar]
  private let file: String
  private let number: Int
  private var position = 0

  init(_ line: String, file: String, number: Int) {
    scalars = Array(line.unicodeScalars)
    self.file = file
    self.number = number
  }

  /// The line's definition; nil for an empty line or a comment.
  mutating func definition() throws(DefinitionError) -> Definition? {
    skipSpaces()
    let start = position
    guard !isAtEnd else { return nil }
    var sum = LinearSum()
    try readSum(into: &sum, sign: .one)
    let relation = try readRelation()
    try readSum(into: &sum, sign: -.one)
    let end = position
    guard isAtEnd else { throw error("+, -, or the end of the line") }
    sum.terms.removeAll { $0.coefficient.isZero }
    guard !sum.terms.isEmpty else {
      position = start
      throw DefinitionError(
        file: file, line: number, column: start + 1, found: "quantities that cancel out",
        expected: "one that remains")
    }
    let sign: Rational = relation == .atLeast ? -.one : .one
    let definition = Definition(
      text: text(start..<end), file: file, line: number,
      terms: sum.terms.map { term in
        var term = term
        term.coefficient *= sign
        return term
      }, relation: relation == .equal ? .equal : .atMost, bound: -sum.constant * sign)
    guard definition.terms.contains(where: definition.isSettled) else {
      throw DefinitionError(
        file: file, line: number, column: start + 1,
        found: "a scope, a period and a unit left open by different quantities",
        expected: "one quantity that leaves open all that the line does")
    }
    return definition
  }

  private enum Relation { case equal, atMost, atLeast }

  private struct LinearSum {
    var terms: [Definition.Term] = []
    var constant = Rational.zero

    mutating func add(_ term: Definition.Term) {
      if let place = terms.firstIndex(where: term.isLike) {
        terms[place].coefficient += term.coefficient
      } else {
        terms.append(term)
      }
    }
  }

  // MARK: Sums

  private mutating func readSum(into sum: inout LinearSum, sign: Rational) throws(DefinitionError) {
    var factor = sign
    if take("-") || take("−") { factor = -sign } else { _ = take("+") }
    while true {
      try readTerm(into: &sum, factor: factor)
      if take("+") {
        factor = sign
      } else if take("-") || take("−") {
        factor = -sign
      } else {
        return
      }
    }
  }

  private mutating func readTerm(
    into sum: inout LinearSum, factor: Rational
  ) throws(DefinitionError) {
    guard let scalar = peek, scalar.isDigit else {
      sum.add(try readQuantity(times: factor))
      return
    }
    let value = try readNumber() * factor
    if take("*") || take("·") || take("×") {
      sum.add(try readQuantity(times: value))
    } else {
      sum.constant += value
    }
  }

  private mutating func readRelation() throws(DefinitionError) -> Relation {
    if take("=") { return .equal }
    if take("≤") { return .atMost }
    if take("≥") { return .atLeast }
    for (mark, relation) in [("<", Relation.atMost), (">", .atLeast)]
    where peek == mark.unicodeScalars.first {
      let start = position
      position += 1
      guard peekHere == "=" else {
        position = start
        throw error("<= or >=: figures are rounded, so that a strict inequality says no more")
      }
      position += 1
      return relation
    }
    throw error("+, -, =, <= or >=")
  }

  private mutating func readNumber() throws(DefinitionError) -> Rational {
    let start = position
    while let scalar = peekHere, scalar.isDigit || scalar == "." { position += 1 }
    guard let value = PrintedDecimal(text(start..<position))?.value else {
      position = start
      throw error("a decimal like 0.5 or a fraction like 1/3")
    }
    guard peekHere == "/" else { return value }
    position += 1
    let below = position
    while let scalar = peekHere, scalar.isDigit { position += 1 }
    guard let divisor = PrintedDecimal(text(below..<position))?.value, !divisor.isZero else {
      position = below
      throw error("a whole number above zero")
    }
    return value / divisor
  }

  // MARK: Quantities

  private mutating func readQuantity(times factor: Rational) throws(DefinitionError)
    -> Definition.Term
  {
    var name: String?
    var measure = Measure.other
    if let quoted = try readQuoted() {
      name = quoted
    } else {
      let start = position
      while let scalar = peekHere, scalar.properties.isAlphabetic { position += 1 }
      guard let known = Measure(rawValue: text(start..<position)), known != .other else {
        position = start
        throw error("turnover, exports, imports, balance, a name in quotes, or a number")
      }
      measure = known
    }
    var scope: String?
    var period: Period?
    var unit: String?
    if take("[") { try readSelectors(&scope, &period, &unit) }
    return Definition.Term(
      coefficient: factor, measure: measure, name: name, scope: scope, period: period, unit: unit)
  }

  /// Reads what stands in brackets: scope, period and unit, each at most once and in this order.
  private mutating func readSelectors(
    _ scope: inout String?, _ period: inout Period?, _ unit: inout String?
  ) throws(DefinitionError) {
    // The place of the next selector: 0 scope, 1 period, 2 unit; a star takes it, whichever it is.
    var place = 0
    repeat {
      if place < 3, take("*") {
        place += 1
      } else if place == 0, let quoted = try readQuoted() {
        scope = quoted
        place = 1
      } else if place <= 1, let scalar = peek, scalar.isDigit {
        let start = position
        guard let read = Period(readWord()) else {
          position = start
          throw error("a period like 2021, 2021-Q1, 2021-06 or 2021-01..2021-08")
        }
        period = read
        place = 2
      } else if place <= 2, let scalar = peek, scalar.properties.isAlphabetic || scalar == "%" {
        let word = readWord()
        unit = word == "%" ? "percent" : word
        place = 3
      } else {
        let expected = ["a scope in quotes, a period", "a period"].dropFirst(place).first
        throw error(
          place == 3
            ? "]"
            : [expected, "a unit like USD, or *"].compactMap(\.self)
              .joined(separator: ", "))
      }
    } while take(",")
    guard take("]") else { throw error(place == 3 ? "]" : "a comma or ]") }
  }

  private mutating func readWord() -> String {
    let start = position
    while let scalar = peekHere, scalar != ",", scalar != "]", !scalar.properties.isWhitespace {
      position += 1
    }
    return text(start..<position)
  }

  /// A text in quotes, in which a quote is written twice, or in guillemets; nil where none begins.
  private mutating func readQuoted() throws(DefinitionError) -> String? {
    guard let opening = peek, opening == "\"" || opening == "«" else { return nil }
    let closing: Unicode.Scalar = opening == "«" ? "»" : "\""
    let start = position
    var content = String.UnicodeScalarView()
    position += 1
    while let scalar = peekHere {
      position += 1
      if scalar == closing {
        guard closing == "\"", peekHere == "\"" else { return String(content) }
        position += 1
      }
      content.append(scalar)
    }
    position = start
    throw error("a closing \(closing)")
  }

  // MARK: Scalars

  private var peekHere: Unicode.Scalar? {
    position < scalars.count ? scalars[position] : nil
  }

  private var peek: Unicode.Scalar? {
    mutating get {
      skipSpaces()
      return peekHere
    }
  }

  private var isAtEnd: Bool {
    mutating get { peek == nil || peek == "#" }
  }

  private mutating func skipSpaces() {
    while let scalar = peekHere, scalar.properties.isWhitespace || scalar == "\u{feff}" {
      position += 1
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    position += 1
    return true
  }

  private func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    while let last = view.last, last.properties.isWhitespace { view.removeLast() }
    return String(view)
  }

  private mutating func error(_ expected: String) -> DefinitionError {
    skipSpaces()
    let rest = text(position..<min(position + 20, scalars.count))
    let found = rest.split(separator: " ").first.map { "\"\($0)\"" } ?? "the end of the line"
    return DefinitionError(
      file: file, line: number, column: position + 1, found: found, expected: expected)
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
