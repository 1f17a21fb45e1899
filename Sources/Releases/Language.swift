/// A language that releases are read in.
public enum Language: String, Sendable, CaseIterable {
  /// Russian.
  case russian = "ru"
  /// English.
  case english = "en"

  /// The language in which most letters of `text` are written.
  static func detected(in source: SourceText) -> Language {
    var cyrillic = 0
    var latin = 0
    for scalar in source.scalars {
      switch scalar.value {
      case 0x400...0x4ff: cyrillic += 1
      case 0x41...0x5a, 0x61...0x7a: latin += 1
      default: break
      }
    }
    return cyrillic > latin ? .russian : .english
  }

  /// The words of this language.
  var vocabulary: Vocabulary {
    switch self {
    case .russian: Language.russianVocabulary
    case .english: Language.englishVocabulary
    }
  }

  private static let russianVocabulary = Vocabulary(RussianVocabulary.words)
  private static let englishVocabulary = Vocabulary(EnglishVocabulary.words)
}
