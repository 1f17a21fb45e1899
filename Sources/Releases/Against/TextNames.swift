import TradeData

/// The texts of one column of the data by what they name.
struct TextNames: Sendable {
  /// What a name of a release was matched to.
  enum Answer {
    case found(Int)
    case absent
    /// It may be any of these.
    case ambiguous(String)
  }

  let texts: [String]
  /// The texts that stand for the whole world.
  private(set) var totals: [Int] = []
  /// The texts that are neither the world nor, as far as is known, a group.
  private(set) var parts: [Int] = []
  private var byName: [NormalName: [Int]] = [:]
  private var byCountry: [Country: [Int]] = [:]
  private var byRegion: [RussianRegion: [Int]] = [:]

  /// The texts of the column of `role`.
  init(_ texts: [String], _ role: Role, _ layout: Layout) {
    self.texts = texts
    let rule = layout.levels.first { $0.role == role }
    for (number, text) in texts.enumerated() {
      byName[NormalName(text), default: []].append(number)
      if LevelRule.world.contains(text.lowercased()) {
        totals.append(number)
        continue
      }
      if let country = TextNames.country(text) {
        byCountry[country, default: []].append(number)
        parts.append(number)
        continue
      }
      if let region = RussianRegion.coded(text) { byRegion[region, default: []].append(number) }
      if role == .region, let label = TextNames.label(text) {
        byName[NormalName(label), default: []].append(number)
      }
      if rule?.isPart(text) != false, !TextNames.isGroup(text) { parts.append(number) }
    }
  }

  /// The text that is called `name`, or stands for the country or region of that name.
  func find(_ name: String) -> Answer {
    if let number = texts.firstIndex(where: { $0.lowercased() == name.lowercased() }) {
      return .found(number)
    }
    let countries = Countries.named(name)
    guard countries.count <= 1 else {
      return .ambiguous(
        "\"\(name)\" may be \(countries.map(\.name).joined(separator: " or "))")
    }
    var found = Set(byName[NormalName(name)] ?? [])
    if let country = countries.first { found.formUnion(byCountry[country] ?? []) }
    let regions = RussianRegion.named(name).filter { byRegion[$0] != nil }
    for region in regions { found.formUnion(byRegion[region] ?? []) }
    guard found.count <= 1 else {
      let list = found.sorted().map { texts[$0] }
      return .ambiguous("\"\(name)\" may be \(list.joined(separator: " or "))")
    }
    return found.first.map(Answer.found) ?? .absent
  }

  /// The texts that stand for a country.
  func codes(of country: Country) -> [Int] { byCountry[country] ?? [] }

  /// What a text stands for, in English; nil where it says that itself.
  func meaning(of number: Int) -> String? { TextNames.country(texts[number])?.name }

  /// Districts that may be counted within the region of a text or beside it.
  func districts(within number: Int) -> String? {
    RussianRegion.coded(texts[number])?.districts.first { byRegion[$0] != nil }?.names.first
  }

  /// The country that a text is a code or a name of.
  static func country(_ text: String) -> Country? {
    if let country = Countries.coded(text) { return country }
    let named = Countries.named(text)
    return named.count == 1 ? named.first : nil
  }

  /// The name behind a number: `45000 - Moscow`.
  private static func label(_ text: String) -> String? {
    guard let dash = text.firstIndex(of: "-"), text.first?.isASCIIDigit == true else { return nil }
    let label = text[text.index(after: dash)...].trimmingBlanks
    return label.isEmpty ? nil : label
  }

  private static func isGroup(_ text: String) -> Bool {
    let text = text.lowercased()
    return groups.contains { text == $0 || text.hasPrefix($0 + "_") || text.hasPrefix($0 + "2") }
      || text.contains("extra") || text.contains("intra") || text.hasPrefix("ext_")
  }

  private static let groups = [
    "eu", "ea", "efta", "cis", "eaeu", "oecd", "opec", "asean", "brics", "ес", "еаэс", "снг",
  ]
}
