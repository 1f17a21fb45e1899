internal import Foundation
internal import LinearAlgebra

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The machine, the system and the library of linear algebra.
public struct Machine: Sendable, Codable, Equatable {
  /// The processor's name, as the system tells it.
  public var processor: String
  /// The processors that the process may use.
  public var cores: Int
  /// The memory in bytes.
  public var memory: Int
  /// The system's name and version.
  public var system: String
  /// OpenBLAS: its version, build options and the kernel in use.
  public var linearAlgebra: String
  /// What to do where the kernel in use is made for older processors.
  public var advice: String?

  static func current() -> Machine {
    let information = ProcessInfo.processInfo
    let configuration = LinearAlgebraLibrary.configuration
    return Machine(
      processor: field(["model name", "Hardware", "Processor"]) ?? "unknown",
      cores: information.activeProcessorCount, memory: Int(information.physicalMemory),
      system: information.operatingSystemVersionString, linearAlgebra: configuration,
      advice: advice(on: configuration, flags: field(["flags"]) ?? ""))
  }

  /// The threads that ran or waited for a processor in the last minute, on average, in tenths.
  static var load: Double {
    var loads = [0.0]
    guard unsafe getloadavg(&loads, 1) == 1 else { return 0 }
    return (loads[0] * 10).rounded() / 10
  }

  /// A line on OPENBLAS_CORETYPE where the library did not know the processor.
  static func advice(on configuration: String, flags: String) -> String? {
    let has = Set(flags.split(separator: " "))
    let newer: String? =
      has.isSuperset(of: ["avx512f", "avx512bw", "avx512vl", "avx512dq"])
      ? "SkylakeX" : has.isSuperset(of: ["avx2", "fma"]) ? "Haswell" : nil
    let words = configuration.split(separator: " ").map(String.init)
    guard let newer, let old = words.first(where: { olderKernels.contains($0) }) else {
      return nil
    }
    return "OpenBLAS did not know this processor and took its kernel \(old), of before AVX2; "
      + "OPENBLAS_CORETYPE=\(newer) may be several times as fast"
  }

  private static let olderKernels: Set<String> = [
    "Prescott", "Core2", "Penryn", "Dunnington", "Nehalem", "Atom", "Athlon", "Opteron",
    "Opteron(SSE3)", "Barcelona", "Bobcat", "Nano", "Sandybridge", "Generic", "generic",
  ]

  /// The first line of /proc/cpuinfo that has one of these names, without it.
  private static func field(_ names: [String]) -> String? {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") where names.contains(where: { line.hasPrefix($0) }) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      return line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return nil
  }
}

/// The most memory that the process has held.
enum PeakMemory {
  /// Begins to count anew, where the system lets a process do that.
  static func reset() {
    try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
  }

  /// The bytes since then; nil where the system does not say.
  static func bytes() -> Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
      return nil
    }
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").compactMap { Int($0) }.first.map { $0 * 1024 }
  }
}
