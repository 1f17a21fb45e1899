/// The forms of English words that a rule of spelling gives.
enum EnglishMorphology {
  /// The forms of regular verbs: "slip", "slips", "slipped", "slipping".
  static func forms(ofVerbs lemmas: [String]) -> [String] { lemmas.flatMap(forms) }

  private static func forms(of lemma: String) -> [String] {
    let letters = Array(lemma)
    guard let last = letters.last else { return [] }
    let stem: String
    switch last {
    case "e": return [lemma, lemma + "s", lemma + "d", lemma.dropLast() + "ing"]
    case "y" where letters.count > 1 && !isVowel(letters[letters.count - 2]):
      let root = lemma.dropLast()
      return [lemma, root + "ies", root + "ied", lemma + "ing"]
    default: stem = doublesLast(letters) ? lemma + String(last) : lemma
    }
    let plural = lemma.hasSuffix("sh") || lemma.hasSuffix("ch") ? "es" : "s"
    return [lemma, lemma + plural, stem + "ed", stem + "ing"]
  }

  /// A word of one syllable doubles the consonant behind its short vowel.
  private static func doublesLast(_ letters: [Character]) -> Bool {
    guard letters.count >= 3, letters.filter(isVowel).count == 1 else { return false }
    let end = letters.suffix(3).map(isVowel)
    return end == [false, true, false] && !["w", "x", "y"].contains(letters[letters.count - 1])
  }

  /// Whether the word looks like no noun: "sharply", "falling", "reported".
  static func mayBeAdverbOrParticiple(_ word: String) -> Bool {
    ["ly", "ing", "ed"].contains { word.hasSuffix($0) }
  }

  private static func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }
}
