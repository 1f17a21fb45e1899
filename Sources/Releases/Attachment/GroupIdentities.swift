import Consistency
import Exact

/// Identities that the names of two groups give: together they are the whole.
enum GroupIdentities {
  /// Groups on either side of one border; a name from each side makes up the whole.
  private static let complements: [(inside: Set<String>, outside: Set<String>)] = [
    (["СНГ", "ближнее зарубежье"], ["вне СНГ", "дальнее зарубежье", "прочие страны"]),
    (["ЕАЭС", "Таможенный союз"], ["третьи страны", "прочие страны"]),
    (["ЕС"], ["третьи страны", "прочие страны"]),
    (["CIS"], ["non-CIS", "other countries"]),
    (["EU"], ["non-EU", "third countries", "other countries"]),
    (["EAEU"], ["third countries", "other countries"]),
  ]

  /// Whether two parts of one whole make it up together.
  private static func areComplements(_ first: Scope, _ second: Scope) -> Bool {
    if let product = first.product, let other = second.product {
      return other == "non-" + product || (product == "goods" && other == "services")
    }
    guard first.product == second.product, let a = first.name, let b = second.name else {
      return false
    }
    return complements.contains { pair in pair.inside.contains(a) && pair.outside.contains(b) }
  }

  /// Whether "the others" are the others of more groups than one.
  private static func isOneOfMany(_ first: Scope, _ second: Scope, _ scopes: [Scope]) -> Bool {
    guard let rest = second.name, remainders.contains(rest) else { return false }
    return scopes.contains { scope in
      scope.parent == first.parent && scope != first && scope != second && scope.product == nil
    }
  }

  private static let remainders: Set<String> = ["прочие страны", "other countries"]

  /// `whole = inside + outside` for each measure, period and unit in which two of the three occur.
  static func identities(of statements: [Statement]) -> [Identity] {
    var quantities: Set<Quantity> = []
    for reading in statements.flatMap(\.readings) {
      quantities.insert(reading.subject)
      if let reference = reading.reference { quantities.insert(reference) }
    }
    let scopes = Set(quantities.map(\.scope)).sorted { $0.description < $1.description }
    var identities: [Identity] = []
    for first in scopes {
      for second in scopes {
        guard let whole = first.parent, second.parent == whole, areComplements(first, second),
          !isOneOfMany(first, second, scopes)
        else { continue }
        let family = quantities.filter { [first, second, whole].contains($0.scope) }
        let moments = Set(family.map { Moment($0) })
        for moment in moments.sorted(by: { $0.period < $1.period }) {
          let here = family.filter { Moment($0) == moment }
          guard Set(here.map(\.scope)).count >= 2 else { continue }
          for measure in [Measure.turnover, .exports, .imports] {
            identities.append(sum(measure, whole, first, second, moment))
          }
        }
      }
    }
    return identities
  }

  private struct Moment: Hashable {
    let period: Period
    let unit: String?
    let vintage: String?

    init(_ quantity: Quantity) {
      period = quantity.period
      unit = quantity.unit
      vintage = quantity.vintage
    }
  }

  private static func sum(
    _ measure: Measure, _ whole: Scope, _ first: Scope, _ second: Scope, _ moment: Moment
  ) -> Identity {
    func quantity(_ scope: Scope) -> Quantity {
      Quantity(
        measure, scope: scope, period: moment.period, unit: moment.unit, vintage: moment.vintage)
    }
    let parts = [first, second].compactMap(\.name)
    return Identity(
      text: "\(measure.rawValue) = \(parts.joined(separator: " + ")) (\(moment.period))",
      source: .text,
      terms: [.init(1, quantity(whole)), .init(-1, quantity(first)), .init(-1, quantity(second))])
  }
}
