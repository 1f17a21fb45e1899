extension Layout {
  /// USITC DataWeb: lines about the query before the header, years across, a total row at the end.
  public static let dataweb: Layout = {
    var layout = Layout(
      name: "dataweb", title: "USITC DataWeb",
      columns: [
        .reporter: [], .partner: ["country"],
        .product: ["hts number", "schedule b number", "sic number", "naic number", "sitc number"],
        .productLabel: ["description"],
        .indicator: ["data type"],
      ],
      required: [.indicator])
    layout.unit = Unit("USD")
    layout.reporter = "USA"
    layout.isWide = true
    layout.separating = [.indicator]
    layout.levels = [
      LevelRule(.indicator, .totals(["total:", "total", ""])),
      LevelRule(.partner, .totals(LevelRule.world)), LevelRule(.product, .codeLength),
    ]
    return layout
  }()

  /// The same with a row per year and months across.
  static let datawebMonths: Layout = {
    var layout = dataweb
    layout.columns[.period] = ["year"]
    layout.required = [.indicator, .period]
    return layout
  }()

  /// US Census, USA Trade Online: code and name of the product in one field.
  public static let usaTrade: Layout = {
    var layout = Layout(
      name: "usa-trade", title: "US Census, USA Trade Online",
      columns: [
        .period: ["time"], .partner: ["country"], .product: ["commodity"],
        .region: ["state", "district", "port"],
        .value: ["value ($us)", "total value ($us)"],
      ],
      required: [.period])
    layout.flowColumns = [
      .export: ["total exports value ($us)", "total exports value (us$)", "exports value ($us)"],
      .import: [
        "customs value (gen) ($us)", "customs value (gen) (us$)", "customs value (cons) ($us)",
        "customs value (cons) (us$)", "general imports value ($us)",
      ],
    ]
    layout.unit = Unit("USD")
    layout.reporter = "USA"
    layout.code = .leadingWord
    layout.levels = [
      LevelRule(.partner, .totals(LevelRule.world)),
      LevelRule(.product, .totals(["all", "total", "0"])),
      LevelRule(.region, .totals(["all states", "all districts", "all ports", "all"])),
    ]
    return layout
  }()

  /// US Census, the answers of its programming interface as CSV: months, groups of countries among
  /// the countries, year-to-date columns that are not read.
  public static let census: Layout = {
    var layout = Layout(
      name: "census", title: "US Census, international trade interface",
      columns: [
        .period: ["time", "year"], .month: ["month"], .partner: ["cty_code", "cty_name"],
        .product: ["e_commodity", "i_commodity", "naics", "sitc"],
        .region: ["state", "district", "port"],
      ],
      required: [.period])
    layout.flowColumns = [.export: ["all_val_mo"], .import: ["gen_val_mo", "con_val_mo"]]
    layout.unit = Unit("USD")
    layout.reporter = "USA"
    layout.levels = [
      LevelRule(
        .partner,
        .groups(
          ["-", "total for all countries", "world total"], prefixes: ["00"], suffixes: ["XXX"])),
      LevelRule(.product, .codeLength), LevelRule(.region, .totals(["-"])),
    ]
    return layout
  }()

  /// Brazil, Comex Stat: a year and a month column, eight-digit codes, in dollars; the name of the
  /// file alone says whether it holds exports or imports.
  public static let comexstat: Layout = {
    var layout = Layout(
      name: "comexstat", title: "Brazil, Comex Stat",
      columns: [
        .period: ["co_ano"], .month: ["co_mes"], .product: ["co_ncm"], .partner: ["co_pais"],
        .region: ["sg_uf_ncm", "sg_uf"], .transport: ["co_via"], .value: ["vl_fob"],
      ],
      required: [.period, .value])
    layout.unit = Unit("USD")
    layout.reporter = "BRA"
    layout.code = .padded(to: 8)
    return layout
  }()
}
