import Foundation

@testable import Consistency
@testable import Releases
@testable import Reporting

/// A release from its bytes to every form of report.
///
/// The first byte chooses the language and whether the text is a page. That the verdict's proof is
/// accepted by the verifier is checked by the reading itself.
func fuzzRelease(_ bytes: [UInt8]) {
  guard let choice = bytes.first, bytes.count <= 1 << 12 else { return }
  let path = choice & 1 == 0 ? "fuzz.txt" : "fuzz.html"
  let languages: [Language?] = [nil, .english, .russian, nil]
  do {
    let text = try DocumentText(Data(bytes.dropFirst()), path: path)
    let document = try CheckedDocument(
      text, path: path, reader: ReleaseReader(language: languages[Int(choice >> 1) & 3]))
    if path == "fuzz.txt" { checkQuotes(document) }
    checkReports(document)
  } catch {
    checkLine(error)
    if error is UnprovenVerdict { broken("\(error)") }
  }
}

/// Every quote is where it is said to be, and every digit is in a statement, a date or the unread.
private func checkQuotes(_ document: CheckedDocument) {
  let scalars = Array(document.text.unicodeScalars)
  let spans =
    document.release.statements.map { Span(quote: $0.quote, start: $0.start, end: $0.end) }
    + document.release.dates + document.release.unread
  var covered = Array(repeating: false, count: scalars.count)
  for span in spans {
    guard span.start >= 0, span.start <= span.end, span.end <= scalars.count else {
      broken("a quote from \(span.start) to \(span.end) of \(scalars.count)")
    }
    var quoted = String.UnicodeScalarView()
    quoted.append(contentsOf: scalars[span.start..<span.end])
    if Array(span.quote.unicodeScalars) != Array(quoted) {
      broken("\(span.quote.debugDescription) is not at \(span.start)")
    }
    for place in span.start..<span.end { covered[place] = true }
  }
  for (place, scalar) in scalars.enumerated()
  where ("0"..."9").contains(scalar) && !covered[place] {
    broken("the digit at \(place) is in no statement, date or unread number")
  }
}

private func checkReports(_ document: CheckedDocument) {
  for format in [
    CheckReport.Format.json, .csv, .spreadsheetCSV, .html,
    .text(isColored: false, explains: true, showsAllRows: true),
  ] {
    var report = CheckReport(format)
    let bytes = report.bytes(of: .statements(document)) + report.closing()
    guard let text = String(validating: bytes, as: UTF8.self) else {
      broken("a report in \(format) is no text")
    }
    if format == .json, (try? JSONSerialization.jsonObject(with: Data(bytes))) == nil {
      broken("a report in JSON is none: \(text)")
    }
    if format == .html, text.lowercased().contains("<script") {
      broken("a page has a script: \(text)")
    }
  }
}
