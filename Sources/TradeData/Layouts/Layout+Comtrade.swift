extension Layout {
  /// UN Comtrade as its programming interface, its bulk files and its site write it since 2022, in
  /// dollars.
  ///
  /// Rows may end with a comma too many. World stands beside its partners, chapters beside their
  /// headings, and breakdowns by second partner, customs procedure and transport beside their totals.
  public static let comtrade: Layout = {
    var layout = Layout(
      name: "comtrade", title: "UN Comtrade",
      columns: [
        .period: ["period", "refyear"], .month: ["refmonth"],
        .reporter: ["reporteriso", "reportercode", "reporterdesc"],
        .flow: ["flowcode", "flowdesc"],
        .partner: ["partneriso", "partnercode", "partnerdesc"], .product: ["cmdcode"],
        .productLabel: ["cmddesc"],
        .classification: ["classificationcode"], .value: ["primaryvalue"],
        .secondPartner: ["partner2code", "partner2iso"],
        .procedure: ["customscode"], .transport: ["motcode"],
        .unit: ["qtyunitabbr", "qtyunitcode"],
      ],
      required: [.period, .flow, .value])
    layout.unit = Unit("USD")
    layout.code = .evenIfHarmonized
    layout.quantities = ["qty"]
    layout.levels =
      comtradeLevels + [
        LevelRule(.procedure, .totals(["c00", ""]), prefersTotal: true),
        LevelRule(.transport, .totals(["0", ""]), prefersTotal: true),
      ]
    return layout
  }()

  /// UN Comtrade as its site wrote it up to 2022, in dollars.
  public static let comtradeLegacy: Layout = {
    var layout = Layout(
      name: "comtrade-legacy", title: "UN Comtrade (before 2022)",
      columns: [
        .period: ["period", "year"], .reporter: ["reporter iso", "reporter code", "reporter"],
        .flow: ["trade flow", "trade flow code"],
        .partner: ["partner iso", "partner code", "partner"],
        .product: ["commodity code"], .productLabel: ["commodity"],
        .classification: ["classification"],
        .value: ["trade value (us$)"],
        .secondPartner: ["2nd partner code"], .unit: ["qty unit", "qty unit code"],
      ],
      required: [.period, .flow, .value])
    layout.unit = Unit("USD")
    layout.code = .evenIfHarmonized
    layout.quantities = ["qty", "alt qty"]
    layout.flows = ["1": "import", "2": "export", "3": "re-export", "4": "re-import"]
    layout.levels = comtradeLevels
    return layout
  }()

  /// The same as its programming interface wrote it: `rgDesc`, `rt3ISO`, `TradeValue`.
  static let comtradeLegacyInterface: Layout = {
    var layout = comtradeLegacy
    layout.columns = [
      .period: ["period", "yr"], .reporter: ["rt3iso", "rtcode", "rttitle"],
      .flow: ["rgdesc", "rgcode"], .partner: ["pt3iso", "ptcode", "pttitle"],
      .product: ["cmdcode"], .classification: ["pfcode"], .value: ["tradevalue"],
      .secondPartner: ["ptcode2"],
    ]
    return layout
  }()

  private static let comtradeLevels = [
    LevelRule(.partner, .totals(LevelRule.world)), LevelRule(.product, .codeLength),
    LevelRule(.secondPartner, .totals(LevelRule.world.union([""])), prefersTotal: true),
  ]
}
