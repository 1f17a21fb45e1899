/// The text of a document as it is read, each scalar with its place in the input.
///
/// Of a page these are its visible words; of any other document, all of it.
public struct ReadableText: Sendable {
  /// The scalars that are read.
  public let scalars: [Unicode.Scalar]
  /// Where each of them stands in the input, never falling; nil where all of it is read.
  private let places: [Int]?

  init(_ text: String, isHTML: Bool) {
    let source = Array(text.unicodeScalars)
    if isHTML {
      let visible = VisibleText(source)
      scalars = visible.scalars
      places = visible.places
    } else {
      scalars = source
      places = nil
    }
  }

  /// The first scalar that stands at `place` of the input or after it.
  public func index(of place: Int) -> Int {
    guard let places else { return min(place, scalars.count) }
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension CheckedDocument {
  /// The text as it was read, for a report to show.
  public var readableText: ReadableText { ReadableText(text, isHTML: isHTML) }

  /// The words of a quote as they are read, without the markup that a page may have among them.
  public func readableQuote(_ quote: String) -> String {
    guard isHTML else { return quote }
    var words = String.UnicodeScalarView()
    words.append(contentsOf: ReadableText(quote, isHTML: true).scalars)
    return String(words)
  }
}
