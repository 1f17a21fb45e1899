internal import Foundation

/// The folder of the generated files, removed with the object, and what generates them.
final class Workspace: Sendable {
  let threads: Int
  let seed: UInt64
  private let folder: URL

  init(threads: Int, seed: UInt64) throws {
    self.threads = threads
    self.seed = seed
    folder = FileManager.default.temporaryDirectory
      .appending(path: "saldo-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The path of a file of this name, made by `content` unless it is there.
  func file(_ name: String, _ content: () -> [UInt8]) throws -> String {
    let path = folder.appending(path: name)
    if !FileManager.default.fileExists(atPath: path.path) {
      try Data(content()).write(to: path)
    }
    return path.path
  }

  /// The length of a file in bytes.
  func length(_ path: String) -> Int {
    let found = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    return found ?? 0
  }

  /// A generator that gives the same numbers for the same seed and name.
  func generator(_ name: String) -> SeededGenerator {
    SeededGenerator(seed: name.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word &>> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word &>> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word &>> 31)
  }

  /// A number below `bound`.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

  /// A number below `bound`, small ones more often: few countries have most of the trade.
  mutating func skewed(below bound: Int) -> Int { below(1 + below(bound)) }
}
