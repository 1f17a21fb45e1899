import Consistency
import Foundation

/// Checks many documents side by side and gives the results in the order of the input.
///
/// What cannot be read, or has no proof that the verifier accepts, is a result of its own and does
/// not stop the rest.
public struct Batch: Sendable {
  /// What became of one path.
  public enum Item: Sendable {
    /// It was read and judged.
    case checked(CheckedInput)
    /// It was not; the error is one line that names the path.
    case failed(any Error)
  }

  /// How far a batch has come.
  public struct Progress: Sendable, Hashable {
    /// The documents that are done with.
    public let done: Int
    /// All documents.
    public let total: Int
  }

  private let reader: ReleaseReader
  private let tables: TableChecker
  private let definitions: Definitions
  private let data: ReferenceData?
  private let threads: Int

  /// A batch whose texts are read by `reader`, held to `definitions` and confronted with `data`, and
  /// whose tables are checked by `tables`, at most `threads` documents at a time.
  public init(
    reader: ReleaseReader, tables: TableChecker = TableChecker(),
    definitions: Definitions = Definitions(), against data: ReferenceData? = nil, threads: Int = 1
  ) {
    self.reader = reader
    self.tables = tables
    self.definitions = definitions
    self.data = data
    self.threads = max(1, threads)
  }

  /// Checks the documents that `paths` name, folders walked, and hands each result to `body` as soon
  /// as it and all before it are there.
  public func run(
    _ paths: [String], _ body: (Item, Progress) throws -> Void
  ) async rethrows {
    let documents = DocumentPaths.expanded(paths)
    // A slow document holds the results after it back; past this many no further one is begun.
    let window = threads * 32
    try await withThrowingTaskGroup(of: (Int, Item).self) { group in
      var waiting: [Int: Item] = [:]
      var begun = 0
      var running = 0
      var handed = 0
      while handed < documents.count {
        while running < threads, begun < documents.count, begun - handed < window {
          let number = begun
          group.addTask { (number, await item(documents[number])) }
          begun += 1
          running += 1
        }
        if let (number, item) = try await group.next() {
          waiting[number] = item
          running -= 1
        }
        while let item = waiting.removeValue(forKey: handed) {
          handed += 1
          try body(item, Progress(done: handed, total: documents.count))
        }
      }
    }
  }

  /// Checks one document that is at hand as bytes, under a name, as `run` checks the file of that name.
  ///
  /// A name that ends in `.csv`, `.tsv` or `.tab` is of a table, which must not be packed.
  ///
  /// - Throws: `UnreadableDocument` where the bytes are no text or no table, and what the check of
  ///   the document throws.
  public func check(_ bytes: [UInt8], name: String) async throws -> CheckedInput {
    let item =
      tables.hasNamedColumns || TableChecker.isTable(name)
      ? await table(bytes, name) : text(bytes, name)
    switch item {
    case .checked(let input): return input
    case .failed(let error): throw error
    }
  }

  private func table(_ bytes: [UInt8], _ name: String) async -> Item {
    do {
      return .checked(try await tables.check(bytes, name: name))
    } catch {
      return .failed(error)
    }
  }

  private func text(_ bytes: [UInt8], _ name: String) -> Item {
    do {
      let document = try DocumentText(Data(bytes), path: name)
      return .checked(
        .statements(
          try CheckedDocument(document, path: name, reader: reader, definitions: definitions)))
    } catch {
      return .failed(error)
    }
  }

  private func item(_ path: Result<String, UnreadableDocument>) async -> Item {
    switch path {
    case .failure(let error): .failed(error)
    case .success(let path) where tables.hasNamedColumns || TableChecker.isTable(path):
      await table(path)
    case .success(let path):
      if let data { await text(path, against: data) } else { text(path) }
    }
  }

  private func table(_ path: String) async -> Item {
    do {
      return .checked(try await tables.check(path))
    } catch {
      return .failed(error)
    }
  }

  // Apart from `item`: with its typed throws inlined there, the optimiser of Swift 6.3.1 crashes.
  private func text(_ path: String) -> Item {
    do {
      let document = try DocumentText(contentsOf: path)
      return .checked(
        .statements(
          try CheckedDocument(document, path: path, reader: reader, definitions: definitions)))
    } catch {
      return .failed(error)
    }
  }

  private func text(_ path: String, against data: ReferenceData) async -> Item {
    do {
      let document = try DocumentText(contentsOf: path)
      let release = reader.read(document.text, isHTML: document.isHTML)
      return .checked(
        .statements(
          try CheckedDocument(
            path: path, document: document, release: release, isRead: true,
            definitions: definitions,
            confrontation: try await Confrontation(release, with: data))))
    } catch {
      return .failed(error)
    }
  }
}
