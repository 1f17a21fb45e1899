import Foundation

@testable import Exact
@testable import TradeData

/// A file of the tests' own, in a folder of its own, removed by the system in time.
func tradeFile(_ bytes: [UInt8], _ name: String = "data.csv") throws -> String {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  let url = folder.appending(path: name)
  try Data(bytes).write(to: url)
  return url.path
}

/// The sums of a cube, one text each: the keys' texts, the period and the value.
func sums(_ cube: Cube) -> [String] {
  (0..<cube.seriesCount).flatMap { series in
    cube.periods.indices.compactMap { period in
      cube.value(series: series, period: period).map {
        (cube.labels(series: series) + ["\(cube.periods[period])", "\($0)"]).joined(separator: " ")
      }
    }
  }
}
