internal import Analytics
internal import Exact

/// What a report says first of a group of series: its total, how it moved, and what moved the most.
struct Headline {
  let data: ReportData
  let group: ReportData.Group
  let source: ReportSource
  let words: ReportWords

  private var style: NumberStyle { words.style }
  private var unit: String { words.unit(source.unit) }

  /// The sentences, without markup.
  func sentences() -> [String] {
    guard let last = group.last, let total = group.totals[last] else {
      return [words.say("No period has a value.", "Ни в одном периоде нет значений.")]
    }
    guard source.isAdditive || group.counts.all == 1 else {
      let sentence = words.say(
        "\(measure.capitalizedFirst) of \(words.countOfSeries(group.counts.all)) in \(unit), which do "
          + "not add up to a total; the last period is \(data.shape.periods[last]).",
        "\(measure.capitalizedFirst), \(words.countOfSeries(group.counts.all)), единица: \(unit); "
          + "они не складываются в сумму. Последний период: \(data.shape.periods[last]).")
      return [sentence, countSentence(last)].compactMap(\.self) + extremes(last)
    }
    return [totalSentence(total, last), flowSentence(last), countSentence(last)].compactMap(\.self)
      + extremes(last)
  }

  /// The name of the measure that the values are.
  var measure: String {
    if let flow = flowLabel { return words.flow(flow) }
    return data.shape.column("turnover") != nil ? words.turnover : words.value
  }

  private var flowLabel: String? {
    zip(data.shape.dividingKeys, group.labels).first {
      data.shape.columns[$0.0].name == "flow" && !$0.1.isEmpty
    }?.1
  }

  /// The growth of the total over the lag; nil where it has no base.
  func growth(_ period: Int) -> Growth? {
    guard let base = data.shape.bases[period] else { return nil }
    return Growth(
      group.totals[period], from: group.totals[base], hasBase: true, places: source.places)
  }

  private func totalSentence(_ total: ScaledInteger, _ last: Int) -> String {
    let count = group.counts.all
    let subject =
      count == 1
      ? measure.capitalizedFirst
      : words.say(
        "\(measure.capitalizedFirst) of all \(words.countOfSeries(count))",
        "\(measure.capitalizedFirst), \(words.countOfSeries(count)) вместе")
    let period = data.shape.periods[last]
    let text = words.say(
      "\(subject) in \(period): \(style.text(total)) \(unit)",
      "\(subject), \(period): \(style.text(total)) \(unit)")
    guard let base = data.shape.bases[last], let before = group.totals[base] else {
      return text
        + words.say(
          "; there is no earlier period to compare it with.", "; сравнить не с чем.")
    }
    let name = data.shape.periods[base]
    guard let growth = growth(last), let delta = growth.delta else { return text + "." }
    let percent = growth.percentChange.map { " (\(style.percent($0)))" } ?? ""
    return text
      + words.say(
        ", against \(style.text(before)) in \(name): \(style.signed(delta))\(percent).",
        "; \(name): \(style.text(before)); изменение \(style.signed(delta))\(percent).")
  }

  private func flowSentence(_ last: Int) -> String? {
    guard let sold = group.exports[last], let bought = group.imports[last],
      let balance = try? sold.subtracting(bought)
    else { return nil }
    var before = ""
    if let base = data.shape.bases[last], let sold = group.exports[base],
      let bought = group.imports[base], let old = try? sold.subtracting(bought)
    {
      before = " (\(data.shape.periods[base]): \(style.signed(old)))"
    }
    return words.say(
      "Exports \(style.text(sold)), imports \(style.text(bought)): "
        + "balance \(style.signed(balance))\(before).",
      "Экспорт \(style.text(sold)), импорт \(style.text(bought)): "
        + "сальдо \(style.signed(balance))\(before).")
  }

  private func countSentence(_ last: Int) -> String? {
    let counts = group.counts
    guard counts.all > 1, last == data.shape.periods.count - 1, let base = data.shape.bases[last]
    else { return nil }
    var parts: [String] = []
    func add(_ count: Int, _ english: String, _ russian: String) {
      if count > 0 {
        parts.append(
          words.say("\(words.count(count)) \(english)", "\(russian) \(words.count(count))"))
      }
    }
    add(counts.rose, "rose", "выросло")
    add(counts.fell, "fell", "снизилось")
    add(counts.unchanged, "stayed the same", "не изменилось")
    add(counts.began, "began", "появилось")
    add(counts.ended, "ended", "прекратилось")
    guard !parts.isEmpty else { return nil }
    let span = "\(data.shape.periods[base]) – \(data.shape.periods[last])"
    return words.say(
      "Of \(words.count(counts.all)) series, \(parts.joined(separator: ", ")) (\(span)).",
      "Рядов \(words.count(counts.all)): \(parts.joined(separator: ", ")) (\(span)).")
  }

  /// The largest rise and the largest fall, where there are several series.
  private func extremes(_ last: Int) -> [String] {
    guard group.counts.all > 1, let base = data.shape.bases[last] else { return [] }
    let changes = group.series.compactMap { series -> (ReportSeries, ScaledInteger)? in
      // As in a contribution, what one of the periods does not have counts as nothing there.
      let now = series.number(data.shape.value, last) ?? .zero
      let before = series.number(data.shape.value, base) ?? .zero
      return (try? now.subtracting(before)).map { (series, $0) }
    }
    func sentence(
      _ found: (ReportSeries, ScaledInteger)?, _ english: String, _ russian: String
    ) -> String? {
      guard let (series, delta) = found else { return nil }
      let growth = Growth(
        series.number(data.shape.value, last), from: series.number(data.shape.value, base),
        hasBase: true, places: source.places)
      let remark = growth.percentChange.map(style.percent) ?? words.status(growth.status.word)
      let percent = remark.isEmpty ? "" : " (\(remark))"
      return words.say(english, russian)
        + ": \(data.name(series, words)), \(style.signed(delta))\(percent)."
    }
    let order = { (left: (ReportSeries, ScaledInteger), right: (ReportSeries, ScaledInteger)) in
      Rational(left.1) < Rational(right.1)
    }
    return [
      sentence(
        changes.filter { $0.1.digits > 0 }.max(by: order), "Largest rise", "Наибольший рост"),
      sentence(
        changes.filter { $0.1.digits < 0 }.min(by: order), "Largest fall", "Наибольшее снижение"),
    ].compactMap(\.self)
  }
}

extension String {
  /// The text with a capital at its beginning.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
