/// Why Spark could not do the work: one line that says what was found and what to do.
public struct SparkError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The line.
  public let description: String

  /// An error of this line.
  public init(_ description: String) { self.description = description }
}
