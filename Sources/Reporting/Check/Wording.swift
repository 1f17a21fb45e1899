internal import Consistency
internal import Exact
internal import Releases

/// Words for claims, ranges and scales in reports.
enum Wording {
  /// A reading with its article: `an index of exports`.
  static func article(_ reading: Reading) -> String {
    switch reading.kind {
    case .level: "a level of \(subject(reading))"
    case .balance: reading.figure.printed.value.signum < 0 ? "a deficit" : "a surplus"
    case .ratio: "a ratio of \(subject(reading))"
    case .percentChange: "a percent change of \(subject(reading))"
    case .index: "an index of \(subject(reading))"
    case .share: "a share"
    case .absoluteChange: "an absolute change of \(subject(reading))"
    case .points: "a change in percentage points"
    }
  }

  /// What a reading claims, in one clause.
  static func claim(_ reading: Reading) -> String {
    let subject = reading.subject.description
    let values = range(reading.figure.interval, unit: reading.figure)
    let reference = reading.reference?.description ?? ""
    switch reading.kind {
    case .level, .balance: return "\(subject) is \(values)"
    case .ratio where reading.isInverted:
      return "\(reference) is \(values) \(subject)"
    case .ratio: return "\(subject) is \(values) \(reference)"
    case .percentChange:
      return "\(subject) changed by \(values) from \(reading.basePeriod?.description ?? reference)"
    case .index: return "\(subject) is \(values) of \(reading.basePeriod?.description ?? reference)"
    case .share: return "\(subject) is \(values) of \(reference)"
    case .absoluteChange:
      return "\(subject) changed by \(values) from \(reading.basePeriod?.description ?? reference)"
    case .points: return "the share of \(subject) changed by \(values)"
    }
  }

  private static func subject(_ reading: Reading) -> String {
    reading.comparesFlows ? "two flows" : reading.subject.measure.rawValue
  }

  /// A range in a figure's own unit and scale; see `range(_:of:)`.
  static func range(_ interval: Interval, unit figure: Figure) -> String {
    let bare = range(interval, of: figure)
    return interval == .everything ? bare : bare + unit(figure)
  }

  /// A range without its unit, rounded inward to one digit more than is printed, so that every value
  /// shown is allowed.
  static func range(_ interval: Interval, of figure: Figure) -> String {
    switch ends(interval, of: figure.printed) {
    case (let low?, let high?): low == high ? low : "\(low) to \(high)"
    case (let low?, nil): "at least \(low)"
    case (nil, let high?): "at most \(high)"
    case (nil, nil): "anything"
    }
  }

  /// The ends of a range, rounded inward to one digit more than is printed; nil where there is none.
  static func ends(
    _ interval: Interval, of printed: PrintedDecimal
  ) -> (low: String?, high: String?) {
    let places = max(0, 1 - printed.exponent)
    guard let lower = interval.lower.value, let upper = interval.upper.value else {
      return (
        interval.lower.value?.decimal(places: places, rounding: .up),
        interval.upper.value?.decimal(places: places, rounding: .down)
      )
    }
    // Inside one unit of the shown digits there may be no decimal; then more digits are shown.
    for places in places...places + 9 {
      let low = lower.decimal(places: places, rounding: .up)
      let high = upper.decimal(places: places, rounding: .down)
      if low == high, lower == upper { return (low, high) }
      if let shownLow = Rational(low), let shownHigh = Rational(high), shownLow < shownHigh {
        return (low, high)
      }
    }
    guard lower == upper else { return (lower.description, upper.description) }
    let shown = lower.exactDecimal ?? "≈ \(lower.decimal(places: places + 2))"
    return (shown, shown)
  }

  private static func unit(_ figure: Figure) -> String {
    switch figure.unit {
    case "percent": " %"
    case "times": " times"
    case "points": " points"
    default: [scaleName(figure.scale), figure.unit].map { $0.isEmpty ? "" : " " + $0 }.joined()
    }
  }

  /// The unit of a figure with its scale: `mln USD`, `%`.
  static func unitName(_ figure: Figure) -> String { String(unit(figure).drop { $0 == " " }) }

  static func scaleName(_ scale: Rational) -> String {
    switch scale.description {
    case "1": ""
    case "1000": "thousand"
    case "1000000": "mln"
    case "1000000000": "bn"
    case "1000000000000": "trn"
    default: "× \(scale)"
    }
  }

  /// The scale in which a document prints most of its levels.
  struct Scale {
    private let factor: Rational
    private let places: Int

    init(for document: CheckedDocument) {
      var counts: [Rational: Int] = [:]
      var finest = 0
      for statement in document.release.statements {
        guard let reading = statement.readings.first,
          reading.kind == .level || reading.kind == .balance
        else { continue }
        counts[reading.figure.scale, default: 0] += 1
        finest = max(finest, -reading.figure.printed.exponent)
      }
      factor = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? .one
      places = min(finest + 1, 6)
    }

    /// Both ends, rounded to the nearest one digit finer than the document prints.
    func ends(_ interval: Interval) -> (lower: String, upper: String) {
      func text(_ end: Endpoint) -> String {
        end.value.map { ($0 / factor).decimal(places: places) } ?? "∞"
      }
      return (text(interval.lower), text(interval.upper))
    }

    func unit(_ unit: String?) -> String {
      [Wording.scaleName(factor), unit ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }
}
