internal import Foundation

extension Layout {
  /// Reads a layout from a JSON file: which columns hold what, and how their texts are read.
  ///
  /// The keys are those of `LayoutFile.keys`; only `columns` is required. An error names the file and
  /// the key's path within it.
  public init(contentsOf path: String) throws(TradeDataError) {
    let file = try InputFile(path: path)
    let data = unsafe Data(bytes: file.start, count: file.count)
    try file.confirmUnchanged()
    let json: Any
    do {
      json = try JSONSerialization.jsonObject(with: data)
    } catch {
      let detail = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String
      throw TradeDataError(
        path, "is not JSON: \(detail ?? "it cannot be parsed"); expected an object with columns")
    }
    self = try LayoutFile(path: path).layout(json)
  }
}

/// The form of a layout in JSON.
struct LayoutFile {
  let path: String

  static let keys = [
    "name", "title", "columns", "unit", "codes", "flows", "constants", "decimal", "separator",
    "wide",
    "missing", "totals",
  ]

  func layout(_ json: Any) throws(TradeDataError) -> Layout {
    guard let object = json as? [String: Any] else {
      throw TradeDataError(path, "expected an object with columns, found \(shown(json))")
    }
    try allow(LayoutFile.keys, in: object, at: "")
    let fileName = path.split(separator: "/").last.map(String.init) ?? path
    let name = try string(object, "name") ?? fileName
    var layout = Layout(name: name, title: name, columns: [:], required: [])
    layout.title = try string(object, "title") ?? name
    layout.isWide = try boolean(object, "wide") ?? false
    try readColumns(object, into: &layout)
    if let text = try string(object, "unit") { layout.unit = try unit(text) }
    if let codes = object["codes"] { layout.code = try codeRule(codes) }
    try readFlows(object, into: &layout)
    try readConstants(object, into: &layout)
    layout.point = try byte(object, "decimal", among: [".", ","])
    layout.separator = try byte(object, "separator", among: [",", ";", "\t", "|"])
    if let words = object["missing"] {
      layout.missing = Set(try strings(words, at: "missing"))
    }
    try readTotals(object, into: &layout)
    return layout
  }

  private static let roles: [String: Role] = [
    "period": .period, "month": .month, "quarter": .quarter, "reporter": .reporter,
    "partner": .partner, "flow": .flow, "product": .product, "region": .region,
    "indicator": .indicator, "value": .value,
  ]

  private func readColumns(
    _ object: [String: Any], into layout: inout Layout
  ) throws(TradeDataError) {
    guard let columns = object["columns"] as? [String: Any] else {
      throw error(
        "columns", "expected an object such as {\"reporter\": \"Country\", \"value\": \"Amount\"}",
        object["columns"])
    }
    let names = LayoutFile.roles.keys.sorted() + ["exports", "imports"]
    try allow(names, in: columns, at: "columns")
    for (key, value) in columns.sorted(by: { $0.key < $1.key }) {
      let headers = try strings(value, at: "columns.\(key)")
      switch key {
      case "exports": layout.flowColumns[.export] = headers
      case "imports": layout.flowColumns[.import] = headers
      default:
        guard let role = LayoutFile.roles[key] else { continue }
        layout.columns[role] = headers
        // What the user names must be there.
        layout.required.append(role)
      }
    }
    let hasValues = layout.columns[.value] != nil || !layout.flowColumns.isEmpty
    if layout.isWide == hasValues {
      throw TradeDataError(
        path,
        layout.isWide
          ? "columns.value: a wide table has its values in the columns of the periods; leave it out"
          : "columns.value: expected the header of the values (or columns.exports and "
            + "columns.imports, or \"wide\": true), found nothing")
    }
  }

  private func readFlows(_ object: [String: Any], into layout: inout Layout) throws(TradeDataError)
  {
    guard let value = object["flows"] else { return }
    guard let flows = value as? [String: Any] else {
      throw error("flows", "expected an object such as {\"E\": \"export\"}", value)
    }
    for (word, meaning) in flows {
      let known = (meaning as? String).flatMap { FlowWords.common[$0.lowercased()] }
      guard let known else {
        throw error("flows.\(word)", "expected export, import, re-export or re-import", meaning)
      }
      layout.flows[word.lowercased()] = known
    }
  }

  private func readConstants(
    _ object: [String: Any], into layout: inout Layout
  ) throws(TradeDataError) {
    guard let value = object["constants"] else { return }
    guard let constants = value as? [String: Any] else {
      throw error("constants", "expected an object such as {\"flow\": \"export\"}", value)
    }
    try allow(["flow", "reporter"], in: constants, at: "constants")
    layout.reporter = try string(constants, "reporter", at: "constants.reporter")
    if let word = try string(constants, "flow", at: "constants.flow") {
      guard let flow = Flow(rawValue: word) else {
        throw error("constants.flow", "expected export or import", word)
      }
      layout.flow = flow
    }
  }

