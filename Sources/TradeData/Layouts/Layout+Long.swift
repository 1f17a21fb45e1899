extension Layout {
  /// A plain long table: one row per observation, columns in any order, others ignored.
  public static let long = Layout(
    name: "long", title: "plain long table",
    columns: [
      .period: ["period"], .reporter: ["reporter"], .partner: ["partner"], .flow: ["flow"],
      .product: ["product"], .region: ["region"], .value: ["value"],
    ],
    required: [.period, .value])
}
