public import Exact
internal import LinearAlgebra

/// Two products that some location has together, and how close they are.
public struct ProximityLink: Sendable, Equatable {
  /// The place of the one product, which is less than that of the other.
  public let first: Int
  /// The place of the other product.
  public let second: Int
  /// φ, above 0 and at most 1.
  public let proximity: Rational

  /// From here on products are close (Hidalgo, Klinger, Barabási and Hausmann 2007).
  static let strong = Rational(55, 100)

  /// All links of the products of M, the closest first; those of one proximity by their places.
  ///
  /// - Parameters:
  ///   - advantages: M: locations × products, of ones and zeros.
  ///   - ubiquity: How many locations each product has.
  /// - Returns: A link for every two products that a location has together.
  static func all(_ advantages: Matrix, ubiquity: [Int]) -> [ProximityLink] {
    var together = Matrix(rows: advantages.columns, columns: advantages.columns)
    Matrix.multiply(advantages, .transposed, by: advantages, into: &together)
    var links: [ProximityLink] = []
    for first in ubiquity.indices {
      for second in (first + 1)..<max(first + 1, ubiquity.count)
      where together[first, second] > 0 {
        links.append(
          ProximityLink(
            first: first, second: second,
            proximity: Rational(
              Int(together[first, second]), max(ubiquity[first], ubiquity[second]))))
      }
    }
    return links.sorted {
      $0.proximity == $1.proximity
        ? ($0.first, $0.second) < ($1.first, $1.second) : $0.proximity > $1.proximity
    }
  }

  /// The links of a maximum spanning forest, the strong ones beside it, and the bound of these.
  ///
  /// Kruskal (1956), "On the shortest spanning subtree of a graph". There are at most as many strong
  /// links as products, and all that reach the bound are among them, so that none is there by chance.
  ///
  /// - Parameters:
  ///   - links: The links, the closest first.
  ///   - products: The number of products.
  /// - Returns: Both kinds of links, the closest first; no bound where there are no strong ones.
  static func drawn(
    _ links: [ProximityLink], products: Int
  ) -> (forest: [ProximityLink], strong: [ProximityLink], bound: Rational?) {
    var parent = Array(0..<products)
    func root(_ product: Int) -> Int {
      var product = product
      while parent[product] != product {
        parent[product] = parent[parent[product]]
        product = parent[product]
      }
      return product
    }
    var (forest, rest) = ([ProximityLink](), [ProximityLink]())
    for link in links {
      let (left, right) = (root(link.first), root(link.second))
      if left != right {
        parent[left] = right
        forest.append(link)
      } else if link.proximity >= strong {
        rest.append(link)
      }
    }
    guard rest.count > products else { return (forest, rest, rest.isEmpty ? nil : strong) }
    let tooWeak = rest[products].proximity
    rest = Array(rest.prefix { $0.proximity > tooWeak })
    return (forest, rest, rest.last?.proximity)
  }
}
