public import Consistency
public import Exact

/// One quantity of a document, and what it was matched to in the data.
public struct DataMatch: Sendable {
  /// One coordinate: `partner`, matched to the text `156` of the data, which is China's.
  public struct Term: Sendable, Hashable {
    /// The coordinate: `reporter`, `region`, `partner`, `flow`, `product`, `period`, `unit`.
    public let role: String
    /// The text of the data.
    public let text: String
    /// What the text stands for, or why it was taken; nil where it speaks for itself.
    public let meaning: String?

    init(_ role: String, _ text: String, _ meaning: String? = nil) {
      self.role = role
      self.text = text
      self.meaning = meaning == text ? nil : meaning
    }
  }

  /// What the data says of the quantity, in whole units.
  public enum Finding: Sendable, Hashable {
    /// The exact value.
    case exact(Rational)
    /// The sum of the part that the data has, and why there may be more: trade is never negative, so
    /// the whole is at least that.
    case atLeast(Rational, because: String)
    /// A value that may be of something else: it is shown and bears on no verdict.
    case doubtful(Rational, because: String)
    /// Why the data does not say.
    case absent(String)

    /// The value, whatever is known of it.
    public var value: Rational? {
      switch self {
      case .exact(let value), .atLeast(let value, _), .doubtful(let value, _): value
      case .absent: nil
      }
    }
  }

  /// The quantity of the document.
  public let quantity: Quantity
  /// What it was matched to, as far as it was.
  public internal(set) var terms: [Term]
  /// What was found there.
  public internal(set) var finding: Finding
}

extension DataMatch {
  /// `reporter=643 (Russia), partner=156 (China), flow=export, period=2017`.
  public var description: String {
    terms.map { "\($0.role)=\($0.text)" + ($0.meaning.map { " (\($0))" } ?? "") }
      .joined(separator: ", ")
  }
}
