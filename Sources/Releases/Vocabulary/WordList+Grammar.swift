/// Words that build sentences.
extension WordList {
  // MARK: - Prepositions

  static let from = WordList("from", "с", "со")
  static let to = WordList("to", "до")
  /// Out of a whole or a place.
  static let outOf = WordList("of", "out", "из")
  static let of = WordList("of", "от")
  static let origin = WordList("from", "из")
  static let inside = WordList("in", "в", "во")
  static let during = WordList("during", "за")
  static let along = WordList("on", "по")
  static let over = WordList("over", "above", "below")
  static let at = WordList("at")
  static let between = WordList("between", "между")
  /// By how much: "by 5 percent", «на 5 %».
  static let by = WordList("by", "на")
  /// Whereto: "on to", «на».
  static let onto = WordList("to", "на")
  /// On whose account: «на долю Китая».
  static let upon = WordList("на", "на долю")
  static let purpose = WordList("for", "для")
  /// What an index is set against: «к уровню».
  static let toward = WordList("к")
  static let until = WordList("until", "through", "по")
  static let after = WordList("after", "following", "после", "вслед")
  /// What may lead to a partner.
  static let towardPartner = WordList(
    "with", "to", "from", "into", "с", "со", "в", "во", "из", "для")
  /// What may lead to a partner, a product or a part.
  static let narrowing = WordList(
    "without", "with", "to", "from", "into", "of", "by", "for", "excluding", "с", "со", "в", "во",
    "из", "для", "от", "без", "кроме")
  /// What compares only behind a figure: "rose 5 pct over 1986", but "over January to March".
  static let comparing = WordList("over", "on", "from", "than", "against")

  // MARK: - Articles, particles, conjunctions

  static let article = WordList("a", "an", "the")
  static let its = WordList("its")
  static let pointing = WordList(
    "this", "that", "the", "этот", "этого", "эта", "эту", "этой", "этом", "данный", "данного",
    "данной", "данном", "указанный")
  static let totals = WordList("total", "totals", "sum", "figure", "итог", "сумма")
  static let only = WordList(
    "just", "only", "alone", "лишь", "только", "сразу", "один", "одна", "одной", "одном", "одним",
    "самим", "самой")
  static let or = WordList("or", "или")
  static let than = WordList("than", "чем")
  static let when = WordList("when", "когда")
  static let contrast = WordList("while", "whereas", "but", "а", "но")
  static let which = WordList("which", "who", stems: ["котор"])
  static let further = WordList("another", "further", "and", "еще")
  /// What says the same again: «то есть», "that is".
  static let thatIs = WordList("есть", "то есть", "т")
  static let respectively = WordList("respectively")
  static let year = WordList("year", "год", "года")

  // MARK: - Signs

  static let minus = WordList("minus", "минус")
  static let sign = WordList("minus", "plus", "минус", "плюс")
}
