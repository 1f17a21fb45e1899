public import Exact

/// Exact sums by series and period: the answer to a query.
public struct Cube: Sendable {
  /// The keys of the series, in the order of the query.
  public let keys: [Key]
  /// The texts of each key, sorted by their UTF-8 bytes; a code is an index into them.
  public let texts: [[String]]
  /// The periods that occur, sorted.
  public let periods: [Period]
  /// The code of each key of each series, series by series; series are sorted by their codes.
  public let codes: [Int32]
  /// The sums, period by period, each with all the series.
  public internal(set) var cells: Cells
  /// The number of series.
  public let seriesCount: Int

  /// A cube of the given parts, whose sizes must agree.
  public init(
    keys: [Key], texts: [[String]], periods: [Period], codes: [Int32], cells: Cells,
    seriesCount: Int
  ) {
    precondition(
      keys.count == texts.count && codes.count == seriesCount * keys.count
        && cells.digits.count == seriesCount * periods.count,
      "a cube of \(seriesCount) series with \(keys.count) keys and \(periods.count) periods "
        + "cannot have \(codes.count) codes and \(cells.digits.count) cells")
    self.keys = keys
    self.texts = texts
    self.periods = periods
    self.codes = codes
    self.cells = cells
    self.seriesCount = seriesCount
  }

  /// The sum of a series in a period, both by number; nil where the data has no value.
  public func value(series: Int, period: Int) -> ScaledInteger? {
    cells[place(series: series, period: period)]
  }

  /// Where the sum of a series in a period stands among the cells.
  public func place(series: Int, period: Int) -> Int { period * seriesCount + series }

  /// The texts of a series' keys.
  public func labels(series: Int) -> [String] {
    keys.indices.map { texts[$0][Int(codes[series * keys.count + $0])] }
  }
}

/// Exact numbers, some of them absent: 64 bits each at one scale, and the few that need more apart.
public struct Cells: Sendable {
  /// The numbers times 10^scale; `absent` where there is none, `elsewhere` where it is in `wide`.
  public var digits: [Int64]
  /// The number of digits after the point in `digits`.
  public let scale: Int
  /// The numbers that do not fit, by their place in `digits`.
  public var wide: [Int: ScaledInteger]

  /// No value.
  public static let absent = Int64.min
  /// A value that is in `wide`.
  public static let elsewhere = Int64.min + 1

  /// The given numbers.
  public init(digits: [Int64], scale: Int, wide: [Int: ScaledInteger] = [:]) {
    self.digits = digits
    self.scale = scale
    self.wide = wide
  }

  /// The number at `index`, or nil where there is none.
  public subscript(index: Int) -> ScaledInteger? {
    switch digits[index] {
    case Cells.absent: nil
    case Cells.elsewhere: wide[index]
    case let digits: ScaledInteger(digits: Int128(digits), scale: scale)
    }
  }
}