  private func readTotals(_ object: [String: Any], into layout: inout Layout) throws(TradeDataError)
  {
    guard let value = object["totals"] else { return }
    guard let totals = value as? [String: Any] else {
      throw error("totals", "expected an object such as {\"partner\": [\"World\"]}", value)
    }
    try allow(["reporter", "partner", "product", "region", "indicator"], in: totals, at: "totals")
    for (key, value) in totals.sorted(by: { $0.key < $1.key }) {
      guard let role = LayoutFile.roles[key] else { continue }
      let words = try strings(value, at: "totals.\(key)")
      layout.levels.append(LevelRule(role, .totals(Set(words.map { $0.lowercased() }))))
    }
  }

  private func codeRule(_ value: Any) throws(TradeDataError) -> CodeRule {
    guard let object = value as? [String: Any] else {
      throw error("codes", "expected an object such as {\"pad\": 6}", value)
    }
    try allow(["pad", "suffix", "leadingWord"], in: object, at: "codes")
    if let pad = object["pad"] { return .padded(to: try length(pad, at: "codes.pad")) }
    if let suffix = object["suffix"] { return .suffix(try length(suffix, at: "codes.suffix")) }
    return try boolean(object, "leadingWord", at: "codes.leadingWord") == true
      ? .leadingWord : .whole
  }

  /// `USD`, `thousand USD`.
  private func unit(_ text: String) throws(TradeDataError) -> Unit {
    let words = text.split(separator: " ")
    let powers = ["thousand": 3, "million": 6, "billion": 9]
    if words.count == 1, powers[text] == nil { return Unit(text) }
    guard words.count == 2, let power = powers[String(words[0])] else {
      throw error("unit", "expected a currency, as USD, or thousand, million or billion USD", text)
    }
    return Unit(String(words[1]), exponent: power)
  }

  // MARK: - Values

  private func length(_ value: Any, at key: String) throws(TradeDataError) -> Int {
    guard !(value is Bool), let number = value as? Int, (1...20).contains(number) else {
      throw error(key, "expected a number of characters from 1 to 20", value)
    }
    return number
  }

  private func string(
    _ object: [String: Any], _ key: String, at place: String? = nil
  ) throws(TradeDataError) -> String? {
    guard let value = object[key] else { return nil }
    guard let text = value as? String, !text.isEmpty else {
      throw error(place ?? key, "expected a text", value)
    }
    return text
  }

  private func boolean(
    _ object: [String: Any], _ key: String, at place: String? = nil
  ) throws(TradeDataError) -> Bool? {
    guard let value = object[key] else { return nil }
    guard let number = value as? NSNumber, "\(shown(number))" == "true" || shown(number) == "false"
    else { throw error(place ?? key, "expected true or false", value) }
    return number.boolValue
  }

  private func strings(_ value: Any, at key: String) throws(TradeDataError) -> [String] {
    let texts = (value as? String).map { [$0] } ?? value as? [String]
    guard let texts, !texts.isEmpty, texts.allSatisfy({ !$0.isEmpty }) else {
      throw error(key, "expected a text or a list of texts", value)
    }
    return texts
  }

  private func byte(
    _ object: [String: Any], _ key: String, among choices: [String]
  ) throws(TradeDataError) -> UInt8? {
    guard let value = object[key] else { return nil }
    guard let text = value as? String, choices.contains(text) else {
      let list = choices.map { shown($0) }.joined(separator: " or ")
      throw error(key, "expected \(list)", value)
    }
    return text.utf8.first
  }

  private func allow(
    _ known: [String], in object: [String: Any], at place: String
  ) throws(TradeDataError) {
    guard let key = object.keys.sorted().first(where: { !known.contains($0) }) else { return }
    let prefix = place.isEmpty ? "" : place + "."
    throw TradeDataError(
      path, "\(prefix)\(key): unknown key; expected one of \(known.joined(separator: ", "))")
  }

  private func error(_ key: String, _ expected: String, _ found: Any?) -> TradeDataError {
    TradeDataError(path, "\(key): \(expected), found \(found.map { shown($0) } ?? "nothing")")
  }

  /// A value as JSON, shortened.
  private func shown(_ value: Any) -> String {
    let data = try? JSONSerialization.data(
      withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys])
    let text = data.map { String(decoding: $0, as: UTF8.self) } ?? "\(value)"
    return text.count > 60 ? text.prefix(60) + "…" : text
  }
}
