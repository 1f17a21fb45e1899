internal import Analytics
internal import Exact
internal import TradeData

/// The plots of a group of series, those that its columns and its size call for.
struct GroupPlots {
  let headline: Headline
  /// The map of products of the group, where one is asked for.
  var map: ProductMap?

  /// Places of a ranking, and steps of contributions.
  private static let most = 15

  private var data: ReportData { headline.data }
  private var group: ReportData.Group { headline.group }
  private var words: ReportWords { headline.words }
  private var shape: ReportShape { headline.data.shape }
  private var unit: Unit { headline.source.unit }
  private var measure: String { headline.measure.capitalizedFirst }
  private var span: String {
    guard let first = shape.periods.first, let last = shape.periods.last else { return "" }
    return first == last ? last : "\(first) – \(last)"
  }

  /// All plots, as HTML; `id` begins the names of their elements.
  func html(id: String) -> String {
    guard let last = group.last else { return "" }
    let base = shape.bases[last]
    var plots: [Plot?] = [levels()]
    if hasOneValue { plots += [growth(), flows()] }
    if headline.source.isAdditive { plots.append(contributions(last, base)) }
    plots += [
      ranking(last, base), multiples(last, base), advantage(last), productSpace, mirror(last),
    ]
    plots += measures(last)
    return plots.enumerated().map { number, plot in
      plot?.html(id: "\(id)-f\(number)", words) ?? ""
    }.joined()
  }

  /// Whether the group has one value for each period, be it that of its only series.
  private var hasOneValue: Bool { headline.source.isAdditive || !hasTotal }

  /// Whether the total says anything that the only series does not.
  private var hasTotal: Bool { group.counts.all > 1 }

  private func series(_ one: ReportSeries, _ column: Int? = nil) -> PlotSeries {
    PlotSeries(name: data.name(one, words), values: one.numbers(column ?? shape.value))
  }

  private func levels() -> Plot? {
    guard shape.periods.count > 1 else { return nil }
    let total = PlotSeries(name: words.total, values: group.totals)
    // Beside a total of many, no single one of them could be seen.
    let isMany = group.counts.all >= LinePlot.most
    guard hasOneValue || !isMany else { return nil }
    let sum = hasOneValue ? [total] : []
    let lines = !hasTotal || isMany ? sum : sum + group.series.map { series($0) }
    return LinePlot(series: lines, periods: shape.periods, unit: unit, words: words).plot(
      title: levelTitle, caption: "\(measure), \(span).")
  }

  /// Where the total was highest and lowest.
  private var levelTitle: String {
    let known = zip(shape.periods, group.totals).compactMap { period, value in
      value.map { (period, Rational($0), words.style.text($0)) }
    }
    guard hasOneValue, let high = known.max(by: { $0.1 < $1.1 }),
      let low = known.min(by: { $0.1 < $1.1 }),
      high.1 > low.1
    else {
      return words.say("\(measure) by period", "\(measure) по периодам")
    }
    return words.say(
      "\(measure): highest in \(high.0), lowest in \(low.0)",
      "\(measure): максимум – \(high.0), минимум – \(low.0)")
  }

  private func growth() -> Plot? {
    let changes = shape.periods.indices.map { headline.growth($0)?.percentChange }
    let known = changes.compactMap(\.self)
    guard !known.isEmpty else { return nil }
    let rises = known.count { $0.digits > 0 }
    let lag = headline.source.lag
    let title = words.say(
      "\(measure) grew in \(rises) of \(known.count) comparisons",
      "\(measure): рост в \(rises) из \(known.count) сравнений")
    let caption = words.say(
      "Change of the total in percent of "
        + (lag == 1 ? "the period before" : "\(lag) periods before") + ".",
      "Изменение суммы в процентах к "
        + (lag == 1 ? "предыдущему периоду" : "периоду на \(lag) раньше") + ".")
    return GrowthPlot(
      changes: PlotSeries(name: words.percentChange, values: changes), periods: shape.periods,
      words: words
    ).plot(title: title, caption: caption)
  }

  private func flows() -> Plot? {
    guard shape.column("exports") != nil, shape.column("balance") != nil,
      group.exports.contains(where: { $0 != nil }), group.imports.contains(where: { $0 != nil })
    else { return nil }
    return FlowPlot(
      exports: group.exports, imports: group.imports, periods: shape.periods, unit: unit,
      words: words
    ).plot(caption: span)
  }

  private func contributions(_ last: Int, _ base: Int?) -> Plot? {
    guard hasTotal, let base, let total = group.totals[last], let before = group.totals[base],
      before.digits > 0
    else { return nil }
    let factor = Rational(100) / Rational(before)
    func points(_ now: ScaledInteger?, _ old: ScaledInteger?) -> Rational {
      ((now.map { Rational($0) } ?? .zero) - (old.map { Rational($0) } ?? .zero)) * factor
    }
    var steps = group.series.map { one in
      ContributionPlot.Step(
        name: data.name(one, words),
        points: points(one.number(shape.value, last), one.number(shape.value, base)))
    }.filter { !$0.points.isZero }
    guard !steps.isEmpty else { return nil }
    let whole = points(total, before)
    steps.sort { $0.points.magnitude > $1.points.magnitude }
    steps = Array(steps.prefix(GroupPlots.most)).sorted { $0.points > $1.points }
    let rest = whole - steps.reduce(.zero) { $0 + $1.points }
    let others = group.counts.all - steps.count
    if !rest.isZero {
      steps.append(
        ContributionPlot.Step(
          name: words.say(
            "all \(words.count(others)) others", "остальные (\(words.count(others)))"),
          points: rest,
          isRest: true))
    }
    let largest = steps.filter { !$0.isRest }.max { $0.points.magnitude < $1.points.magnitude }
    let (now, old) = (shape.periods[last], shape.periods[base])
    return ContributionPlot(
      steps: steps, total: whole, totalName: words.total, places: headline.source.places,
      words: words
    ).plot(
      title: words.say(
        "\(largest?.name ?? "") moved the total the most, \(old) to \(now)",
        "Больше всех на сумму повлиял ряд: \(largest?.name ?? ""), \(old) – \(now)"),
      caption: words.say(
        "Contributions to the growth of the total from \(old) to \(now); each bar begins where the "
          + "one above ends, and together they are the total.",
        "Вклад в рост суммы, \(old) – \(now); каждая полоса начинается там, где кончается "
          + "предыдущая, вместе они дают всю сумму."))
  }

