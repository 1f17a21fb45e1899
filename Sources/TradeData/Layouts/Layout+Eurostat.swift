extension Layout {
  /// SDMX-CSV as Eurostat's Comext, the OECD and other SDMX services write it.
  ///
  /// The unit is in the indicator: values and quantities stand in one column. Where labels have
  /// columns of their own, the code's comes first.
  public static let sdmx: Layout = {
    var layout = Layout(
      name: "sdmx", title: "SDMX-CSV",
      columns: [
        .period: ["time_period"],
        .reporter: ["reporter", "reporter_country", "geo", "ref_area", "declarant"],
        .partner: ["partner", "counterpart_area", "partner_country"],
        .flow: ["flow", "stk_flow", "trade_flow", "flow_type"],
        .product: ["product", "sitc06", "bec", "commodity", "product_nc", "activity"],
        .indicator: [
          "indicators", "indic_et", "indicator", "measure", "unit", "unit_measure", "currency",
        ],
        .multiplier: ["unit_mult"], .value: ["obs_value"],
      ],
      required: [.period, .value])
    layout.flows = ["1": "import", "2": "export"]
    layout.missing = ["NA", ":", "NaN", "nan"]
    layout.separating = [.indicator, .multiplier]
    layout.levels = [
      LevelRule(.reporter, .totals(LevelRule.unions)), LevelRule(.partner, .worldAndGroups),
      LevelRule(.product, .codeLength), LevelRule.derivedFlows,
    ]
    return layout
  }()

  /// The same with labels behind the codes, `DE:Germany`, in the header too.
  static let sdmxLabels: Layout = {
    var layout = sdmx
    layout.labelSeparator = ":"
    return layout
  }()

  /// Eurostat's tables: dimensions packed into the first column, periods across, `:` for no value,
  /// and letters behind a value for notes on it.
  public static let eurostatTSV: Layout = {
    var layout = sdmx
    layout.name = "eurostat-tsv"
    layout.title = "Eurostat TSV"
    layout.columns[.period] = nil
    layout.columns[.value] = nil
    layout.required = []
    layout.isWide = true
    layout.hasValueNotes = true
    layout.innerSeparator = UInt8(ascii: ",")
    layout.levels = [
      LevelRule(.reporter, .totals(LevelRule.unions)), LevelRule(.partner, .worldAndGroups),
      LevelRule(.product, .totals(["total"])), LevelRule.derivedFlows,
    ]
    return layout
  }()

  /// The same of the currencies in which trade is invoiced: shares in percent, which do not add.
  static let eurostatShares: Layout = {
    var layout = eurostatTSV
    layout.title = "Eurostat TSV, shares by currency"
    layout.marks = ["currency", "stk_flow"]
    layout.columns[.indicator] = ["currency"]
    layout.unit = Unit("percent")
    layout.separating = [.indicator, .reporter, .partner, .product, .flow]
    return layout
  }()

  /// Eurostat's Comext bulk files, in euros: eight-digit codes beside TOTAL, 202052 for a year.
  public static let comext: Layout = {
    var layout = Layout(
      name: "comext", title: "Eurostat Comext",
      columns: [
        .period: ["period"], .reporter: ["declarant_iso", "reporter", "declarant"],
        .partner: ["partner_iso", "partner"], .product: ["product_nc", "product_cn"],
        .flow: ["flow"], .procedure: ["stat_regime", "stat_procedure"],
        .value: ["value_in_euros", "value_eur", "value_euro"],
      ],
      required: [.period, .product, .flow, .value])
    layout.unit = Unit("EUR")
    layout.flows = ["1": "import", "2": "export"]
    layout.code = .even
    layout.levels = [
      LevelRule(.reporter, .totals(LevelRule.unions)), LevelRule(.partner, .worldAndGroups),
      LevelRule(.product, .codeLength), LevelRule(.procedure, .totals(["4"]), prefersTotal: true),
    ]
    return layout
  }()
}
