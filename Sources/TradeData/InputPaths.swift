#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What the user named, as files: patterns such as `data/*.csv.gz` and folders become the files in
/// them, in the order of their names.
public enum InputPaths {
  /// The files of `names`.
  ///
  /// - Throws: `TradeDataError` where a pattern or a folder holds no file, or a file would be read
  ///   twice.
  public static func files(of names: [String]) throws(TradeDataError) -> [String] {
    var files: [String] = []
    for name in names { files += try expand(name) }
    var seen: [String: String] = [:]
    for file in files {
      let place = absolute(file)
      if seen.updateValue(file, forKey: place) != nil {
        throw TradeDataError(file, "is named twice; its rows would count twice")
      }
    }
    return files
  }

  private static func expand(_ name: String) throws(TradeDataError) -> [String] {
    if name == "-" { return [name] }
    if let members = try InputFile.members(matching: name) { return members }
    if isFolder(name) {
      let files = entries(of: name)
      guard !files.isEmpty else {
        throw TradeDataError(
          name, "is a folder without tables; expected files in \(endings.joined(separator: " "))")
      }
      return files
    }
    guard name.contains(where: { "*?[".contains($0) }), unsafe access(name, F_OK) != 0 else {
      return [name]
    }
    let files = matches(of: name).filter { !isFolder($0) }
    guard !files.isEmpty else {
      throw TradeDataError(name, "matches no file; expected a pattern such as data/*.csv")
    }
    return files
  }

  private static let endings = [".csv", ".tsv", ".txt", ".tab", ".dat", ".gz", ".zst", ".zip"]

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The tables of a folder, not of the folders in it.
  private static func entries(of folder: String) -> [String] {
    guard let directory = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      names.append(name)
    }
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    return names.filter { name in
      !name.hasPrefix(".") && endings.contains { name.lowercased().hasSuffix($0) }
    }.sorted().map { base + $0 }.filter { !isFolder($0) }
  }

  private static func matches(of pattern: String) -> [String] {
    var result = unsafe glob_t()
    defer { unsafe globfree(&result) }
    guard unsafe glob(pattern, 0, nil, &result) == 0 else { return [] }
    return unsafe (0..<Int(result.gl_pathc)).compactMap { index in
      unsafe result.gl_pathv[index].map { unsafe String(cString: $0) }
    }
  }

  /// The file's one true name, or the name itself where the system knows none.
  static func absolute(_ path: String) -> String {
    guard let resolved = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
