@testable import Releases

/// Tables and files of statements; the first byte says whether a header of statements is put above.
func fuzzStatements(_ bytes: [UInt8]) {
  guard let choice = bytes.first, bytes.count <= 1 << 12 else { return }
  let header = choice & 1 == 0 ? "measure,scope,period,base,kind,value,unit\n" : ""
  let table = Array(header.utf8) + bytes.dropFirst()
  do {
    _ = try waited { try await TableChecker().check(table, name: "fuzz.csv") }
  } catch {
    checkLine(error)
    if error is UnprovenVerdict { broken("\(error)") }
  }
}
