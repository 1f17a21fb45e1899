public import Benching

/// A run of the benchmarks for people.
public struct BenchText: Sendable {
  private let style: TextStyle

  /// Text with colours or without.
  public init(isColored: Bool) { style = TextStyle(isColored: isColored) }

  /// The whole text.
  public func text(of record: BenchRecord) -> String {
    var lines = machine(record) + [""] + suites(record) + [""] + growth(record)
    if let comparison = record.comparison { lines += [""] + compared(comparison) }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: - The machine

  private func machine(_ record: BenchRecord) -> [String] {
    let (machine, limits) = (record.machine, record.limits)
    var lines = [
      "\(machine.processor), \(machine.cores) cores, \(bytes(machine.memory)); \(machine.system)",
      machine.linearAlgebra + ", load \(decimal(record.load, 1)) before",
      "with \(record.threads) threads: memory \(rate(limits.memoryRead, "B")) read, "
        + "\(rate(limits.memoryTriad, "B")) triad; dgemm \(rate(limits.arithmetic, "flop")); "
        + "file in the page cache \(rate(limits.fileRead, "B"))",
    ]
    if let advice = machine.advice { lines.append(style.yellow("note: " + advice)) }
    if record.isSlowed { lines.append(style.yellow("slowed on purpose: SlowedBenchmarks is on")) }
    return lines
  }

  // MARK: - The suites

  private func suites(_ record: BenchRecord) -> [String] {
    var table = AlignedTable(
      alignments: [.left, .right, .right, .right, .right, .right, .right, .right])
    table.add([
      "suite", "amount", "median", "spread", "processor", "rate", "of the limit", "peak",
    ])
    for suite in record.suites {
      let bound = suite.bound.map { "\(percent($0.share)) of \($0.kind.rawValue)" }
      table.add([
        suite.name, "\(suite.amount) \(suite.unit)", seconds(suite.samples.median),
        "± " + percent(suite.samples.spread), seconds(suite.samples.medianProcessor),
        rate(suite.rate, " " + suite.unit), bound ?? "–",
        suite.peakMemory.map(bytes) ?? "",
      ])
    }
    return headed(table)
  }

  private func growth(_ record: BenchRecord) -> [String] {
    var table = AlignedTable(alignments: [.left, .left, .right, .right, .right, .left, .left])
    table.add(["suite", "grows with", "power", "last", "off", "times", ""])
    for suite in record.suites {
      for growth in suite.growth {
        let times = growth.points.map { "\($0.amount): \(seconds($0.seconds))" }
        let remark =
          growth.isSuperLinear
          ? style.yellow("faster than in proportion")
          : growth.speedUp.map { "\(decimal($0, 2)) times as fast" } ?? ""
        table.add([
          suite.name, growth.dimension.rawValue, decimal(growth.exponent, 2),
          decimal(growth.lastExponent, 2), percent(growth.misfit),
          times.joined(separator: "  "), remark,
        ])
      }
    }
    return ["Cost ~ amount^power: over all sizes, and between the last two"] + headed(table)
  }

  // MARK: - The comparison

  private func compared(_ comparison: Comparison) -> [String] {
    var table = AlignedTable(alignments: [.left, .right, .right, .right, .right, .left])
    table.add(["suite", "time", "", "processor", "", "verdict"])
    for line in comparison.lines {
      let verdict =
        switch line.verdict {
        case .slower: style.red(line.verdict.rawValue)
        case .faster: style.green(line.verdict.rawValue)
        case .same, .different: line.verdict.rawValue
        }
      let changes = [line.time, line.processor].flatMap { change in
        [
          change.map { "× " + decimal($0.ratio, 2) } ?? "",
          change.map { "± " + percent($0.tolerance) } ?? "",
        ]
      }
      table.add([line.name] + changes + [verdict])
    }
    return ["Beside the earlier run, with what the spread of the timings allows"] + headed(table)
      + comparison.notes.map { "note: " + $0 }
  }

  // MARK: - Numbers

  private func headed(_ table: AlignedTable) -> [String] {
    var lines = table.lines()
    if let first = lines.first { lines[0] = style.bold(first) }
    return lines
  }

  private func seconds(_ value: Double) -> String {
    switch value {
    case 1...: decimal(value, 2) + " s"
    case 1e-3...: decimal(value * 1e3, 2) + " ms"
    default: decimal(value * 1e6, 1) + " µs"
    }
  }

  private func rate(_ value: Double, _ unit: String) -> String {
    let (scaled, prefix) =
      value >= 1e9
      ? (value / 1e9, "G")
      : value >= 1e6
        ? (value / 1e6, "M")
        : value >= 1e4 ? (value / 1e3, "k") : (value, "")
    let number = decimal(scaled, scaled < 100 ? 1 : 0)
    // A unit that is a word stands apart: 1.4 k releases/s, but 12.3 GB/s.
    return unit.hasPrefix(" ")
      ? number + (prefix.isEmpty ? "" : " " + prefix) + unit + "/s" : "\(number) \(prefix)\(unit)/s"
  }

  private func bytes(_ count: Int) -> String {
    count >= 1 << 30
      ? decimal(Double(count) / 1_073_741_824, 1) + " GiB" : "\(count >> 20) MiB"
  }

  private func percent(_ share: Double) -> String {
    decimal(share * 100, share < 0.1 ? 1 : 0) + " %"
  }

  /// A number with so many digits behind the point, rounded to the nearest.
  private func decimal(_ value: Double, _ places: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    let scale = [1.0, 10, 100][places]
    let units = Int((abs(value) * scale).rounded())
    let (whole, rest) = units.quotientAndRemainder(dividingBy: Int(scale))
    let digits = String(rest)
    let fraction = String(repeating: "0", count: places - (places == 0 ? 0 : digits.count))
    return (value < 0 && units > 0 ? "-" : "") + String(whole)
      + (places == 0 ? "" : "." + fraction + digits)
  }
}
