/// Why a file could not be read: one line that says where, what was found, and what to do.
public struct TradeDataError: Error, Sendable, Equatable {
  /// The file, as it was named.
  public let file: String
  /// The line, from 1, where one can be named.
  public let line: Int?
  /// The character of the line, from 1, where one can be named.
  public let column: Int?
  /// What was found, what was expected, and what to do.
  public let message: String

  /// An error of `file`, at `line` and `column` where they are known.
  public init(_ file: String, line: Int? = nil, column: Int? = nil, _ message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}

extension TradeDataError: CustomStringConvertible {
  /// `file:line:column: message`.
  public var description: String {
    let place = [line, column].compactMap { $0.map { ":\($0)" } }.joined()
    return "\(file)\(place): \(message)"
  }
}
