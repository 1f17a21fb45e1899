/// Turns tokens into mentions: periods first, then figures, names and words, the longest first.
struct Tagger {
  private let source: SourceText
  private let tokens: [Token]
  private let concepts: Concepts
  private let periods: PeriodGrammar
  private let numbers: NumberGrammar
  private let gazetteer: Gazetteer
  private let language: Language

  init(_ source: SourceText, language: Language) {
    self.source = source
    self.language = language
    tokens = Lexer.tokens(of: source)
    concepts = Concepts(tokens, language.vocabulary)
    let style = NumberStyle(tokens, language: language)
    periods = PeriodGrammar(tokens: tokens, concepts: concepts)
    numbers = NumberGrammar(tokens: tokens, concepts: concepts, style: style)
    gazetteer = language == .russian ? .russian : .english
  }

  /// The mentions of the source, sentence ends among them.
  func mentions() -> [Mention] {
    var mentions: [Mention] = []
    mentions.reserveCapacity(tokens.count)
    var index = 0
    while index < tokens.count {
      let (meaning, count) = meaning(at: index, previous: mentions.last)
      let range = index..<index + count
      mentions.append(mention(meaning, range))
      index += count
      if case .sentenceEnd = meaning { continue }
      // The point of an abbreviation may end the sentence as well: «$137,7 млн. Экспорт вырос».
      if tokens[index - 1].text == ".", count > 1 || Abbreviations.contains(tokens[index - 1].text),
        startsSentence(index)
      {
        mentions.append(
          Mention(
            meaning: .sentenceEnd, tokens: index..<index, text: "", isCapitalized: false,
            start: tokens[index - 1].end, end: tokens[index - 1].end))
      }
    }
    return Sources.quietened(settled(mentions))
  }

  private func mention(_ meaning: Mention.Meaning, _ range: Range<Int>) -> Mention {
    let first = tokens[range.lowerBound]
    return Mention(
      meaning: meaning, tokens: range, text: first.text, isCapitalized: first.isCapitalized,
      start: first.start, end: tokens[range.upperBound - 1].end)
  }

  private func meaning(at index: Int, previous: Mention?) -> (Mention.Meaning, Int) {
    let token = tokens[index]
    switch token.kind {
    case .paragraph:
      return (.sentenceEnd, 1)
    case .symbol where token.text == "." || token.text == "!" || token.text == "?":
      let isEnd =
        token.text != "." || index + 1 == tokens.count || tokens[index + 1].kind == .paragraph
        || (tokens[index + 1].followsSpace && !isAbbreviated(index)) || startsSentence(index + 1)
      return (isEnd ? .sentenceEnd : .symbol, 1)
    case .symbol where token.text == "«" || token.text == "“":
      if let count = nameInQuotes(at: index) { return (.unknown, count) }
    default: break
    }
    if let (result, count) = periods.period(at: index) {
      switch result {
      case .period(let phrase): return (.period(phrase), count)
      case .date(let month): return (.date(month), count)
      }
    }
    if let (code, count) = ProductCode.match(tokens, at: index) {
      return (.concept(.product(code.name)), count)
    }
    if !isPartOfName(index), let (figure, count) = numbers.figure(at: index) {
      return (.figure(counted(figure, after: index + count)), count)
    }
    if token.kind == .number { return (.unknown, 1) }
    if let (place, count) = region(at: index) { return (.place(place), count) }
    let word = concepts[index]
    if let (place, count) = gazetteer.match(tokens, at: index), count >= (word?.count ?? 0) {
      return (.place(place), count)
    }
    if let word {
      if case .scale = word.concept { return (.unknown, 1) }
      if case .group(let key) = word.concept {
        return (.place(Place(key: key, isGroup: true)), word.count + membership(index + word.count))
      }
      return (.concept(word.concept), word.count)
    }
    return (token.kind == .word ? .unknown : .symbol, 1)
  }

  // MARK: - Sentences

  private func isAbbreviated(_ index: Int) -> Bool {
    index > 0 && Abbreviations.contains(tokens[index - 1].text) && !tokens[index].followsSpace
      || (index > 0 && tokens[index - 1].isUppercase && tokens[index - 1].text.count == 1)
  }

  /// Whether the token begins a sentence after a point that may belong to an abbreviation: a
  /// capital on a word that the vocabulary knows.
  ///
  /// A name does not show it: «в 2003 г. Россия».
  private func startsSentence(_ index: Int) -> Bool {
    guard index < tokens.count else { return true }
    if tokens[index].kind == .paragraph { return true }
    guard tokens[index].isCapitalized, tokens[index].followsSpace else { return false }
    // Behind a unit nothing but a currency has a capital: «на 100 млн. Рыбы вывезено».
    if index >= 2, Abbreviations.areUnits.contains(tokens[index - 2].text),
      tokens[index - 1].text == "."
    {
      if case .currency? = concepts[index]?.concept { return false }
      return true
    }
    switch concepts[index]?.concept {
    case nil, .currency, .group, .month: return false
    default: return true
    }
  }

