import Exact

/// Which mark a document prints before decimals.
struct NumberStyle: Sendable {
  /// Whether a lone point before three digits groups thousands (`1.022` beside `22,4`).
  let pointGroups: Bool
  /// Whether a lone comma before three digits groups thousands (`1,022` beside `22.4`).
  let commaGroups: Bool

  /// The style of a document, from its unambiguous numbers; else by the habit of the language.
  init(_ tokens: [Token], language: Language) {
    var commas = 0
    var points = 0
    for token in tokens where token.kind == .number {
      let parts = token.text.split(whereSeparator: { $0 == "," || $0 == "." })
      guard parts.count == 2, let last = parts.last, last.count != 3 else { continue }
      if token.text.contains(",") { commas += 1 } else { points += 1 }
    }
    pointGroups = commas > points
    commaGroups = language == .english ? commas <= points : points > commas
  }

  /// The number that `text` prints, with its resolution; nil for a calendar date.
  func decimal(_ text: String) -> PrintedDecimal? {
    let marks = text.filter { $0 == "," || $0 == "." }
    let pieces = text.split(whereSeparator: { !$0.isASCII || !($0.isNumber) })
    guard let last = pieces.last else { return nil }
    let decimalMark: Character?
    if Set(marks).count == 2 {
      decimalMark = marks.last
    } else if marks.count > 1 {
      guard pieces.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
      decimalMark = nil
    } else if let mark = marks.first {
      let isAmbiguous =
        last.count == 3 && pieces.count == 2 && pieces[0].count <= 3
        && pieces[0].first != "0"
      decimalMark = isAmbiguous && (mark == "," ? commaGroups : pointGroups) ? nil : mark
    } else {
      decimalMark = nil
    }
    guard decimalMark != nil else { return PrintedDecimal(pieces.joined()) }
    return PrintedDecimal(pieces.dropLast().joined() + "." + last)
  }
}

/// Reads numbers with their scale words, compounds, units and signs.
struct NumberGrammar {
  let tokens: [Token]
  let concepts: Concepts
  let style: NumberStyle

  private static let currencySigns: [String: String] = [
    "$": LocalCurrencies.dollar, "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₴": "UAH",
    "₸": "KZT", "₹": "INR",
    "₩": "KRW", "₺": "TRY", "₾": "GEL", "₼": "AZN", "₦": "NGN", "₱": "PHP", "₪": "ILS",
    "฿": "THB", "₫": "VND", "₵": "GHS", "₡": "CRC", "₲": "PYG", "៛": "KHR", "₮": "MNT", "₭": "LAK",
    "৳": "BDT",
  ]

  /// The figure that begins at token `index` and how many tokens it takes.
  ///
  /// A sign or a currency may come first. Digits always make a figure; a number word only with a
  /// scale or a unit, so that "one of them" stays a phrase.
  func figure(at index: Int) -> (figure: FigurePhrase, count: Int)? {
    var position = index
    let sign = sign(at: position)
    if sign != nil { position += 1 }
    var currency: String?
    if let (code, count) = currencyBefore(position) {
      currency = code
      position += count
    }
    // A sign may also follow the currency: `$-5.2 bn`.
    guard position < tokens.count else { return nil }
    if sign == nil, currency == nil, let special = wordFigure(at: position) { return special }
    guard let (read, next) = number(at: position) else { return nil }
    var figure = read
    figure.sign = sign
    if let currency { figure.unit = .money(currency) }
    position = next
    if figure.unit == .none || currency != nil { position = unit(of: &figure, from: position) }
    if figure.form == .words, figure.unit == .none, !figure.hasScale { return nil }
    return (figure, position - index)
  }

  // MARK: - The number

  private func number(at index: Int) -> (FigurePhrase, Int)? {
    guard let (first, form, next) = simple(at: index) else { return nil }
    var figure = FigurePhrase(printed: first, scale: 0, unit: .none, form: form)
    var position = next
    guard let (scale, after) = scaleWord(at: position, tightOnly: form == .digits) else {
      return (figure, position)
    }
    figure.scale = scale
    position = after
    // `50 млрд 60 млн`: whole units of the larger scale, then a number in a smaller one.
    while figure.printed.exponent == 0, let (more, _, afterNumber) = simple(at: position),
      let (smaller, afterScale) = scaleWord(at: afterNumber, tightOnly: true),
      smaller < figure.scale, more.value < .powerOfTen(figure.scale - smaller)
    {
      let whole = figure.printed.value * .powerOfTen(figure.scale - smaller)
      figure.printed = PrintedDecimal(rounding: whole + more.value, exponent: more.exponent)
      figure.scale = smaller
      position = afterScale
    }
    // «1 млрд 695 млн 962 тыс. 600»
    if figure.scale == 3, position > after, figure.printed.exponent == 0,
      case (let more, .digits, let end)? = simple(at: position), more.exponent == 0,
      more.value < 1000
    {
      figure.printed = PrintedDecimal(
        rounding: figure.printed.value * 1000 + more.value, exponent: 0)
      figure.scale = 0
      figure.isCompound = true
      position = end
    }
    return (figure, position)
  }

