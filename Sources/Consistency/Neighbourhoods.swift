/// Small parts of a large component, each around one statement.
struct Neighbourhoods {
  /// The most sources that a neighbourhood takes in.
  static let size = 24

  private let component: Component
  /// For each variable, the sources that are in force and speak of it.
  private var sourcesOfVariable: [[Int]]

  /// The neighbourhoods where the readings of `combination` are in force.
  init(_ component: Component, combination: [Int]) {
    self.component = component
    sourcesOfVariable = Array(repeating: [], count: component.variables.count)
    for source in combination + Array(component.identities) {
      for row in component.sources[source].rows {
        for term in row.terms where sourcesOfVariable[term.variable].last != source {
          sourcesOfVariable[term.variable].append(source)
        }
      }
    }
  }

  /// The component of `statement` with all its readings, first, and of the readings and identities
  /// nearest to it.
  ///
  /// The variables keep their meaning but are few: those that its sources speak of.
  func around(_ statement: Int) -> Component {
    var number: [Int: Int] = [:]
    var variables: [Int] = []
    var taken: Set<Int> = []
    var near: [Int] = []
    func visit(_ source: Int) {
      for row in component.sources[source].rows {
        for term in row.terms where number[term.variable] == nil {
          number[term.variable] = variables.count
          variables.append(term.variable)
        }
      }
    }
    component.readings[statement].forEach(visit)
    var next = 0
    while next < variables.count, near.count < Neighbourhoods.size {
      // A quantity that thousands of figures state needs only a few of them.
      for source in sourcesOfVariable[variables[next]].prefix(Neighbourhoods.size)
      where component.sources[source].statement != statement && near.count < Neighbourhoods.size {
        if taken.insert(source).inserted {
          near.append(source)
          visit(source)
        }
      }
      next += 1
    }
    var local = Component()
    local.variables = variables
    func add(_ sources: [Int], statement: Int?) {
      if statement != nil {
        local.readings.append(Array(local.sources.count..<local.sources.count + sources.count))
        local.statements.append(component.statements[statement ?? 0])
      }
      for source in sources {
        var copy = component.sources[source].renumbered { number[$0] ?? 0 }
        copy.statement = statement.map { _ in local.readings.count - 1 }
        local.sources.append(copy)
      }
    }
    add(component.readings[statement], statement: statement)
    for source in near {
      if let owner = component.sources[source].statement { add([source], statement: owner) }
    }
    for source in near where component.sources[source].statement == nil {
      add([source], statement: nil)
    }
    return local
  }
}
