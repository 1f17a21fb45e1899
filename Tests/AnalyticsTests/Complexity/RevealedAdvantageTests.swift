import Exact
import LinearAlgebra
import Testing
import TradeData

@testable import Analytics

@Suite struct RevealedAdvantageTests {
  @Test func ratioIsExactAndSymmetricFormFollows() throws {
    // (30/40) / (50/100) = 1.5; (1.5 − 1) / (1.5 + 1) = 0.2.
    let records = [
      Record(reporter: "A", product: "01", value: 30),
      Record(reporter: "A", product: "02", value: 10),
      Record(reporter: "B", product: "01", value: 20),
      Record(reporter: "B", product: "02", value: 40),
      Record(reporter: "C", product: "02", value: 0),
      Record(reporter: "D", product: "02", value: -3),
    ]
    let keys = [Key(.role(.reporter)), Key(.role(.product))]
    let found = try Analysis(keys: keys, measures: [.rca]).columns(of: records)
    #expect(found["reporter"] == ["A", "A", "B", "B", "C", "D"])
    #expect(found["rca"] == ["1.5000", "0.5000", "0.6667", "1.3333", "", ""])
    #expect(found["rca_symmetric"] == ["0.2000", "-0.3333", "-0.2000", "0.1429", "", ""])
  }

  @Test func advantageThatIsExactlyOneCounts() {
    // Every share is one third of everything, though no double is a third.
    let even = Specialisation(
      exports: Matrix(rows: 3, columns: 3, elements: Array(repeating: 1e15 / 7, count: 9)))
    #expect(even.advantages.elements.allSatisfy { $0 == 1 })
    // One unit less in 10^15 is less.
    var exports = Matrix(rows: 2, columns: 2, repeating: 1e14)
    exports[0, 0] -= 1
    #expect(Specialisation(exports: exports).advantages.elements == [0, 1, 1, 0])
  }

  @Test func fitnessIsTheIterationAfterTwentySteps() {
    let world = World(run: 3)
    let m = world.advantages
    var (fitness, quality) = (
      [Double](repeating: 1, count: m.rows), [Double](repeating: 1, count: m.columns)
    )
    for _ in 0..<20 {
      let sums = (0..<m.rows).map { c in
        (0..<m.columns).reduce(0) { $0 + m[c, $1] * quality[$1] }
      }
      let burdens = (0..<m.columns).map { p in
        1 / (0..<m.rows).reduce(0) { $0 + m[$1, p] / fitness[$1] }
      }
      fitness = sums.map { $0 / (sums.reduce(0, +) / Double(m.rows)) }
      quality = burdens.map { $0 / (burdens.reduce(0, +) / Double(m.columns)) }
    }
    let found = Fitness(Specialisation(advantages: m))
    for (left, right) in zip(found.locations + found.products, fitness + quality) {
      #expect(abs(left - right) <= 1e-9 * max(1, right), "seed \(world.seed)")
    }
  }

  @Test func sophisticationIsTheIncomeOfThoseWhoExport() {
    // Shares (1/2, 1/2) and (0, 1): PRODY = 10, (1/2·10 + 20)/(3/2) = 50/3.
    let found = Sophistication(
      exports: Matrix(rows: 3, columns: 2, elements: [5, 5, 0, 8, 4, 0]), incomes: [10, 20, .nan])
    #expect(abs(found.products[0] - 10) < 1e-12)
    #expect(abs(found.products[1] - 50 / 3) < 1e-12)
    #expect(abs(found.locations[0] - (10 + 50.0 / 3) / 2) < 1e-12)
    #expect(abs(found.locations[2] - 10) < 1e-12)
  }
}