  /// Digits, or a number by words: `семь`, `двадцать пять`.
  private func simple(at index: Int) -> (PrintedDecimal, FigurePhrase.Form, Int)? {
    guard index < tokens.count else { return nil }
    if tokens[index].kind == .number {
      return style.decimal(tokens[index].text).map { ($0, .digits, index + 1) }
    }
    guard case .number(let first)? = concepts[index]?.concept else { return nil }
    var value = first
    var position = index + 1
    if first >= 20, first % 10 == 0, position < tokens.count {
      let unitAt = tokens[position].isJoiner ? position + 1 : position
      if case .number(let unit)? = concepts[unitAt]?.concept, unit < 10 {
        value += unit
        position = unitAt + 1
      }
    }
    return (PrintedDecimal(value), .words, position)
  }

  /// A scale word; single letters (`5.2m`) only right behind their digits.
  private func scaleWord(at index: Int, tightOnly: Bool) -> (Int, Int)? {
    var position = index
    if position + 1 < tokens.count, tokens[position].isJoiner, tokens[position].text != "." {
      position += 1
    }
    guard position < tokens.count, case .scale(let scale)? = concepts[position]?.concept else {
      return nil
    }
    if tokens[position].text.utf8.count == 1, tokens[position].followsSpace { return nil }
    position += concepts[position]?.count ?? 1
    return (scale, skipAbbreviationPoint(position))
  }

  private func skipAbbreviationPoint(_ position: Int) -> Int {
    guard position < tokens.count, tokens[position].text == ".", !tokens[position].followsSpace,
      Abbreviations.contains(tokens[position - 1].text)
    else { return position }
    // At the end of a paragraph or before a new sentence the point belongs to the sentence too, but
    // no token is lost: the tagger looks at the abbreviation itself.
    return position + 1
  }

  // MARK: - The unit

  private func unit(of figure: inout FigurePhrase, from index: Int) -> Int {
    var position = index
    guard position < tokens.count else { return signAfter(&figure, position) }
    if tokens[position].text == "%" {
      figure.unit = .percent
      position += 1
      if position < tokens.count, case .points? = concepts[position]?.concept,
        tokens[position].text.hasPrefix("пункт") || tokens[position].text.hasPrefix("point")
      {
        figure.unit = .points
        return position + (concepts[position]?.count ?? 1)
      }
      return position
    }
    let isCompound = tokens[position].isJoiner && tokens[position].text != "."
    if isCompound, position + 1 < tokens.count { position += 1 }
    guard let (concept, count) = concepts[position] else { return signAfter(&figure, index) }
    let end = skipAbbreviationPoint(position + count)
    switch concept {
    case .percent: figure.unit = .percent
    case .points:
      // A bare «пункт» or "points" is a unit only beside digits without a scale.
      guard !figure.hasScale else { return index }
      figure.unit = .points
    case .times:
      figure.unit = .times
    case .currency(let code):
      if case .money(let printed?) = figure.unit, printed != code { return index }
      figure.unit = .money(code)
    case .unit(let code):
      if case .money = figure.unit { return index }
      guard !isCompound else { return index }
      figure.unit = .physical(code)
    default:
      return signAfter(&figure, index)
    }
    return end
  }

  /// A currency sign behind its number: `5 млн $`, `86 млрд €`.
  private func signAfter(_ figure: inout FigurePhrase, _ index: Int) -> Int {
    guard index < tokens.count, case .none = figure.unit,
      let code = NumberGrammar.currencySigns[tokens[index].text]
    else {
      if figure.unit == .none, figure.hasScale { figure.unit = .money(nil) }
      return index
    }
    figure.unit = .money(code)
    return index + 1
  }

  // MARK: - What stands before

