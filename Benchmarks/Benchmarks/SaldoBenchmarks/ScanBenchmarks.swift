import Benchmark
import Foundation
import TradeData

/// Reading and summing a file of BACI's form: 2 000 000 rows, about 60 MB.
func scanBenchmarks() {
  for (name, keys) in [
    ("by exporter", ["reporter"]), ("by exporter and product", ["reporter", "product"]),
  ] {
    for threads in [1, 2] {
      Benchmark("scan BACI 2M rows (\(name), \(threads) threads)") { benchmark in
        let path = try generatedFile(rows: 2_000_000)
        let query = Query(keys: keys.compactMap(Key.init))
        let reader = TradeReader(threads: threads)
        benchmark.startMeasurement()
        blackHole(try await reader.read([path], for: query))
        benchmark.stopMeasurement()
      }
    }
  }
}

/// Writes the file once a run; rows ascend by year, exporter and importer, as in the releases.
private func generatedFile(rows: Int) throws -> String {
  let path = FileManager.default.temporaryDirectory.appending(path: "saldo-baci-\(rows).csv").path
  if FileManager.default.fileExists(atPath: path) { return path }
  var state: UInt64 = 1
  func random(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
  var text = "t,i,j,k,v,q\n"
  for row in 0..<rows {
    let group = row * 2_000 / rows
    text +=
      "\(2010 + group / 200),\(4 + group % 200),\(random(226)),\(10_111 + random(5_022) * 191),"
    text += "\(random(100_000)).\(100 + random(900)),\(random(1_000)).5\n"
  }
  try text.write(toFile: path, atomically: true, encoding: .utf8)
  return path
}
