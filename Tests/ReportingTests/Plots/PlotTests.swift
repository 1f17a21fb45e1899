import Exact
import Foundation
import Releases
import Testing
import TradeData

@testable import Analytics
@testable import Reporting

#if canImport(FoundationXML)
import FoundationXML
#endif

/// The elements of drawings, read as XML.
private final class Elements: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
  }

  private(set) var all: [Element] = []

  init(_ html: String) throws {
    super.init()
    let text = html.replacing(#/^.*?(?=<svg)/#.dotMatchesNewlines(), with: "")
    let end = try #require(text.range(of: "</svg>", options: .backwards)).upperBound
    let parser = XMLParser(data: Data("<all>\(text[..<end])</all>".utf8))
    parser.delegate = self
    #expect(parser.parse(), "the drawing is well-formed")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    all.append(Element(name: name, attributes: attributes))
  }

  /// The elements of a class, each with its numbers.
  func boxes(_ style: String) -> [(x: Double, y: Double, width: Double, height: Double)] {
    all.filter { $0.name == "rect" && $0.attributes["class"] == style }.map { element in
      func number(_ name: String) -> Double {
        element.attributes[name].flatMap { Double($0) } ?? .nan
      }
      return (number("x"), number("y"), number("width"), number("height"))
    }
  }
}

@Suite struct PlotTests {
  private let words = ReportWords(.english)
  private let dollars = Unit("USD", exponent: 6)

  private func number(_ value: Int) -> ScaledInteger {
    ScaledInteger(digits: Int128(value), scale: 0)
  }

  @Test func exportsGoUpAndImportsDownInOneScale() throws {
    let plot = FlowPlot(
      exports: [number(30), number(60)], imports: [number(20), nil], periods: ["2016", "2017"],
      unit: dollars, words: words
    ).plot(caption: "2016 – 2017")
    let drawing = try Elements(plot.drawings)
    let (up, down) = (drawing.boxes("exports"), drawing.boxes("imports"))
    #expect(up.count == 2 && down.count == 1)
    // Twice the value is twice the height, and both flows meet at zero.
    #expect(abs(up[1].height - 2 * up[0].height) < 0.3)
    #expect(abs(down[0].height - up[0].height * 2 / 3) < 0.3)
    #expect(abs(up[0].y + up[0].height - down[0].y) < 0.2)
    #expect(drawing.all.contains { $0.attributes["class"] == "zero" })
    #expect(plot.caption.contains("mln USD"))
    #expect(plot.rows == [["2016", "30", "20", "+10"], ["2017", "60", "", ""]])
  }

  /// Three series that rise by 6, 3 and −4 on a total of 100: together 5 percent.
  @Test func contributionsStepFromZeroToTheGrowthOfTheTotal() throws {
    let steps = [("A", 6), ("B", 3), ("C", -4)].map {
      ContributionPlot.Step(name: $0.0, points: Rational($0.1))
    }
    let plot = ContributionPlot(
      steps: steps, total: 5, totalName: "total", places: 1, words: words
    ).plot(title: "", caption: "")
    let drawing = try Elements(plot.drawings)
    let (up, down, total) = (drawing.boxes("up"), drawing.boxes("down"), drawing.boxes("total"))
    #expect(up.count == 2 && down.count == 1 && total.count == 1)
    let (first, second, third) = (up[0], up[1], down[0])
    #expect(abs(first.x + first.width - second.x) < 0.2, "B begins where A ends")
    #expect(abs(second.x + second.width - (third.x + third.width)) < 0.2, "C falls from there")
    #expect(abs(third.x - (total[0].x + total[0].width)) < 0.2, "and ends at the total")
    #expect(abs(total[0].x - first.x) < 0.2, "which begins at zero")
    #expect(plot.rows.map(\.last) == ["+6.0", "+3.0", "\u{2212}4.0", "+5.0"])
  }

  @Test func missingValueBreaksALineAndIsNoZero() throws {
    let plot = LinePlot(
      series: [PlotSeries(name: "A", values: [number(1), nil, number(3), number(4)])],
      periods: ["2016", "2017", "2018", "2019"], unit: dollars, words: words
    ).plot(title: "", caption: "")
    let paths = try Elements(plot.drawings).all.filter { $0.name == "path" }
    let commands = try #require(paths.first?.attributes["d"])
    #expect(commands.count { $0 == "M" } == 2, "two stretches")
    #expect(commands.contains("h0"), "a value between gaps is a dot")
    #expect(plot.rows[1] == ["2017", ""])
  }

