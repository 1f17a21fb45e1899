import LinearAlgebra
import Testing
import TradeData

@testable import Analytics

@Suite struct ProximityTests {
  @Test(arguments: 0..<4, Conventions.Diagonal.allCases)
  func proximityDensityAndOutlookAreTheirDefinitions(_ run: Int, _ diagonal: Conventions.Diagonal) {
    let world = World(run: run)
    let specialisation = Specialisation(advantages: world.advantages)
    let m = specialisation.advantages
    let (rows, columns) = (m.rows, m.columns)
    func together(_ p: Int, _ q: Int) -> Double {
      (0..<rows).reduce(0) { $0 + m[$1, p] * m[$1, q] }
    }
    let phi = (0..<columns).map { p in
      (0..<columns).map { q in
        p == q && diagonal == .zero
          ? 0 : min(together(p, q) / together(p, p), together(p, q) / together(q, q))
      }
    }
    let reach = phi.map { $0.reduce(0, +) }
    let proximity = Proximity(specialisation, diagonal: diagonal)
    let density = Density(specialisation, diagonal: diagonal)
    let complexity = Complexity(specialisation)
    var conventions = Conventions()
    conventions.diagonal = diagonal
    let outlook = Outlook(
      specialisation, complexity, density, conventions: conventions)
    let pci = complexity.rawProducts
    var raw: [Double] = []
    for c in 0..<rows {
      var sum = 0.0
      for p in 0..<columns {
        let off = (0..<columns).map { abs(proximity.values[p, $0] - phi[p][$0]) }.max() ?? 0
        #expect(off < 1e-14, "seed \(world.seed)")
        let near = (0..<columns).reduce(0) { $0 + m[c, $1] * phi[p][$1] } / reach[p]
        #expect(abs(density.values[c, p] - near) < 1e-13, "seed \(world.seed)")
        sum += (1 - m[c, p]) * near * pci[p]
        let gain = (0..<columns).reduce(0) {
          $0 + (1 - m[c, $1]) * phi[$1][p] * pci[$1] / reach[$1]
        }
        let expected = (1 - m[c, p]) * gain / complexity.deviation
        #expect(abs(outlook.gain[c, p] - expected) < 1e-12, "seed \(world.seed)")
      }
      raw.append(sum)
    }
    let mean = raw.reduce(0, +) / Double(rows)
    let spread = (raw.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows)).squareRoot()
    for c in 0..<rows {
      #expect(abs(outlook.index[c] - (raw[c] - mean) / spread) < 1e-11, "seed \(world.seed)")
    }
  }

  @Test func productCloseToNoneHasNoDensityAndSpoilsNoOther() {
    // The third product is made by one location that makes nothing else.
    let specialisation = Specialisation(
      advantages: Matrix(rows: 3, columns: 3, elements: [1, 1, 0, 0, 1, 0, 0, 0, 1]))
    let density = Proximity.density(specialisation, diagonal: .zero)
    #expect((0..<3).allSatisfy { density[$0, 2].isNaN })
    #expect(density[1, 0] == 1)
    #expect(Proximity.density(specialisation)[2, 2] == 1)
  }

  @Test func productSpaceHasEveryPairThatALocationHasTogether() throws {
    let records = [("A", "01"), ("A", "02"), ("B", "02"), ("B", "03"), ("C", "02"), ("C", "03")]
      .map { Record(reporter: $0, product: $1, value: 10) }
    var analysis = Analysis(keys: [], measures: [])
    analysis.hasProductSpace = true
    let cube = Cube(records, keys: analysis.query().keys)
    let table = try analysis.productSpace(of: cube)
    #expect(table.columns.map(\.name) == ["period", "product", "other", "proximity"])
    // A has an advantage in 01 and, with an RCA of exactly 1, in 02; B and C in 02 and 03.
    let block = table.block(0)
    guard case .codes(let left) = block.columns[1], case .codes(let right) = block.columns[2],
      case .numbers(let values) = block.columns[3]
    else { return #expect(Bool(false), "the columns are two of codes and one of numbers") }
    #expect(left == [0, 1])
    #expect(right == [1, 2])
    #expect(values.digits == [3333, 6667])
  }
}
