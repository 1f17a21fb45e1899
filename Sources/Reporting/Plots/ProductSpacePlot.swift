internal import Analytics
internal import Exact
internal import TradeData

/// The product space: a circle for each product, its area what is exported of it, filled where a
/// location has an advantage, and lines between products that the same locations have.
///
/// Chapters have colours, which the codes beneath repeat; what is filled can be told without them. It
/// is drawn for the location that exports the most; a script lets the reader choose another.
struct ProductSpacePlot {
  let map: ProductMap
  let unit: Unit
  /// Digits after the point of a proximity in print.
  let places: Int
  let words: ReportWords

  private static let height = 380.0
  private static let largestRadius = 13.0
  /// Smaller circles could not be told to be filled or empty.
  private static let smallestRadius = 2.0
  private static let mostNames = 14
  private static let mostChapters = 5
  /// Locations that can be chosen.
  private static let mostLocations = 300

  func plot() -> Plot {
    let chapters = chapters()
    let radii = radii()
    let layout = ForestLayout(
      radii: radii, forest: map.forest.map { ($0.first, $0.second) },
      others: map.strong.map { ($0.first, $0.second) }, width: Drawing.width,
      height: ProductSpacePlot.height)
    var drawing = Drawing(height: ProductSpacePlot.height)
    for (links, style) in [(map.strong, "strong-link"), (map.forest, "forest-link")] {
      drawing.path(
        links.flatMap { [layout.places[$0.first], layout.places[$0.second], nil] }, style)
    }
    for (number, product) in map.products.enumerated() {
      let chapter = chapters.firstIndex(of: ProductSpacePlot.chapter(product.name))
      let color = (chapter ?? (chapters.isEmpty ? 0 : ProductSpacePlot.mostChapters)) + 1
      drawing.circle(
        layout.places[number].x, layout.places[number].y, radius: radii[number],
        "c\(color)" + (advantages[number] ? "" : " open"),
        tip: "\(product.name): \(words.style.text(product.exports)), "
          + "RCA \(advantages[number] ? "≥" : "<") 1")
    }
    draw(names: layout.places, radii, on: &drawing)
    let title = title(map.locations.first?.name ?? "", "\(advantages.count { $0 })")
    return Plot(
      title: title, caption: caption,
      drawings: drawing.svg(title: title, description: description), legend: legend(chapters),
      header: [
        words.column("product"), words.exports, words.say("advantage", "преимущество"),
        words.say("closest product", "ближайший товар"), words.say("proximity", "близость"),
      ], rows: rows(), controls: controls)
  }

  /// Whether the location that is shown has an advantage in each product.
  private var advantages: [Bool] { map.locations.first?.advantages ?? [] }

  // MARK: - Words

  private func title(_ location: String, _ count: String) -> String {
    words.say(
      "\(location) has an advantage in \(count) of \(map.products.count) products, \(map.period)",
      "\(location): преимущество в \(count) из \(map.products.count) товаров, \(map.period)")
  }

  /// The choice of another location, for the script: for each, the products of its advantages as the
  /// bits of hexadecimal digits.
  private var controls: String {
    let locations = map.locations.prefix(ProductSpacePlot.mostLocations)
    guard locations.count > 1 else { return "" }
    let options = locations.map { location in
      let digits = stride(from: 0, to: location.advantages.count, by: 4).map { first in
        let bits = (first..<first + 4).reduce(0) { bits, place in
          bits * 2
            + (location.advantages.indices.contains(place) && location.advantages[place] ? 1 : 0)
        }
        return String(bits, radix: 16)
      }
      return "<option value=\"\(digits.joined())\">\(HTMLText.escaped(location.name))</option>"
    }
    return "<p class=\"controls\" hidden data-map "
      + "data-title=\"\(HTMLText.escaped(title("{location}", "{count}")))\" "
      + "data-yes=\"\(yes)\" data-no=\"\(no)\"><label>\(words.say("Location", "Страна")) "
      + "<select>\(options.joined())</select></label></p>\n"
  }

  private var yes: String { words.say("yes", "да") }
  private var no: String { words.say("no", "нет") }

  private var caption: String {
    let largest = ValueUnit(
      unit, largest: map.products.first?.exports, words.language)
    let size = map.products.first.map { "\(largest.short($0.exports)) \(largest.name)" } ?? ""
    let first = map.products.first?.name ?? ""
    var text = words.say(
      "The product space. Circles are products, as large as what all export of them (the largest: "
        + "\(first), \(size)), filled where the location has an advantage, RCA ≥ 1. Lines join "
        + "products in which the same locations have one: a maximum spanning forest of proximity",
      "Пространство товаров. Круги – товары, площадь – экспорт всеми (наибольший: \(first), "
        + "\(size)); круг закрашен, где есть преимущество, RCA ≥ 1. Линии соединяют товары, в "
        + "которых оно есть у одних и тех же: максимальный остовный лес близости")
    if let bound = map.bound {
      let value = words.style.text(bound.decimal(places: 2))
      text += words.say(
        ", and all proximities from \(value) on", " и все близости от \(value)")
    }
    text += "."
    if map.productCount > map.products.count {
      text += words.say(
        " The \(map.products.count) largest of \(words.count(map.productCount)) products.",
        " Крупнейшие товары: \(map.products.count) из \(words.count(map.productCount)).")
    }
    return text
  }

