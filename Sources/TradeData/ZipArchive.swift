/// The members of a zip archive, by its directory.
struct ZipArchive {
  /// One file of the archive.
  struct Member {
    let name: String
    let method: Int
    let sum: UInt32
    let packed: Int
    let length: Int
    let offset: Int
  }

  let members: [Member]
  private let name: String

  init(_ bytes: UnsafeRawBufferPointer, name: String) throws(TradeDataError) {
    self.name = name
    let damaged = TradeDataError(name, "is damaged or cut off: it has no zip directory")
    // The directory's end record stands last, before a comment of at most 64 KiB.
    var end = bytes.count - 22
    let last = max(0, end - 65_535)
    while unsafe end >= last && ZipArchive.number(bytes, end, 4) != 0x0605_4b50 { end -= 1 }
    guard end >= last else { throw damaged }
    var count = unsafe ZipArchive.number(bytes, end + 10, 2) ?? 0
    var place = unsafe ZipArchive.number(bytes, end + 16, 4) ?? 0
    // Zip64: where a number does not fit, it stands in a record of its own.
    if count == 0xffff || place == 0xffff_ffff {
      guard unsafe ZipArchive.number(bytes, end - 20, 4) == 0x0706_4b50,
        let record = unsafe ZipArchive.number(bytes, end - 12, 8),
        unsafe ZipArchive.number(bytes, record, 4) == 0x0606_4b50,
        let long = unsafe ZipArchive.number(bytes, record + 32, 8),
        let first = unsafe ZipArchive.number(bytes, record + 48, 8)
      else { throw damaged }
      (count, place) = (long, first)
    }
    var members: [Member] = []
    for _ in 0..<count {
      guard unsafe ZipArchive.number(bytes, place, 4) == 0x0201_4b50,
        let method = unsafe ZipArchive.number(bytes, place + 10, 2),
        let sum = unsafe ZipArchive.number(bytes, place + 16, 4),
        var packed = unsafe ZipArchive.number(bytes, place + 20, 4),
        var length = unsafe ZipArchive.number(bytes, place + 24, 4),
        let nameLength = unsafe ZipArchive.number(bytes, place + 28, 2),
        let extra = unsafe ZipArchive.number(bytes, place + 30, 2),
        let comment = unsafe ZipArchive.number(bytes, place + 32, 2),
        var offset = unsafe ZipArchive.number(bytes, place + 42, 4),
        place + 46 + nameLength <= bytes.count
      else { throw damaged }
      let text = unsafe String(
        decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
      // Zip64: the numbers that did not fit stand in this order in an extra field of kind 1.
      var field = place + 46 + nameLength
      while field + 4 <= min(place + 46 + nameLength + extra, bytes.count) {
        let kind = unsafe ZipArchive.number(bytes, field, 2)
        let size = unsafe ZipArchive.number(bytes, field + 2, 2) ?? 0
        if kind == 1 {
          var next = field + 4
          if length == 0xffff_ffff {
            length = unsafe ZipArchive.number(bytes, next, 8) ?? length
            next += 8
          }
          if packed == 0xffff_ffff {
            packed = unsafe ZipArchive.number(bytes, next, 8) ?? packed
            next += 8
          }
          if offset == 0xffff_ffff {
            offset = unsafe ZipArchive.number(bytes, next, 8) ?? offset
          }
        }
        field += 4 + size
      }
      members.append(
        Member(
          name: text, method: method, sum: UInt32(sum), packed: packed, length: length,
          offset: offset))
      place += 46 + nameLength + extra + comment
    }
    self.members = members
  }

  /// The member of that name, or, without a name, the only one that looks like a table.
  func member(_ wanted: String?) throws(TradeDataError) -> Member {
    let tables = members.filter { member in
      let lower = member.name.lowercased()
      return wanted.map { $0 == member.name }
        ?? [".csv", ".tsv", ".txt", ".tab", ".dat"].contains { lower.hasSuffix($0) }
    }
    if tables.count == 1, let member = tables.first { return member }
    if wanted == nil, members.contains(where: { $0.name.hasPrefix("xl/") }) {
      throw TradeDataError(name, "is an Excel workbook; save its sheet as CSV")
    }
    let names = (tables.isEmpty ? members : tables).prefix(5).map(\.name).joined(separator: ", ")
    if let wanted {
      throw TradeDataError(name, "has no member \"\(wanted)\"; it holds \(names)")
    }
    throw TradeDataError(
      name,
      tables.isEmpty
        ? "holds no table (.csv, .tsv, .txt); it holds \(names.isEmpty ? "nothing" : names)"
        : "holds several tables: \(names); name one as \(name)/MEMBER, or several as '\(name)/*.csv'"
    )
  }

  /// The packed bytes of a member.
  func data(
    of member: Member, _ bytes: UnsafeRawBufferPointer
  ) throws(TradeDataError) -> UnsafeRawBufferPointer {
    guard member.method == 0 || member.method == 8 else {
      throw TradeDataError(
        name, "packs \(member.name) by method \(member.method); expected deflate")
    }
    // The local header repeats the name and may have another extra field.
    guard let nameLength = unsafe ZipArchive.number(bytes, member.offset + 26, 2),
      let extra = unsafe ZipArchive.number(bytes, member.offset + 28, 2)
    else { throw TradeDataError(name, "is damaged or cut off: \(member.name) is not in it") }
    let begin = member.offset + 30 + nameLength + extra
    guard member.packed >= 0, begin >= 0, member.packed <= bytes.count - begin else {
      throw TradeDataError(name, "is cut off: the end of \(member.name) is not in it")
    }
    return unsafe UnsafeRawBufferPointer(rebasing: bytes[begin..<(begin + member.packed)])
  }

  /// A little-endian number of `width` bytes; nil past the end.
  private static func number(
    _ bytes: UnsafeRawBufferPointer, _ place: Int, _ width: Int
  ) -> Int? {
    guard place >= 0, place <= bytes.count - width else { return nil }
    let number = (0..<width).reduce(UInt64(0)) {
      unsafe $0 | UInt64(bytes[place + $1]) << UInt64($1 * 8)
    }
    // A number past every file's size is not one.
    return number < 1 << 48 ? Int(number) : nil
  }
}
