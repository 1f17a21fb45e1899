extension NumberText {
  /// Digits after the point of the sums, and of those of values that have more.
  static let sumScale = 12
  static let fineScale = 28

  /// The text of a value without what bookkeepers and spreadsheets add: `withoutSigns` as SQL.
  static func bare(_ text: SQLExpression) -> SQLExpression {
    let blanks = text.replacing("[$€£₽]", with: "")
      .replacing("[\u{a0}\u{202f}\u{2009}\u{fffd}]", with: " ")
    let minus = blanks.replacing("\u{2212}", with: "-")
    return .when(
      .matches(text, "[$€£₽\u{a0}\u{202f}\u{2009}\u{fffd}\u{2212}(]"),
      .call(
        .trimmed,
        [
          .when(
            .matches(minus, "^[(].*[)]$"),
            .joined([.text("-"), minus.replacing("^[(]|[)]$", with: "")]), otherwise: minus)
        ]), otherwise: text)
  }

  /// A bare text as a number that can be cast, or null where it is none: the forms of `NumberText` as
  /// SQL.
  static func plain(_ text: SQLExpression, point: UInt8) -> SQLExpression {
    let isComma = point == UInt8(ascii: ",")
    let (sign, group) = isComma ? (",", "[ '.]") : ("[.]", "[ ',]")
    let whole = "([0-9]+|[0-9]{1,3}(\(group)[0-9]{3})+)"
    let form = "^[+-]?(\(whole)(\(sign)[0-9]*)?|\(sign)[0-9]+)([eE][+-]?[0-9]{1,18})?$"
    let simple = isComma ? "^[+-]?[0-9]+$" : "^[+-]?[0-9]+([.][0-9]*)?$"
    let digits = text.replacing(group, with: "")
    return .choice(
      [
        (.matches(text, simple), text),
        (.matches(text, form), isComma ? digits.replacing(",", with: ".") : digits),
      ], otherwise: .null)
  }

  /// The number as a decimal of `sumScale`, or null where that would round it.
  static func value(_ number: SQLExpression) -> SQLExpression {
    .choice(
      [
        (
          .matches(number, "^[+-]?[0-9]*([.][0-9]{0,\(sumScale)})?$"),
          .decimal(number, scale: sumScale)
        ),
        (.compared(decimals(number), "<=", .number(sumScale)), .decimal(number, scale: sumScale)),
      ], otherwise: .null)
  }

  /// The number as a decimal of `fineScale` where it has more digits than `value` holds; else null.
  static func fine(_ number: SQLExpression) -> SQLExpression {
    .when(
      .both([
        .not(.matches(number, "^[+-]?[0-9]*([.][0-9]{0,\(sumScale)})?$")),
        .compared(decimals(number), ">", .number(sumScale)),
        .compared(decimals(number), "<=", .number(fineScale)),
      ]), .decimal(number, scale: fineScale))
  }

  /// How many digits stand behind the point, with the exponent.
  private static func decimals(_ number: SQLExpression) -> SQLExpression {
    let fraction = SQLExpression.call(.byteCount, [number.extracting("[.]([0-9]*)")])
    let exponent = SQLExpression.integer(number.extracting("[eE]([+-]?[0-9]+)$"))
    return .computed(fraction, "-", .call(.firstKnown, [exponent, .number(0)]))
  }
}