  private var description: String {
    let largest = map.products.prefix(5).map {
      "\($0.name) \(words.style.text($0.exports))"
    }.joined(separator: "; ")
    return words.say("The largest: \(largest)", "Крупнейшие: \(largest)")
  }

  private func legend(_ chapters: [String]) -> [Plot.Key] {
    var keys = [
      Plot.Key(style: "total", text: "RCA ≥ 1", isRound: true),
      Plot.Key(style: "open", text: "RCA < 1", isRound: true),
    ]
    keys += chapters.enumerated().map {
      Plot.Key(
        style: "c\($0 + 1)", text: words.say("codes \($1)…", "коды \($1)…"), isRound: true)
    }
    if chapters.count == ProductSpacePlot.mostChapters {
      keys.append(
        Plot.Key(style: "c6", text: words.say("other codes", "другие коды"), isRound: true))
    }
    return keys
  }

  private func rows() -> [[String]] {
    var closest: [Int: ProximityLink] = [:]
    // The forest has the closest link of every product.
    for link in map.forest {
      for product in [link.first, link.second] where closest[product] == nil {
        closest[product] = link
      }
    }
    return map.products.enumerated().map { number, product in
      let link = closest[number]
      return [
        product.name, words.style.text(product.exports),
        advantages[number] ? yes : no,
        link.map { map.products[$0.first == number ? $0.second : $0.first].name } ?? "–",
        link.map { words.style.text($0.proximity.decimal(places: places)) } ?? "–",
      ]
    }
  }

  // MARK: - Looks

  /// The first two digits of a code that has more.
  private static func chapter(_ name: String) -> String { String(name.prefix(2)) }

  /// The chapters with the most exports, each of which has a colour; none where the products are no
  /// codes with chapters.
  private func chapters() -> [String] {
    guard
      map.products.allSatisfy({ product in
        product.name.utf8.count > 2
          && product.name.utf8.prefix(2).allSatisfy { (0x30...0x39).contains($0) }
      })
    else { return [] }
    var sizes: [String: Rational] = [:]
    for product in map.products {
      sizes[ProductSpacePlot.chapter(product.name), default: .zero] += Rational(product.exports)
    }
    return sizes.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
      .prefix(ProductSpacePlot.mostChapters).map(\.key)
  }

  /// Radii whose squares are in the proportion of what is exported.
  private func radii() -> [Double] {
    guard let largest = map.products.first.map({ Rational($0.exports) }), !largest.isZero else {
      return []
    }
    return map.products.map { product in
      let part = (Rational(product.exports) / largest).double
      return max(
        ProductSpacePlot.smallestRadius, part.squareRoot() * ProductSpacePlot.largestRadius)
    }
  }

  /// Names beside the largest circles, where they hide no other name and no large circle.
  private func draw(
    names places: [ForestLayout.Place], _ radii: [Double], on drawing: inout Drawing
  ) {
    var taken: [Box] = zip(places, radii).filter { $0.1 > 4 }.map { place, radius in
      Box(
        left: place.x - radius, right: place.x + radius, top: place.y - radius,
        bottom: place.y + radius)
    }
    var left = ProductSpacePlot.mostNames
    for (number, product) in map.products.enumerated() where left > 0 {
      let name = Drawing.fitted(product.name, 96)
      let (width, place, radius) = (Drawing.width(of: name), places[number], radii[number] + 3)
      let sides: [(x: Double, y: Double)] = [
        (place.x + radius, place.y + 4), (place.x - radius - width, place.y + 4),
        (place.x - width / 2, place.y - radius), (place.x - width / 2, place.y + radius + 8),
      ]
      for side in sides {
        let box = Box(left: side.x, right: side.x + width, top: side.y - 10, bottom: side.y + 3)
        guard box.left >= 0, box.right <= Drawing.width, box.top >= 0,
          box.bottom <= ProductSpacePlot.height, !taken.contains(where: box.touches)
        else { continue }
        taken.append(box)
        left -= 1
        drawing.text(name, side.x, side.y)
        break
      }
    }
  }

  /// A part of the drawing.
  private struct Box {
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double

    func touches(_ other: Box) -> Bool {
      right + 2 > other.left && other.right + 2 > left && bottom > other.top && other.bottom > top
    }
  }
}
