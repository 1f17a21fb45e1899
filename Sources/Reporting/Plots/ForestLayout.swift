/// Places on a drawing for the nodes of a forest, so that what is linked stands together.
///
/// Each tree is laid out in rings around its middle, where no two branches cross, and is then loosened
/// by springs along the links and a push between all nodes (Fruchterman and Reingold 1991, "Graph
/// drawing by force-directed placement"); at the end circles that overlap are moved apart. There is no
/// chance in it, and no function whose last digit differs between machines: the same forest has the
/// same places.
struct ForestLayout {
  typealias Place = (x: Double, y: Double)

  /// The places, within the frame.
  private(set) var places: [Place]

  private let neighbours: [[Int]]
  private let links: [(first: Int, second: Int, pull: Double)]
  private let radii: [Double]
  private let frame: (width: Double, height: Double)

  private static let steps = 160
  /// How strongly a link beside the forest pulls, where one of the forest pulls with 1.
  private static let weakPull = 0.08
  /// How strongly all are drawn to the middle, so that separate trees stay near.
  private static let gravity = 0.05

  /// - Parameters:
  ///   - radii: The radius of each node.
  ///   - forest: Pairs of nodes, without a circle.
  ///   - others: Pairs of nodes that are close too.
  ///   - width: The width of the frame, in which every circle lies whole.
  ///   - height: Its height.
  init(
    radii: [Double], forest: [(Int, Int)], others: [(Int, Int)], width: Double, height: Double
  ) {
    var neighbours = radii.map { _ in [Int]() }
    for (first, second) in forest {
      neighbours[first].append(second)
      neighbours[second].append(first)
    }
    self.neighbours = neighbours
    links =
      forest.map { (first: $0.0, second: $0.1, pull: 1) }
      + others.map { (first: $0.0, second: $0.1, pull: ForestLayout.weakPull) }
    self.radii = radii
    frame = (width, height)
    places = Array(repeating: (0, 0), count: radii.count)
    guard !radii.isEmpty else { return }
    standInRings()
    loosen()
    fit()
    separate()
  }

  // MARK: - Rings

  /// Lays out each tree by itself, and the trees around the largest.
  private mutating func standInRings() {
    let trees = trees().enumerated().sorted {
      $0.element.count == $1.element.count
        ? $0.offset < $1.offset : $0.element.count > $1.element.count
    }.map(\.element)
    let distance = Double(radii.count).squareRoot()
    for (number, tree) in trees.enumerated() {
      layOut(tree)
      guard number > 0 else { continue }
      let direction = ForestLayout.direction(Double(number) / Double(trees.count))
      for node in tree {
        places[node].x += direction.x * distance
        places[node].y += direction.y * distance
      }
    }
  }

  /// The nodes of each tree.
  private func trees() -> [[Int]] {
    var isSeen = radii.map { _ in false }
    return radii.indices.compactMap { node in
      guard !isSeen[node] else { return nil }
      isSeen[node] = true
      var tree = [node]
      var next = 0
      while next < tree.count {
        for other in neighbours[tree[next]] where !isSeen[other] {
          isSeen[other] = true
          tree.append(other)
        }
        next += 1
      }
      return tree
    }
  }

  /// The node that is left when leaves are taken off a tree, ring by ring.
  private func middle(of tree: [Int]) -> Int {
    var degrees = neighbours.map(\.count)
    var leaves = tree.filter { degrees[$0] <= 1 }
    var left = tree.count
    while left > 2 {
      left -= leaves.count
      var next: [Int] = []
      for leaf in leaves {
        for other in neighbours[leaf] {
          degrees[other] -= 1
          if degrees[other] == 1 { next.append(other) }
        }
      }
      leaves = next
    }
    return leaves.min() ?? tree[0]
  }

  /// A tree in rings: each branch has a part of the circle by the number of its ends.
  private mutating func layOut(_ tree: [Int]) {
    let middle = middle(of: tree)
    var (order, parents, depths) = ([middle], [middle: -1], [middle: 0.0])
    var next = 0
    while next < order.count {
      let node = order[next]
      for other in neighbours[node] where other != parents[node] {
        parents[other] = node
        depths[other] = (depths[node] ?? 0) + 1
        order.append(other)
      }
      next += 1
    }
    var ends: [Int: Double] = [:]
    for node in order.reversed() {
      let own = ends[node] ?? 1
      ends[node] = own
      if let parent = parents[node], parent >= 0 { ends[parent, default: 0] += own }
    }
    var begins = [middle: 0.0]
    for node in order {
      var begin = begins[node] ?? 0
      for other in neighbours[node] where other != parents[node] {
        begins[other] = begin
        begin += ends[other] ?? 1
      }
      let turn = ((begins[node] ?? 0) + (ends[node] ?? 1) / 2) / (ends[middle] ?? 1)
      let direction = ForestLayout.direction(turn)
      let depth = depths[node] ?? 0
      places[node] = (direction.x * depth, direction.y * depth)
    }
  }

