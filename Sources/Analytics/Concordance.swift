internal import Exact
public import TradeData

/// Groups into which the codes of a key are added up: regions into districts, HS6 into HS2 or into
/// groups of one's own.
///
/// A code may go to several groups with weights, as when a classification splits it. The sums are
/// exact, since weights are decimals. Codes that the file does not name are kept together under
/// `Concordance.unmapped`, so that totals stay what they were.
public struct Concordance: Sendable {
  /// One entry: so much of a code goes to a group.
  struct Share: Sendable {
    let group: String
    let weight: ScaledInteger
  }

  /// The group of the codes that the file does not name.
  public static let unmapped = "(unmapped)"

  /// The key whose codes are added up.
  public let role: Role
  private let file: String
  private let shares: [String: [Share]]
  /// The most digits after the point of any weight.
  private let scale: Int

  /// Reads a table whose first column holds codes, the second their groups, and the third, if there is
  /// one, weights.
  ///
  /// Throws `TradeDataError` where a row has no group, a weight is not a decimal number, or an entry
  /// stands twice.
  public init(_ role: Role, path: String) throws(TradeDataError) {
    let table = try SideTable(path: path)
    guard (2...3).contains(table.header.count) else {
      throw TradeDataError(
        path, line: 1,
        "\(table.header.count) columns; expected two or three: code, group and, if need be, weight")
    }
    var shares: [String: [Share]] = [:]
    var scale = 0
    for row in table.rows {
      let (code, group) = (row.fields[0], row.fields[1])
      guard !group.isEmpty else { throw table.error(row, field: 1, expected: "a group") }
      var weight = ScaledInteger(digits: 1, scale: 0)
      if row.fields.count == 3 {
        guard let printed = PrintedDecimal(row.fields[2]), printed.exponent >= -9,
          let digits = Int64(exactly: printed.digits)
        else {
          throw table.error(
            row, field: 2, expected: "a decimal number of at most nine digits after the point")
        }
        weight = ScaledInteger(digits: Int128(digits), scale: -printed.exponent)
      }
      guard shares[code]?.contains(where: { $0.group == group }) != true else {
        throw TradeDataError(path, line: row.line, "\(code) goes to \(group) a second time")
      }
      shares[code, default: []].append(Share(group: group, weight: weight))
      scale = max(scale, weight.scale)
    }
    self.role = role
    file = path
    self.shares = shares
    self.scale = scale
  }

  /// Adds the codes of the first key of the role up into groups: a sparse product, in whole numbers.
  ///
  /// - Parameter cube: What was read; its other keys stay.
  /// - Returns: Notes on codes without a group and on weights that do not add up to 1.
  /// - Throws: `AnalysisError` where no key is of the role, `ScaledInteger.Overflow` where a sum does
  ///   not fit 128 bits.
  func apply(to cube: inout Cube) throws -> [String] {
    guard let key = cube.keys.firstIndex(where: { $0.source == .role(role) }) else {
      throw AnalysisError(
        "a roll-up of \(role.rawValue) needs it as a key: add \(role.rawValue) to --by")
    }
    let texts = cube.texts[key]
    let whole = ScaledInteger(digits: 1, scale: 0)
    let targets = texts.map { text in
      shares[text] ?? [Share(group: Concordance.unmapped, weight: whole)]
    }
    let groups = Set(targets.joined().map(\.group)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(groups, groups.indices))
    var factors: [[(code: Int32, weight: Int128)]] = []
    for shares in targets {
      factors.append(
        try shares.map {
          (Int32(numbers[$0.group] ?? 0), try $0.weight.rescaled(to: scale).digits)
        })
    }
    cube = try SparseProduct(cube, key: key, groups: groups, factors: factors, scale: scale).cube
    return notes(texts)
  }

  private func notes(_ texts: [String]) -> [String] {
    var notes: [String] = []
    let lost = texts.filter { shares[$0] == nil }
    if !lost.isEmpty {
      notes.append(
        "\(lost.count) of \(texts.count) codes of \(role.rawValue) are not in \(file) and are added up "
          + "under \(Concordance.unmapped): " + lost.prefix(5).joined(separator: ", ")
          + (lost.count > 5 ? ", …" : ""))
    }
    let uneven = texts.filter { text in
      guard let shares = shares[text] else { return false }
      return shares.reduce(Rational(0)) { $0 + Rational($1.weight) } != 1
    }
    if !uneven.isEmpty {
      notes.append(
        "the weights of \(uneven.count) codes in \(file) do not add up to 1, so totals change: "
          + uneven.prefix(5).joined(separator: ", ") + (uneven.count > 5 ? ", …" : ""))
    }
    return notes
  }
}

/// A cube times a sparse matrix of codes × groups.
private struct SparseProduct {
  let cube: Cube

  /// - Parameters:
  ///   - source: The cube.
  ///   - key: The key whose codes are replaced.
  ///   - groups: The new texts, sorted.
  ///   - factors: For each code, its groups and weights times 10^scale.
  ///   - scale: The digits after the point of the weights.
  /// - Throws: `ScaledInteger.Overflow` where a sum does not fit 128 bits.
  init(
    _ source: Cube, key: Int, groups: [String], factors: [[(code: Int32, weight: Int128)]],
    scale: Int
  ) throws {
    let width = source.keys.count
    var numbers: [[Int32]: Int] = [:]
    var codes: [[Int32]] = []
    // For each series, the new ones to which it adds.
    let entries = (0..<source.seriesCount).map { series in
      var place = Array(source.codes[(series * width)..<((series + 1) * width)])
      return factors[Int(place[key])].map { factor in
        place[key] = factor.code
        let number = numbers[place, default: codes.count]
        if number == codes.count {
          numbers[place] = number
          codes.append(place)
        }
        return (number: number, weight: factor.weight)
      }
    }
    let order = codes.indices.sorted { codes[$0].lexicographicallyPrecedes(codes[$1]) }
    var rank = [Int](repeating: 0, count: codes.count)
    for (new, old) in order.enumerated() { rank[old] = new }
    let total = source.cells.scale + scale
    var result = Cells(scale: total, capacity: codes.count * source.periods.count)
    for period in source.periods.indices {
      var sums = [Int128?](repeating: nil, count: codes.count)
      for series in 0..<source.seriesCount {
        guard let value = source.value(series: series, period: period) else { continue }
        let digits = try value.rescaled(to: source.cells.scale).digits
        for entry in entries[series] {
          let (part, isTooLong) = digits.multipliedReportingOverflow(by: entry.weight)
          let (sum, isTooLarge) = (sums[rank[entry.number]] ?? 0).addingReportingOverflow(part)
          if isTooLong || isTooLarge { throw ScaledInteger.Overflow() }
          sums[rank[entry.number]] = sum
        }
      }
      for sum in sums { result.append(sum.map { ScaledInteger(digits: $0, scale: total) }) }
    }
    var texts = source.texts
    texts[key] = groups
    cube = Cube(
      keys: source.keys, texts: texts, periods: source.periods,
      codes: order.flatMap { codes[$0] }, cells: result, seriesCount: codes.count)
  }
}
