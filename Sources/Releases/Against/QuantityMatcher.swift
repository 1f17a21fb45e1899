import Consistency
import Exact
import TradeData

/// Finds the quantities of one document in the data.
struct QuantityMatcher {
  let data: ReferenceData
  let root: PathRoot
  /// Whether the document counts services beside goods.
  let hasServices: Bool
  /// What the data has of each product that the document names.
  let products: [String: ReferenceProduct]
  /// Why the sum of all products in the data may be less than all trade.
  let shortfall: String?

  /// What the data says of one flow.
  private struct FlowValue {
    var value: Rational
    var terms: [DataMatch.Term]
    var shortfall: String?
    var doubt: String?
  }

  /// What `quantity` is in the data.
  func match(_ quantity: Quantity) -> DataMatch {
    do {
      return try found(quantity)
    } catch {
      return DataMatch(quantity: quantity, terms: [], finding: .absent(error.reason))
    }
  }

  private func found(_ quantity: Quantity) throws(NotInData) -> DataMatch {
    guard quantity.measure != .other, quantity.name == nil else {
      throw NotInData("it is no measure of trade")
    }
    guard quantity.period.year > 100 else { throw NotInData("the text does not name the year") }
    let (cube, product, isWhole) = try cube(for: quantity.scope)
    let flows: [(flow: String, sign: Rational)]
    switch quantity.measure {
    case .exports: flows = [("export", 1)]
    case .imports: flows = [("import", 1)]
    case .turnover, .other:
      flows = has("turnover", in: cube) ? [("turnover", 1)] : [("export", 1), ("import", 1)]
    case .balance:
      flows = has("balance", in: cube) ? [("balance", 1)] : [("export", 1), ("import", -1)]
    }
    var total = Rational.zero
    var terms: [DataMatch.Term] = []
    var shortfall = isWhole ? nil : product.map { "the data may lack some of product \($0)" }
    if data.hasRejects { shortfall = "some rows of the data could not be read" }
    if product == nil, let known = self.shortfall { shortfall = known }
    var doubt: String?
    for (flow, sign) in flows {
      let part = try value(of: quantity, flow, in: cube)
      total += part.value * sign
      for term in part.terms where !terms.contains(term) {
        if term.role == "flow", let place = terms.firstIndex(where: { $0.role == "flow" }) {
          terms[place] = DataMatch.Term(
            "flow", "\(terms[place].text) \(sign.signum < 0 ? "−" : "+") \(term.text)",
            term.meaning)
        } else {
          terms.append(term)
        }
      }
      shortfall = part.shortfall ?? shortfall
      doubt = part.doubt ?? doubt
    }
    if let product { terms.append(DataMatch.Term("product", product)) }
    terms.append(DataMatch.Term("period", quantity.period.description))
    if let vintage = quantity.vintage {
      doubt = "the text calls it \(vintage), and the data has one value"
    }
    let finding: DataMatch.Finding
    if let doubt {
      finding = .doubtful(total, because: doubt)
    } else if let shortfall {
      guard quantity.measure != .balance else { throw NotInData(shortfall) }
      finding = .atLeast(total, because: shortfall)
    } else {
      finding = .exact(total)
    }
    return DataMatch(quantity: quantity, terms: terms, finding: finding)
  }

  // MARK: - Products

  private func cube(
    for scope: Scope
  ) throws(NotInData) -> (cube: ReferenceCube, product: String?, isWhole: Bool) {
    guard let name = scope.product, !QuantityMatcher.allGoods.contains(name) else {
      if hasServices, scope.product == nil {
        throw NotInData("the text counts services as well, the data goods")
      }
      return (data.base, nil, true)
    }
    switch products[name] {
    case .found(let cube, let code, let isWhole): return (cube, code, isWhole)
    case .absent(let reason): throw NotInData(reason)
    case nil: throw NotInData("the data has no product \"\(name)\"")
    }
  }

  /// Names of a document for all that trade data counts.
  static let allGoods: Set<String> = ["goods", "товары"]

  // MARK: - Flows

  private func has(_ flow: String, in cube: ReferenceCube) -> Bool {
    cube.names(of: .flow).texts.contains(flow)
  }

