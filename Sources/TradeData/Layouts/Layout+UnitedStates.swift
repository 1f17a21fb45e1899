extension Layout {
  /// USITC DataWeb: lines about the query before the header, years across, a total row at the end.
  public static let dataweb: Layout = {
    var layout = Layout(
      name: "dataweb", title: "USITC DataWeb",
      columns: [
        .reporter: [], .partner: ["country"],
        .product: ["hts number", "sic number", "naic number"], .productLabel: ["description"],
        .indicator: ["data type"],
      ],
      required: [.indicator])
    layout.unit = Unit("USD")
    layout.reporter = "USA"
    layout.isWide = true
    layout.levels = [LevelRule(.indicator, .totals(["total:", "total"]))]
    return layout
  }()

  /// US Census, USA Trade Online: code and name of the product in one field.
  public static let usaTrade: Layout = {
    var layout = Layout(
      name: "usa-trade", title: "US Census, USA Trade Online",
      columns: [
        .period: ["time"], .partner: ["country"], .product: ["commodity"],
        .value: ["value ($us)", "total value ($us)", "vessel value ($us)"],
      ],
      required: [.period, .value])
    layout.unit = Unit("USD")
    layout.reporter = "USA"
    layout.code = .leadingWord
    layout.levels = [LevelRule(.partner, .totals(["world total", "all countries"]))]
    return layout
  }()
}
