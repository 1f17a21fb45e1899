internal import Synchronization

/// How much memory the sums and the texts of their keys may take, all threads together.
///
/// What is mapped from a file does not count: the system takes it back when it needs to.
public final class MemoryBudget: Sendable {
  /// The most bytes.
  public let limit: Int
  private let used = Atomic<Int>(0)

  /// A budget of `limit` bytes.
  public init(limit: Int) { self.limit = limit }

  /// Four fifths of the memory that the process may use: the machine's, or less where a container or
  /// `ulimit -v` holds it to less.
  public convenience init() { self.init(limit: AvailableMemory.bytes / 5 * 4) }

  /// What was asked for beyond the budget.
  struct Exceeded: Error, CustomStringConvertible {
    let limit: Int

    var description: String {
      "the sums need more than \(MemoryBudget.words(limit)) of memory; ask for fewer keys with --by, "
        + "cut codes as in product:2, read less with --where or --from, or allow more with --memory"
    }
  }

  /// Takes some bytes, or throws and takes none.
  func take(_ bytes: Int) throws(Exceeded) {
    let total = used.wrappingAdd(bytes, ordering: .relaxed).newValue
    guard total > limit else { return }
    give(back: bytes)
    throw Exceeded(limit: limit)
  }

  /// Gives bytes back that were taken.
  func give(back bytes: Int) { used.wrappingSubtract(bytes, ordering: .relaxed) }

  /// Reads a size as `512M`, `2G`, `1.5GiB` or a number of bytes; nil where it is none.
  public static func bytes(_ text: String) -> Int? {
    var digits = Substring(text.lowercased())
    if digits.hasSuffix("b") { digits = digits.dropLast() }
    if digits.hasSuffix("i") { digits = digits.dropLast() }
    let powers: [Character: Int] = ["k": 10, "m": 20, "g": 30, "t": 40]
    var power = 0
    if let letter = digits.last, let found = powers[letter] {
      power = found
      digits = digits.dropLast()
    }
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
      let number = Double(digits), number > 0, number < 1e6 || power == 0, number < 1e15
    else { return nil }
    return Int(number * Double(1 << power))
  }

  /// `512 MiB`.
  private static func words(_ bytes: Int) -> String {
    for (power, name) in [(30, "GiB"), (20, "MiB"), (10, "KiB")] where bytes >= 1 << power {
      let tenths = bytes / (1 << power / 10)
      return tenths % 10 == 0 || tenths >= 1000
        ? "\(tenths / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
    }
    return "\(bytes) bytes"
  }
}
