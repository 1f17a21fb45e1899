/// Words that say how a figure of trade stands to what is around it.
extension WordList {
  /// Verbs of what goods brought: "earned".
  static let earning = WordList("earned", "earning", "brought in", "fetched", "cost", "costing")
  /// Verbs before where goods went: "went to the member states".
  static let goingTo = WordList("went", "go", "goes", "going")
  /// Verbs before where goods came from.
  static let comingFrom = WordList("came", "come", "comes", "coming", "originated")
  /// Trading partners: «первым партнёром стал Китай».
  static let partners = WordList(
    stems: ["partner", "customer", "buyer", "supplier", "партнер", "покупател", "поставщик"])
  /// Trade as a sum; its other names mean trade in general: "a surplus in trade with China".
  static let turnoverNouns = WordList(stems: ["turnover", "оборот", "товарооборот", "внешнеторгов"])
  /// Nouns that name the flow itself.
  static let flowNouns = WordList(stems: ["export", "import", "экспорт", "импорт"])
  /// What is sent, from whichever side.
  static let deliveries = WordList(
    stems: ["deliver", "shipment", "suppl", "постав", "отгруз"])
  /// Verbs of what their subject bought or sold.
  static let dealing = WordList(
    stems: [
      "bought", "purchased", "sold", "supplied", "took", "купил", "закупил", "приобрел", "продал",
      "поставил", "отгрузил",
    ])
  static let purchases = WordList(stems: ["purchases", "закупк", "покупк"])
  /// What leads to the sum that goods cost.
  static let worth = WordList("на", stems: ["worth", "valued", "сумм", "стоимост"])
  /// A flow that is smaller than another.
  static let trailing = WordList(stems: ["trail", "lag", "уступ", "отста"])
  /// Money, where volumes are spoken of as well.
  static let inMoney = WordList("value", "стоимости", "деньгах")
  /// Nouns that stand for the measure that was just named: "this figure".
  static let figureNouns = WordList(
    "figure", "number", "amount", "indicator", "value",
    stems: ["показател", "цифр", "величин", "сумм"])
  /// Nouns that lead to what they are the level of: «объёма экспорта».
  static let levelNouns = WordList(stems: ["объем", "стоимост", "сумм"])
  /// Since when something has not been so: "the lowest since", «впервые с».
  static let sinceThen = WordList("since", "began", "впервые", "наблюдений")
  static let since = WordList("since", "с", "со")
  static let superlatives = WordList(
    "highest", "lowest", "largest", "smallest", "biggest", "worst", "best", "weakest", "strongest",
    "впервые",
    stems: ["максим", "миним", "рекорд", "наибольш", "наименьш", "самы", "худш", "лучш"])
  /// What happened beside the trade, and says nothing of its figures: «в условиях пандемии».
  static let circumstances = WordList(
    "amid", "due", "because", "thanks", "despite", "условиях", "фоне", "из-за", "связи",
    "благодаря", "вследствие", "несмотря")
  /// Nouns of change behind their figure: "with a 4.6% increase".
  static let changeNouns = WordList(
    "increase", "decrease", "rise", "fall", "drop", "decline", "gain", "growth", "jump", "surge",
    "reduction", "cut", "slump", "climb", "dip", "loss", "slide", "improvement", "expansion",
    "contraction", "advance", "upswing", "uptick", "downturn", "plunge", "slip", "rebound")
}
