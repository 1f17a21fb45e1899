/// A source as Unicode scalars, so that every place is a plain index.
///
/// A page's markup is left out of the scalars that are read, and `place` leads back to where each of
/// them stood, so that quotes and positions are those of the input.
struct SourceText: Sendable {
  /// The scalars that are read.
  let scalars: [Unicode.Scalar]
  private let original: [Unicode.Scalar]
  private let places: [Int]?

  /// Plain text.
  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    original = scalars
    places = nil
  }

  /// The visible text of a page.
  init(html: String) {
    original = Array(html.unicodeScalars)
    let visible = VisibleText(original)
    scalars = visible.scalars
    places = visible.places
  }

  /// Where the scalar at `index` stands in the input.
  func place(_ index: Int) -> Int {
    guard let places else { return index }
    return index < places.count ? places[index] : original.count
  }

  /// The substring of the input that `start..<end` of the scalars was read from.
  func span(_ start: Int, _ end: Int) -> Span {
    let from = place(start)
    let to = end > start ? place(end - 1) + 1 : from
    var text = String.UnicodeScalarView()
    text.append(contentsOf: original[from..<to])
    return Span(quote: String(text), start: from, end: to)
  }

  /// The scalars `start..<end` as they are read.
  func text(_ start: Int, _ end: Int) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<end])
    return String(text)
  }
}
