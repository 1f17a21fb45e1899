extension Layout {
  /// WITS country summary, years across; what a row counts, and in what unit, is its indicator.
  public static let wits: Layout = {
    var layout = Layout(
      name: "wits", title: "WITS summary",
      columns: [
        .reporter: ["reporter"], .partner: ["partner"], .product: ["product categories"],
        .indicator: ["indicator"],
      ],
      required: [.reporter, .partner, .product, .indicator])
    layout.isWide = true
    // A summary: its rows are totals, parts, shares and counts side by side.
    layout.separating = [.indicator, .partner, .product]
    return layout
  }()

  /// One row per country, exports and imports of each product across, in thousands of dollars.
  public static let witsProducts: Layout = {
    var layout = Layout(
      name: "wits-products", title: "country by product, wide",
      columns: [.reporter: ["iso3"]], required: [.reporter])
    layout.unit = Unit("USD", exponent: 3)
    layout.isWideByProduct = true
    return layout
  }()

  /// UNCTADstat bulk files, in millions of dollars; groups of economies have four-digit codes.
  public static let unctad: Layout = {
    var layout = Layout(
      name: "unctad", title: "UNCTADstat",
      columns: [
        .period: ["year"], .reporter: ["economy"], .partner: ["partner"], .product: ["product"],
        .productLabel: ["product label"],
        .flow: ["flow label", "flow"], .value: ["us$ at current prices in millions"],
      ],
      required: [.period, .reporter, .flow, .value])
    layout.unit = Unit("USD", exponent: 6)
    layout.levels = [LevelRule(.reporter, .groupLength(4))]
    return layout
  }()

  /// Observatory of Economic Complexity: HS codes behind the number of their section, in dollars.
  public static let oec: Layout = {
    var layout = Layout(
      name: "oec", title: "OEC products",
      columns: [
        .period: ["year"], .reporter: ["exporter country id", "country id"],
        .partner: ["importer country id"], .product: ["hs6 id", "hs4 id"],
        .productLabel: ["hs6", "hs4"],
        .value: ["trade value"],
      ],
      required: [.product, .value])
    layout.unit = Unit("USD")
    layout.code = .suffix(6)
    return layout
  }()

  /// India's Export Import Data Bank: two fiscal years across, in millions of dollars.
  public static let eidb: Layout = {
    var layout = Layout(
      name: "eidb", title: "India, Export Import Data Bank",
      columns: [.product: ["hscode"], .productLabel: ["commodity"]], required: [.product])
    layout.marks = ["s.no.", "commodity"]
    layout.unit = Unit("USD", exponent: 6)
    layout.reporter = "IND"
    layout.isWide = true
    layout.levels = [LevelRule(.product, .totals([""]))]
    return layout
  }()
}
