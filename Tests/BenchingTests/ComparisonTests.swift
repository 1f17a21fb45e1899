import Foundation
import Testing

@testable import Benching

@Suite struct ComparisonTests {
  /// A record of one suite with these timings.
  private func record(
    _ seconds: [Double], processor: [Double]? = nil, yardstick: [Double]? = nil, rows: Int = 1000,
    amount: Int = 10, load: Double = 0
  ) -> BenchRecord {
    let samples = Samples(
      seconds: seconds, processor: processor ?? seconds,
      yardstick: yardstick ?? seconds.map { _ in 0.001 })
    return BenchRecord(
      version: "1",
      machine: Machine(
        processor: "p", cores: 2, memory: 1, system: "s", linearAlgebra: "OpenBLAS"),
      load: load,
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

  @Test func aSlowerClockIsNoSlowerProgram() {
    let before = record([0.1, 0.1, 0.1], yardstick: [0.001, 0.001, 0.001])
    let later = record([0.2, 0.21, 0.19], yardstick: [0.002, 0.0021, 0.0019])
    let line = Comparison(later, with: before).lines[0]
    #expect(line.verdict == .same)
    #expect(abs((line.time?.ratio ?? 0) - 1) < 1e-12)
  }

  @Test func moreWorkIsSeenByTheProcessorsTimeOnABusyMachine() {
    let before = record([0.1, 0.3, 0.5, 0.2, 0.4], processor: [0.1, 0.11, 0.12, 0.1, 0.11])
    let same = record([0.5, 0.2, 0.4, 0.3, 0.15], processor: [0.11, 0.1, 0.12, 0.1, 0.11])
    #expect(!Comparison(same, with: before).hasSlower)
    let more = record([0.5, 0.2, 0.4, 0.3, 0.15], processor: [0.16, 0.15, 0.18, 0.15, 0.16])
    #expect(Comparison(more, with: before).hasSlower)
  }

  @Test func waitingIsSeenByTheTimeThatPassesOnAQuietMachine() {
    let before = record([1, 1, 1, 1], processor: [1, 1, 1, 1])
    let waiting = [2.0, 2, 2, 2]
    #expect(Comparison(record(waiting, processor: [1, 1, 1, 1]), with: before).hasSlower)
    let busy = Comparison(record(waiting, processor: [1, 1, 1, 1], load: 4), with: before)
    #expect(!busy.hasSlower)
    #expect(busy.notes.count == 1)
    #expect(busy.lines[0].time?.ratio == 2)
  }

  @Test func oneQuietMomentIsNoFasterProgram() {
    let before = record([1, 1, 1, 1, 1])
    #expect(Comparison(record([0.5, 1, 1, 1, 1]), with: before).lines[0].verdict == .same)
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
    #expect(Comparison(record([5, 5], amount: 3), with: record([1, 1])).lines[0].time == nil)
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
