import Foundation
import TradeData

/// The bytes of a table, and its beginning as text.
struct TableInput {
  /// The bytes.
  let file: InputFile
  /// How they stand for characters.
  let encoding: TextEncoding
  /// The text: all of it, or the first part of a longer one, cut behind a line.
  let head: String
  /// Whether `head` is all of it.
  let isWhole: Bool

  /// The bytes that are looked at to tell how a table is written and what its columns are.
  private static let headLength = 1 << 16

  private static let byteOrderMark: Unicode.Scalar = "\u{feff}"

  /// Opens the file at `path`, packed or not, or standard input for `-`.
  init(_ path: String) throws {
    var isFolder: ObjCBool = false
    if unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      isFolder.boolValue
    {
      throw UnreadableDocument(description: "\(path): this is a folder, not a table")
    }
    try self.init(InputFile(path: path))
  }

  /// A table of which the bytes are at hand.
  init(_ bytes: InputFile) throws {
    let (path, file) = (bytes.name, try TableInput.inASCIIUnits(bytes))
    let sample = file.bytes(ofFirst: TableInput.headLength)
    if let place = sample.firstIndex(where: { $0 < 0x20 && !(9...13).contains($0) && $0 != 27 }) {
      throw UnreadableDocument(
        description: "\(path): byte \(place) is \(sample[place]): this is no text; "
          + "save the table as CSV")
    }
    self.file = file
    // A name in the middle may be the first that is not plain Latin.
    encoding = file.encoding(ofFirst: DocumentText.sizeLimit)
    isWhole = file.count <= TableInput.headLength
    let lines = isWhole ? sample.count : sample.lastIndex(of: UInt8(ascii: "\n")) ?? sample.count
    head = TableInput.text(of: file, 0..<lines, encoding)
  }

  /// All of the text, for layouts that are read as a whole; nil where it is too long for that.
  var whole: String? {
    if isWhole { return head }
    guard file.count <= DocumentText.sizeLimit else { return nil }
    return TableInput.text(of: file, 0..<file.count, encoding)
  }

  private static func text(
    of file: InputFile, _ range: Range<Int>, _ encoding: TextEncoding
  ) -> String {
    let text = file.text(range, encoding)
    return text.unicodeScalars.first == byteOrderMark
      ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// The same text in UTF-8 where it is in UTF-16, as spreadsheets save "Unicode text".
  private static func inASCIIUnits(_ file: InputFile) throws -> InputFile {
    let mark = file.bytes(ofFirst: 2)
    guard mark == [0xff, 0xfe] || mark == [0xfe, 0xff] else { return file }
    let bytes = Data(file.bytes(ofFirst: file.count))
    guard let text = String(data: bytes, encoding: .utf16) else {
      throw UnreadableDocument(
        description: "\(file.name): begins as UTF-16 and is not; save the table as UTF-8")
    }
    return try InputFile(name: file.name, bytes: Array(text.utf8))
  }
}
