import Foundation
import Testing

@testable import Releases

@Suite struct DocumentPathsTests {
  private func folder(_ files: [String]) throws -> String {
    let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    for file in files {
      let url = root.appending(path: file)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: url)
    }
    return root.path
  }

  @Test func documentsOfAFolderComeInTheOrderOfTheirNames() throws {
    let root = try folder([
      "b.txt", "a/z.HTML", "a/y.htm", "c.md", "a.xls", "noending", ".hidden.txt", ".git/a.txt",
      "txt",
    ])
    let found = try DocumentPaths.expanded(["first.xyz", root]).map { try $0.get() }
    #expect(
      found == ["first.xyz"]
        + ["a/y.htm", "a/z.HTML", "b.txt", "c.md"].map { "\(root)/\($0)" })
  }

  @Test func linkThatLeadsBackIsNotFollowed() throws {
    let root = try folder(["a/b.txt"])
    try FileManager.default.createSymbolicLink(
      atPath: root + "/a/again", withDestinationPath: root)
    try FileManager.default.createSymbolicLink(
      atPath: root + "/a/c.txt", withDestinationPath: root + "/a/b.txt")
    let found = try DocumentPaths.expanded([root + "/"]).map { try $0.get() }
    #expect(found == ["\(root)/a/b.txt", "\(root)/a/c.txt"])
  }

  @Test func folderWithoutDocumentsIsAFailureInItsPlace() throws {
    let root = try folder(["a.xls"])
    let found = DocumentPaths.expanded([root, "b.txt"])
    #expect(found.count == 2)
    #expect(throws: UnreadableDocument.self) { try found[0].get() }
  }
}
