import Consistency

/// Which product a figure is of.
enum ProductRules {
  /// The product whose share is meant: "the share of gold in exports", «доля машин в импорте».
  static func partOfShare(_ sentence: [Mention], _ region: Range<Int>, in measure: Int) -> String? {
    guard region.contains(measure), measure > region.lowerBound,
      sentence[measure - 1].isWord(.inside, .of),
      let share = region.last(where: { $0 < measure && sentence[$0].concept == .share })
    else { return nil }
    for index in share + 1..<measure {
      if case .product(let key)? = sentence[index].concept { return key }
      if sentence[index].isUnknown, sentence[index].text.count > 2 { return sentence[index].text }
      guard sentence[index].concept == .function || sentence[index].concept == .neutral else {
        return nil
      }
    }
    return nil
  }

  /// What is said to make up a flow: «Основу вывоза составили чёрные металлы».
  static func predicate(_ sentence: [Mention], _ region: Range<Int>) -> String? {
    guard let last = region.last, let verb = region.last(where: { sentence[$0].isVerbOfMakingUp }),
      verb < last
    else { return nil }
    if case .product(let key)? = sentence[last].concept { return key }
    return sentence[last].isUnknown && sentence[last].text.count > 2 ? sentence[last].text : nil
  }

  /// What an amount by weight or number is of: "346,170 tonnes of processed palm oil", «571,2 тысячи т
  /// пиломатериалов».
  static func behindAmount(_ sentence: [Mention], _ right: Range<Int>) -> String? {
    guard let first = right.first else { return nil }
    var words: [String] = []
    let isEnglish = sentence[first].text == "of"
    for index in isEnglish ? right.dropFirst() : right {
      let mention = sentence[index]
      switch mention.meaning {
      case .concept(.product(let key)): words.append(isEnglish ? mention.text : key)
      case .unknown where isEnglish || RussianMorphology.mayBeGenitive(mention.text):
        words.append(mention.text)
      default: return words.isEmpty ? nil : words.joined(separator: " ")
      }
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// The product that the words beside a measure name: `oil imports`, «экспорт зерна».
  static func beside(_ sentence: [Mention], _ region: Range<Int>, measureAt: Int?) -> String? {
    if let measureAt, let object = objectOfVerb(sentence, region, verb: measureAt) { return object }
    // A code says it better than the words beside it: "crude oil (HS 2709)".
    if let code = region.compactMap({ sentence[$0].productCode }).last { return code }
    guard let measureAt else {
      for index in region {
        if case .product(let key)? = sentence[index].concept { return key }
      }
      return lonelyNoun(sentence, region)
    }
    if measureAt > 0, region.contains(measureAt - 1) || measureAt == region.lowerBound {
      let before = sentence[measureAt - 1]
      if case .product(let key)? = before.concept { return key }
      // "non-oil domestic exports"
      let adjectives = sentence[..<measureAt].reversed().prefix { $0.concept == .neutral }
      if measureAt > adjectives.count, sentence[measureAt].isLatin,
        case .product(let key)? = sentence[measureAt - adjectives.count - 1].concept
      {
        return key
      }
      if before.isUnknown, before.isLatin, !before.isWord(.only),
        !sentence[measureAt].isWord(.dealing),
        !EnglishMorphology.mayBeAdverbOrParticiple(before.text),
        !before.isCapitalized || measureAt == 1
      {
        return before.text
      }
      // «золота продано», «несырьевой экспорт»
      if before.isUnknown, !before.isLatin, !before.text.isEmpty, before.text.count > 3,
        RussianMorphology.isPassive(sentence[measureAt].text)
          ? RussianMorphology.mayBeGenitive(before.text)
          : RussianMorphology.mayBeAdjective(before.text)
      {
        return before.text
      }
    }
    var index = measureAt + 1
    while index < sentence.count, region.contains(index) || index < measureAt + 4 {
      let mention = sentence[index]
      switch mention.meaning {
      case .concept(.product(let key)) where isSpecific(sentence, index): return key
      case .concept(.product), .concept(.neutral): index += 1
      // «импорт российской колбасы»
      case .place(let place) where place.isModifier && !mention.isLatin: index += 1
      // «дефицит в торговле товарами»
      case .concept(.measure(.turnover, _)) where sentence[index - 1].isWord(.inside): index += 1
      case .concept(.function) where mention.text == "of":
        if let product = phrase(sentence, behind: index) { return product }
        index += 1
      // "the deficit on goods", "the surplus in services"
      case .concept(.function)
      where mention.isWord(.inside, .along, .purpose)
        && index + 1 < sentence.count
        && (sentence[index + 1].isProduct
          || sentence[index + 1].concept == .measure(.turnover, sign: 0)):
        index += 1
      case .unknown where !mention.isLatin:
        // «крупнейшими покупателями стали Египет и Турция» speaks of no steel.
        if sentence[measureAt].isWord(.partners), mention.text == "стали" { return nil }
        guard RussianMorphology.mayBeGenitive(mention.text), !mention.isCapitalized else {
          return nil
        }
        return mention.text
      default: return productOfTrade(sentence, region, before: measureAt)
      }
    }
    return productOfTrade(sentence, region, before: measureAt)
  }

  /// The name behind `of` where the vocabulary does not know it: "fresh or chilled yellowfin tuna".
  private static func phrase(_ sentence: [Mention], behind of: Int) -> String? {
    var words: [String] = []
    var isNew = false
    for index in sentence.indices where index > of {
      let mention = sentence[index]
      switch mention.meaning {
      case .unknown where mention.isLatin:
        // "exports of tuna zoomed to …": a verb that the vocabulary does not know.
        guard words.isEmpty || !isBeforeFigure(sentence, index) else { break }
        words.append(mention.text)
        isNew = true
        continue
      case .concept(.product(let key)):
        words.append(key)
        continue
      case .concept(.neutral):
        words.append(mention.text)
        continue
      case .concept(.and)
      where mention.isWord(.or) && index + 1 < sentence.count && sentence[index + 1].isUnknown:
        words.append(mention.text)
        continue
      case .concept(.function) where mention.isWord(.article) && words.isEmpty: continue
      default: break
      }
      break
    }
    return isNew ? words.joined(separator: " ") : nil
  }

  /// Whether a word leads to a figure, as a verb does: "zoomed to 5 million".
  private static func isBeforeFigure(_ sentence: [Mention], _ index: Int) -> Bool {
    for mention in sentence[(index + 1)...].prefix(3) {
      if mention.figure != nil { return true }
      guard mention.concept == .function else { return false }
    }
    return false
  }

  /// What a clause opens with in the genitive, before the verb of its flow: «Молока ввезли», «Никеля
  /// Финляндия купила».
  private static func objectOfVerb(_ sentence: [Mention], _ region: Range<Int>, verb: Int)
    -> String?
  {
    guard !sentence[verb].isLatin,
      RussianMorphology.isPastVerb(sentence[verb].text)
    else { return nil }
    let between = sentence[..<verb].indices.reversed().prefix {
      !sentence[$0].isSymbol(",", ";", ":", ")") && sentence[$0].figure == nil
    }
    guard let first = between.last, sentence[first].isUnknown, between.count <= 3,
      RussianMorphology.mayBeGenitive(sentence[first].text),
      RussianMorphology.isGenitiveOfNoun(sentence[first].text),
      between.dropLast().allSatisfy({
        sentence[$0].place != nil || sentence[$0].concept == .function
      })
    else { return nil }
    return sentence[first].text
  }

  /// «торговля товарами сведена с сальдо …»: what the trade is in is what its balance is of.
  private static func productOfTrade(
    _ sentence: [Mention], _ region: Range<Int>, before measure: Int
  ) -> String? {
    guard case .measure(.balance, _)? = sentence[measure].concept else { return nil }
    for index in region where index > region.lowerBound && index < measure {
      if case .product(let key)? = sentence[index].concept, sentence[index - 1].isMeasure {
        return key
      }
    }
    return nil
  }

  /// Goods in general are a product only where nothing more specific follows: «товаров и услуг».
  private static func isSpecific(_ sentence: [Mention], _ index: Int) -> Bool {
    guard case .product(let key)? = sentence[index].concept, ["goods", "товары"].contains(key)
    else {
      return true
    }
    guard index + 1 < sentence.count else { return true }
    if case .product? = sentence[index + 1].concept { return false }
    return true
  }

  /// «газа – на 3 %»: a noun alone before a dash or a figure changes the product.
  private static func lonelyNoun(_ sentence: [Mention], _ region: Range<Int>) -> String? {
    for index in region.dropLast() where sentence[index].isUnknown {
      // «газа – …», «масложировой продукции – …»
      let isAlone =
        sentence[index + 1].isDash
        || (sentence[index + 1].concept == .neutral && region.contains(index + 2)
          && sentence[index + 2].isDash)
      guard isAlone else { continue }
      let word = sentence[index].text
      guard !sentence[index].isLatin, !word.isEmpty else { continue }
      return word
    }
    return nil
  }
}

extension Mention {
  /// Whether it says of what something consists: «составили», "was".
  fileprivate var isVerbOfMakingUp: Bool { concept == .level || concept == .takesShare }

  /// The name of a product by its code.
  fileprivate var productCode: String? {
    if case .product(let key)? = concept, ProductCode(key) != nil { key } else { nil }
  }
}