  private func ranking(_ last: Int, _ base: Int?) -> Plot? {
    guard hasTotal else { return nil }
    let present = group.series.lazy.filter { $0.number(shape.value, last) != nil }
    let shown: [RankingPlot.Entry] = present.prefix(GroupPlots.most).compactMap {
      one -> RankingPlot.Entry? in
      guard let value = one.number(shape.value, last) else { return nil }
      return RankingPlot.Entry(
        name: data.name(one, words), value: value, previous: one.number(shape.value, base),
        remark: remark(one, last, base))
    }
    guard let first = shown.first, shown.count > 1 else { return nil }
    let now = shape.periods[last]
    let left =
      group.counts.all > shown.count
      ? words.say(
        " The first \(shown.count) of \(words.count(group.counts.all)).",
        " Первые \(shown.count) из \(words.count(group.counts.all)).") : ""
    return RankingPlot(
      entries: shown,
      unit: ValueUnit(unit, largest: shown.map(\.value).largest, words.language), words: words,
      periods: (base.map { shape.periods[$0] }, now)
    ).plot(
      title: shown.contains { $0.value.digits < 0 }
        ? words.say(
          "\(first.name) is furthest from zero in \(now)",
          "Дальше всех от нуля, \(now): \(first.name)")
        : words.say("\(first.name) is first in \(now)", "Первое место, \(now): \(first.name)"),
      caption: "\(measure), \(now)"
        + (base.map { words.say(", beside \(shape.periods[$0])", ", рядом \(shape.periods[$0])") }
          ?? "") + ".\(left)",
      measure: measure)
  }

  /// The change of a series in percent, or why it has none.
  private func remark(_ one: ReportSeries, _ last: Int, _ base: Int?) -> String {
    guard let base else { return "" }
    let growth = Growth(
      one.number(shape.value, last), from: one.number(shape.value, base), hasBase: true,
      places: min(2, headline.source.places))
    return growth.percentChange.map(words.style.percent) ?? words.status(growth.status.word)
  }

  private func multiples(_ last: Int, _ base: Int?) -> Plot? {
    // Two points are no course, and the ranking has both.
    guard group.counts.all >= LinePlot.most, shape.periods.count > 2 else { return nil }
    let panels = group.series.prefix(SmallMultiples.most).map {
      SmallMultiples.Panel(series: series($0), remark: remark($0, last, base))
    }
    let count = panels.count
    return SmallMultiples(
      panels: panels, periods: shape.periods, unit: unit, words: words
    ).plot(
      title: count == group.counts.all
        ? words.say("The course of each series", "Ход каждого ряда")
        : words.say("The course of the \(count) largest series", "Ход \(count) крупнейших рядов"),
      caption: words.say(
        "\(measure), \(span), each on a scale of its own from zero; last value"
          + (base.map { " and change from \(shape.periods[$0])" } ?? "") + ".",
        "\(measure), \(span), у каждого ряда своя шкала от нуля; последнее значение"
          + (base.map { " и изменение к \(shape.periods[$0])" } ?? "") + "."))
  }
}

extension FlowPlot {
  /// A plot of exact totals, with the balance where both flows are there.
  init(
    exports: [ScaledInteger?], imports: [ScaledInteger?], periods: [String], unit: Unit,
    words: ReportWords
  ) {
    self.init(
      exports: exports, imports: imports,
      balance: zip(exports, imports).map { sold, bought in
        sold.flatMap { sold in bought.flatMap { try? sold.subtracting($0) } }
      }, periods: periods, unit: unit, words: words)
  }

  /// The plot with a title that says on which side the last balance is.
  func plot(caption: String) -> Plot {
    let last = balance.lastIndex { $0 != nil }
    let title: String
    if let last, let balance = balance[last], let exports = exports[last],
      let imports = imports[last]
    {
      let period = periods[last]
      let sides = Rational(exports) - Rational(imports)
      let size = words.style.text(String(balance.description.drop { $0 == "-" }))
      title =
        sides.isZero
        ? words.say("Exports equal imports in \(period)", "Экспорт равен импорту, \(period)")
        : sides.signum > 0
          ? words.say(
            "Exports exceed imports in \(period): surplus \(size)",
            "Экспорт больше импорта, \(period): профицит \(size)")
          : words.say(
            "Imports exceed exports in \(period): deficit \(size)",
            "Импорт больше экспорта, \(period): дефицит \(size)")
    } else {
      title = words.say("Exports and imports by period", "Экспорт и импорт по периодам")
    }
    return plot(
      title: title,
      caption: words.say(
        "Exports above zero, imports below, the line is the balance; \(caption).",
        "Экспорт выше нуля, импорт ниже, линия – сальдо; \(caption)."))
  }
}