  private func value(
    of quantity: Quantity, _ flow: String, in cube: ReferenceCube
  ) throws(NotInData) -> FlowValue {
    let column: String
    if cube.has(.flow) {
      let flows = cube.names(of: .flow).texts
      guard flows.contains(flow) || (cube.isTwoSided && flow == "import") else {
        throw NotInData("the data has no \(flow)s")
      }
      column = flow
    } else {
      column = ""
    }
    let place = try PlaceMatcher(cube: cube, root: root).find(
      quantity.scope.path, flow: column
    ) { $0.members(in: quantity.period) }
    var selection = place.selection
    selection.product = try product(in: cube)
    var found: [FlowValue] = []
    var reason: NotInData?
    for (indicator, unit) in try indicators(flow, in: cube) {
      selection.indicator = indicator
      do {
        try check(unit, quantity.unit)
        let (sum, terms, shortfall) = try sum(selection, place, quantity.period, cube)
        let indicatorTerm = indicator.map {
          DataMatch.Term("indicator", cube.names(of: .indicator).texts[$0])
        }
        found.append(
          FlowValue(
            value: Rational(sum) * .powerOfTen(unit.exponent),
            terms: place.terms + terms + [flowTerm(flow, cube)]
              + [indicatorTerm].compactMap(\.self),
            shortfall: shortfall ?? place.shortfall, doubt: place.doubt))
      } catch {
        reason = reason ?? error
      }
    }
    guard let first = found.first else {
      throw reason ?? NotInData("no indicator of the data is known to be the value of \(flow)s")
    }
    guard Set(found.map(\.value)).count == 1 else {
      throw NotInData("indicators of the data differ in what they give for it")
    }
    return first
  }

  private func flowTerm(_ flow: String, _ cube: ReferenceCube) -> DataMatch.Term {
    cube.isTwoSided && flow == "import"
      ? DataMatch.Term("flow", "import", "exports of the partners to it")
      : DataMatch.Term("flow", flow)
  }

  private func sum(
    _ selection: ReferenceCube.Selection, _ place: Whereabouts, _ period: Period,
    _ cube: ReferenceCube
  ) throws(NotInData) -> (ScaledInteger, [DataMatch.Term], shortfall: String?) {
    let names = cube.names(ofCounterpartsOf: selection.flow)
    for total in place.totals {
      var world = selection
      world.partners = [total]
      if let sums = cube.sums(world), case .found(let sum) = PeriodSum(of: period, in: sums) {
        return (sum, [DataMatch.Term("partner", names.texts[total], "the world")], nil)
      }
    }
    guard let sums = cube.sums(selection) else { throw NotInData("the sum is too large") }
    switch PeriodSum(of: period, in: sums) {
    case .absent(let reason): throw NotInData(reason)
    case .found(let sum):
      guard cube.has(.partner), !place.terms.contains(where: { $0.role == "partner" }) else {
        return (sum, [], nil)
      }
      return (
        sum, [DataMatch.Term("partner", "sum of \(names.parts.count)")], place.partnerShortfall
      )
    }
  }

  // MARK: - Indicators and units

  /// The indicators that count a flow, with their units; one that is nil where the data has none.
  private func indicators(
    _ flow: String, in cube: ReferenceCube
  ) throws(NotInData) -> [(number: Int?, unit: Unit)] {
    guard cube.has(.indicator) else {
      guard cube.has(.flow) else {
        throw NotInData("the data does not say whether it counts exports or imports")
      }
      return [(nil, data.unit)]
    }
    let names = cube.names(of: .indicator)
    return names.parts.compactMap { number in
      guard let meaning = IndicatorMeaning(names.texts[number]),
        meaning.flow.map({ $0.rawValue == flow }) ?? cube.has(.flow)
      else { return nil }
      return (number, meaning.unit ?? data.unit)
    }
  }

  /// The row for all products, where the data has products beside one another.
  private func product(in cube: ReferenceCube) throws(NotInData) -> Int? {
    guard cube.has(.product) else { return nil }
    let names = cube.names(of: .product)
    guard
      let all = names.texts.firstIndex(where: {
        ["total", "all", "all products", "all commodities"].contains($0.lowercased())
      })
    else { throw NotInData("the data has no row for all products") }
    return all
  }

  private func check(_ unit: Unit, _ stated: String?) throws(NotInData) {
    guard !unit.name.isEmpty else {
      throw NotInData("the data does not say its unit; give it with --against-unit")
    }
    if let stated, stated != unit.name {
      throw NotInData("the text counts in \(stated), the data in \(unit.name)")
    }
  }
}
