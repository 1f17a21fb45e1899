internal import Exact
internal import LinearAlgebra
internal import TradeData

/// A measure computed of a whole matrix of locations and products at once, period by period.
protocol MatrixMeasure {
  /// The columns it may give.
  static var columns: [MatrixColumn] { get }
  /// The values of each column.
  static func values(of world: TradeWorld) -> [MatrixValues]
  /// What a reader should know of the method.
  static func notes(_ conventions: Conventions) -> [String]
}

/// A column of such a measure, and of what its values are.
struct MatrixColumn: Sendable {
  /// What a value belongs to.
  enum Subject: Sendable { case location, product, pair, matrix }

  /// What its cells are.
  enum Content: Sendable {
    case number, count
    /// Numbers of these words.
    case status([String])
  }

  let name: String
  let subject: Subject
  var content = Content.number
}

/// The values of one column.
enum MatrixValues {
  case perLocation([Double])
  case perProduct([Double])
  case perPair(Matrix)
  /// The number of a word, the same for the whole matrix.
  case status(Int)

  subscript(place: CrossTable.Place) -> Double {
    switch self {
    case .perLocation(let values): values[place.row]
    case .perProduct(let values): values[place.column]
    case .perPair(let values): values[place.row, place.column]
    case .status(let number): Double(number)
    }
  }
}

/// What the measures of one matrix share, each part computed when it is first asked for.
final class TradeWorld {
  /// Locations × products.
  let exports: Matrix
  /// GDP per head of each location; NaN where it is not known.
  let incomes: [Double]
  let conventions: Conventions

  init(exports: Matrix, incomes: [Double], conventions: Conventions) {
    self.exports = exports
    self.incomes = incomes
    self.conventions = conventions
  }

  lazy var specialisation = Specialisation(exports: exports)
  lazy var complexity = Complexity(specialisation, conventions: conventions)
  lazy var density = Density(specialisation, diagonal: conventions.diagonal)
}

/// The matrix measures of an analysis, computed of every matrix.
struct MatrixRun {
  private let context: MeasureContext
  private var methods: [ObjectIdentifier: MatrixMethod] = [:]

  init(_ measures: [any MatrixMeasure.Type], _ context: MeasureContext) throws {
    self.context = context
    guard !measures.isEmpty else { return }
    let (series, analysis) = (context.series, context.analysis)
    let table = CrossTable(ofProducts: series)
    for measure in measures {
      methods[ObjectIdentifier(measure)] = MatrixMethod(measure, table, context)
    }
    var membersOfGroup = [[Int]](repeating: [], count: table.groupCount)
    for number in 0..<series.count { membersOfGroup[table.places[number].group].append(number) }
    var negatives = 0
    for period in series.cube.periods.indices {
      let incomes = analysis.incomes.map { incomes in
        table.rowNames.map { incomes.value($0, series.cube.periods[period]) ?? .nan }
      }
      for group in 0..<table.groupCount {
        let (values, found) = table.matrix(group: group, period: period)
        negatives += found
        let world = TradeWorld(
          exports: values, incomes: incomes ?? [], conventions: analysis.conventions)
        for measure in measures {
          methods[ObjectIdentifier(measure)]?.take(
            measure.values(of: world), period, membersOfGroup[group], table)
        }
      }
    }
    if let first = measures.first {
      methods[ObjectIdentifier(first)]?.notes += context.structureNotes(negatives: negatives)
    }
  }

  func method(of measure: any MatrixMeasure.Type) -> MatrixMethod {
    methods[ObjectIdentifier(measure)] ?? MatrixMethod(measure, nil, context)
  }
}

/// The columns of one matrix measure that the rows of the result have a subject for.
struct MatrixMethod: Method {
  private let context: MeasureContext
  private let chosen: [(number: Int, column: MatrixColumn)]
  /// The values of each chosen column: period by period, each with all series.
  private var values: [[Double]]
  var notes: [String]

  init(_ measure: any MatrixMeasure.Type, _ table: CrossTable?, _ context: MeasureContext) {
    self.context = context
    let sample = table?.places.first
    let (hasRow, hasColumn) = ((sample?.row ?? 0) >= 0, (sample?.column ?? 0) >= 0)
    chosen = measure.columns.enumerated().filter { _, column in
      switch column.subject {
      case .location: hasRow
      case .product: hasColumn
      case .pair: hasRow && hasColumn
      case .matrix: true
      }
    }.map { ($0.offset, $0.element) }
    let size = context.series.count * context.series.cube.periods.count
    values = chosen.map { _ in Array(repeating: .nan, count: size) }
    notes = measure.notes(context.analysis.conventions)
  }

  /// Keeps the values of one matrix for the series that stand in it.
  mutating func take(
    _ found: [MatrixValues], _ period: Int, _ members: [Int], _ table: CrossTable
  ) {
    let begin = period * context.series.count
    for (index, (number, _)) in chosen.enumerated() {
      let column = found[number]
      for series in members { values[index][begin + series] = column[table.places[series]] }
    }
  }

  var columns: [ResultTable.Column] {
    chosen.map { _, column in
      switch column.content {
      case .number: context.roundedColumn(column.name)
      case .count: .init(column.name, .exact)
      case .status(let words): .init(column.name, .text(words))
      }
    }
  }

  func cells(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells] {
    chosen.indices.map { index in
      switch chosen[index].column.content {
      case .number: return context.rounded(rows, double: { value(index, $0) })
      case .count:
        var counts = Cells(scale: 0, capacity: rows.count)
        for row in rows {
          if let count = Int64(exactly: value(index, row)) {
            counts.append(digits: count)
          } else {
            counts.appendAbsent()
          }
        }
        return .numbers(counts)
      case .status: return .codes(rows.map { Int32(value(index, $0)) })
      }
    }
  }

  private func value(_ index: Int, _ row: SeriesPeriod) -> Double {
    values[index][row.period * context.series.count + row.series]
  }
}

extension MeasureContext {
  /// What measures of structure have left out.
  func structureNotes(negatives: Int) -> [String] {
    var notes: [String] = []
    if series.leavesImportsOut {
      notes.append("measures of structure are of exports alone; --by flow tells the flows apart")
    }
    if negatives > 0 {
      notes.append(
        "\(negatives) sums are less than zero and count as no trade in measures of structure")
    }
    return notes
  }
}