  /// The point of the unit circle after a part of a turn.
  private static func direction(_ turn: Double) -> Place {
    let step = Int(turn * Double(directions.count))
    return directions[max(0, step) % directions.count]
  }

  /// 4096 points of the unit circle, each turned on from the last: products alone, which every machine
  /// rounds alike.
  private static let directions: [Place] = {
    // The cosine and the sine of a 4096th of a turn.
    let (cosine, sine) = (0.999998823451701880, 0.00153398018628476561)
    var points: [Place] = [(1, 0)]
    for _ in 1..<4096 {
      let last = points[points.count - 1]
      points.append((last.x * cosine - last.y * sine, last.x * sine + last.y * cosine))
    }
    return points
  }()

  // MARK: - Springs

  private mutating func loosen() {
    let count = radii.count
    var heat = Double(count).squareRoot() * 0.12
    let cooling = heat / Double(ForestLayout.steps)
    for _ in 0..<ForestLayout.steps {
      var forces = [Place](repeating: (0, 0), count: count)
      for node in 0..<count {
        let here = places[node]
        for other in (node + 1)..<max(node + 1, count) {
          let (x, y) = (here.x - places[other].x, here.y - places[other].y)
          // Nodes on one spot are pushed apart along the order in which they stand.
          let square = x * x + y * y
          let push = 1 / max(square, 0.01)
          let (dx, dy) = square > 0 ? (x * push, y * push) : (1 + Double(node) * 0.01, push * 0.1)
          forces[node].x += dx
          forces[node].y += dy
          forces[other].x -= dx
          forces[other].y -= dy
        }
        forces[node].x -= here.x * ForestLayout.gravity
        forces[node].y -= here.y * ForestLayout.gravity
      }
      for (first, second, pull) in links {
        let (x, y) = (places[first].x - places[second].x, places[first].y - places[second].y)
        let strength = pull * (x * x + y * y).squareRoot()
        forces[first].x -= x * strength
        forces[first].y -= y * strength
        forces[second].x += x * strength
        forces[second].y += y * strength
      }
      for node in 0..<count {
        let size = (forces[node].x * forces[node].x + forces[node].y * forces[node].y).squareRoot()
        guard size > 0 else { continue }
        let step = min(size, heat) / size
        places[node].x += forces[node].x * step
        places[node].y += forces[node].y * step
      }
      heat -= cooling
    }
  }

  // MARK: - The frame

  /// Stretches the places over the frame, half by where they are and half by their order, so that
  /// crowds have more room and what is left of a node stays there.
  private mutating func fit() {
    let room = (radii.max() ?? 0) + 1
    func stretched(_ values: [Double], _ length: Double) -> [Double] {
      let (low, high) = (values.min() ?? 0, values.max() ?? 0)
      guard high > low else { return values.map { _ in length / 2 } }
      var parts = values.map { ($0 - low) / (high - low) / 2 }
      let order = values.indices.sorted {
        values[$0] == values[$1] ? $0 < $1 : values[$0] < values[$1]
      }
      for (rank, node) in order.enumerated() {
        parts[node] += Double(rank) / Double(values.count - 1) / 2
      }
      return parts.map { room + $0 * max(0, length - 2 * room) }
    }
    let across = stretched(places.map(\.x), frame.width)
    let down = stretched(places.map(\.y), frame.height)
    for node in places.indices { places[node] = (across[node], down[node]) }
  }

  /// Moves circles that overlap apart, as far as the frame allows.
  private mutating func separate() {
    for _ in 0..<60 {
      var isMoved = false
      for node in places.indices {
        for other in (node + 1)..<max(node + 1, places.count) {
          let (x, y) = (places[other].x - places[node].x, places[other].y - places[node].y)
          let (distance, least) = (
            (x * x + y * y).squareRoot(), radii[node] + radii[other] + 1.5
          )
          guard distance < least else { continue }
          isMoved = true
          let away: Place = distance > 0 ? (x / distance, y / distance) : (1, 0)
          let half = (least - distance) / 2
          places[node].x -= away.x * half
          places[node].y -= away.y * half
          places[other].x += away.x * half
          places[other].y += away.y * half
        }
      }
      for node in places.indices {
        let room = radii[node] + 1
        places[node].x = min(max(places[node].x, room), max(room, frame.width - room))
        places[node].y = min(max(places[node].y, room), max(room, frame.height - room))
      }
      if !isMoved { return }
    }
  }
}
