import Consistency
import Exact

/// What the header of a column says that stands below it.
struct HeaderMeaning: Sendable {
  /// The place of a figure in a comparison that a header may name without a period.
  enum Place: Sendable {
    case current
    case previous
  }

  /// What is counted; nil where the header names no measure.
  let measure: Measure?
  /// The periods that are named.
  let periods: HeaderPeriods
  /// The kinds of stated figure that the words can mean, the likeliest first; empty for a level.
  let kinds: [Kind]
  /// Whether it is the current or the previous figure by its own word.
  let place: Place?
  /// Whether a change is one from the period just before, not from the same period a year earlier.
  let isFromPeriodBefore: Bool
  /// Whether its one period is the base of a change: «в % к 2016».
  let namesBase: Bool
  /// The power of ten of the unit, where it is named.
  let exponent: Int?

  /// Reads the header of a column, or a title above a table.
  init(_ header: String) {
    let text =
      " " + header.lowercased().replacing("ё", with: "е").replacing("\u{a0}", with: " ") + " "
    measure = HeaderMeaning.measure(in: text)
    periods = HeaderPeriods(header)
    kinds = HeaderMeaning.kinds(in: text)
    isFromPeriodBefore =
      HeaderMeaning.has(
        text,
        [
          "предыдущему периоду", "previous period", "предыдущему кварталу",
          "предыдущему месяцу", "previous quarter", "previous month",
        ])
    namesBase =
      periods.periods.count == 1
      && text.contains(/\b(?:к|to|vs|on|over|from|of)\.? (?:[^ ]+ ){0,3}(?:19|20)\d\d/)
    exponent =
      text.split { !$0.isLetter }.lazy.compactMap { UnitWords.exponent(of: String($0)) }
      .first
    place =
      if HeaderMeaning.has(text, ["previous", "prior", "прошл", "предыдущ", "базисн", " base "]) {
        .previous
      } else if HeaderMeaning.has(text, ["current", "текущ", "отчетн"]) { .current } else { nil }
  }

  private static func has(_ text: String, _ words: [String]) -> Bool {
    words.contains { text.contains($0) }
  }

  /// Turnover before its parts: «оборот (экспорт и импорт)»; a balance before both.
  static func measure(in text: String) -> Measure? {
    if has(text, ["balance", "сальдо"]) { return .balance }
    if has(text, ["turnover", "оборот", "total trade"]) { return .turnover }
    let isExport = has(text, ["export", "экспорт", "вывоз"])
    let isImport = has(text, ["import", "импорт", "ввоз"])
    guard isExport != isImport else { return nil }
    return isExport ? .exports : .imports
  }

  private static func kinds(in text: String) -> [Kind] {
    let percent = has(text, ["%", "процент", "percent", " pct", "per cent"])
    if has(text, ["п.п", "п. п", "процентн", "percentage point", " p.p", " pp "])
      && has(text, ["пункт", "point", "п.п", "п. п", "p.p", " pp "])
    {
      return [.points]
    }
    if has(
      text, ["share", "доля", "доли", "уд. вес", "уд.вес", "удельный вес", "к итогу", "of total"])
    {
      return [.share]
    }
    if has(
      text, ["в % к", "в процентах к", "index", "индекс", "percent of", "% of", "per cent of"])
    {
      return [.index]
    }
    if has(text, ["темп прироста", "темпы прироста"]) { return [.percentChange] }
    if has(text, ["темп роста", "темпы роста", "темп изменения"]) {
      return [.index, .percentChange]
    }
    if has(text, [" раз ", " раз,", ", раз", "в раз", "times", "ratio", "отношение"]), !percent {
      return [.ratio]
    }
    if has(text, ["absolute", "абсолют", "difference", "разниц"]) { return [.absoluteChange] }
    let isChange = has(
      text,
      ["change", "growth", "increase", "изменени", "прирост", "отклонени", "снижени", "+/-", "+/−"])
    if percent {
      if isChange { return [.percentChange] }
      if has(text, ["рост", "динамик"]) { return [.percentChange, .index] }
      return has(text, [" к ", " vs", " to "]) || text.filter({ $0 != " " }) == "%"
        ? [.index, .percentChange] : []
    }
    if has(text, ["growth", "рост ", "роста", "stated", "динамик"]) && !has(text, ["прирост"]) {
      return [.percentChange, .index, .ratio]
    }
    return isChange ? [.absoluteChange, .percentChange] : []
  }
}
