internal import TradeData

extension Cube {
  /// The cube with a series for every pair of reporter and partner whose other side reports imports;
  /// the new ones have no values.
  ///
  /// Trade that the partner alone reports has a series to stand in then. A partner that reports nothing
  /// itself becomes a reporter. Nothing changes where the cube lacks a key for either or for the flow.
  func completingMirrors(keyCount: Int) -> Cube {
    func key(_ role: Role, in range: Range<Int>) -> Int? {
      range.first { keys[$0].source == .role(role) }
    }
    guard let reporter = key(.reporter, in: 0..<keyCount),
      let partner = key(.partner, in: 0..<keyCount),
      let flow = key(.flow, in: keyCount..<keys.count)
    else { return self }
    let width = keys.count
    let imports = Set(
      texts[flow].indices.filter { texts[flow][$0] == Flow.import.rawValue }.map { Int32($0) })
    // One list of texts for both sides, so that they can change places.
    let countries = Set(texts[reporter] + texts[partner]).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(countries, countries.indices))
    func recoded(_ key: Int) -> [Int32] { texts[key].map { Int32(numbers[$0] ?? 0) } }
    let (reporters, partners) = (recoded(reporter), recoded(partner))
    var series: [(codes: [Int32], source: Int)] = []
    var known = Set<[Int32]>()
    for number in 0..<seriesCount {
      var codes = Array(self.codes[(number * width)..<((number + 1) * width)])
      codes[reporter] = reporters[Int(codes[reporter])]
      codes[partner] = partners[Int(codes[partner])]
      known.insert(Array(codes.prefix(keyCount)))
      series.append((codes, number))
    }
    for number in series.indices where imports.contains(series[number].codes[flow]) {
      var codes = Array(series[number].codes.prefix(keyCount))
      codes.swapAt(reporter, partner)
      guard known.insert(codes).inserted else { continue }
      series.append((codes + Array(repeating: 0, count: width - keyCount), -1))
    }
    series.sort { $0.codes.lexicographicallyPrecedes($1.codes) }
    var cells = Cells(scale: self.cells.scale, capacity: series.count * periods.count)
    for period in periods.indices {
      for (_, source) in series {
        if source < 0 {
          cells.appendAbsent()
        } else {
          cells.append(value(series: source, period: period))
        }
      }
    }
    var newTexts = texts
    (newTexts[reporter], newTexts[partner]) = (countries, countries)
    return Cube(
      keys: keys, texts: newTexts, periods: periods, codes: series.flatMap(\.codes), cells: cells,
      seriesCount: series.count)
  }
}
