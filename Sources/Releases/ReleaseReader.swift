import Consistency
import Exact

/// A stretch of a source, in Unicode scalars.
public struct Span: Sendable, Hashable {
  /// The exact substring.
  public let quote: String
  /// Where it begins.
  public let start: Int
  /// Where it ends; not itself part of it.
  public let end: Int

  /// The stretch `start..<end`, which reads `quote`.
  public init(quote: String, start: Int, end: Int) {
    self.quote = quote
    self.start = start
    self.end = end
  }
}

/// What a release says: its statements, the identities that its words give, and what was not read.
public struct Release: Sendable {
  /// The language it was read in.
  public let language: Language
  /// The phrases with figures, in the order of the text.
  public internal(set) var statements: [Statement]
  /// Sums that the text's own groups give.
  public let identities: [Identity]
  /// Periods, dates, codes of goods and numbers in names: numbers that are no figures.
  public let dates: [Span]
  /// Numbers for which no reading was found.
  public let unread: [Span]
  /// Whose trade the paths of scopes are of.
  var root = PathRoot.always
  /// By statement, why it may count something else than data of its scope does.
  var reservations: [String: String] = [:]
}

/// Reads the trade figures of a press release in Russian or English.
///
/// A lexer splits the text; grammars of periods, numbers and names and a vocabulary make mentions of
/// it; rules of attachment give each figure its measure, scope, period, base and kind. What stays
/// ambiguous becomes several readings of one statement. A number is in a statement, in a date, or
/// in `unread`: none is dropped.
public struct ReleaseReader: Sendable {
  private let language: Language?
  private let rounding: Rounding

  /// A reader for `language`, or, where it is nil, for the language that the text is written in.
  public init(language: Language? = nil, rounding: Rounding = .halfUnit) {
    self.language = language
    self.rounding = rounding
  }

  /// Reads a text, or the visible words of a page; never fails: a text without figures has no
  /// statements.
  public func read(_ text: String, isHTML: Bool = false) -> Release {
    let source = isHTML ? SourceText(html: text) : SourceText(text)
    let language = language ?? Language.detected(in: source)
    let mentions = Tagger(source, language: language).mentions()
    let sentences = mentions.split(whereSeparator: \.isSentenceEnd).flatMap(ReleaseReader.pieces)
    var discourse = Discourse(sentences)
    var bracketsAreShares = false
    var claims: [Claim] = []
    for (number, sentence) in sentences.enumerated() {
      guard sentence.contains(where: { $0.figure != nil }) else {
        discourse.note(sentence)
        continue
      }
      claims += SentenceReader.claims(
        in: sentence, number: number, discourse: &discourse,
        bracketsAreShares: &bracketsAreShares)
    }
    let (statements, places, reservations) = ClaimReadings(
      claims, source: source, rounding: rounding
    )
    .statements()
    let remains = Remains(source, mentions: mentions, statements: places)
    return Release(
      language: language, statements: statements,
      identities: GroupIdentities.identities(of: statements), dates: remains.dates,
      unread: remains.unread, root: .text(home: discourse.home), reservations: reservations)
  }
}

extension ReleaseReader {
  /// No sentence of a person has more mentions; a longer one is a list without end, and is cut at a
  /// comma so that reading takes time in proportion to the text.
  private static let longestSentence = 400

  private static func pieces(of sentence: ArraySlice<Mention>) -> [[Mention]] {
    var rest = sentence
    var pieces: [[Mention]] = []
    while rest.count > longestSentence {
      let head = rest.prefix(longestSentence)
      let cut = head.lastIndex { $0.isSymbol(",", ";") }.map { $0 + 1 } ?? head.endIndex
      pieces.append(Array(rest[..<cut]))
      rest = rest[cut...]
    }
    return pieces + [Array(rest)]
  }
}

/// The numbers of a source that are in no statement: dates on one side, the unread on the other.
private struct Remains {
  var dates: [Span] = []
  var unread: [Span] = []

  init(_ source: SourceText, mentions: [Mention], statements: [(Int, Int)]) {
    var covered: [(Int, Int)] = []
    for mention in mentions {
      switch mention.meaning {
      case .period, .date, .place, .concept(.product):
        guard source.scalars[mention.start..<mention.end].contains(where: \.isDigit) else {
          continue
        }
        covered.append((mention.start, mention.end))
        dates.append(
          source.span(mention.start, mention.end))
      default: continue
      }
    }
    covered += statements
    covered.sort { $0.0 < $1.0 }
    var next = 0
    var position = 0
    while position < source.scalars.count {
      guard source.scalars[position].isDigit else {
        position += 1
        continue
      }
      while next < covered.count, covered[next].1 <= position { next += 1 }
      if next < covered.count, covered[next].0 <= position {
        position = covered[next].1
        continue
      }
      var end = position
      while end < source.scalars.count,
        source.scalars[end].isDigit
          || (end + 1 < source.scalars.count && source.scalars[end + 1].isDigit
            && (source.scalars[end] == "," || source.scalars[end] == "."))
      {
        end += 1
      }
      unread.append(source.span(position, end))
      position = end
    }
  }
}
