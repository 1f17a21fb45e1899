internal import Consistency
internal import Exact

/// What a figure states and what the others allow, as two bars over one axis, so that the eye sees
/// how far they miss each other.
struct IntervalDrawing {
  private let stated: Interval
  private let allowed: Interval
  private let figure: Figure
  private let id: String

  private static let width: Rational = 360
  /// The room on either side of the outermost ends, into which an end without bound reaches.
  private static let margin: Rational = 24

  init(stated: Interval, allowed: Interval, figure: Figure, id: String) {
    self.stated = stated
    self.allowed = allowed
    self.figure = figure
    self.id = id
  }

  /// The drawing with a text that says the same; empty where there is nothing to see.
  func svg() -> String {
    let ends = [stated.lower, stated.upper, allowed.lower, allowed.upper].compactMap(\.value)
    guard let low = ends.min(), let high = ends.max(), allowed != .everything, !allowed.isEmpty
    else { return "" }
    let scale = AxisScale(low: low, high: high)
    let remark = miss.map { ", \($0)" } ?? ""
    let above = "stated \(Wording.range(stated, of: figure))\(remark)"
    let below = "the others allow \(Wording.range(allowed, of: figure))"
    let title = "stated \(Wording.range(stated, unit: figure))\(remark)"
    let description = "the others allow \(Wording.range(allowed, unit: figure))"
    return """
      <svg class="intervals" viewBox="0 0 \(IntervalDrawing.width) 62" role="img" \
      aria-labelledby="\(id)-title \(id)-desc">
      <title id="\(id)-title">\(HTMLText.escaped(title))</title>
      <desc id="\(id)-desc">\(HTMLText.escaped(description))</desc>
      \(label(above, over: stated, scale, y: 12))
      \(bar(stated, scale, y: 19, style: "stated"))
      <line class="axis" x1="0" y1="31" x2="\(IntervalDrawing.width)" y2="31"/>
      \(gap(scale))\(bar(allowed, scale, y: 34, style: "allowed"))
      \(label(below, over: allowed, scale, y: 57))
      </svg>

      """
  }

  /// By how much the bars miss each other; nil where they do not.
  private var miss: String? {
    guard let (from, to, isHigh) = missing else { return nil }
    // One digit more than is printed tells a near miss from a touch.
    let places = max(0, 1 - figure.printed.exponent)
    let size = (to - from).decimal(places: places, rounding: .up)
    return (to == from ? "just " : "\(size) ") + (isHigh ? "too high" : "too low")
  }

  /// The stretch between the two, and whether the stated values lie above it.
  private var missing: (from: Rational, to: Rational, isHigh: Bool)? {
    guard stated.intersection(allowed).isEmpty else { return nil }
    if let low = stated.lower.value, let top = allowed.upper.value, low >= top {
      return (top, low, true)
    }
    if let high = stated.upper.value, let bottom = allowed.lower.value, high <= bottom {
      return (high, bottom, false)
    }
    return nil
  }

  private func gap(_ scale: AxisScale) -> String {
    guard let (from, to, _) = missing, from < to else { return "" }
    return "<line class=\"gap\" x1=\"\(AxisScale.text(scale.x(from)))\" y1=\"31\" "
      + "x2=\"\(AxisScale.text(scale.x(to)))\" y2=\"31\"/>\n"
  }

  private func bar(_ interval: Interval, _ scale: AxisScale, y: Int, style: String) -> String {
    let (left, right) = scale.ends(interval)
    // A bar thinner than this could not be seen.
    let width = max(right - left, 3)
    let x = right - left < 3 ? (left + right - 3) / 2 : left
    return "<rect class=\"\(style)\" x=\"\(AxisScale.text(x))\" y=\"\(y)\" "
      + "width=\"\(AxisScale.text(width))\" height=\"9\"/>"
      + arrow(interval.lower, x: 0, tip: -1, y: y) + arrow(interval.upper, x: 360, tip: 1, y: y)
  }

  /// The sign of an end without bound.
  private func arrow(_ end: Endpoint, x: Int, tip: Int, y: Int) -> String {
    guard end.value == nil else { return "" }
    return "<path class=\"arrow\" d=\"M\(x - 7 * tip) \(y - 3) L\(x) \(y + 4) L\(x - 7 * tip) "
      + "\(y + 12)\"/>"
  }

  /// A label that begins, ends or has its middle where the drawing has room for it.
  private func label(_ text: String, over interval: Interval, _ scale: AxisScale, y: Int) -> String
  {
    let (left, right) = scale.ends(interval)
    let middle = (left + right) / 2
    let place =
      middle < IntervalDrawing.width / 3
      ? "x=\"0\""
      : middle > IntervalDrawing.width * 2 / 3
        ? "x=\"\(IntervalDrawing.width)\" text-anchor=\"end\""
        : "x=\"\(IntervalDrawing.width / 2)\" text-anchor=\"middle\""
    // The list beside it has the whole of a text that is too long.
    let shown = text.count <= 56 ? text : text.prefix(55) + "…"
    return "<text \(place) y=\"\(y)\">\(HTMLText.escaped(shown))</text>"
  }

  /// The places of values on the axis.
  private struct AxisScale {
    let low: Rational
    let factor: Rational

    init(low: Rational, high: Rational) {
      self.low = low
      let room = IntervalDrawing.width - IntervalDrawing.margin * 2
      factor = high > low ? room / (high - low) : .zero
    }

    func x(_ value: Rational) -> Rational { IntervalDrawing.margin + (value - low) * factor }

    func ends(_ interval: Interval) -> (Rational, Rational) {
      (
        interval.lower.value.map(x) ?? .zero,
        interval.upper.value.map(x) ?? IntervalDrawing.width
      )
    }

    static func text(_ value: Rational) -> String { value.decimal(places: 1) }
  }
}
