/// What the shape of a Russian word tells of its grammar.
enum RussianMorphology {
  private static let verbEndings = [
    "лся", "лась", "лось", "лись", "ется", "ются", "ится", "ятся", "ил", "ал", "ел", "ул", "ыл",
    "ила", "ала", "ило", "ало", "или", "али", "ует", "уют", "ает", "ают", "но", "ет", "ит",
  ]
  private static let genitiveEndings = [
    "а", "я", "ы", "и", "ов", "ев", "ей", "ий", "ого", "его", "ых", "их", "ой", "ок", "ин", "ек",
  ]

  enum Gender {
    case masculine
    case feminine
    case neuter
  }

  /// The gender of an adjective or noun in the nominative, by its ending.
  static func gender(ofNominative word: String) -> Gender? {
    guard let last = word.last else { return nil }
    if word.hasSuffix("ый") || word.hasSuffix("ий") { return .masculine }
    switch last {
    case "о", "е": return .neuter
    case "а", "я": return .feminine
    case "б"..."щ" where !"иоу".contains(last): return .masculine
    default: return nil
    }
  }

  /// The gender that a pronoun stands for.
  static func gender(ofPronoun word: String) -> Gender? {
    switch word {
    case "он", "его": .masculine
    case "она", "ее": .feminine
    case "оно": .neuter
    default: nil
    }
  }

  private static let countedEndings = ["ов", "ев", "ей", "ий", "ек", "ок", "ан", "ян", "иц", "ств"]

  /// Whether the word may be a noun in the genitive plural, as counted things are: «участников».
  static func mayBeCounted(_ word: String) -> Bool {
    countedEndings.contains { word.hasSuffix($0) }
  }

  /// Whether a verb says what was done to its goods: «продано», not «продали».
  static func isPassive(_ word: String) -> Bool { word.hasSuffix("но") || word.hasSuffix("ны") }

  /// Whether the word may be an adjective in the nominative: «несырьевой».
  static func mayBeAdjective(_ word: String) -> Bool {
    ["ой", "ый", "ий", "ая", "ое", "ые", "ие"].contains { word.hasSuffix($0) }
  }

  /// Whether the word may be a verb in the past, active or passive: «купила», «ввезено».
  static func isPastVerb(_ word: String) -> Bool {
    ["ла", "ли", "ло", "ил", "ал", "ел", "но", "ны", "на"].contains { word.hasSuffix($0) }
  }

  /// Whether the word has the ending of a noun in the genitive: «молока», «товаров».
  static func isGenitiveOfNoun(_ word: String) -> Bool {
    ["а", "я", "ов", "ей", "ы"].contains { word.hasSuffix($0) }
  }

  /// Whether the word may be a noun or adjective in the genitive: «экспорт зерна».
  static func mayBeGenitive(_ word: String) -> Bool {
    guard word.count > 3,
      !verbEndings.contains(where: { word.hasSuffix($0) }) || word.hasSuffix("стали")
    else { return false }
    return genitiveEndings.contains { word.hasSuffix($0) }
  }
}
