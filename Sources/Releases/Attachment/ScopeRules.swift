import Consistency

/// Whose a figure is: the document's own place, a partner or group, a product.
enum ScopeRules {
  enum Role {
    case home
    case partner
    case unsaid
  }

  private static let partnerPrepositions: Set<String> = [
    "с", "со", "в", "во", "из", "для", "with", "to", "from", "into",
  ]

  /// Words that make the places of a sentence partners: «первым партнёром стал Китай».
  private static let partnerWords = [
    "партнер", "покупател", "поставщик", "partner", "customer", "buyer", "supplier",
  ]

  /// Whether the sentence speaks of trading partners without saying of which flow.
  static func namesPartners(_ sentence: [Mention]) -> Bool {
    sentence.contains(where: isPartnerWord)
      && !sentence.indices.contains { sentence[$0].isMeasure && !isWholeOfShare(sentence, $0) }
  }

  /// Of what the partners that the sentence lists have shares, where it says so.
  static func wholeOfPartners(_ sentence: [Mention]) -> Measure? {
    guard namesPartners(sentence) else { return nil }
    return MeasureRules.measures(sentence, Array(sentence.indices)).first?.subject.measure
  }

  /// Whether a measure only names of what a percentage is a share: «51,4 % оборота».
  private static func isWholeOfShare(_ sentence: [Mention], _ index: Int) -> Bool {
    for mention in sentence[..<index].reversed() {
      if let figure = mention.figure { return figure.unit == .percent }
      guard mention.concept == .function || mention.concept == .neutral || mention.concept == .whole
      else { return false }
    }
    return false
  }

  private static func isPartnerWord(_ mention: Mention) -> Bool {
    partnerWords.contains { mention.text.hasPrefix($0) }
  }

  /// The part that a place plays, by the words before it.
  static func role(_ sentence: [Mention], _ index: Int) -> Role {
    guard let place = sentence[index].place else { return .unsaid }
    if place.isModifier { return .home }
    if isSaidToBePartner(sentence, index) { return .partner }
    if index > 1, sentence[index - 1].text == "of", isPartnerWord(sentence[index - 2]) {
      return .home
    }
    if let word = sentence[..<index].lastIndex(where: isPartnerWord) {
      // «партнёрами Узбекистана»: whose partners they are, unless it is the partner's name.
      let isOwner =
        word == index - 1 && sentence[index].text != place.key.lowercased()
        && !sentence[index].text.utf8.allSatisfy { $0 < 0x80 }
      return isOwner ? .home : .partner
    }
    var position = index - 1
    while position >= 0 {
      let mention = sentence[position]
      switch mention.meaning {
      case .concept(.home), .concept(.neutral), .concept(.group):
        position -= 1
        continue
      case .concept(.share), .concept(.takesShare): return .partner
      case .concept(.function)
      where ["the", "одним", "одной", "самим", "самой", "только", "лишь"].contains(mention.text):
        position -= 1
        continue
      case .concept(.function) where partnerPrepositions.contains(mention.text): return .partner
      case .concept(.function) where ["на", "на долю"].contains(mention.text):
        return sentence.contains { $0.concept == .takesShare } ? .partner : .unsaid
      case .concept(.function)
      where mention.text == "of" || mention.text == "between" || mention.text == "между":
        return .home
      case .concept(.and):
        // "between Georgia and Azerbaijan", "Georgia and Azerbaijan traded"
        return position > 0 && sentence[position - 1].place != nil
          && !sentence[position - 1].isGroupPlace
          || continuesPartners(sentence, index)
          ? .partner : .unsaid
      default: return continuesPartners(sentence, index) ? .partner : .unsaid
      }
    }
    return .unsaid
  }

  /// "China remained the largest trading partner", «Китай – крупнейший покупатель».
  private static func isSaidToBePartner(_ sentence: [Mention], _ index: Int) -> Bool {
    guard index == 0 || sentence[index - 1].text == "the" else { return false }
    var hasVerb = false
    for mention in sentence[(index + 1)...].prefix(7) {
      if isPartnerWord(mention) { return hasVerb }
      switch mention.meaning {
      case .symbol where mention.isDash: hasVerb = true
      case .concept(.level), .unknown: hasVerb = true
      case .concept(.neutral), .concept(.function), .concept(.overall), .concept(.home),
        .concept(.measure(.turnover, _)):
        continue
      case .place(let place) where place.isModifier: continue
      default: return false
      }
    }
    return false
  }

