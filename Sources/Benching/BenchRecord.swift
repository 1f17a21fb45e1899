internal import Foundation

/// Everything that one run of the benchmarks found; what `--format json` prints.
public struct BenchRecord: Sendable, Codable, Equatable {
  /// The name of this form of record.
  public static let currentSchema = "saldo.bench/1"

  /// The form of the record.
  public var schema = BenchRecord.currentSchema
  /// The version of the program.
  public var version: String
  /// Where it ran.
  public var machine: Machine
  /// How many threads others had running as the run began, in tenths.
  public var load: Double
  /// What the machine can do at best, measured in the same run.
  public var limits: MachineLimits
  /// The rows of the generated data.
  public var rows: Int
  /// The threads in use.
  public var threads: Int
  /// The seed of the data.
  public var seed: UInt64
  /// Whether the deliberate slow-down was built in.
  public var isSlowed: Bool
  /// The suites in the order in which they were run.
  public var suites: [SuiteRecord]
  /// The run beside an earlier one, where one was given.
  public var comparison: Comparison?

  /// Reads the record that an earlier run wrote.
  ///
  /// - Throws: `BenchError` where the file is none.
  public init(contentsOf path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw BenchError("\(path): cannot be read; expected what saldo bench --format json wrote")
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let record = try? decoder.decode(BenchRecord.self, from: data),
      record.schema == BenchRecord.currentSchema
    else {
      throw BenchError(
        "\(path): is no record of the form \(BenchRecord.currentSchema); "
          + "write one with saldo bench --format json")
    }
    self = record
  }

  init(
    version: String, machine: Machine, load: Double, limits: MachineLimits,
    options: BenchOptions, suites: [SuiteRecord]
  ) {
    self.version = version
    self.machine = machine
    self.load = load
    self.limits = limits
    (rows, threads, seed) = (options.rows, options.threads, options.seed)
    isSlowed = Slowing.isOn
    self.suites = suites
  }

  /// Whether the threads of others took processors that the run needed.
  var isBusy: Bool { load + Double(threads) > Double(machine.cores) + 0.5 }

  /// The record as indented JSON with keys in alphabetical order.
  public func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }
}

/// What was found of one suite.
public struct SuiteRecord: Sendable, Codable, Equatable {
  /// The suite.
  public var name: String
  /// What was done.
  public var summary: String
  /// How many things were done in one repetition.
  public var amount: Int
  /// What they are called.
  public var unit: String
  /// The timings.
  public var samples: Samples
  /// The limit that bounds the work, where one does.
  public var bound: Bound?
  /// The most memory that the process held meanwhile, in bytes; nil where the system does not say.
  public var peakMemory: Int?
  /// How the cost grows.
  public var growth: [Growth]

  /// Things done in a second, by the median.
  public var rate: Double { samples.median > 0 ? Double(amount) / samples.median : 0 }
}

/// The limit of the machine that bounds a suite.
public struct Bound: Sendable, Codable, Equatable {
  /// Which limit.
  public enum Kind: String, Sendable, Codable {
    /// How fast a file in the page cache is read.
    case file
    /// How fast memory is read and written.
    case memory
    /// How fast matrices are multiplied.
    case arithmetic
  }

  /// Which limit.
  public var kind: Kind
  /// The seconds that the work would take at it.
  public var seconds: Double
  /// These as a share of the median of the timings.
  public var share: Double
  /// Floating-point operations for each byte of memory, where the work is on numbers.
  public var intensity: Double?
}
