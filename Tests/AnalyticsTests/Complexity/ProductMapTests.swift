import Exact
import LinearAlgebra
import Testing
import TradeData

@testable import Analytics

@Suite struct ProductMapTests {
  /// Random ones, and proximity by its definition: the less of the two conditional probabilities.
  private struct Sample {
    let seed: UInt64
    let advantages: Matrix
    let ubiquity: [Int]
    let proximity: [[Rational]]

    init(run: Int) {
      seed = UInt64(run) &* 104_729 &+ 5
      var random = SeededGenerator(seed: seed)
      let (rows, columns) = (4 + run, 14 + 3 * run)
      // Few ones leave products that are close to none, and forests of several trees.
      let share = run.isMultiple(of: 2) ? 0.15 : 0.4
      var ones: [Double] = []
      for _ in 0..<rows * columns {
        ones.append(Double.random(in: 0...1, using: &random) < share ? 1 : 0)
      }
      for column in 0..<columns where (0..<rows).allSatisfy({ ones[$0 * columns + column] == 0 }) {
        ones[(column % rows) * columns + column] = 1
      }
      let advantages = Matrix(rows: rows, columns: columns, elements: ones)
      let owners = (0..<columns).map { column in
        Set((0..<rows).filter { advantages[$0, column] > 0 })
      }
      self.advantages = advantages
      ubiquity = owners.map(\.count)
      proximity = owners.map { mine in
        owners.map { theirs in
          let both = mine.intersection(theirs).count
          return min(Rational(both, mine.count), Rational(both, theirs.count))
        }
      }
    }

    /// The proximities of a maximum spanning forest, by Prim's rule in its plainest form: of all pairs
    /// that lead out of the tree, the closest, again and again.
    var forest: [Rational] {
      var found: [Rational] = []
      var left = Set(ubiquity.indices)
      while let start = left.min() {
        var tree: Set = [start]
        left.remove(start)
        while true {
          let leading = tree.flatMap { one in left.map { (one, $0) } }
            .filter { proximity[$0.0][$0.1] > 0 }
          guard let best = leading.max(by: { proximity[$0.0][$0.1] < proximity[$1.0][$1.1] })
          else { break }
          found.append(proximity[best.0][best.1])
          tree.insert(best.1)
          left.remove(best.1)
        }
      }
      return found.sorted()
    }
  }

  @Test(arguments: 0..<10)
  func forestIsThatOfANaiveSearchAndHasNoCircle(_ run: Int) {
    let sample = Sample(run: run)
    let count = sample.ubiquity.count
    let links = ProximityLink.all(sample.advantages, ubiquity: sample.ubiquity)
    for link in links {
      #expect(link.proximity == sample.proximity[link.first][link.second], "seed \(sample.seed)")
    }
    let pairs = (0..<count).reduce(0) { sum, one in
      sum + ((one + 1)..<count).count { sample.proximity[one][$0] > 0 }
    }
    #expect(links.count == pairs, "seed \(sample.seed)")
    let (forest, strong, bound) = ProximityLink.drawn(links, products: count)
    // All maximum spanning forests have the same proximities, though not always the same links.
    #expect(forest.map(\.proximity).sorted() == sample.forest, "seed \(sample.seed)")
    var groups = (0..<count).map { Set([$0]) }
    for link in forest {
      let (left, right) = (groups[link.first], groups[link.second])
      #expect(!left.contains(link.second), "a circle, seed \(sample.seed)")
      for product in left.union(right) { groups[product] = left.union(right) }
    }
    #expect(strong.count <= count, "seed \(sample.seed)")
    let beside = links.filter { !forest.contains($0) && $0.proximity >= Rational(55, 100) }
    if let bound {
      #expect(strong == beside.filter { $0.proximity >= bound }, "seed \(sample.seed)")
      #expect(beside.count > count || bound == Rational(55, 100), "seed \(sample.seed)")
    } else {
      #expect(strong.isEmpty, "seed \(sample.seed)")
    }
  }

  /// Exports of which the advantages are found by hand.
  ///
  /// Of A's exports, 60 of 100, 40 are of 01 and 20 of 02; the world's shares are a half and 0.3. So A
  /// has an advantage in both, RCA 4/3 and 10/9, B in 02, C in 03.
  private static let records = [
    Record(reporter: "A", product: "01", value: 40),
    Record(reporter: "A", product: "02", value: 20),
    Record(reporter: "B", product: "02", value: 10),
    Record(reporter: "C", product: "01", value: 10),
    Record(reporter: "C", product: "03", value: 20),
  ]

  private func analysis(_ keys: [Key], _ measures: [Measure] = [.rca]) -> Analysis {
    Analysis(keys: keys, measures: measures)
  }

  @Test func mapHasTheLargestProductsAndTheLargestLocation() throws {
    let analysis = analysis([Key(.role(.reporter)), Key(.role(.product))])
    let cube = Cube(Self.records, keys: analysis.query().keys)
    let maps = try analysis.productMaps(of: cube)
    let map = try #require(maps.first)
    #expect(maps.count == 1)
    #expect(map.period == "2020" && map.labels.isEmpty)
    #expect(map.products.map(\.name) == ["01", "02", "03"])
    #expect(map.products.map(\.exports.description) == ["50", "30", "20"])
    // C's share of 01 is a third, the world's a half: C has an advantage in 03 alone.
    #expect(map.products.map(\.ubiquity) == [1, 2, 1])
    #expect(map.locations.map(\.name) == ["A", "C", "B"])
    #expect(
      map.locations.map(\.advantages) == [
        [true, true, false], [false, false, true], [false, true, false],
      ])
    #expect(map.forest == [ProximityLink(first: 0, second: 1, proximity: Rational(1, 2))])
    #expect(map.strong.isEmpty && map.bound == nil)
    let two = try #require(try analysis.productMaps(of: cube, most: 2).first)
    #expect(two.products.map(\.name) == ["01", "02"] && two.productCount == 3)
    #expect(two.forest == map.forest, "what is left out changes nothing of the rest")
  }

  @Test func mapIsDrawnOnlyWhereItIsAskedForAndThereIsOne() throws {
    let (reporter, product, partner) = (
      Key(.role(.reporter)), Key(.role(.product)), Key(.role(.partner))
    )
    #expect(!analysis([reporter, product], [.growth]).hasProductMap)
    #expect(!analysis([reporter], [.complexity]).hasProductMap)
    let further = analysis([reporter, partner, product])
    let cube = Cube(Self.records, keys: further.query().keys)
    #expect(try further.productMaps(of: cube).isEmpty)
    let flows = analysis([reporter, product, Key(.role(.flow))])
    let both = Self.records + [Record(reporter: "B", flow: "import", product: "01", value: 7)]
    let maps = try flows.productMaps(of: Cube(both, keys: flows.query().keys))
    #expect(maps.map(\.labels) == [["export"], ["import"]])
    #expect(maps.map(\.locations.first?.name) == ["A", "B"])
  }
}
