internal import Exact
internal import Releases
internal import TradeData

/// The multiple of a unit in which the values of a plot are short: `mln USD` for a file in dollars.
struct ValueUnit: Sendable {
  /// The power of ten by which values of the file are divided.
  let exponent: Int
  /// As it stands at an axis.
  let name: String
  /// The sentence on it in a caption; empty where the values have no unit.
  let caption: String
  private let style: NumberStyle

  /// The multiple for values up to `largest`, in the unit of the file.
  init(_ unit: Unit, largest: ScaledInteger?, _ language: Language) {
    style = NumberStyle(language)
    let digits = largest.map { String($0.digits.magnitude).utf8.count - $0.scale } ?? 1
    // From ten thousand on, a larger multiple is read more easily.
    let steps = digits > 4 ? (digits - 1) / 3 * 3 : 0
    let power = min(steps, max(0, 12 - unit.exponent))
    exponent = power
    let words = ReportWords(language)
    name = words.unit(Unit(unit.name, exponent: unit.exponent + power))
    caption = " " + words.axisUnit(name)
  }

  /// The unit of values that have none of the file's: ratios, percentages.
  init(named name: String, _ language: Language) {
    (exponent, self.name, caption, style) = (0, name, "", NumberStyle(language))
  }

  /// A value on the axis.
  func position(_ number: ScaledInteger) -> Double {
    (Rational(number) * .powerOfTen(-exponent)).double
  }

  /// A value in this unit to three digits or so, rounded once from the exact one.
  func short(_ number: ScaledInteger) -> String {
    let value = Rational(number) * .powerOfTen(-exponent)
    let size = value.magnitude
    let places = size < .one ? 3 : size < 10 ? 2 : size < 1000 ? 1 : 0
    let text = value.decimal(places: places)
    guard text.contains(".") else { return style.text(text) }
    var short = Substring(text)
    while short.last == "0" { short.removeLast() }
    if short.last == "." { short.removeLast() }
    return style.text(short == "-0" ? "0" : String(short))
  }
}
