import TradeData

/// The product codes that occur in the data.
struct ProductCodes: Sendable {
  /// What a name stands for.
  enum Answer {
    /// These texts of the data, counted at one level where a layout has levels; `isWhole` tells
    /// whether they are all of it.
    case found(texts: [String], level: Int?, label: String, isWhole: Bool)
    case absent(String)
  }

  /// Nil where the data has no products.
  private let texts: [String]?
  /// The codes by the names that the data gives them.
  private let byLabel: [NormalName: Set<String>]

  /// The codes, and the names beside them, of a cube that tells series apart by both.
  init(_ cube: Cube) {
    guard let code = cube.keys.firstIndex(where: { $0.source == .role(.product) }) else {
      (texts, byLabel) = (nil, [:])
      return
    }
    texts = cube.texts[code]
    var byLabel: [NormalName: Set<String>] = [:]
    for text in cube.texts[code] { byLabel[NormalName(text)] = [text] }
    if let label = cube.keys.firstIndex(where: { $0.source == .role(.productLabel) }) {
      let names = cube.texts[label].map(NormalName.init)
      for series in 0..<cube.seriesCount {
        let codes = cube.codes[series * cube.keys.count..<(series + 1) * cube.keys.count]
        let name = names[Int(codes[codes.startIndex + label])]
        byLabel[name, default: []].insert(cube.texts[code][Int(codes[codes.startIndex + code])])
      }
    }
    self.byLabel = byLabel
  }

  /// Chapters of the Harmonized System that the data has; it has 96 of them.
  private var chapters: Int {
    let heads = (texts ?? []).filter { $0.count >= 2 && $0.allSatisfy(\.isASCIIDigit) }
    return Set(heads.map { $0.prefix(2) }).count
  }

  /// Whether the sum of all codes is all trade, and if not, why it may be less.
  var shortfall: String? {
    guard texts != nil, chapters < ProductCodes.mostChapters else { return nil }
    return chapters == 0
      ? "the data has no row for all products" : "the data has \(chapters) chapters of goods only"
  }

  /// A file with so many chapters is taken for one of all goods: few countries trade in every one.
  private static let mostChapters = 80

  /// The texts of the data that `name`, a code such as `HS 2709` or a word, stands for.
  func find(_ name: String) -> Answer {
    guard let texts else { return .absent("the data has no products") }
    if let code = ProductCode(name)?.digits { return find(code: code, in: texts) }
    let same = (byLabel[NormalName(name)] ?? []).sorted {
      ($0.utf8.count, $0) < ($1.utf8.count, $1)
    }
    guard let first = same.first else {
      return .absent("the text names no code for \"\(name)\", and the data has no such label")
    }
    // A heading with one subheading has a name in common with it.
    guard same.allSatisfy({ $0.hasPrefix(first) }) else {
      return .absent("\"\(name)\" may be \(same.joined(separator: " or "))")
    }
    let isCode = first.allSatisfy(\.isASCIIDigit)
    return .found(
      texts: [first], level: isCode ? first.utf8.count : nil,
      label: isCode ? "\(first) (\(name))" : first, isWhole: true)
  }

  private func find(code: String, in texts: [String]) -> Answer {
    let own = texts.filter { $0.hasPrefix(code) && $0.allSatisfy(\.isASCIIDigit) }
    guard !own.isEmpty else { return .absent("the data has no product \(code)") }
    if own.contains(code) {
      return .found(texts: [code], level: code.utf8.count, label: code, isWhole: true)
    }
    // The shortest codes are sums of the longer ones beside them.
    let length = own.map(\.utf8.count).min() ?? 0
    let shortest = own.filter { $0.utf8.count == length }
    return .found(
      texts: shortest, level: length,
      label:
        "\(code) (\(shortest.count == 1 ? "1 code" : "\(shortest.count) codes") of \(length) digits)",
      isWhole: shortfall == nil)
  }
}

extension Character {
  var isASCIIDigit: Bool { isASCII && isNumber }
}
