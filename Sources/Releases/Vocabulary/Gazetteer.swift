import Foundation
import Synchronization

/// Names of countries and regions in one language, found in any of their grammatical forms.
///
/// Country names come from the system's locale data; the short, old and adjectival forms that
/// releases use are listed in `PlaceNames`. A name stands only with a capital letter.
struct Gazetteer: Sendable {
  private struct Name: Sendable {
    let words: [(text: String, isStem: Bool)]
    let place: Place
  }

  private var names: [String: [Name]] = [:]
  private let keyLength = 3
  /// Whether adjectives of places have no capital: «китайский».
  private let adjectivesAreLowercase: Bool

  static let russian = Gazetteer(
    locale: "ru", aliases: PlaceNames.russian, modifiers: PlaceNames.russianAdjectives,
    regions: PlaceNames.russianRegions)
  static let english = Gazetteer(
    locale: "en", aliases: PlaceNames.english, modifiers: PlaceNames.englishDemonyms, regions: [])

  private init(
    locale identifier: String, aliases: [String: [String]], modifiers: [String: [String]],
    regions: [String]
  ) {
    let locale = Locale(identifier: identifier)
    let inflects = identifier == "ru"
    adjectivesAreLowercase = inflects
    func name(_ code: String) -> String {
      aliases[code]?.first ?? locale.localizedString(forRegionCode: code) ?? code
    }
    for region in Locale.Region.isoRegions
    where region.identifier.count == 2 && !Gazetteer.groups.contains(region.identifier) {
      guard let localized = locale.localizedString(forRegionCode: region.identifier) else {
        continue
      }
      add(localized, Place(key: name(region.identifier)), inflects: inflects)
    }
    for (code, forms) in aliases {
      for form in forms { add(form, Place(key: name(code)), inflects: inflects) }
    }
    for (code, forms) in modifiers {
      for form in forms {
        add(form, Place(key: name(code), isModifier: true), inflects: inflects)
      }
    }
    for region in regions { add(region, Place(key: region), inflects: inflects) }
  }

  /// Codes of groups, which the vocabulary names.
  private static let groups: Set<String> = ["EU", "EZ", "UN", "QO"]

  private mutating func add(_ name: String, _ place: Place, inflects: Bool) {
    let tokens = Lexer.tokens(of: SourceText(name)).filter { $0.kind == .word }
    guard let first = tokens.first else { return }
    let words = tokens.map { token -> (text: String, isStem: Bool) in
      guard inflects, !(token.isUppercase && token.text.count <= 5) else {
        return (token.text, false)
      }
      return (Gazetteer.stem(token.text), true)
    }
    names[String(first.text.prefix(keyLength)), default: []].append(
      Name(words: words, place: place))
  }

  /// The longest name that begins at `index`, and how many tokens it takes.
  func match(_ tokens: [Token], at index: Int) -> (place: Place, count: Int)? {
    guard tokens[index].kind == .word, tokens[index].isCapitalized || adjectivesAreLowercase,
      let candidates = names[String(tokens[index].text.prefix(keyLength))]
    else { return nil }
    var best: (place: Place, count: Int)?
    for name in candidates where name.words.count > 0 {
      guard let (count, isPossessive) = length(of: name, tokens, at: index),
        count > (best?.count ?? 0), tokens[index].isCapitalized || name.place.isModifier
      else { continue }
      var place = name.place
      if isPossessive { place.isModifier = true }
      best = (place, count)
    }
    return best
  }

  private func length(of name: Name, _ tokens: [Token], at index: Int) -> (Int, Bool)? {
    var position = index
    var isPossessive = false
    for (number, word) in name.words.enumerated() {
      while number > 0, position < tokens.count, tokens[position].isJoiner { position += 1 }
      guard position < tokens.count, tokens[position].kind == .word else { return nil }
      var text = tokens[position].text
      if text.hasSuffix("'s") || text.hasSuffix("’s") {
        text.removeLast(2)
        isPossessive = true
      }
      if word.isStem {
        guard text.hasPrefix(word.text),
          Gazetteer.endings.contains(String(text.dropFirst(word.text.count)))
        else { return nil }
      } else {
        guard text == word.text,
          word.text.count > 3 || tokens[position].isUppercase || name.words.count > 1
        else { return nil }
      }
      position += 1
    }
    return (position - index, isPossessive)
  }

  /// A Russian word without its case ending: the same for every form of a name.
  static func stem(_ word: String) -> String {
    var stem = word
    for suffix in [
      "ские", "ских", "ский", "ская", "ское", "ские", "ого", "ому", "ыми", "ими", "ами",
      "ями", "ая", "яя", "ое", "ее", "ые", "ие", "ый", "ий", "ой", "ых", "их", "ым", "им", "ом",
      "ем",
      "ую", "юю", "ах", "ях", "ов", "ев",
    ] where word.count - suffix.count >= 3 && word.hasSuffix(suffix) {
      // A country in -ия keeps its «и»: «Росси-я».
      if suffix.hasPrefix("ск") {
        return String(word.dropLast(suffix.count - 2))
      }
      stem = String(word.dropLast(suffix.count))
      return stem
    }
    if let last = word.last, "аеийоуыьюя".contains(last), word.count > 3 { stem.removeLast() }
    return stem
  }

  private static let endings: Set<String> = [
    "", "а", "е", "и", "й", "о", "у", "ы", "ь", "ю", "я", "ая", "яя", "ей", "ем", "ее", "ею", "ие",
    "ий",
    "им", "их", "ой", "ом", "ое", "ую", "юю", "ые", "ый", "ым", "ых", "ью", "ья", "ьи", "ам", "ах",
    "ов",
    "ев", "ям", "ях", "ого", "его", "ому", "ему", "ами", "ями", "ыми", "ими",
  ]
}
