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

  /// WITS downloads by product, in thousands of dollars; World and Total stand beside their parts.
  static let witsDownload: Layout = {
    var layout = Layout(
      name: "wits", title: "WITS download",
      columns: [
        .period: ["year", "period"], .reporter: ["reporter iso3", "reporter", "reporter name"],
        .partner: ["partner iso3", "partner code", "partner", "partner name"],
        .product: ["product code", "product"],
        .flow: ["trade flow name", "trade flow", "trade flow code"],
        .value: ["trade value in 1000 usd", "trade value 1000 usd", "trade value 1000"],
      ],
      required: [.period, .reporter, .flow, .value])
    layout.unit = Unit("USD", exponent: 3)
    layout.flows = ["5": "import", "6": "export"]
    layout.levels = [
      LevelRule(.partner, .totals(LevelRule.world)), LevelRule(.product, .codeLength),
    ]
    return layout
  }()

  /// Harvard's Atlas of Economic Complexity: exports and imports in columns of their own, in dollars.
  public static let atlas: Layout = {
    var layout = Layout(
      name: "atlas", title: "Atlas of Economic Complexity",
      columns: [
        .period: ["year"],
        .reporter: ["location_code", "country_iso3_code", "location_id", "country_id"],
        .partner: ["partner_code", "partner_iso3_code", "partner_country_id"],
        .product: [
          "hs_product_code", "sitc_product_code", "product_hs92_code", "product_hs12_code",
          "product_sitc_code", "product_code",
        ],
      ],
      required: [.period, .reporter])
    layout.flowColumns = [.export: ["export_value"], .import: ["import_value"]]
    layout.unit = Unit("USD")
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

  /// UNCTADstat bulk files, in millions or thousands of dollars; groups of economies have four-digit
  /// codes.
  public static let unctad: Layout = {
    var layout = Layout(
      name: "unctad", title: "UNCTADstat",
      columns: [
        .period: ["year"], .reporter: ["economy", "economy_label"],
        .partner: ["partner", "partner_label"], .product: ["product", "product_label"],
        .productLabel: ["product label"],
        .flow: ["flow label", "flow"],
        .value: [
          "us$ at current prices in millions", "us$ at current prices in thousands",
          "us$ at current prices in millions value", "us$ at current prices in thousands value",
          "us$ at current prices",
        ],
      ],
      required: [.period, .reporter, .flow, .value])
    layout.unit = Unit("USD", exponent: 6)
    layout.levels = [
      LevelRule(.reporter, .groupLength(4)), LevelRule(.partner, .groupLength(4)),
      LevelRule(.product, .totals(["total", "tt"])), LevelRule.derivedFlows,
    ]
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