  // MARK: - Names

  /// A short text in quotes is a name, and its numbers are part of it: «ИННОПРОМ 2018».
  private func nameInQuotes(at index: Int) -> Int? {
    let closing = tokens[index].text == "«" ? "»" : "”"
    let limit = min(tokens.count, index + 8)
    guard let end = tokens[index..<limit].firstIndex(where: { $0.text == closing }) else {
      return nil
    }
    let hasUnit = (index..<end).contains { position in
      if tokens[position].text == "%" || tokens[position].text == "$" { return true }
      switch concepts[position]?.concept {
      case .percent, .scale, .times, .currency, .measure: return true
      default: return false
      }
    }
    return hasUnit ? nil : end - index + 1
  }

  /// A number behind a hyphen that is tight to a word: `ИННОПРОМ-2018`, `G-20`, `Ту-154`.
  private func isPartOfName(_ index: Int) -> Bool {
    guard index >= 2, tokens[index].kind == .number, !tokens[index].followsSpace else {
      return false
    }
    let mark = tokens[index - 1]
    return mark.text.unicodeScalars.first?.isDash == true && !mark.followsSpace
      && tokens[index - 2].kind == .word && tokens[index - 2].isCapitalized
      && concepts[index - 2] == nil
  }

  /// «Калужская область», «Алтайский край», «Республика Коми», named in the nominative.
  private func region(at index: Int) -> (Place, Int)? {
    guard tokens[index].isCapitalized, index + 1 < tokens.count else { return nil }
    if language == .english { return englishRegion(at: index) }
    let next = tokens[index + 1]
    if tokens[index].text.hasPrefix("республик"), next.isCapitalized {
      if let (place, count) = gazetteer.match(tokens, at: index + 1) { return (place, count + 1) }
      return (Place(key: "Республика " + source.text(next.start, next.end)), 2)
    }
    // «Северо-Западный федеральный округ»: the parts of the name, then its kind.
    var last = index
    while last + 2 < tokens.count, tokens[last + 1].isJoiner, tokens[last + 2].isCapitalized {
      last += 2
    }
    var end = last + 1
    while end + 1 < tokens.count, tokens[end].kind == .word, !tokens[end].isCapitalized,
      Tagger.regionAdjectives.contains(where: { tokens[end].text.hasPrefix($0) })
    {
      end += 1
    }
    let stem = Gazetteer.stem(tokens[last].text)
    guard stem != tokens[last].text, ["ск", "цк", "н"].contains(where: { stem.hasSuffix($0) })
    else {
      return nil
    }
    let prefix = tokens[index..<last].map { $0.isCapitalized ? $0.text.capitalized : $0.text }
      .joined()
    let name = prefix + stem.capitalized
    if end < tokens.count,
      let kind = Tagger.regionKinds.first(where: { tokens[end].text.hasPrefix($0.stem) })
    {
      // «Приморский край», «Дальневосточный округ»: after a hissing or velar sound the ending is soft.
      let isHard = kind.ending == "ий" && !(stem.last.map { "кгхжшщч".contains($0) } ?? false)
      let ending = isHard ? "ый" : kind.ending
      let between = tokens[(last + 1)..<end].map { Gazetteer.stem($0.text) + ending }
      let words = [name + ending] + between + [kind.name]
      return (Place(key: words.joined(separator: " ")), end + 1 - index)
    }
    // «на Калининградскую область 20,4 %, на Ленинградскую 10,2 %»: the kind is left out.
    guard last == index, index > 0, concepts[index] == nil,
      gazetteer.match(tokens, at: index) == nil,
      stem.hasSuffix("ск"),
      ["ая", "ую", "ой"].contains(where: { tokens[index].text.hasSuffix($0) })
    else { return nil }
    return (Place(key: name + "ая область"), 1)
  }

  /// "Kaluga region", "Hunan Province", "Kaluga region's".
  private func englishRegion(at index: Int) -> (Place, Int)? {
    let next = tokens[index + 1]
    let kind = next.text.split(separator: "'").first.map(String.init) ?? ""
    guard ["region", "oblast", "province", "territory", "prefecture"].contains(kind),
      concepts[index] == nil, gazetteer.match(tokens, at: index) == nil
    else { return nil }
    let name = source.text(tokens[index].start, tokens[index].end)
    return (Place(key: "\(name) \(kind)", isModifier: kind.count < next.text.count), 2)
  }

  private static let regionAdjectives = ["федеральн", "автономн", "муниципальн", "народн"]

