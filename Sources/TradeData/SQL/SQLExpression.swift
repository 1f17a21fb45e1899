/// An expression of SQL before a dialect gives it its words.
indirect enum SQLExpression: Sendable {
  /// A column of the step before.
  case column(String)
  case text(String)
  case number(Int)
  case null
  case yes
  case no
  case call(SQLFunction, [SQLExpression])
  /// The value behind the first condition that holds.
  case choice([(when: SQLExpression, then: SQLExpression)], otherwise: SQLExpression)
  /// Whether a regular expression is found; patterns keep to what Java and RE2 both read, and have no
  /// backslash, which dialects quote in ways of their own.
  case matches(SQLExpression, String)
  case isOneOf(SQLExpression, [String])
  case isBetween(SQLExpression, String, String)
  case isNull(SQLExpression)
  case compared(SQLExpression, String, SQLExpression)
  case all([SQLExpression])
  case any([SQLExpression])
  case not(SQLExpression)
  /// Texts behind one another.
  case joined([SQLExpression])
  /// A sum, difference or product, by its sign.
  case computed(SQLExpression, String, SQLExpression)
  /// An exact decimal number of 38 digits, so many of them behind the point; null where the text is
  /// none or does not fit.
  case decimal(SQLExpression, scale: Int)
  /// A whole number; null where the text is none.
  case integer(SQLExpression)
  /// All of a column as text.
  case asText(SQLExpression)
}

/// The functions that the statements call, by what they do.
enum SQLFunction: Sendable {
  case lowercase
  /// The text without blanks, tabs and carriage returns at its ends.
  case trimmed
  case byteCount
  case count
  /// The first or last so many characters.
  case prefix
  case suffix
  /// The text with a character behind it up to a length.
  case padded
  /// The part before the first separator.
  case firstPart
  case startsWith
  case endsWith
  /// The text with each match of a pattern replaced.
  case replaced
  /// A group of the first match of a pattern; empty where there is none.
  case extracted
  /// The first group of each match of a pattern, as a list.
  case items
  /// The item of a list at a place, from one.
  case item
  /// The first argument that is not null.
  case firstKnown
  case sum
  case least
}

extension SQLExpression {
  static func equal(_ left: SQLExpression, _ right: SQLExpression) -> SQLExpression {
    .compared(left, "=", right)
  }

  /// One of two values.
  static func when(
    _ condition: SQLExpression, _ value: SQLExpression, otherwise: SQLExpression = .null
  ) -> SQLExpression {
    .choice([(condition, value)], otherwise: otherwise)
  }

  var isNotNull: SQLExpression { .not(.isNull(self)) }

  var lowercase: SQLExpression { .call(.lowercase, [self]) }

  func prefix(_ count: Int) -> SQLExpression { .call(.prefix, [self, .number(count)]) }

  func suffix(_ count: Int) -> SQLExpression { .call(.suffix, [self, .number(count)]) }

  func replacing(_ pattern: String, with text: String) -> SQLExpression {
    .call(.replaced, [self, .text(pattern), .text(text)])
  }

  func extracting(_ pattern: String) -> SQLExpression {
    .call(.extracted, [self, .text(pattern), .number(1)])
  }

  /// Joins conditions, of which those that always hold are left out.
  static func both(_ conditions: [SQLExpression]) -> SQLExpression {
    let rest = conditions.filter { condition in
      if case .yes = condition { false } else { true }
    }
    return rest.isEmpty ? .yes : rest.count == 1 ? rest[0] : .all(rest)
  }

  /// Whether one of some conditions holds; none of no conditions does.
  static func either(_ conditions: [SQLExpression]) -> SQLExpression {
    conditions.isEmpty ? .no : conditions.count == 1 ? conditions[0] : .any(conditions)
  }
}
