extension Layout {
  /// Russian customs statistics (FTS), in dollars: months as MM/YYYY, ten-digit codes, regions.
  ///
  /// Separated by tabs or semicolons, often with a decimal comma, in UTF-8, CP1251 or CP866.
  public static let fcs: Layout = {
    var layout = Layout(
      name: "fcs", title: "Russian customs",
      columns: [
        .flow: ["napr", "direction", "напр", "направление"], .period: ["period", "период"],
        .partner: ["strana", "nastranapr", "country", "страна"],
        .product: ["tnved", "hs", "тнвэд", "код тнвэд"], .region: ["region", "регион"],
        .value: ["stoim", "value", "стоим", "стоимость"],
      ],
      required: [.flow, .period, .product, .region, .value])
    layout.unit = Unit("USD")
    layout.quantities = ["netto", "нетто"]
    layout.flows = ["1": "import", "2": "export"]
    layout.reporter = "RUS"
    layout.code = .padded(to: 10)
    return layout
  }()
}
