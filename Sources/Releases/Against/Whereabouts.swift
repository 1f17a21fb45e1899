import TradeData

/// Which series of the data are those of a scope, for one flow.
struct Whereabouts {
  var selection: ReferenceCube.Selection
  var terms: [DataMatch.Term] = []
  /// Where the partners are all of them and the data has the world as a row of its own: that row.
  var totals: [Int] = []
  /// Why the series may be only a part of what is meant.
  var shortfall: String?
  /// Why their sum may be less than the world, where the data has no row for it.
  var partnerShortfall: String?
  /// Why they may be something else.
  var doubt: String?
  /// The country that reports.
  private(set) var reporter: Country?
  /// The document's own place, where that is a region of the only country that reports.
  var regionName: String?

  mutating func take(reporter number: Int, _ names: TextNames, because: String? = nil) {
    selection.reporter = number
    reporter = TextNames.country(names.texts[number])
    terms.append(
      DataMatch.Term("reporter", names.texts[number], because ?? names.meaning(of: number)))
  }
}

/// A scope that has no place in the data, and why.
struct NotInData: Error {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

/// Whose trade the paths of a document are of.
enum PathRoot: Sendable {
  /// The document's own place begins each path that names it; nil where the text names none, so
  /// that paths begin with the partner.
  case text(home: String?)
  /// Every path begins with the place that reports.
  case always
}

/// Finds the series of the data that the scope of a quantity stands for.
struct PlaceMatcher {
  let cube: ReferenceCube
  let root: PathRoot

  /// So many partners are taken for all; a data set with fewer may be an extract.
  private static let mostPartners = 180
  /// So many regions of Russia are taken for all of the country.
  private static let mostRegions = 75

  /// The series of `path` for `flow`; `members` gives those of a group of countries.
  func find(
    _ path: [String], flow: String, members: (CountryGroup) -> [Country]?
  ) throws(NotInData) -> Whereabouts {
    var place = Whereabouts(selection: ReferenceCube.Selection(flow: flow))
    var rest = path[...]
    var own: String?
    switch root {
    case .text(home: nil): break
    case .text, .always: own = rest.popFirst()
    }
    let isCountry = try findReporter(own, flow, &place)
    try findRegion(&rest, isNamed: own != nil && !isCountry, isWhole: isCountry, &place)
    try findPartner(rest.last, flow, members, &place)
    return place
  }

  // MARK: - Reporter and region

  /// Whether the document's own place, `name`, is one that reports.
  private func findReporter(
    _ name: String?, _ flow: String, _ place: inout Whereabouts
  ) throws(NotInData) -> Bool {
    guard cube.has(.reporter) else {
      if let name {
        if cube.has(.region) {
          place.regionName = name
        } else {
          place.doubt = "the data does not say whose trade it is; the text says \(name)"
        }
      }
      return false
    }
    let names = cube.names(ofReportersOf: flow)
    if let name {
      switch names.find(name) {
      case .found(let number):
        place.take(reporter: number, names)
        return true
      case .ambiguous(let reason): throw NotInData(reason)
      case .absent:
        guard cube.has(.region) else {
          throw NotInData(PlaceMatcher.unknown(name, "reporter", among: names))
        }
      }
    }
    guard names.parts.count == 1, names.totals.isEmpty, !cube.isTwoSided || flow == "export" else {
      throw NotInData(
        name.map { PlaceMatcher.unknown($0, "reporter", among: names) }
          ?? "the text names no country of its own, and the data has \(names.texts.count) reporters"
      )
    }
    place.take(reporter: names.parts[0], names, because: name == nil ? "the only one" : nil)
    if let name, case .absent = cube.names(of: .region).find(name) {
      throw NotInData(PlaceMatcher.unknown(name, "region", among: cube.names(of: .region)))
    } else if let name {
      place.regionName = name
    }
    return false
  }

