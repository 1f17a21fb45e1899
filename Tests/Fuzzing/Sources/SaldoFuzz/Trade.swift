import Foundation

@testable import Exact
@testable import TradeData

/// Whole files through the reader: what is read, rejected and summed, against rows split one by one.
///
/// The bytes are rows under a plain header; the first byte chooses the number of threads.
func fuzzTrade(_ bytes: [UInt8]) {
  guard let choice = bytes.first else { return }
  let body = Array(bytes.dropFirst())
  let header = "reporter,period,value\n"
  do {
    try Array(header.utf8 + body).withUnsafeBytes { buffer in
      try Data(buffer).write(to: URL(fileURLWithPath: path))
    }
  } catch { broken("\(path) cannot be written: \(error)") }
  let threads = 1 + Int(choice & 1)
  do {
    let query = Query(keys: [Key("reporter")].compactMap(\.self))
    let reading = try waited { try await TradeReader(threads: threads).read([path], for: query) }
    let tally = reading.tally
    let rows = rowCount(body)
    if tally.read != rows { broken("of \(rows) rows \(tally.read) are accounted for") }
    if reading.rejects.count != tally.rejected { broken("not every reject is listed") }
    if let expected = PlainSums(body) { expected.check(reading.cube) }
  } catch {
    checkLine(error)
  }
}

private let path: String = {
  let folder =
    FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
  return "\(folder)/saldo-fuzz-\(getpid()).csv"
}()

/// The rows that are not blank, where a quote turns quoting on or off.
private func rowCount(_ body: [UInt8]) -> Int {
  var (rows, isInside, isBlank) = (0, false, true)
  for byte in body + [UInt8(ascii: "\n")] {
    if byte == UInt8(ascii: "\"") { isInside.toggle() }
    if byte == UInt8(ascii: "\n"), !isInside {
      if !isBlank { rows += 1 }
      isBlank = true
    } else if byte != UInt8(ascii: "\r") {
      isBlank = false
    }
  }
  return rows
}

/// The sums of rows that can be read in one way only; nil where some row is of another kind.
private struct PlainSums {
  private var sums: [String: ScaledInteger] = [:]

  init?(_ body: [UInt8]) {
    for line in body.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard fields.count == 3, let reporter = PlainSums.word(fields[0]),
        let year = PlainSums.number(fields[1]), year.scale == 0, fields[1].count == 4,
        year.digits >= 1900, year.digits < 2100, let value = PlainSums.number(fields[2])
      else { return nil }
      let key = "\(reporter) \(year.digits)"
      guard let sum = try? (sums[key] ?? .zero).adding(value) else { return nil }
      sums[key] = sum
    }
  }

  /// Capitals that are no code of a total or of a missing value.
  private static func word(_ bytes: ArraySlice<UInt8>) -> String? {
    let isWord = bytes.count == 5 && bytes.allSatisfy { (0x41...0x5a).contains($0) }
    let text = String(decoding: bytes, as: UTF8.self)
    return isWord && !["WORLD", "TOTAL"].contains(text) ? text : nil
  }

  /// Digits with a point between them.
  private static func number(_ bytes: ArraySlice<UInt8>) -> ScaledInteger? {
    guard (1...25).contains(bytes.count), bytes.first != UInt8(ascii: "."),
      bytes.last != UInt8(ascii: ".")
    else { return nil }
    var (digits, scale, points) = (Int128(0), 0, 0)
    for byte in bytes {
      if byte == UInt8(ascii: ".") {
        points += 1
      } else if (0x30...0x39).contains(byte) {
        digits = digits * 10 + Int128(byte - 0x30)
        scale += points
      } else {
        return nil
      }
    }
    return points <= 1 ? ScaledInteger(digits: digits, scale: scale) : nil
  }

  func check(_ cube: Cube) {
    var found: [String: ScaledInteger] = [:]
    for series in 0..<cube.seriesCount {
      for period in cube.periods.indices {
        guard let value = cube.value(series: series, period: period) else { continue }
        found["\(cube.labels(series: series).joined()) \(cube.periods[period])"] = value.reduced
      }
    }
    let expected = sums.mapValues(\.reduced)
    if found != expected { broken("the sums are \(found), not \(expected)") }
  }
}