  /// A printed sign: tight before the number, and not tight behind a word (`ИННОПРОМ-2018`).
  private func sign(at index: Int) -> Int? {
    guard index + 1 < tokens.count, tokens[index].kind == .symbol,
      let mark = tokens[index].text.unicodeScalars.first, mark == "+" || mark.isDash
    else { return nil }
    let next = tokens[index + 1]
    guard !next.followsSpace,
      next.kind == .number || NumberGrammar.currencySigns[next.text] != nil
    else { return nil }
    if index > 0, !tokens[index].followsSpace {
      let before = tokens[index - 1]
      guard before.kind == .symbol, before.text == "(" || before.text == "[" else { return nil }
    }
    return mark == "+" ? 1 : -1
  }

  /// `$`, `US$`, `USD`, `А$` before digits.
  private func currencyBefore(_ index: Int) -> (String, Int)? {
    guard index + 1 < tokens.count else { return nil }
    let token = tokens[index]
    if let code = NumberGrammar.currencySigns[token.text] {
      return tokens[index + 1].kind == .number ? (code, 1) : nil
    }
    guard token.kind == .word, token.isCapitalized else { return nil }
    if tokens[index + 1].kind == .number,
      !tokens[index + 1].followsSpace || LocalCurrencies.apart.contains(token.text),
      let code = LocalCurrencies.prefixes[token.text]
    {
      return (code, 1)
    }
    // "GH¢5.4", "US$ 5.4"
    if index + 2 < tokens.count, tokens[index + 2].kind == .number,
      let code = LocalCurrencies.beforeSigns[tokens[index + 1].text]?[token.text]
    {
      return (code, 2)
    }
    guard token.isUppercase else { return nil }
    if tokens[index + 1].kind == .number, LocalCurrencies.codes.contains(token.text) {
      return (token.text.uppercased(), 1)
    }
    if case .currency(let code)? = concepts[index]?.concept, tokens[index + 1].kind == .number {
      return (code, 1)
    }
    return nil
  }

  // MARK: - Figures by one word

  /// `вдвое`, `doubled`, `треть`, `a quarter`.
  private func wordFigure(at index: Int) -> (FigurePhrase, Int)? {
    guard let (concept, count) = concepts[index] else { return nil }
    switch concept {
    case .multiple(let ratio, let isDecrease):
      // `2 and a half` is known to a tenth; a whole multiple to a unit.
      guard let printed = PrintedDecimal(ratio.exactDecimal ?? "") else { return nil }
      return (
        FigurePhrase(
          printed: printed, scale: 0, unit: .times, form: .words, isDecrease: isDecrease,
          impliesChange: true), count
      )
    case .fraction(let percent):
      // "half the pace", "half as much": a comparison, not a figure.
      let next = index + count
      if next < tokens.count, ["the", "as", "that"].contains(tokens[next].text) { return nil }
      guard let printed = PrintedDecimal(percent.decimal(places: 0)) else { return nil }
      return (
        FigurePhrase(printed: printed, scale: 0, unit: .percent, form: .fraction(percent)), count
      )
    default:
      return nil
    }
  }
}

/// Shortened words whose point does not end a sentence by itself.
enum Abbreviations {
  private static let words: Set<String> = [
    "млн", "млрд", "трлн", "тыс", "долл", "дол", "руб", "проц", "г", "гг", "кв", "мес", "куб", "п",
    "т", "е", "ч", "шт", "им", "янв", "фев", "апр", "авг", "сент", "окт", "нояб", "дек", "грн",
    "mln", "bn", "mn", "pct", "dlrs", "u", "s", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "no", "vs", "mr", "mrs", "dr", "st", "p", "approx",
  ]

  /// Those that stand behind a number.
  static let areUnits: Set<String> = [
    "млн", "млрд", "трлн", "тыс", "долл", "руб", "проц", "mln", "bn", "mn", "pct", "dlrs",
  ]

  static func contains(_ word: String) -> Bool { words.contains(word) }
}

/// The vocabulary's longest match at each token, looked up once.
struct Concepts: Sendable {
  private let matches: [(concept: Concept, count: Int)?]

  init(_ tokens: [Token], _ vocabulary: Vocabulary) {
    matches = tokens.indices.map { index in
      guard tokens[index].kind == .word else { return nil }
      // `US` is a country and a currency's prefix, "us" is a pronoun; `May` is a month, "may" a verb.
      if tokens[index].text == "may", !tokens[index].isCapitalized { return nil }
      if let match = vocabulary.match(tokens, at: index) { return match }
      // "September's": a possessive means what its noun means.
      let token = tokens[index]
      guard token.text.hasSuffix("'s") || token.text.hasSuffix("’s") else { return nil }
      return vocabulary.match([token.withoutPossessive], at: 0)
    }
  }

  subscript(index: Int) -> (concept: Concept, count: Int)? {
    matches.indices.contains(index) ? matches[index] : nil
  }
}