  private static let regionKinds: [(stem: String, name: String, ending: String)] = [
    ("област", "область", "ая"), ("край", "край", "ий"), ("края", "край", "ий"),
    ("краю", "край", "ий"), ("краем", "край", "ий"), ("крае", "край", "ий"),
    ("округ", "округ", "ий"), ("республик", "республика", "ая"), ("район", "район", "ий"),
    ("регион", "регион", "ий"),
  ]

  /// How many tokens behind a group's name say of how many members it is: "EU27", "EA-19".
  private func membership(_ index: Int) -> Int {
    var position = index
    if position + 1 < tokens.count, tokens[position].isJoiner { position += 1 }
    guard position < tokens.count, tokens[position].kind == .number,
      !tokens[position].followsSpace, tokens[position].text.utf8.count <= 2
    else { return 0 }
    return position + 1 - index
  }

  // MARK: - Counts

  /// Marks numbers of people or firms, which are no trade figures.
  private func counted(_ figure: FigurePhrase, after index: Int) -> FigurePhrase {
    var figure = figure
    var index = index
    // «7 тыс. таможенных деклараций»
    if index + 1 < tokens.count, ["ых", "их"].contains(where: tokens[index].text.hasSuffix),
      concepts[index] == nil || concepts[index]?.concept == .neutral
    {
      index += 1
    }
    guard case .money(nil) = figure.unit, index < tokens.count, tokens[index].kind == .word,
      !tokens[index].isCapitalized, concepts[index] == nil,
      gazetteer.match(tokens, at: index) == nil,
      language == .english || RussianMorphology.mayBeCounted(tokens[index].text)
    else { return figure }
    figure.unit = .none
    figure.isCount = true
    return figure
  }

  // MARK: - Words that depend on what follows

  /// Settles the words that are a hedge before a figure and a comparison elsewhere.
  private func settled(_ mentions: [Mention]) -> [Mention] {
    var mentions = mentions
    for index in mentions.indices {
      let followsFigure = index + 1 < mentions.count && mentions[index + 1].figure != nil
      switch mentions[index].meaning {
      // «Минус в товарной торговле» is a deficit.
      case .concept(.increase), .concept(.decrease):
        if let sign = signOfTrade(mentions, index) {
          mentions[index].meaning = .concept(.measure(.balance, sign: sign))
        }
      // Outside a span the word is a preposition.
      case .concept(.calendar(.through)):
        mentions[index].meaning = .concept(.function)
      // "4.30 per cent lower than $30.53 billion" compares.
      case .concept(.hedge(.atMost)) where followsPercent(mentions, index):
        mentions[index].meaning = .concept(.less)
      case .concept(.hedge(.atLeast)) where followsPercent(mentions, index):
        mentions[index].meaning = .concept(.more)
      // "the largest since October 2012"
      case .period where isSinceOfRecord(mentions, index): mentions[index].meaning = .date(nil)
      case .concept(.hedge(.atLeast)) where !leadsToFigure(mentions, index):
        mentions[index].meaning = .concept(.more)
      case .concept(.hedge(.atMost)) where !leadsToFigure(mentions, index):
        mentions[index].meaning = .concept(.less)
      case .concept(.more) where followsFigure:
        mentions[index].meaning = .concept(.hedge(.atLeast))
      case .concept(.less) where followsFigure:
        mentions[index].meaning = .concept(.hedge(.atMost))
      case .concept(.function) where followsFigure:
        switch mentions[index].text {
        case "over", "above": mentions[index].meaning = .concept(.hedge(.atLeast))
        case "under", "below": mentions[index].meaning = .concept(.hedge(.atMost))
        default: break
        }
      default: break
      }
    }
    return mentions
  }

  private func followsPercent(_ mentions: [Mention], _ index: Int) -> Bool {
    index > 0 && mentions[index].tokens.count > 1 && mentions[index - 1].figure?.unit == .percent
  }

  private func isSinceOfRecord(_ mentions: [Mention], _ index: Int) -> Bool {
    guard index > 0, mentions[index - 1].isWord(.since) else { return false }
    return mentions[..<(index - 1)].suffix(9).contains { $0.isWord(.superlatives) }
  }

  private func signOfTrade(_ mentions: [Mention], _ index: Int) -> Int? {
    guard let sign = ["минус": -1, "плюс": 1][mentions[index].text],
      index + 2 < mentions.count, ["в", "во"].contains(mentions[index + 1].text)
    else { return nil }
    let isOfTrade = mentions[(index + 2)...].prefix(3).contains { mention in
      mention.concept == .measure(.turnover, sign: 0)
    }
    return isOfTrade ? sign : nil
  }

  private func leadsToFigure(_ mentions: [Mention], _ index: Int) -> Bool {
    for next in index + 1..<min(index + 3, mentions.count) where index + 1 < mentions.count {
      if mentions[next].figure != nil { return true }
      guard mentions[next].concept == .function,
        ["на", "в", "до", "by", "to", "a", "чем"].contains(mentions[next].text)
      else { return false }
    }
    return false
  }
}