  private func findRegion(
    _ rest: inout ArraySlice<String>, isNamed: Bool, isWhole: Bool, _ place: inout Whereabouts
  ) throws(NotInData) {
    guard cube.has(.region) else { return }
    let names = cube.names(of: .region)
    var name = place.regionName
    if name == nil, let first = rest.first, case .found = names.find(first) {
      name = rest.popFirst()
    }
    guard let name else {
      if names.texts.count == 1, !isWhole {
        place.terms.append(DataMatch.Term("region", names.texts[0], "the only one"))
        return
      }
      guard isWhole else {
        throw NotInData("the text names no region, and the data has \(names.texts.count)")
      }
      if names.texts.count < PlaceMatcher.mostRegions {
        let count = names.texts.count
        place.shortfall = "the data has \(count) \(count == 1 ? "region" : "regions") only"
      }
      place.terms.append(DataMatch.Term("region", "all \(names.texts.count)"))
      return
    }
    switch names.find(name) {
    case .found(let number):
      place.selection.regions = [number]
      place.terms.append(DataMatch.Term("region", names.texts[number]))
      if let district = names.districts(within: number) {
        place.doubt = "\(name) may count \(district), which the data has apart"
      }
    case .ambiguous(let reason): throw NotInData(reason)
    case .absent: throw NotInData(PlaceMatcher.unknown(name, "region", among: names))
    }
  }

  // MARK: - Partner

  private func findPartner(
    _ name: String?, _ flow: String, _ members: (CountryGroup) -> [Country]?,
    _ place: inout Whereabouts
  ) throws(NotInData) {
    guard cube.has(.partner) else {
      guard let name else { return }
      throw NotInData("the data has no partners; the text says \(name)")
    }
    let names = cube.names(ofCounterpartsOf: flow)
    guard let name else {
      place.totals = names.totals
      place.selection.partners = Set(names.parts)
      if names.parts.count < PlaceMatcher.mostPartners {
        let count = names.parts.count
        place.partnerShortfall =
          "the data has no row for the world, and \(count) \(count == 1 ? "partner" : "partners") only"
      }
      return
    }
    switch names.find(name) {
    case .found(let number):
      place.selection.partners = [number]
      place.terms.append(DataMatch.Term("partner", names.texts[number], names.meaning(of: number)))
    case .ambiguous(let reason): throw NotInData(reason)
    case .absent:
      guard let group = CountryGroup.named(name) else {
        throw NotInData(PlaceMatcher.unknown(name, "partner", among: names))
      }
      try add(group, name, members, names, &place)
    }
  }

  /// The partners that are members of a group, of which the reporter itself may be one.
  private func add(
    _ group: CountryGroup, _ name: String, _ members: (CountryGroup) -> [Country]?,
    _ names: TextNames, _ place: inout Whereabouts
  ) throws(NotInData) {
    guard let all = members(group) else {
      throw NotInData("\(name) did not have the same members throughout the period")
    }
    let others = all.filter { $0 != place.reporter }
    let present = others.filter { !names.codes(of: $0).isEmpty }
    guard !present.isEmpty else { throw NotInData("the data has no member of \(name)") }
    place.selection.partners = Set(present.flatMap(names.codes))
    place.terms.append(
      DataMatch.Term("partner", present.map(\.alpha3).joined(separator: "+"), "members of \(name)"))
    let missing = others.filter { names.codes(of: $0).isEmpty }
    if !missing.isEmpty {
      place.shortfall = "the data has no \(missing.map(\.name).joined(separator: ", "))"
    }
  }

  private static func unknown(_ name: String, _ role: String, among names: TextNames) -> String {
    if let country = Countries.named(name).first {
      return "the data has no \(role) \(country)"
    }
    let isKnown = !RussianRegion.named(name).isEmpty || names.texts.count == 1
    return "the data has no \(role) \"\(name)\""
      + (isKnown ? "" : ", and it is no country with a code")
  }
}
