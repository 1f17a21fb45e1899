import Foundation

/// Why a document could not be read: one line that says what to do.
public struct UnreadableDocument: Error, Sendable, Equatable, CustomStringConvertible {
  /// The line.
  public let description: String
}

/// The text of a document from its bytes.
public struct DocumentText: Sendable {
  /// The text.
  public let text: String
  /// Whether the text is the markup of a page, whose visible words are to be read.
  public let isHTML: Bool
  /// The encoding, where it is not UTF-8: `windows-1251`.
  public let encoding: String?

  /// The most bytes that a document may have.
  ///
  /// A release has thousands of bytes; anything near this is a data file under the wrong command.
  public static let sizeLimit = 16 << 20

  /// Plain text that is at hand.
  init(_ text: String) {
    self.text = text
    isHTML = false
    encoding = nil
  }

  /// Decodes `bytes`: UTF-8, UTF-16 with its mark, else Windows-1251, in which Russian offices wrote.
  ///
  /// - Parameters:
  ///   - bytes: The whole document.
  ///   - path: Its name, for the message and for the ending `.html`.
  /// - Throws: `UnreadableDocument` for bytes that are no text, for too many of them and for none.
  public init(_ bytes: Data, path: String) throws(UnreadableDocument) {
    guard bytes.count <= DocumentText.sizeLimit else {
      throw UnreadableDocument(
        description: "\(path): larger than a release: at most "
          + "\(DocumentText.sizeLimit >> 20) MiB are read; for trade data use 'saldo analyze'")
    }
    guard !bytes.isEmpty else {
      throw UnreadableDocument(
        description: "\(path): the document is empty; a text with figures is expected")
    }
    isHTML = [".html", ".htm", ".xhtml"].contains { path.lowercased().hasSuffix($0) }
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]),
      let decoded = String(data: bytes, encoding: .utf16)
    {
      text = decoded
      encoding = "UTF-16"
      return
    }
    if let zero = bytes.firstIndex(where: {
      $0 == 0 || ($0 < 0x20 && ![9, 10, 11, 12, 13, 27].contains($0))
    }) {
      throw UnreadableDocument(
        description: "\(path): byte \(zero - bytes.startIndex) is \(bytes[zero]): this is no text; "
          + "save the release as plain text, Markdown or HTML")
    }
    if let decoded = String(data: bytes, encoding: .utf8) {
      text =
        decoded.unicodeScalars.first == "\u{feff}"
        ? String(decoded.unicodeScalars.dropFirst()) : decoded
      encoding = nil
      return
    }
    let highBytes = bytes.lazy.filter { $0 >= 0x80 }.count
    let letters = bytes.lazy.filter { $0 >= 0xc0 || $0 == 0xa8 || $0 == 0xb8 }.count
    guard letters * 10 >= highBytes * 8, let decoded = String(data: bytes, encoding: .windowsCP1251)
    else {
      throw UnreadableDocument(
        description: "\(path): neither UTF-8 nor Windows-1251; save the document as UTF-8")
    }
    text = decoded
    encoding = "windows-1251"
  }

  /// Reads the file at `path`, or standard input for `-`.
  ///
  /// - Throws: `UnreadableDocument` with what the system or the text says.
  public init(contentsOf path: String) throws(UnreadableDocument) {
    if path == "-" {
      // One byte past the limit is enough to know that there is more.
      try self.init(DocumentText.bytes(of: .standardInput, path), path: "standard input")
      return
    }
    var isDirectory: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw UnreadableDocument(description: "\(path): there is no such file")
    }
    guard !isDirectory.boolValue else {
      throw UnreadableDocument(description: "\(path): this is a folder, not a document")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw UnreadableDocument(description: "\(path): cannot be read; check its permissions")
    }
    try self.init(DocumentText.bytes(of: handle, path), path: path)
  }

  private static func bytes(
    of handle: FileHandle, _ path: String
  ) throws(UnreadableDocument) -> Data {
    do {
      return try handle.read(upToCount: DocumentText.sizeLimit + 1) ?? Data()
    } catch {
      // Foundation's own words take many lines.
      let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
      let reason =
        cause.domain == NSPOSIXErrorDomain
        ? unsafe String(cString: strerror(Int32(cause.code))) : cause.localizedDescription
      throw UnreadableDocument(description: "\(path): cannot be read: \(reason)")
    }
  }
}
