extension Layout {
  /// A plain long table: one row per observation, columns in any order, others ignored.
  public static let long: Layout = {
    var layout = Layout(
      name: "long", title: "plain long table",
      columns: columns.merging([
        .period: ["period", "year", "time", "date", "год", "период"],
        .value: ["value", "trade_value", "export_val", "import_val", "trade", "стоимость"],
      ]) { $1 },
      required: [.value])
    layout.separating = [.indicator]
    layout.missing = ["NA", "..", "n/a", "N/A", "-"]
    layout.levels = plainLevels
    return layout
  }()

  /// A plain wide table: one row per series, a column per period.
  public static let wide: Layout = {
    var layout = Layout(
      name: "wide", title: "plain wide table", columns: columns, required: [])
    layout.isWide = true
    layout.separating = [.indicator]
    layout.missing = ["NA", "..", "n/a", "N/A", "-"]
    layout.levels = plainLevels
    return layout
  }()

  private static let columns: [Role: [String]] = [
    .reporter: ["reporter", "exporter", "origin", "iso3", "country code", "country", "economy"],
    .partner: ["partner", "importer", "destination"],
    .flow: ["flow", "trade_flow", "direction", "indicator type"],
    .product: ["product", "hs", "hs92", "hs96", "hs02", "hs07", "hs12", "hs17", "sitc", "item"],
    .productLabel: ["product label", "product name", "product description"],
    .region: ["region", "регион"],
    .indicator: ["indicator", "indicator name", "series name", "measure"],
  ]

  private static let plainLevels = [
    LevelRule(.reporter, .totals(LevelRule.world)), LevelRule(.partner, .totals(LevelRule.world)),
    LevelRule(.product, .totals(["total", "all", "all products"])),
  ]
}
