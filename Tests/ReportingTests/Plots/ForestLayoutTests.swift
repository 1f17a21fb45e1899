import Testing

@testable import Reporting

@Suite struct ForestLayoutTests {
  /// A random forest: each node but some is linked to one before it.
  private struct Sample {
    var forest: [(Int, Int)] = []
    var others: [(Int, Int)] = []
    var radii: [Double] = []

    init(seed: UInt64, count: Int) {
      var state = seed
      func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
      }
      for node in 0..<count {
        radii.append(2 + Double(next(60)) / 10)
        if node > 0, next(12) > 0 { forest.append((next(node), node)) }
        if node > 2, next(3) == 0 { others.append((next(node), node)) }
      }
    }

    var layout: ForestLayout {
      ForestLayout(radii: radii, forest: forest, others: others, width: 360, height: 380)
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6], [2, 3, 17, 90, 200])
  func circlesLieInTheFrameAndApart(_ seed: UInt64, _ count: Int) {
    let sample = Sample(seed: seed, count: count)
    let places = sample.layout.places
    var overlaps = 0
    for (node, place) in places.enumerated() {
      let radius = sample.radii[node]
      #expect(place.x >= radius && place.x <= 360 - radius, "seed \(seed)")
      #expect(place.y >= radius && place.y <= 380 - radius, "seed \(seed)")
      for other in 0..<node {
        let (x, y) = (place.x - places[other].x, place.y - places[other].y)
        if (x * x + y * y).squareRoot() < radius + sample.radii[other] { overlaps += 1 }
      }
    }
    #expect(overlaps == 0, "seed \(seed)")
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
  func whatIsLinkedStandsTogether(_ seed: UInt64) {
    let sample = Sample(seed: seed, count: 150)
    let places = sample.layout.places
    func distance(_ one: Int, _ other: Int) -> Double {
      let (x, y) = (places[one].x - places[other].x, places[one].y - places[other].y)
      return (x * x + y * y).squareRoot()
    }
    let linked = sample.forest.map(distance)
    let all = places.indices.flatMap { one in
      places.indices.filter { $0 < one }.map { distance(one, $0) }
    }
    let (near, far) = (
      linked.reduce(0, +) / Double(linked.count), all.reduce(0, +) / Double(all.count)
    )
    #expect(near < far / 3, "seed \(seed): \(near) and \(far)")
  }

  @Test func sameForestHasTheSamePlaces() {
    let sample = Sample(seed: 7, count: 60)
    let (one, other) = (sample.layout.places, sample.layout.places)
    #expect(one.map(\.x) == other.map(\.x) && one.map(\.y) == other.map(\.y))
  }

  @Test func oneNodeStandsInTheMiddleAndNoneNowhere() {
    let alone = ForestLayout(radii: [5], forest: [], others: [], width: 100, height: 60).places
    #expect(alone.map(\.x) == [50] && alone.map(\.y) == [30])
    #expect(ForestLayout(radii: [], forest: [], others: [], width: 9, height: 9).places.isEmpty)
  }
}
