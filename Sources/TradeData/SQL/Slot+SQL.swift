internal import Exact

// What `Judge` does with a text, as SQL. Periods in unusual forms are left as they are: there are few
// different ones, and `Judge` reads them in the result.

extension Plan.Slot {
  private static let year = "^[1-9][0-9]{3}$"
  private static let month = "^[1-9][0-9]{3}-(0[1-9]|1[0-2])$"

  /// The text as it is told apart: codes with the zeros that they had lost, periods in one form.
  func meaning(of text: SQLExpression, _ layout: Layout) -> SQLExpression {
    switch role {
    case .period: isFiscal ? text : Self.period(text)
    case .flow: Self.flow(text, layout)
    case .product: Self.code(in: text, code)
    default: text
    }
  }

  /// The code that had lost its zero, as a number in order; null where it had not.
  func shortened(_ text: SQLExpression) -> SQLExpression {
    switch code {
    case .padded, .even:
      .when(
        .compared(Self.code(in: text, code), "<>", text), OrderedCode.number(text))
    default: .integer(.null)
    }
  }

  private static func period(_ text: SQLExpression) -> SQLExpression {
    .when(
      .matches(text, "^[1-9][0-9]{3}(0[1-9]|1[0-2])$"),
      .joined([text.prefix(4), .text("-"), text.suffix(2)]), otherwise: text)
  }

  private static func flow(_ text: SQLExpression, _ layout: Layout) -> SQLExpression {
    let words = FlowWords.common.merging(layout.flows) { $1 }
    let flows = Dictionary(grouping: words.keys) { words[$0] ?? "" }
    return .choice(
      flows.sorted { $0.key < $1.key }.map { flow, words in
        (.isOneOf(text.lowercase, words.sorted()), .text(flow))
      }, otherwise: .null)
  }

  private static func code(in text: SQLExpression, _ rule: CodeRule) -> SQLExpression {
    let withZero = SQLExpression.joined([.text("0"), text])
    return switch rule {
    case .whole, .evenIfHarmonized: text
    case .suffix(let length): text.suffix(length)
    case .leadingWord: .call(.firstPart, [text, .text(" ")])
    case .padded(let digits):
      .when(
        .both([.matches(text, "^[0-9]{\(digits - 1)}$"), .compared(text, "<>", .text("0"))]),
        withZero, otherwise: text)
    case .even:
      .when(
        .both([.matches(text, "^[0-9]([0-9][0-9])*$"), .compared(text, "<>", .text("0"))]),
        withZero, otherwise: text)
    }
  }

  /// Whether the filters of the query let a text pass, which has its meaning.
  func admitted(_ text: SQLExpression, by query: Query) -> SQLExpression {
    var conditions: [SQLExpression] = []
    for filter in query.filters where filter.role == role {
      let isAmong = SQLExpression.isOneOf(text, filter.texts.sorted())
      conditions.append(filter.isExcluding ? .not(isAmong) : isAmong)
    }
    guard role == .period else { return .both(conditions) }
    // `2011-12` is no month here.
    if isFiscal { return .yes }
    if let span = query.span {
      // Years and months in this form are in order as texts.
      let years = ((span.first + 11).floored(by: 12), (span.last - 11).floored(by: 12))
      let (first, last) = (Self.month(span.first), Self.month(span.last))
      conditions.append(
        .when(
          .matches(text, Self.year),
          .isBetween(text, Self.year(years.0), Self.year(years.1)),
          otherwise: .isBetween(text, first, last)))
    }
    guard !conditions.isEmpty else { return .yes }
    return .when(
      .any([.matches(text, Self.year), .matches(text, Self.month)]), .both(conditions),
      otherwise: .yes)
  }

  private static func year(_ year: Int) -> String {
    let text = String(min(9999, max(0, year)))
    return String(repeating: "0", count: 4 - text.utf8.count) + text
  }

  private static func month(_ month: Int) -> String {
    let number = month - month.floored(by: 12) * 12 + 1
    return "\(year(month.floored(by: 12)))-\(number < 10 ? "0" : "")\(number)"
  }

  /// A text cut to so many characters where each of them is a letter, a digit or a sign of its own;
  /// others are cut in the result.
  static func cut(_ text: SQLExpression, to length: Int?) -> SQLExpression {
    guard let length else { return text }
    return .when(.matches(text, "^[ -~]*$"), text.prefix(length), otherwise: text)
  }
}

extension Int {
  /// The quotient, rounded down.
  fileprivate func floored(by divisor: Int) -> Int {
    (self - ((self % divisor) + divisor) % divisor) / divisor
  }
}
