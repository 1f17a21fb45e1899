import Exact

/// Identities of the user's own, written one a line.
///
/// ```
/// # All exports of the country go near or far.
/// exports["Россия", 2021] = exports["Россия/СНГ", 2021] + exports["Россия/дальнее", 2021]
/// imports[*, 2021-Q1] <= 0.5 * turnover[*, 2021-Q1]
/// balance["Kaluga", 2021, USD] >= -3000000
/// turnover = 1/3 * "industrial output"
/// ```
///
/// A line is two sums with `=`, `<=` or `>=` between them; a term is a quantity, a number times a
/// quantity, or a number. Numbers are exact: decimals with a point, or fractions. Levels are in
/// whole units: `3000000`, not 3 mln.
///
/// A quantity is a measure (`turnover`, `exports`, `imports`, `balance`, or the name of another in
/// quotes) and, in brackets, its scope in quotes, its period (`2021`, `2021-Q1`, `2021-H1`,
/// `2021-06`, `2021-01..2021-08`) and its unit (`USD`), in this order. A scope is written as the
/// reports write it, the widest name first: `"Россия/СНГ"`; `""` is the unnamed subject of a
/// document. What is `*` or left out is open: the line then holds for every scope, period or unit
/// that the document gives to a quantity of the line, the same one throughout the line. From `#` on
/// a line is a comment.
///
/// A line that leaves nothing open holds for every document. An instance in which all quantities
/// cancel says nothing of any and is left out.
public struct Definitions: Sendable, Hashable {
  /// The definitions in the order of the file.
  public let definitions: [Definition]

  /// No definitions.
  public init() { definitions = [] }

  /// Reads the definitions of `text`.
  ///
  /// - Parameters:
  ///   - text: What the file holds.
  ///   - file: Its name, for messages.
  /// - Throws: `DefinitionError` for the first line that is none.
  public init(_ text: String, file: String) throws(DefinitionError) {
    var definitions: [Definition] = []
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      var parser = DefinitionParser(String(line), file: file, number: number)
      if let definition = try parser.definition() { definitions.append(definition) }
    }
    self.definitions = definitions
  }
}