  /// Whether the place goes on with a list of partners that have a figure each: «на долю Китая
  /// приходится 20,3 %, Казахстана – 6,1 %».
  private static func continuesPartners(_ sentence: [Mention], _ index: Int) -> Bool {
    var passesFigure = false
    for position in sentence.indices[..<index].reversed() {
      let mention = sentence[position]
      if mention.place != nil { return passesFigure && role(sentence, position) == .partner }
      switch mention.meaning {
      case .figure: passesFigure = true
      case .symbol where !mention.isSymbol(";"), .concept(.and), .concept(.hedge),
        .concept(.takesShare), .concept(.level):
        continue
      case .concept(.function) where ["на", "the"].contains(mention.text): continue
      default: return false
      }
    }
    return false
  }

  /// Whether a group is the document's own subject: "Euro area exports", "the EU's imports".
  static func isGroupOfOwn(_ sentence: [Mention], _ index: Int) -> Bool {
    guard let place = sentence[index].place, place.isGroup else { return false }
    guard ["EU", "Euro area", "ЕС", "ЕАЭС", "EAEU", "ASEAN", "OECD"].contains(place.key) else {
      return false
    }
    return role(sentence, index) != .partner && index + 1 < sentence.count
  }

  static func isProduct(_ mention: Mention) -> Bool {
    if case .product? = mention.concept { true } else { false }
  }

  /// The product whose share is meant: "the share of gold in exports", «доля машин в импорте».
  static func partOfShare(_ sentence: [Mention], _ region: Range<Int>, in measure: Int) -> String? {
    guard region.contains(measure), measure > region.lowerBound,
      ["in", "of", "в", "во"].contains(sentence[measure - 1].text),
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

  /// A place that stands behind a figure with a partner's preposition, within its segment.
  static func placeBehind(_ sentence: [Mention], _ right: Range<Int>, discourse: Discourse) -> Int?
  {
    for index in right {
      let mention = sentence[index]
      if let place = mention.place {
        return role(sentence, index) == .partner && place.key != discourse.home ? index : nil
      }
      switch mention.concept {
      case .function? where partnerPrepositions.contains(mention.text) || mention.text == "the":
        continue
      case .home?, .neutral?: continue
      default: return nil
      }
    }
    return nil
  }

  /// The scope that a region of the sentence names, or nil where it names none.
  static func scope(
    _ sentence: [Mention], _ region: Range<Int>, measureAt: Int?, inherited: Scope?,
    discourse: Discourse, used: Set<Int>
  ) -> Scope? {
    var root: String?
    var partner: String?
    var isOverall = false
    for index in region where !used.contains(index) {
      let mention = sentence[index]
      if mention.concept == .overall { isOverall = true }
      if mention.concept == .home, partner == nil, let home = discourse.home {
        // "imports from the country": the partner just named, not the document's own place.
        let isOther =
          index > 0
          && (partnerPrepositions.contains(sentence[index - 1].text)
            || (sentence[index - 1].text == "the" && index > 1
              && partnerPrepositions.contains(sentence[index - 2].text)))
        if isOther { continue }
        root = home
      }
      guard let place = mention.place else { continue }
      let role: Role = isOrigin(sentence, index) ? .partner : role(sentence, index)
      if place.key == discourse.home {
        root = place.key
        // «В Китай вывезено», said of a document about China's partner, is not met: home is home.
        continue
      }
      switch role {
      case .partner: partner = place.key
      case .home where !place.isGroup:
        root = place.key
      case .home, .unsaid:
        if place.isGroup || discourse.home == nil || discourse.partners.contains(place.key)
          || isPartnerList(discourse)
        {
          if discourse.home == nil, !place.isGroup { root = place.key } else { partner = place.key }
        } else {
          root = place.key
        }
      }
    }
    var product = product(sentence, region, measureAt: measureAt)
    if !discourse.separatesGoods, product == "goods" || product == "товары" { product = nil }
    if let stem = product.map(Gazetteer.stem), let printed = discourse.products[stem] {
      product = printed
    }
    let keepsPlace = sentence[region].contains { $0.concept == .thatPlace }
    if root == nil, partner == nil, product == nil {
      if isOverall, !keepsPlace, measureAt != nil || inherited == nil { return discourse.rootScope }
      // A new measure drops the product of the one before it and keeps its partner.
      if let measureAt, let inherited, inherited.product != nil {
        // "Services brought in 27 and cost 15 billion": a second verb keeps the subject.
        let isSecondVerb =
          measureAt == region.lowerBound + 1 && sentence[region.lowerBound].concept == .and
        return isSecondVerb ? nil : Scope(inherited.path)
      }
      return nil
    }
    var path: [String]
    if let root {
      path = [root]
      // The document's partner goes on with its home: «экспорт области».
      if partner == nil, root == discourse.home, let scope = discourse.homeScope, product == nil,
        !isOverall
      {
        path = scope.path
      }
    } else if partner != nil {
      path = discourse.rootScope.path
    } else {
      path = (inherited ?? discourse.homeScope ?? discourse.rootScope).path
    }
    if let partner { path.append(partner) }
    return Scope(path, product: product)
  }

  /// Whether an adjective of a place says where goods are from: «туркменских товаров купили».
  private static func isOrigin(_ sentence: [Mention], _ index: Int) -> Bool {
    guard sentence[index].place?.isModifier ?? false, index + 1 < sentence.count else {
      return false
    }
    // "Germany's share of exports"
    if sentence[index + 1].concept == .share { return true }
    return isProduct(sentence[index + 1]) && !isLatin(sentence[index].text)
  }

  /// Exports or imports told by the way that goods went: «из КНР в Россию», "from China to Russia".
  static func route(_ sentence: [Mention], _ region: Range<Int>, discourse: Discourse) -> Subject? {
    guard let home = discourse.home else { return nil }
    var from: String?
    var to: String?
    for index in region where index > region.lowerBound {
      guard let place = sentence[index].place, !place.isModifier else { continue }
      switch sentence[index - 1].text {
      case "из", "from": from = place.key
      case "в", "во", "to": to = place.key
      default: break
      }
    }
    guard let from, let to, from != to else { return nil }
    if from == home { return Subject(measure: .exports, scope: Scope([home, to])) }
    if to == home { return Subject(measure: .imports, scope: Scope([home, from])) }
    return nil
  }

  /// What an amount by weight or number is of: "346,170 tonnes of processed palm oil", «571,2 тысячи т
  /// пиломатериалов».
  static func productBehind(_ sentence: [Mention], _ right: Range<Int>) -> String? {
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

  /// Whether the document has been naming partners one after another.
  private static func isPartnerList(_ discourse: Discourse) -> Bool { !discourse.partners.isEmpty }

  /// The product that the words beside a measure name: `oil imports`, «экспорт зерна».
  private static func product(_ sentence: [Mention], _ region: Range<Int>, measureAt: Int?)
    -> String?
  {
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
      if measureAt > adjectives.count, isLatin(sentence[measureAt].text),
        case .product(let key)? = sentence[measureAt - adjectives.count - 1].concept
      {
        return key
      }
      if before.isUnknown, isLatin(before.text), !MeasureRules.isVerbOfDealing(sentence[measureAt]),
        !["ly", "ing", "ed"].contains(where: { before.text.hasSuffix($0) }),
        !before.isCapitalized || measureAt == 1
      {
        return before.text
      }
      // «золота продано», «несырьевой экспорт»
      if before.isUnknown, !isLatin(before.text), !before.text.isEmpty, before.text.count > 3,
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
      case .concept(.function) where mention.text == "of": index += 1
      // "the deficit on goods", "the surplus in services"
      case .concept(.function)
      where ["on", "in", "for", "по", "в", "во"].contains(mention.text)
        && index + 1 < sentence.count
        && isProduct(sentence[index + 1]):
        index += 1
      case .unknown where !isLatin(mention.text):
        guard RussianMorphology.mayBeGenitive(mention.text), !mention.isCapitalized else {
          return nil
        }
        return mention.text
      case .unknown where sentence[index - 1].text == "of": return mention.text
      default: return productOfTrade(sentence, region, before: measureAt)
      }
    }
    return productOfTrade(sentence, region, before: measureAt)
  }

