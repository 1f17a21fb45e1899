@testable import TradeData

/// The recognition of layouts, with the sample and the plan that follow from one.
func fuzzLayout(_ bytes: [UInt8]) {
  guard !bytes.isEmpty else { return }
  do {
    let file = try InputFile(name: "fuzz.csv", bytes: bytes)
    let found = try Recognition(of: file, among: Layout.all, isNamed: false)
    let sample = Sample(of: file, header: found.header, binding: found.binding)
    for column in found.binding.columns.values where !found.header.names.indices.contains(column) {
      broken("column \(column) is bound, and there are \(found.header.names.count)")
    }
    _ = found.binding.description(in: found.header.names)
    _ = try Plan(
      query: Query(keys: [Key("reporter"), Key("flow")].compactMap(\.self)),
      binding: found.binding, header: found.header, sample: sample, isFiscal: sample.isFiscal,
      file: file.name)
  } catch {
    checkLine(error)
  }
}
