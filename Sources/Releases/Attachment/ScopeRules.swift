import Consistency

/// Whose a figure is: the document's own place, a partner or group, a product.
enum ScopeRules {
  enum Role {
    case home
    case partner
    case unsaid
  }

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

  private static func isPartnerWord(_ mention: Mention) -> Bool { mention.isWord(.partners) }

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
      where mention.isWord(.article, .only):
        position -= 1
        continue
      case .concept(.function) where mention.isWord(.towardPartner): return .partner
      case .concept(.function) where mention.isWord(.upon):
        return sentence.contains { $0.concept == .takesShare } ? .partner : .unsaid
      case .concept(.function)
      where mention.text == "of" || mention.text == "between" || mention.text == "между":
        return .home
      case .concept(.and):
        // "between Georgia and Azerbaijan", "Georgia and Azerbaijan traded"
        return position > 0 && sentence[position - 1].place != nil
          && !(sentence[position - 1].place?.isGroup ?? false)
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
      case .concept(.function) where mention.isWord(.upon, .article): continue
      default: return false
      }
    }
    return false
  }

  /// Whether a group is the document's own subject: "Euro area exports", "the EU's imports".
  static func isGroupOfOwn(_ sentence: [Mention], _ index: Int) -> Bool {
    guard let place = sentence[index].place, place.isGroup else { return false }
    guard
      ["EU", "Euro area", "ЕС", "еврозона", "ЕАЭС", "EAEU", "ASEAN", "OECD"].contains(place.key)
    else {
      return false
    }
    return role(sentence, index) != .partner && index + 1 < sentence.count
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
      case .function? where mention.isWord(.towardPartner, .article):
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
          && (sentence[index - 1].isWord(.towardPartner)
            || (sentence[index - 1].text == "the" && index > 1
              && sentence[index - 2].isWord(.towardPartner)))
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
        // «Германия, крупнейшая экономика Европы»
        if place.isGroup, index > 0, sentence[index - 1].isUnknown, !sentence[index - 1].isLatin {
          continue
        }
        if place.isGroup || discourse.home == nil || discourse.partners.contains(place.key)
          || isPartnerList(discourse)
        {
          if discourse.home == nil, !place.isGroup { root = place.key } else { partner = place.key }
        } else {
          root = place.key
        }
      }
    }
    var product = ProductRules.beside(sentence, region, measureAt: measureAt)
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
    // «Экспорт угля достиг 85,1 млн тонн, в том числе в Китай – 61,3 млн»: a part of the same.
    if product == nil, sentence[region].contains(where: { $0.concept == .ofWhich }) {
      product = inherited?.product
    }
    return Scope(path, product: product)
  }

  /// Whether an adjective of a place says where goods are from: «туркменских товаров купили».
  private static func isOrigin(_ sentence: [Mention], _ index: Int) -> Bool {
    guard sentence[index].place?.isModifier ?? false, index + 1 < sentence.count else {
      return false
    }
    // "Germany's share of exports"
    if sentence[index + 1].concept == .share { return true }
    return sentence[index + 1].isProduct && !sentence[index].isLatin
  }

  /// Whether a flow goes the way that it goes for a partner: exports to `home` or imports from it.
  static func namesFlowOfPartner(_ sentence: [Mention], home: String) -> Bool {
    sentence.indices.contains { index in
      guard index > 0, sentence[index].place?.key == home, !sentence[index - 1].isMeasure else {
        return false
      }
      let flow = sentence[..<index].last { $0.isMeasure && $0.isWord(.flowNouns) }
      guard case .measure(let measure, _)? = flow?.concept,
        !sentence[..<index].reversed().prefix(while: { !$0.isMeasure }).contains(where: {
          $0.figure != nil || $0.isSymbol(",", ";", "(", ")")
        })
      else { return false }
      return measure == .exports && sentence[index - 1].isWord(.inside, .to)
        || measure == .imports && sentence[index - 1].isWord(.origin)
    }
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

  /// Whether the document has been naming partners one after another.
  private static func isPartnerList(_ discourse: Discourse) -> Bool { !discourse.partners.isEmpty }
}
