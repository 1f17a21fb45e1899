extension Layout {
  /// SDMX-CSV as Eurostat's Comext and other SDMX services write it.
  ///
  /// The unit is in the indicator: values and quantities stand in one column.
  public static let sdmx: Layout = {
    var layout = Layout(
      name: "sdmx", title: "SDMX-CSV",
      columns: [
        .period: ["time_period"], .reporter: ["reporter", "geo", "ref_area"],
        .partner: ["partner", "counterpart_area"], .flow: ["flow", "stk_flow"],
        .product: ["product", "sitc06", "bec", "commodity"],
        .indicator: ["indicators", "indic_et", "indicator", "unit", "currency"],
        .value: ["obs_value"],
      ],
      required: [.period, .value])
    layout.flows = ["1": "import", "2": "export"]
    layout.missing = ["NA", ":", "NaN"]
    layout.separating = [.indicator]
    layout.levels = [
      LevelRule(.reporter, .totals(unions)), LevelRule(.partner, .totals(LevelRule.world)),
      LevelRule(.product, .codeLength),
    ]
    return layout
  }()

  /// Eurostat's older tables: dimensions packed into the first column, periods across, `:` for no
  /// value, and letters behind a value for notes on it.
  public static let eurostatTSV: Layout = {
    var layout = sdmx
    layout.name = "eurostat-tsv"
    layout.title = "Eurostat TSV"
    layout.columns[.reporter] = ["geo\\time", "geo", "time\\geo", "geo\\time_period"]
    layout.columns[.period] = nil
    layout.columns[.value] = nil
    layout.required = [.reporter]
    layout.isWide = true
    layout.hasValueNotes = true
    layout.innerSeparator = UInt8(ascii: ",")
    layout.levels = [
      LevelRule(.reporter, .totals(unions)), LevelRule(.partner, .totals(LevelRule.world)),
      LevelRule(.product, .totals(["total"])),
    ]
    return layout
  }()

  /// Codes of the unions beside which their members stand.
  private static let unions: Set<String> = [
    "ea", "ea11", "ea12", "ea17", "ea18", "ea19", "ea20", "efta", "eu", "eu15", "eu25", "eu27",
    "eu27_2007", "eu27_2020", "eu28",
  ]
}
