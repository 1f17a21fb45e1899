internal import Analytics
internal import LinearAlgebra
internal import Synchronization

/// Linear statistics of all series of a panel at once, as one product.
struct PanelSuite: Suite {
  let name = "panel"
  let summary = "eight linear statistics of annual series, as one product"
  let dimensions = [Dimension.series, .periods]
  let isParallel = true

  private static let statistics = 8

  private static let years = 28

  func size(rows: Int) -> Size {
    Size([.series: max(100, rows / PanelSuite.years), .periods: PanelSuite.years])
  }

  func workload(_ size: Size, in workspace: Workspace) async throws -> Workload {
    let (series, periods) = (size[.series], size[.periods])
    var generator = workspace.generator(name)
    var values = Matrix(rows: series, columns: periods)
    for row in 0..<series {
      for column in 0..<periods { values[row, column] = Double(generator.below(10_000)) }
    }
    let panel = Panel(values)
    let count = PanelSuite.statistics
    let linear = PanelOperator(
      Matrix(
        rows: periods, columns: count,
        elements: (0..<periods * count).map { _ in Double(generator.below(7) - 3) }))
    let result = Mutex(Matrix(rows: series, columns: count))
    let threads = size[.threads]
    return Workload(
      amount: series, unit: "series",
      demand: .numbers(
        bytes: 8 * series * (periods + count), operations: 2 * Double(series * periods * count))
    ) {
      LinearAlgebraLibrary.setThreads(threads)
      return result.withLock { result in
        panel.apply(linear, into: &result)
        return result.elements[0] + result.elements[result.elements.count - 1]
      }
    }
  }
}
