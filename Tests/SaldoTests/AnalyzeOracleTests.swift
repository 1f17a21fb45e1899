import BigInt
import Testing

/// Growth and balance of a generated file, against fractions of big integers written here.
@Suite struct AnalyzeOracleTests {
  private struct Fraction {
    let numerator: BigInt
    let denominator: BigInt

    /// Decimal digits, the last rounded half away from zero.
    func decimal(_ places: Int) -> String {
      let scaled = numerator.magnitude * BigUInt(10).power(places)
      let (quotient, rest) = scaled.quotientAndRemainder(dividingBy: denominator.magnitude)
      let rounded = String(rest * 2 >= denominator.magnitude ? quotient + 1 : quotient)
      let padded = String(repeating: "0", count: max(0, places + 1 - rounded.count)) + rounded
      let isNegative = numerator.sign != denominator.sign && rounded.contains { $0 != "0" }
      return (isNegative ? "-" : "") + padded.dropLast(places)
        + (places > 0 ? "." + padded.suffix(places) : "")
    }
  }

  /// Thousandths as the shortest decimal.
  private func exact(_ thousandths: BigInt) -> String {
    var text = Fraction(numerator: thousandths, denominator: 1000).decimal(3)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  @Test(arguments: ["1", "2"])
  func growthOfTwoYearsIsExact(_ threads: String) throws {
    let (path, rows, seed) = try generated()
    let result = try Program(
      "analyze", path, "--by", "reporter", "--format", "csv", "--threads", threads, "--digits", "6")
    #expect(result.status == 0)
    var sums: [String: [Int: BigInt]] = [:]
    for row in rows { sums[row.reporter, default: [:]][row.year, default: 0] += row.thousandths }
    var expected = "reporter,period,value,previous,delta,ratio,percent_change,status\n"
    for reporter in sums.keys.sorted() {
      let (before, now) = (sums[reporter]?[2020], sums[reporter]?[2021])
      if let before { expected += "\(reporter),2020,\(exact(before)),,,,,no-base\n" }
      switch (before, now) {
      case (let before?, let now?):
        let ratio = Fraction(numerator: now, denominator: before).decimal(6)
        let percent = Fraction(numerator: (now - before) * 100, denominator: before).decimal(6)
        expected += "\(reporter),2021,\(exact(now)),\(exact(before)),\(exact(now - before)),"
        expected += "\(ratio),\(percent),\n"
      case (nil, let now?): expected += "\(reporter),2021,\(exact(now)),,,,,new\n"
      case (let before?, nil): expected += "\(reporter),2021,,\(exact(before)),,,,ceased\n"
      case (nil, nil): break
      }
    }
    #expect(result.output == expected, "seed \(seed)")
  }

  @Test func balanceOfTwoYearsIsExact() throws {
    let (path, rows, seed) = try generated()
    let result = try Program(
      "analyze", path, "--by", "reporter", "--format", "csv", "--measures", "balance")
    #expect(result.status == 0)
    var sums: [String: [Int: [String: BigInt]]] = [:]
    for row in rows {
      sums[row.reporter, default: [:]][row.year, default: [:]][row.flow, default: 0] +=
        row.thousandths
    }
    var expected =
      "reporter,period,value,exports,imports,balance,turnover,coverage,balance_delta,"
      + "balance_normalised\n"
    for reporter in sums.keys.sorted() {
      var previous: BigInt?
      for year in [2020, 2021] {
        guard let flows = sums[reporter]?[year] else {
          previous = nil
          continue
        }
        let (exports, imports) = (flows["export"] ?? 0, flows["import"] ?? 0)
        let turnover = exact(exports + imports)
        let coverage =
          imports > 0 ? Fraction(numerator: exports, denominator: imports).decimal(4) : ""
        let change = previous.map { exact(exports - imports - $0) } ?? ""
        expected += "\(reporter),\(year),\(turnover),\(flows["export"].map(exact) ?? ""),"
        expected += "\(flows["import"].map(exact) ?? ""),\(exact(exports - imports)),"
        let normalised = Fraction(numerator: exports - imports, denominator: exports + imports)
        expected += "\(turnover),\(coverage),\(change),\(normalised.decimal(4))\n"
        previous = exports - imports
      }
    }
    #expect(result.output == expected, "seed \(seed)")
  }

  private struct Row {
    let reporter: String
    let flow: String
    let year: Int
    let thousandths: BigInt
  }

  private func generated() throws -> (path: String, rows: [Row], seed: UInt64) {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    var text = "reporter,partner,flow,product,period,value\n"
    var rows: [Row] = []
    for _ in 0..<20_000 {
      let row = Row(
        reporter:
          "R\(Int.random(in: 0..<400, using: &random) * Int.random(in: 0..<400, using: &random))",
        flow: Bool.random(using: &random) ? "export" : "import",
        year: Int.random(in: 2020...2021, using: &random),
        thousandths: BigInt(
          Int.random(in: 1...Int.max >> Int.random(in: 4...50, using: &random), using: &random)))
      rows.append(row)
      text += "\(row.reporter),P,\(row.flow),0101,\(row.year),"
      text += Fraction(numerator: row.thousandths, denominator: 1000).decimal(3) + "\n"
    }
    return (try temporaryFile(text), rows, seed)
  }
}

/// SplitMix64: the same sequence for the same seed on every machine.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
