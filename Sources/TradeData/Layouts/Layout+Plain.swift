extension Layout {
  /// A plain long table: one row per observation, columns in any order, others ignored.
  public static let long: Layout = {
    var layout = Layout(
      name: "long", title: "plain long table",
      columns: columns.merging([
        .period: [
          "period", "time_period", "time", "date", "период", "отчетный период", "дата", "year",
          "yr", "год", "month", "месяц", "quarter", "квартал",
        ],
        .month: ["month", "mon", "месяц"], .quarter: ["quarter", "qtr", "квартал"],
        .multiplier: ["powercode code", "unit_mult"],
        .value: [
          "value", "trade value", "trade", "amount", "total value", "obs_value", "fob value",
          "cif value", "customs value", "statistical value", "primary value", "стоимость", "сумма",
          "статистическая стоимость", "значение", "объем", "",
        ],
      ]) { $1 },
      required: [])
    layout.flowColumns = flowColumns
    layout.readsUnits = true
    layout.tellsDomestic = true
    layout.separating = [.indicator, .multiplier]
    layout.missing = missingWords
    layout.quantities = [
      "quantity", "qty", "net mass", "net weight", "weight", "количество", "масса нетто",
    ]
    layout.levels = plainLevels
    return layout
  }()

  /// A plain wide table: one row per series, a column per period, or per flow and period.
  public static let wide: Layout = {
    var layout = Layout(
      name: "wide", title: "plain wide table", columns: columns, required: [])
    layout.isWide = true
    layout.tellsDomestic = true
    layout.separating = [.indicator]
    layout.missing = missingWords
    layout.levels = plainLevels
    return layout
  }()

  /// The same with a row per year, and months or quarters across.
  static let wideMonths: Layout = {
    var layout = wide
    layout.columns[.period] = ["year", "yr", "год"]
    layout.required = [.period]
    return layout
  }()

  private static let missingWords: Set<String> = [
    "NA", "..", "...", "n/a", "N/A", "-", "–", "NULL", "null", "NaN", "nan",
  ]

  private static let columns: [Role: [String]] = [
    .reporter: [
      "reporter", "reporter iso", "reporter iso3", "reporter code", "reporter country",
      "reporter name", "reporting country", "declarant", "exporter", "origin", "location",
      "location code", "iso3", "country code", "country", "country name", "economy",
      "страна-отчетчик", "отчитывающаяся страна", "отчетчик", "страна",
    ],
    .partner: [
      "partner", "partner iso", "partner iso3", "partner code", "partner country", "partner name",
      "counterpart", "importer", "destination", "dest", "страна-партнер", "партнер",
      "страна-контрагент", "контрагент",
    ],
    .flow: [
      "flow", "trade flow", "flow type", "trade type", "flow name", "flow code", "trade flow name",
      "direction", "indicator type", "направление", "направление перемещения", "поток",
    ],
    .product: [
      "product", "product code", "hs", "hs code", "hs2", "hs4", "hs6", "hs92", "hs96", "hs02",
      "hs07", "hs12", "hs17", "hs22", "hs product code", "commodity code", "cmd code", "commodity",
      "cn", "cn code", "cn8", "sitc", "sitc code", "sitc product code", "item", "код тн вэд",
      "код тн вэд еаэс", "тн вэд", "тн вэд еаэс", "код товара", "товар", "товарная группа",
    ],
    .productLabel: ["product label", "product name", "product description"],
    .region: ["region", "state", "регион", "субъект", "субъект рф", "область"],
    .unit: ["quantity unit", "qty unit", "unit of quantity", "unit", "единица"],
    .indicator: [
      "indicator", "indicators", "indicator name", "series name", "measure", "показатель", "unit",
      "unit code", "currency",
    ],
  ]

  private static let flowColumns: [Flow: [String]] = [
    .export: [
      "export", "exports", "export value", "exports value", "export val", "экспорт", "вывоз",
    ],
    .import: [
      "import", "imports", "import value", "imports value", "import val", "импорт", "ввоз",
    ],
  ]

  private static let plainLevels = [
    LevelRule(.reporter, .totals(LevelRule.world)), LevelRule(.partner, .totals(LevelRule.world)),
    LevelRule(.product, .codeLengthIfEven),
    LevelRule(.region, .totals(["total", "all", "всего", "итого"])), LevelRule.derivedFlows,
  ]
}
