/// The unit of a value column: a currency, or any measure, and its power of ten.
public struct Unit: Sendable, Hashable {
  /// The unit itself: `USD`, `EUR`; empty where the file does not say.
  public let name: String
  /// The power of ten in front of it: 3 for thousands.
  public let exponent: Int

  /// The unit `10^exponent name`.
  public init(_ name: String, exponent: Int = 0) {
    self.name = name
    self.exponent = exponent
  }

  /// A file that does not say what its values are.
  public static let unknown = Unit("")
}

extension Unit: CustomStringConvertible {
  /// As people write it: `thousand USD`.
  public var description: String {
    let multiple =
      switch exponent {
      case 0: ""
      case 3: "thousand "
      case 6: "million "
      case 9: "billion "
      default: "10^\(exponent) "
      }
    return name.isEmpty ? "\(multiple)units of the file" : multiple + name
  }
}
