internal import Foundation
internal import Synchronization

/// A folder of the server's own, in which the data of a request is a file for as long as it is read.
///
/// Only the user of the server can look into it. A name that comes with a request is never a path:
/// every file has a folder of its own there, and is removed with it.
final class UploadFolder: Sendable {
  private let url: URL
  private let count = Atomic<Int>(0)

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "saldo-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  /// Calls `body` with the path of a file of these bytes, and the part of it that is the folder's.
  func withFile<Result>(
    _ bytes: [UInt8], name: String,
    _ body: (_ path: String, _ folder: String) async throws -> Result
  ) async throws -> Result {
    let number = count.add(1, ordering: .relaxed).newValue
    let folder = url.appending(path: String(number))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    return try await body(file.path, folder.path + "/")
  }

  /// Removes the folder.
  func remove() { try? FileManager.default.removeItem(at: url) }

  /// A name for a file, made of the one that a request gives: no folder, no hidden file, no long or
  /// unseen text.
  static func name(_ given: String, default fallback: String) -> String {
    let last = given.split { $0 == "/" || $0 == "\\" }.last ?? ""
    let kept = last.unicodeScalars.filter {
      !$0.properties.isDefaultIgnorableCodePoint && $0.properties.generalCategory != .control
    }
    var name = String(String.UnicodeScalarView(kept)).prefix(80).drop { $0 == "." || $0 == "-" }
    // What a pattern or an archive's member would be made of has no meaning here.
    name.removeAll { "*?[]".contains($0) }
    return name.isEmpty ? fallback : String(name)
  }
}
