#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

// Rows that cannot be read, and what makes a whole file unreadable.

extension Worker {
  /// A NUL byte is no text: the file is damaged, and what else is wrong in it nobody knows.
  func refuseNUL(
    _ base: UnsafeRawPointer, _ length: Int, _ position: Int
  ) throws(TradeDataError) {
    guard let found = unsafe memchr(base, 0, length) else { return }
    let place = source.file.position(of: position + (unsafe UnsafeRawPointer(found) - base))
    throw TradeDataError(
      source.file.name, line: place.line, column: place.column,
      "a NUL byte, which no text has; the file is damaged, fetch it again")
  }

  /// A row with too few fields that has enough by another separator: the file is of two kinds.
  func refuseOtherSeparator(
    _ base: UnsafeRawPointer, _ row: Range<Int>, _ position: Int
  ) throws(TradeDataError) {
    for other in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    where other != plan.separators.0 && other != plan.separators.1 {
      let count = row.reduce(0) { unsafe $0 + (base[$1] == other ? 1 : 0) }
      guard count + 1 == plan.leastWidth else { continue }
      throw TradeDataError(
        source.file.name, line: source.file.position(of: position + row.lowerBound).line,
        "the fields are separated by \(Header.name(of: other)), those of the header by "
          + "\(Header.name(of: plan.separators.0)); expected one separator throughout")
    }
  }

  mutating func reject(_ row: Range<Int>, _ position: Int, field: Int, _ expected: String) {
    tally.rejected += 1
    rejects.append(
      RawReject(
        source: source.number,
        row: (row.lowerBound + position)..<(row.upperBound + position), field: field,
        reason: "expected \(expected)"))
  }

  mutating func reject(
    _ base: UnsafeRawPointer, _ starts: UnsafePointer<UInt32>, _ position: Int, field column: Int,
    _ expected: String
  ) {
    let text = unsafe field(column, base, starts)
    let found = unsafe String(
      decoding: UnsafeRawBufferPointer(start: text.start, count: min(text.length, 60)),
      as: UTF8.self)
    var end = unsafe Int(starts[plan.leastWidth]) - 1
    while unsafe base[end] != UInt8(ascii: "\n"), position + end < source.file.count { end += 1 }
    let row = unsafe Int(starts[0])..<end
    reject(row, position, field: column + 1, "\(expected), found \"\(found)\"")
  }

  /// Rejects a row for the first of its texts that was judged unreadable.
  mutating func rejectText(
    _ base: UnsafeRawPointer, _ starts: UnsafePointer<UInt32>, _ position: Int
  ) {
    for number in 0..<slotCount {
      let slot = unsafe slots[number].plan
      let text = unsafe field(slot.column, base, starts)
      let bytes = unsafe Array(UnsafeRawBufferPointer(start: text.start, count: text.length))
      if case .rejected(let expected) = judge.judge(bytes, slot, plan.encoding) {
        return unsafe reject(base, starts, position, field: slot.column, expected)
      }
    }
  }

  func tooLong(
    _ base: UnsafeRawPointer, _ starts: UnsafePointer<UInt32>, _ position: Int, field column: Int
  ) -> TradeDataError {
    let text = unsafe field(column, base, starts)
    let place = source.file.position(of: position + (unsafe text.start - base))
    return TradeDataError(
      source.file.name, line: place.line, column: place.column,
      "a number of more than 128 bits; expected a value that fits 38 digits")
  }
}
