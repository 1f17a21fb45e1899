extension Layout {
  /// Russian customs statistics (FTS), in dollars: months as MM/YYYY, ten-digit codes, regions.
  ///
  /// Separated by tabs or semicolons, often with a decimal comma, in UTF-8, CP1251 or CP866.
  public static let fcs: Layout = {
    var layout = Layout(
      name: "fcs", title: "Russian customs",
      columns: [
        .flow: ["napr", "напр"], .period: ["period", "период"],
        .partner: ["strana", "nastranapr", "страна"], .product: ["tnved", "тнвэд"],
        .region: ["region", "регион"], .value: ["stoim", "стоим"],
      ],
      required: [.flow, .period, .product, .value])
    layout.unit = Unit("USD")
    layout.quantities = ["netto", "нетто"]
    layout.flows = ["1": "import", "2": "export"]
    layout.reporter = "RUS"
    layout.code = .even
    layout.levels = [
      LevelRule(.partner, .totals(LevelRule.world)), LevelRule(.product, .codeLength),
      LevelRule(.region, .totals(["всего", "итого", "российская федерация"])),
    ]
    return layout
  }()

  /// The same with the names of its columns written out, in Russian or English.
  static let fcsTranslated: Layout = {
    var layout = fcs
    layout.columns = [
      .flow: ["direction", "направление"], .period: ["period", "период"],
      .partner: ["country", "страна"], .product: ["hs", "код тнвэд"],
      .region: ["region", "регион"], .value: ["value", "стоимость"],
    ]
    layout.required = [.flow, .period, .product, .region, .value]
    return layout
  }()
}
