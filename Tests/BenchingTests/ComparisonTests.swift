import Foundation
import Testing

@testable import Benching

@Suite struct ComparisonTests {
  /// A record of one suite with these timings.
  private func record(
    _ seconds: [Double], yardstick: [Double]? = nil, rows: Int = 1000, amount: Int = 10
  ) -> BenchRecord {
    let samples = Samples(
      seconds: seconds, yardstick: yardstick ?? seconds.map { _ in 0.001 })
    return BenchRecord(
      version: "1",
      machine: Machine(
        processor: "p", cores: 2, memory: 1, system: "s", linearAlgebra: "OpenBLAS"),
      limits: MachineLimits(memoryRead: 1, memoryTriad: 1, arithmetic: 1, fileRead: 1),
      options: BenchOptions(rows: rows),
      suites: [
        SuiteRecord(
          name: "table", summary: "", amount: amount, unit: "rows", samples: samples,
          bound: nil, peakMemory: nil, growth: [])
      ])
  }

  /// Timings around a middle, a share of it apart at random.
  private func timings(
    _ middle: Double, noise: Double, _ random: inout SeededGenerator
  ) -> [Double] {
    (0..<9).map { _ in middle * (1 + noise * (Double(random.below(2001)) / 1000 - 1)) }
  }

  @Test func equalRunsAreNotFlaggedAndSlowOnesAre() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    var (flagged, missed) = (0, 0)
    for _ in 0..<1000 {
      let before = record(timings(0.1, noise: 0.1, &random))
      let same = Comparison(record(timings(0.1, noise: 0.1, &random)), with: before)
      if same.lines[0].verdict != .same { flagged += 1 }
      let slow = Comparison(record(timings(0.15, noise: 0.1, &random)), with: before)
      if slow.lines[0].verdict != .slower { missed += 1 }
    }
    #expect(flagged <= 10, "seed \(seed)")
    #expect(missed <= 10, "seed \(seed)")
  }

  @Test func aBusierMachineIsNoSlowerProgram() {
    let before = record([0.1, 0.1, 0.1], yardstick: [0.001, 0.001, 0.001])
    let later = record([0.2, 0.21, 0.19], yardstick: [0.002, 0.0021, 0.0019])
    let line = Comparison(later, with: before).lines[0]
    #expect(line.verdict == .same)
    #expect(abs((line.ratio ?? 0) - 1) < 1e-12)
  }

  @Test func widerSpreadNeedsALargerChange() {
    let steady = record([1, 1, 1, 1, 1])
    #expect(Comparison(record([1.2, 1.2, 1.2, 1.2, 1.2]), with: steady).hasSlower)
    let unsteady = record([0.7, 0.85, 1, 1.15, 1.3])
    #expect(!Comparison(record([1.2, 1.2, 1.2, 1.2, 1.2]), with: unsteady).hasSlower)
  }

  @Test func quickerIsFasterAndNotSlower() {
    let found = Comparison(record([0.5, 0.5, 0.5]), with: record([1, 1, 1]))
    #expect(found.lines[0].verdict == .faster)
    #expect(!found.hasSlower)
  }

  @Test func otherWorkIsNotCompared() {
    let found = Comparison(record([5, 5], rows: 2000), with: record([1, 1]))
    #expect(found.lines.map(\.verdict) == [.different])
    #expect(found.notes.count == 1)
    #expect(Comparison(record([5, 5], amount: 3), with: record([1, 1])).lines[0].ratio == nil)
  }

  @Test func recordIsReadBackAsWritten() throws {
    var written = record([0.25, 0.5])
    written.comparison = Comparison(written, with: record([0.5, 0.5]))
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(written.json()).write(to: URL(fileURLWithPath: path))
    #expect(try BenchRecord(contentsOf: path) == written)
  }

  @Test func otherFilesAreRefusedByName() throws {
    #expect(throws: BenchError.self) { try BenchRecord(contentsOf: "/nowhere.json") }
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(#"{"schema": "saldo.check/1"}"#.utf8).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: BenchError.self) { try BenchRecord(contentsOf: path) }
    #expect(error?.description.hasPrefix(path) == true)
  }
}
