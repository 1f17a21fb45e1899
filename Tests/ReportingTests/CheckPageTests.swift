import Consistency
import Foundation
import Releases
import Testing

@testable import Reporting

@Suite struct CheckPageTests {
  private func document(_ path: String) throws -> CheckedDocument {
    let data = try Data(contentsOf: fixture(path))
    return try CheckedDocument(
      try DocumentText(data, path: path), path: path, reader: ReleaseReader())
  }

  private func document(text: String, path: String) throws -> CheckedDocument {
    try CheckedDocument(
      try DocumentText(Data(text.utf8), path: path), path: path, reader: ReleaseReader())
  }

  private func page(_ documents: [CheckedDocument]) -> String {
    var report = CheckReport(.html)
    var bytes: [UInt8] = []
    for document in documents { bytes += report.bytes(of: .statements(document)) }
    return String(decoding: bytes + report.closing(), as: UTF8.self)
  }

  @Test func pageOfABatch() throws {
    let paths = [
      "batch/releases/clash.txt", "batch/releases/folder/holds.md",
      "batch/releases/folder/markup.html", "releases/kaluga-2017.txt",
    ]
    try expectGolden(page(try paths.map(document)), "check-batch.html")
  }

  @Test func markupInNamesAndTextsIsShownAndNotObeyed() throws {
    let name = "<img src=x onerror=alert(1)>\"'&.txt"
    let text =
      "Exports <b onclick='x'>of \"A\" & B were 60 mln USD, imports 40 mln, and 17 </p> men."
    let html = page([try document(text: text, path: name)])
    #expect(!html.contains("<img"))
    #expect(!html.contains("<b onclick"))
    #expect(html.contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;.txt"))
    #expect(html.contains("Exports &lt;b onclick=&#39;x&#39;&gt;of &quot;A&quot; &amp; B were"))
  }

  @Test func pageNeedsNothingElseAndRunsNoScript() throws {
    let html = page([try document("releases/kaluga-2017.txt")])
    for word in [
      "<script", "http://", "https://", "url(", "<link", "@import", "src=", "onclick", "onload",
    ] {
      #expect(!html.contains(word), "\(word) must not occur")
    }
    #expect(html.contains("default-src 'none'; style-src 'unsafe-inline'"))
  }

  @Test func everyFigureAndEveryUnreadNumberIsMarked() throws {
    let checked = try document("releases/kaluga-2017.txt")
    let html = page([checked])
    for statement in checked.release.statements {
      #expect(html.contains("aria-describedby=\"d1-\(statement.id)\""))
      #expect(html.contains("id=\"d1-\(statement.id)\""))
    }
    let unread = html.split(separator: "<span class=\"figure unread\" title").count - 1
    #expect(unread == checked.release.unread.count)
  }

  @Test func markupOfAPageIsNoPartOfItsText() throws {
    let html = page([try document("batch/releases/folder/markup.html")])
    #expect(html.contains(">100 mln USD</span>"))
    #expect(html.contains("<p>&lt;script&gt;alert("))
    #expect(html.contains(")&lt;/script&gt; &amp; &quot;quotes&quot;: "))
    #expect(!html.contains("&lt;p&gt;"))
    #expect(html.contains("«100 mln USD»"))
  }

  @Test func tableHasItsRowsAndDrawingsAndNothingOfItsNamesIsObeyed() async throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    try "region,2016,2017,% change\n<b>N,100,110,30\nS,100,110,10\n".write(
      to: url, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: url) }
    var report = CheckReport(.html)
    let html = String(
      decoding: report.bytes(of: try await TableChecker().check(url.path)) + report.closing(),
      as: UTF8.self)
    #expect(html.contains("2 rows: of 2 tested figures 1 agree and 1 disagrees"))
    #expect(html.contains("&lt;b&gt;N") && !html.contains("<b>N"))
    #expect(html.contains("<td class=\"conflict\">30</td>"))
    #expect(html.contains("one wrong digit: 10"))
    #expect(html.components(separatedBy: "<svg").count == 2)
    #expect(!html.contains("<script"))
  }

  @Test func emptyReportHasNoPage() {
    var report = CheckReport(.html)
    report.addFailure()
    #expect(report.closing().isEmpty)
  }
}
