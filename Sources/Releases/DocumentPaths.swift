import Foundation

/// The documents that the paths of a command line name: files as they are, folders walked.
///
/// Of a folder, and of the folders in it, those files count whose name ends as that of a text, a
/// Markdown file, a page or a table; hidden files and folders are left out, and links to folders are not
/// followed, so that a walk ends. Files come in the order of their names, each folder's before the
/// next.
public enum DocumentPaths {
  /// The endings by which a document is known among the files of a folder.
  public static let endings = ["txt", "md", "html", "htm", "csv", "tsv", "tab"]

  /// Every document named by `paths`, in order; a failure stands in the place of a folder that has
  /// none or cannot be read.
  public static func expanded(_ paths: [String]) -> [Result<String, UnreadableDocument>] {
    paths.flatMap { path in
      isFolder(path) ? documents(inFolder: path) : [.success(path)]
    }
  }

  private static func documents(
    inFolder folder: String
  ) -> [Result<String, UnreadableDocument>] {
    let found = walk(folder)
    guard found.isEmpty else { return found }
    let endings = endings.map { ".\($0)" }.joined(separator: ", ")
    return [
      .failure(
        UnreadableDocument(description: "\(folder): no file in this folder ends in \(endings)"))
    ]
  }

  private static func walk(_ folder: String) -> [Result<String, UnreadableDocument>] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return [
        .failure(
          UnreadableDocument(description: "\(folder): cannot be listed; check its permissions"))
      ]
    }
    var found: [Result<String, UnreadableDocument>] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      if isFolder(path) {
        if !isLink(path) { found += walk(path) }
      } else if let ending = name.split(separator: ".").last?.lowercased(), name.contains("."),
        endings.contains(ending)
      {
        found.append(.success(path))
      }
    }
    return found
  }

  private static func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  private static func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }
}
