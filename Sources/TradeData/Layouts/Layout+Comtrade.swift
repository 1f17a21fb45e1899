extension Layout {
  /// UN Comtrade as its programming interface and its site write it since 2022, in dollars.
  ///
  /// Rows end with a comma too many. World stands beside its partners, chapters beside their
  /// headings, and breakdowns by second partner, customs procedure and transport beside their totals.
  public static let comtrade: Layout = {
    var layout = Layout(
      name: "comtrade", title: "UN Comtrade",
      columns: [
        .period: ["period"], .reporter: ["reporteriso", "reportercode"], .flow: ["flowcode"],
        .partner: ["partneriso", "partnercode"], .product: ["cmdcode"], .productLabel: ["cmddesc"],
        .value: ["primaryvalue"],
        .secondPartner: ["partner2code"], .procedure: ["customscode"], .transport: ["motcode"],
      ],
      required: [.period, .flow, .value])
    layout.unit = Unit("USD")
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
        .period: ["period"], .reporter: ["reporter iso", "reporter code"],
        .flow: ["trade flow", "trade flow code"], .partner: ["partner iso", "partner code"],
        .product: ["commodity code"], .productLabel: ["commodity"], .value: ["trade value (us$)"],
        .secondPartner: ["2nd partner code"],
      ],
      required: [.period, .flow, .value])
    layout.unit = Unit("USD")
    layout.flows = ["1": "import", "2": "export", "3": "re-export", "4": "re-import"]
    layout.levels = comtradeLevels
    return layout
  }()

  private static let comtradeLevels = [
    LevelRule(.partner, .totals(LevelRule.world)), LevelRule(.product, .codeLength),
    LevelRule(.secondPartner, .totals(LevelRule.world.union([""])), prefersTotal: true),
  ]
}
