extension Layout {
  /// CEPII BACI: one row per exporter, importer, product and year, in thousands of current dollars.
  ///
  /// Releases differ in the order of the columns. Products are six-digit HS codes which the files
  /// hold as numbers, so that chapters 01 to 09 have lost their zero. Source: Gaulier and Zignago
  /// (2010), CEPII working paper 2010-23.
  public static let baci: Layout = {
    var layout = Layout(
      name: "baci", title: "CEPII BACI",
      columns: [
        .period: ["t"], .reporter: ["i"], .partner: ["j"], .product: ["k"], .value: ["v"],
      ],
      required: [.period, .reporter, .partner, .product, .value])
    layout.unit = Unit("USD", exponent: 3)
    layout.quantities = ["q"]
    layout.flow = .export
    layout.code = .padded(to: 6)
    return layout
  }()
}
