internal import Analytics
internal import Exact
internal import TradeData

extension GroupPlots {
  /// Rows and columns of a heat map.
  private static let mapRows = 24
  private static let mapColumns = 12
  /// Columns of measures that are ranked, in the order of their importance.
  private static let ranked = [
    "eci", "pci", "fitness", "product_fitness", "coi", "hhi", "grubel_lloyd", "fisher", "intensity",
  ]
  /// Plots of measures on one page.
  private static let mostMeasures = 4

  private var data: ReportData { headline.data }
  private var words: ReportWords { headline.words }
  private var shape: ReportShape { headline.data.shape }

  /// The map of comparative advantage: the largest locations and products of the last period.
  func advantage(_ last: Int) -> Plot? {
    guard let column = shape.column("rca"),
      let product = shape.keys.firstIndex(of: "product"),
      let location = shape.keys.firstIndex(where: {
        ["reporter", "region", "country"].contains($0)
      })
    else { return nil }
    var cells: [[Int32]: ScaledInteger] = [:]
    var (rows, columns) = (ReportOrder(), ReportOrder())
    for series in headline.group.series {
      guard let value = series.number(column, last) else { continue }
      let (row, key) = (series.codes[location], series.codes[product])
      // The first of a pair is the largest; further keys have maps of their own.
      guard cells[[row, key]] == nil else { continue }
      cells[[row, key]] = value
      let size = series.number(shape.value, last).map { Rational($0) } ?? .zero
      rows.add(row, size)
      columns.add(key, size)
    }
    let (shownRows, shownColumns) = (
      rows.largest(GroupPlots.mapRows), columns.largest(GroupPlots.mapColumns)
    )
    guard !cells.isEmpty else { return nil }
    let period = shape.periods[last]
    let advantages = cells.values.count { Rational($0) >= .one }
    return HeatMap(
      rows: shownRows.map { shape.text(location, $0) },
      columns: shownColumns.map { shape.text(product, $0) },
      values: shownRows.map { row in shownColumns.map { cells[[row, $0]] } }, words: words
    ).plot(
      title: words.say(
        "\(words.count(advantages)) of \(words.count(cells.count)) pairs have an advantage in \(period)\(amongKept)",
        "Преимущество у \(words.count(advantages)) из \(words.count(cells.count)) пар, \(period)\(amongKept)"
      ),
      caption: words.say(
        "Revealed comparative advantage (Balassa) of the largest locations and products, \(period); "
          + "from 1 on there is advantage. No unit.",
        "Выявленное сравнительное преимущество (Баласса) крупнейших стран и товаров, \(period); "
          + "от 1 – преимущество. Без единицы."))
  }

  /// The map of products, where there are enough for one.
  var productSpace: Plot? {
    guard let map, map.products.count > 2 else { return nil }
    return ProductSpacePlot(
      map: map, unit: headline.source.unit, places: headline.source.places, words: words
    ).plot()
  }

  /// The largest gaps between what reporters and their partners say.
  func mirror(_ last: Int) -> Plot? {
    guard let exports = shape.column("mirror_exports"), let imports = shape.column("mirror_value")
    else { return nil }
    let pairs = headline.group.series.compactMap { series -> MirrorPlot.Pair? in
      guard let sold = series.number(exports, last), let bought = series.number(imports, last)
      else { return nil }
      return MirrorPlot.Pair(name: data.name(series, words), exports: sold, imports: bought)
    }.sorted { $0.gap.magnitude > $1.gap.magnitude }
    guard let first = pairs.first else { return nil }
    let period = shape.periods[last]
    let shown = Array(pairs.prefix(15))
    return MirrorPlot(pairs: shown, unit: headline.source.unit, words: words).plot(
      title: words.say(
        "The widest mirror gap in \(period)\(amongKept): \(first.name)",
        "Самый широкий зеркальный разрыв, \(period)\(amongKept): \(first.name)"),
      caption: words.say(
        "Exports that the reporter states and imports that the partner states, \(period), "
          + "the \(shown.count) widest gaps; the figure is imports less exports.",
        "Экспорт по данным страны и импорт по данным партнёра, \(period), "
          + "самые широкие разрывы (\(shown.count)); число – импорт минус экспорт."))
  }

  /// Rankings of the measures that have one number a series.
  func measures(_ last: Int) -> [Plot?] {
    GroupPlots.ranked.filter { shape.column($0) != nil }.prefix(GroupPlots.mostMeasures).map {
      name in
      let column = shape.column(name)
      var seen = Set<String>()
      let entries = headline.group.series.compactMap { series -> RankingPlot.Entry? in
        guard let value = series.number(column, last) else { return nil }
        return RankingPlot.Entry(name: label(series, of: name), value: value)
      }.filter { seen.insert($0.name).inserted }
        .sorted { Rational($0.value) > Rational($1.value) }
      guard entries.count > 1, let first = entries.first else { return nil }
      let shown = Array(entries.prefix(15))
      let period = shape.periods[last]
      let title = words.column(name).capitalizedFirst
      return RankingPlot(
        entries: shown,
        unit: ValueUnit(named: words.say("index", "индекс"), words.language), words: words,
        periods: (nil, period)
      ).plot(
        title: words.say(
          "\(title): \(first.name) is first in \(period)\(amongKept)",
          "\(title): первое место, \(period)\(amongKept) – \(first.name)"),
        caption: words.say(
          "\(title), \(period), the first \(shown.count) of \(words.count(entries.count)).",
          "\(title), \(period), первые \(shown.count) из \(words.count(entries.count))."),
        measure: title)
    }
  }

  /// Among which series something is first, where not all of them are at hand.
  private var amongKept: String {
    data.isComplete
      ? ""
      : words.say(
        " among the \(words.count(data.series.count)) largest series",
        " среди \(words.count(data.series.count)) крупнейших рядов")
  }

  /// The key that a measure is said of: complexity is of a location or of a product alone.
  private func label(_ series: ReportSeries, of measure: String) -> String {
    let key: String? =
      switch measure {
      case "pci", "product_fitness": "product"
      case "eci", "fitness", "coi":
        shape.keys.first { ["reporter", "region", "country"].contains($0) }
      default: nil
      }
    guard let key, let column = shape.keys.firstIndex(of: key) else {
      return data.name(series, words)
    }
    return shape.text(column, series.codes[column])
  }
}

/// Codes with the size of all that has them.
private struct ReportOrder {
  private var sizes: [Int32: Rational] = [:]

  mutating func add(_ code: Int32, _ size: Rational) { sizes[code, default: .zero] += size }

  func largest(_ count: Int) -> [Int32] {
    sizes.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
      .prefix(count).map(\.key)
  }
}

extension MirrorPlot.Pair {
  /// What the partner says less what the reporter says.
  var gap: Rational { Rational(imports) - Rational(exports) }
}