  @Test func periodsStandAsFarApartAsTheyAre() {
    let axis = TimeAxis(["2010", "2011", "2015"], from: 0, to: 300)
    let (near, far) = (axis.places[1] - axis.places[0], axis.places[2] - axis.places[1])
    #expect(abs(far - 4 * near) < 1e-9)
    #expect(axis.places[0] - axis.barWidth / 2 >= 0)
    #expect(axis.places[2] + axis.barWidth / 2 <= 300)
  }

  /// Balassa: from one on there is advantage; a quarter, a half, two and four bound the shades.
  @Test(arguments: [
    ("0.2499", 0), ("0.25", 1), ("0.5", 2), ("0.9999", 2), ("1", 3), ("2", 4), ("4", 5), ("90", 5),
  ])
  func advantageBeginsAtOne(_ ratio: String, _ shade: Int) throws {
    let value = try #require(Rational(ratio))
    let digits = try #require((value * 10000).whole)
    #expect(HeatMap.shade(ScaledInteger(digits: digits, scale: 4)) == shade)
  }

  /// Three products of 400, 100 and 25: each circle has twice the radius of the next.
  @Test func productSpaceHasAreasByTradeAndIsFilledWhereThereIsAdvantage() throws {
    let products = [("270900", 400), ("271000", 100), ("100199", 25)].map {
      ProductMap.Product(name: $0.0, exports: number($0.1), ubiquity: 1)
    }
    let locations = [("AAA", [true, false, true]), ("B<", [false, false, false])].map {
      ProductMap.Location(name: $0.0, advantages: $0.1)
    }
    let map = ProductMap(
      labels: [], keys: [], period: "2021", locations: locations, products: products,
      productCount: 9,
      forest: [ProximityLink(first: 0, second: 2, proximity: Rational(2, 3))], strong: [],
      bound: nil)
    let plot = ProductSpacePlot(map: map, unit: dollars, places: 4, words: words).plot()
    #expect(plot.title == "AAA has an advantage in 2 of 3 products, 2021")
    #expect(plot.caption.contains("The 3 largest of 9 products."))
    #expect(plot.caption.contains("(the largest: 270900, 400 mln USD)"))
    let circles = try Elements(plot.drawings).all.filter { $0.name == "circle" }
    let radii = circles.compactMap { $0.attributes["r"].flatMap { Double($0) } }
    try #require(radii.count == 3)
    #expect(abs(radii[0] - 2 * radii[1]) < 0.2 && abs(radii[1] - 2 * radii[2]) < 0.2)
    // Chapter 27 has the most exports, 10 the rest.
    #expect(circles.map { $0.attributes["class"] } == ["c1", "c1 open", "c2"])
    // A bit for each product, from the highest of a hexadecimal digit on: 101 and 000.
    #expect(plot.controls.contains("<option value=\"a\">AAA</option>"))
    #expect(plot.controls.contains("<option value=\"0\">B&lt;</option>"))
    #expect(
      plot.rows == [
        ["270900", "400", "yes", "100199", "0.6667"], ["271000", "100", "no", "–", "–"],
        ["100199", "25", "yes", "270900", "0.6667"],
      ])
  }

  @Test func namesAreShownAndNotObeyed() throws {
    let name = "<script>alert(1)</script>\"'&"
    let entries = [
      RankingPlot.Entry(name: name, value: number(2)), .init(name: "B", value: number(1)),
    ]
    let html = RankingPlot(
      entries: entries, unit: ValueUnit(dollars, largest: nil, .english), words: words,
      periods: (nil, "2017")
    ).plot(title: name, caption: name, measure: name).html(id: "a", words)
    #expect(!html.contains("<script"))
    _ = try Elements(html)
  }

  @Test func everyDrawingHasATextThatSaysTheSame() throws {
    let plot = GrowthPlot(
      changes: PlotSeries(name: "", values: [nil, ScaledInteger(digits: -103, scale: 1)]),
      periods: ["2016", "2017"], words: words
    ).plot(title: "It fell", caption: "")
    let svg = try #require(try Elements(plot.drawings).all.first { $0.name == "svg" })
    #expect(svg.attributes["role"] == "img")
    #expect(svg.attributes["aria-label"] == "It fell. 2017: \u{2212}10.3\u{a0}%")
  }

  @Test func sparklineIsInProportionFromZero() {
    let values = [number(0), number(4), number(8), nil, number(2)]
    #expect(Sparkline.text(values) == "▁▅█ ▃")
    #expect(Sparkline.text([number(-4), number(0), number(4)]) == "▁▅█")
    #expect(Sparkline.text([nil, number(0)]) == " ▁")
    #expect(Sparkline.text(values, last: 2) == " █")
  }
}