  /// What a clause opens with in the genitive, before the verb of its flow: «Молока ввезли», «Никеля
  /// Финляндия купила».
  private static func objectOfVerb(_ sentence: [Mention], _ region: Range<Int>, verb: Int)
    -> String?
  {
    guard !isLatin(sentence[verb].text),
      ["ла", "ли", "ло", "ил", "ал", "ел", "но", "ны"].contains(
        where: sentence[verb].text.hasSuffix)
    else { return nil }
    let between = sentence[..<verb].indices.reversed().prefix {
      !sentence[$0].isSymbol(",", ";", ":", ")") && sentence[$0].figure == nil
    }
    guard let first = between.last, sentence[first].isUnknown, between.count <= 3,
      RussianMorphology.mayBeGenitive(sentence[first].text),
      ["а", "я", "ов", "ей", "ы"].contains(where: sentence[first].text.hasSuffix),
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
      guard !isLatin(word), !word.isEmpty else { continue }
      return word
    }
    return nil
  }

  private static func isLatin(_ text: String) -> Bool {
    text.utf8.first.map { $0 < 0x80 } ?? false
  }
}

extension Mention {
  /// The name of a product by its code.
  fileprivate var productCode: String? {
    if case .product(let key)? = concept, ProductCode(key) != nil { key } else { nil }
  }

  fileprivate var isGroupPlace: Bool { place?.isGroup ?? false }
}
