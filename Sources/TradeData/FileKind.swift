/// Files that hold no separated text, known by their first bytes, and what to do with them.
enum FileKind {
  /// What the file is, in words that end an error's line; nil for text.
  static func refusal(of head: UnsafeRawBufferPointer) -> String? {
    for (bytes, description) in known {
      if unsafe head.starts(with: bytes) { return description }
    }
    var place = 0
    while place < head.count, unsafe head[place] <= UInt8(ascii: " ") { place += 1 }
    let begin = unsafe String(
      decoding: head[place..<min(place + 15, head.count)], as: UTF8.self
    ).lowercased()
    if begin.hasPrefix("<!doctype html") || begin.hasPrefix("<html") || begin.hasPrefix("<table") {
      return "is an HTML page; save its table as CSV"
    }
    if begin.hasPrefix("<?xml") { return "is XML; export it as CSV" }
    if begin.hasPrefix("{") || begin.hasPrefix("[[") || begin.hasPrefix("[{") {
      return "is JSON; export it as CSV"
    }
    return nil
  }

  private static let known: [(bytes: [UInt8], description: String)] = [
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], "is packed with xz; unpack it first"),
    ([0x42, 0x5a, 0x68], "is packed with bzip2; unpack it first"),
    ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "is a 7-Zip archive; unpack it first"),
    ([0x52, 0x61, 0x72, 0x21], "is a RAR archive; unpack it first"),
    (
      [0x50, 0x41, 0x52, 0x31],
      "is a Parquet file; name it *.parquet and use --engine spark, or export it as CSV"
    ),
    ([0xd0, 0xcf, 0x11, 0xe0], "is an old Excel workbook; save its sheet as CSV"),
    ([0x25, 0x50, 0x44, 0x46], "is a PDF; its tables must be exported as CSV"),
    ([0x89, 0x48, 0x44, 0x46], "is an HDF5 file; export it as CSV"),
    ([0xff, 0xfe, 0x00, 0x00], "is in UTF-32; save it as UTF-8"),
    ([0x00, 0x00, 0xfe, 0xff], "is in UTF-32; save it as UTF-8"),
  ]
}
