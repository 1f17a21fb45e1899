extension Formula {
  /// A formula that cannot be read: where, what stands there, and what may.
  public struct Problem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The formula.
    public let formula: String
    /// The character, from 1.
    public let column: Int
    /// What was found and what was expected.
    public let message: String

    /// One line for people.
    public var description: String {
      "formula \"\(formula)\", character \(column): \(message); "
        + "expected a form such as trade ~ log(dist) + rta | exporter^year + importer^year"
    }
  }

  /// Reads a formula; see the type for its form.
  public init(_ text: String) throws(Problem) {
    var parser = FormulaParser(text)
    self = try parser.formula()
  }

  /// Reads the columns by which standard errors are clustered, as in `exporter+importer^year`.
  public static func clusters(_ text: String) throws(Problem) -> [[String]] {
    var parser = FormulaParser(text)
    let clusters = try parser.joinedColumns()
    try parser.expectEnd()
    return clusters
  }
}

/// Reads a formula from the left to the right.
struct FormulaParser {
  private enum Token: Equatable {
    case name(String)
    case sign(Character)
  }

  private let text: String
  private var tokens: [(token: Token, column: Int)] = []
  private var place = 0
  private var trouble: Formula.Problem?

  init(_ text: String) {
    self.text = text
    let letters = Array(text)
    var index = 0
    while index < letters.count {
      let begin = index
      let letter = letters[index]
      index += 1
      if letter.isWhitespace { continue }
      if letter == "`" {
        while index < letters.count, letters[index] != "`" { index += 1 }
        guard index < letters.count else {
          trouble = problem(begin, "a backtick that is not closed")
          return
        }
        tokens.append((.name(String(letters[(begin + 1)..<index])), begin + 1))
        index += 1
      } else if FormulaParser.isOfName(letter) {
        while index < letters.count, FormulaParser.isOfName(letters[index]) { index += 1 }
        tokens.append((.name(String(letters[begin..<index])), begin + 1))
      } else {
        tokens.append((.sign(letter), begin + 1))
      }
    }
  }

  private static func isOfName(_ letter: Character) -> Bool {
    letter.isLetter || letter.isNumber || letter == "_" || letter == "."
  }

  private func problem(_ offset: Int, _ message: String) -> Formula.Problem {
    Formula.Problem(formula: text, column: offset + 1, message: message)
  }

  /// An error at the next token.
  private func unexpected(_ expected: String) -> Formula.Problem {
    guard place < tokens.count else {
      return problem(text.count, "ends where \(expected) should be")
    }
    let found =
      switch tokens[place].token {
      case .name(let name): name
      case .sign(let sign): String(sign)
      }
    return problem(tokens[place].column - 1, "\"\(found)\" where \(expected) should be")
  }

  private mutating func take(_ sign: Character) -> Bool {
    guard place < tokens.count, tokens[place].token == .sign(sign) else { return false }
    place += 1
    return true
  }

  private mutating func name(_ what: String) throws(Formula.Problem) -> String {
    guard place < tokens.count, case .name(let name) = tokens[place].token, !name.isEmpty else {
      throw unexpected(what)
    }
    place += 1
    return name
  }

  mutating func expectEnd() throws(Formula.Problem) {
    guard place == tokens.count else { throw unexpected("the end or a +") }
  }

  // MARK: - Parts

  mutating func formula() throws(Formula.Problem) -> Formula {
    if let trouble { throw trouble }
    let outcome = try name("the column of the outcome")
    guard take("~") else { throw unexpected("a ~") }
    var (terms, hasConstant) = ([Formula.Term](), true)
    var isSubtracted = take("-")
    while true {
      if let digit = constant() {
        hasConstant = (digit == "1") != isSubtracted
      } else if isSubtracted {
        throw unexpected("a 1, the only term that can be left out,")
      } else {
        terms += try product()
      }
      isSubtracted = take("-")
      guard isSubtracted || take("+") else { break }
    }
    var effects: [[String]] = []
    if take("|") { effects = try joinedColumns() }
    try expectEnd()
    return Formula(
      outcome: outcome, terms: terms.uniqued, effects: effects.uniqued,
      hasConstant: hasConstant && effects.isEmpty)
  }

  /// Columns joined by `^`, separated by `+` or commas.
  mutating func joinedColumns() throws(Formula.Problem) -> [[String]] {
    if let trouble { throw trouble }
    var columns: [[String]] = []
    repeat {
      var joined = [try name("a column")]
      while take("^") { joined.append(try name("a column")) }
      columns.append(joined.uniqued)
    } while take("+") || take(",")
    return columns
  }

  /// A 0 or a 1 that is a term of its own.
  private mutating func constant() -> String? {
    guard place < tokens.count, case .name(let name) = tokens[place].token,
      name == "0" || name == "1"
    else { return nil }
    place += 1
    return name
  }

  private mutating func product() throws(Formula.Problem) -> [Formula.Term] {
    var terms = [Formula.Term(factors: [try factor()])]
    while true {
      if take(":") {
        let factor = try factor()
        let last = terms.removeLast()
        terms.append(Formula.Term(factors: last.factors + [factor]))
      } else if take("*") {
        // a*b*c is every product of some of them.
        let factor = try factor()
        terms +=
          [Formula.Term(factors: [factor])]
          + terms.map { Formula.Term(factors: $0.factors + [factor]) }
      } else {
        return terms
      }
    }
  }

  private mutating func factor() throws(Formula.Problem) -> Formula.Factor {
    let begin = place
    let name = try name("a column or log(column)")
    guard take("(") else { return Formula.Factor(.plain, name) }
    guard let form = FormulaParser.forms[name] else {
      place = begin
      throw unexpected("log, exp, sqrt or factor")
    }
    let column = try self.name("a column")
    guard take(")") else { throw unexpected("a )") }
    return Formula.Factor(form, column)
  }

  private static let forms: [String: Formula.Factor.Form] = [
    "log": .log, "ln": .log, "exp": .exp, "sqrt": .sqrt, "factor": .dummies, "i": .dummies,
    "C": .dummies,
  ]
}
