import Testing
import TradeData

@testable import Analytics

@Suite struct PriceTests {
  typealias Sale = PriceIndices.Sale
  typealias Good = (before: Sale, now: Sale)

  @Test func indicesOfTwoGoodsAreThoseWorkedOutByHand() throws {
    // Prices 10 → 12 and 3 → 2, quantities 10 → 12 and 20 → 25.
    let goods: [Good] = [
      (Sale(value: 100, quantity: 10), Sale(value: 144, quantity: 12)),
      (Sale(value: 60, quantity: 20), Sale(value: 50, quantity: 25)),
    ]
    let index = try #require(PriceIndices(goods))
    #expect(abs(index.laspeyres - 160.0 / 160) < 1e-14)
    #expect(abs(index.paasche - 194.0 / 195) < 1e-14)
    #expect(abs(index.fisher - 0.9974326) < 1e-7)
    // exp((100/160 + 144/194)/2 · ln 1.2 + (60/160 + 50/194)/2 · ln (2/3)), by Python.
    #expect(abs(index.tornqvist - 0.9963724484053544) < 1e-14)
    #expect(abs(index.valueRatio - 194.0 / 160) < 1e-14)
    #expect(PriceIndices([Good]()) == nil)
  }

  @Test(arguments: 0..<20)
  func indicesKeepTheLawsOfIndexNumbers(_ run: Int) throws {
    var random = SeededGenerator(seed: UInt64(run))
    let goods: [Good] = (0..<Int.random(in: 1...30, using: &random)).map { _ in
      func sale() -> Sale {
        Sale(
          value: .random(in: 0.01...1e6, using: &random),
          quantity: .random(in: 0.01...1e6, using: &random))
      }
      return (sale(), sale())
    }
    let index = try #require(PriceIndices(goods))
    func agrees(_ left: Double, _ right: Double) -> Bool { abs(left / right - 1) < 1e-9 }
    // Price times quantity is value, with quantities indexed by the same formula on their own.
    let swapped = try #require(
      PriceIndices(
        goods.map { good in
          (
            Sale(value: good.before.value, quantity: good.before.value / good.before.quantity),
            Sale(value: good.now.value, quantity: good.now.value / good.now.quantity)
          )
        }))
    let values = (goods.reduce(0) { $0 + $1.before.value }, goods.reduce(0) { $0 + $1.now.value })
    #expect(agrees(index.fisher * swapped.fisher, values.1 / values.0), "seed \(run)")
    #expect(agrees(index.fisherQuantity, swapped.fisher), "seed \(run)")
    #expect(agrees(index.laspeyres * swapped.paasche, values.1 / values.0), "seed \(run)")
    // There and back is no change, for Fisher and Törnqvist.
    let back = try #require(PriceIndices(goods.map { ($0.now, $0.before) }))
    #expect(agrees(index.fisher * back.fisher, 1), "seed \(run)")
    #expect(agrees(index.tornqvist * back.tornqvist, 1), "seed \(run)")
    // Neither the order of goods nor their units matter.
    let rescaled = try #require(
      PriceIndices(
        goods.shuffled(using: &random).map { good in
          let unit = Double.random(in: 0.001...1000, using: &random)
          return (
            Sale(value: good.before.value * 7, quantity: good.before.quantity * unit),
            Sale(value: good.now.value * 7, quantity: good.now.quantity * unit)
          )
        }))
    #expect(agrees(index.laspeyres, rescaled.laspeyres), "seed \(run)")
    #expect(agrees(index.paasche, rescaled.paasche), "seed \(run)")
    #expect(agrees(index.tornqvist, rescaled.tornqvist), "seed \(run)")
  }

  private let values = [
    Record(year: 2019, value: 100), Record(year: 2020, value: 240), Record(year: 2021, value: 180),
    Record(product: "02", year: 2019, value: 60), Record(product: "02", year: 2020, value: 60),
    Record(flow: "import", year: 2019, value: 10), Record(flow: "import", year: 2020, value: 40),
    Record(flow: "import", year: 2021, value: 60),
  ]
  private let quantities = [
    Record(year: 2019, value: 10), Record(year: 2020, value: 12), Record(year: 2021, value: 9),
    Record(product: "02", year: 2019, value: 20), Record(product: "02", year: 2020, value: 10),
    Record(flow: "import", year: 2019, value: 10), Record(flow: "import", year: 2020, value: 20),
    Record(flow: "import", year: 2021, value: 20),
  ]

  private func columns(
    _ base: Conventions.PriceBase, _ quantities: [Record]
  ) throws -> [String: [String]] {
    var analysis = Analysis(keys: [Key(.role(.reporter))], measures: [.prices])
    analysis.conventions.priceBase = base
    let keys = [Role.reporter, .flow, .product].map { Key(.role($0)) }
    analysis.sales = Sales(
      values: Cube(values, keys: keys), quantities: Cube(quantities, keys: keys))
    return try analysis.columns(of: values)
  }

  @Test func everyPriceDoublesInTheFirstYearAndGoodsThatAreGoneDoNotCount() throws {
    let previous = try columns(.previous, quantities)
    #expect(previous["laspeyres"] == ["", "2.0000", "1.0000"])
    #expect(previous["price_status"] == ["no-base", "", ""])
    #expect(previous["price_coverage"] == ["", "1.0000", "1.0000"])
    // Import prices: 1, 2, 3.
    #expect(previous["terms_of_trade"] == ["", "100.0000", "66.6667"])
    let fixed = try columns(.fixed, quantities)
    #expect(fixed["fisher"] == ["1.0000", "2.0000", "2.0000"])
    #expect(fixed["terms_of_trade"] == ["100.0000", "100.0000", "66.6667"])
    // Exports are 300/160 in value at twice the price, then 3/4 of what goes on.
    let chained = try columns(.chained, quantities)
    #expect(chained["fisher_quantity"] == ["1.0000", "0.9375", "0.7031"])
  }

  @Test func nothingInCommonIsAnError() throws {
    let alone = [Record(year: 2019, value: 10)]
    #expect(throws: AnalysisError.self) { try columns(.previous, alone) }
    #expect(throws: AnalysisError.self) { try columns(.fixed, []) }
  }

  @Test func unitValuesOfSeveralUnitsAreNotAdded() throws {
    // Records have no unit of their own: their products stand for kilograms and pieces.
    let keys = [Key(.role(.reporter)), Key(.role(.unit))]
    var analysis = Analysis(keys: [keys[0]], measures: [.prices])
    analysis.sales = Sales(
      values: Cube(values, keys: keys), quantities: Cube(quantities, keys: keys))
    let unitValues = try analysis.columns(of: values)["unit_value"]
    #expect(unitValues == ["", "", "8.2759"])
  }
}
