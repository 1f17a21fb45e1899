/// A file whose layout is known.
struct Recognition: Sendable {
  let header: Header
  let binding: Binding

  /// Lines among which the header is looked for: some exports begin with lines about the query.
  private static let lines = 12

  /// Finds the first line that is the header of a layout.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - layout: The layout that the user named; nil to try all.
  /// - Throws: `TradeDataError` that says what the file seems to be.
  init(of file: InputFile, as layout: Layout?) throws(TradeDataError) {
    let head = unsafe UnsafeRawBufferPointer(start: file.start, count: min(file.count, 1 << 20))
    let encoding = unsafe TextEncoding(guessing: head)
    var offset = 0
    var first: Header?
    for line in 1...Recognition.lines {
      guard
        let header = try Header(of: file, at: offset, line: line, encoding: encoding)
      else { break }
      if first == nil, header.names.contains(where: { !$0.isEmpty }) { first = header }
      if layout == nil, let refusal = Refusal.all.first(where: { $0.applies(to: header.names) }) {
        throw TradeDataError(file.name, line: line, refusal.description)
      }
      for candidate in layout.map({ [$0] }) ?? Layout.all {
        let split = candidate.innerSeparator.map { header.split(alsoAt: $0) } ?? header
        if let binding = Binding(candidate, split.names) {
          self.header = split
          self.binding = binding
          return
        }
      }
      offset = header.bodyOffset
    }
    throw Recognition.unknown(first, layout, file.name)
  }

  private static func unknown(
    _ first: Header?, _ layout: Layout?, _ file: String
  ) -> TradeDataError {
    guard let first else { return TradeDataError(file, "has blank lines only; expected a header") }
    let names = first.names.filter { !$0.isEmpty }
    if names.count == 1, first.names.count > 1 {
      return TradeDataError(
        file, line: first.line,
        "a title (\"\(names[0].prefix(60))\") and no header: a table for readers, not a data file")
    }
    let found = first.names.prefix(8).joined(separator: ",")
    guard let layout else {
      return TradeDataError(
        file, line: first.line,
        "unknown header \"\(found)\"; expected that of a known layout (saldo analyze --help), or "
          + "columns named period, reporter, partner, flow, product, value")
    }
    let needed = layout.required.compactMap { layout.columns[$0]?.first } + layout.marks
    return TradeDataError(
      file, line: first.line,
      "unknown header \"\(found)\"; expected, for layout \(layout.name), the columns "
        + needed.joined(separator: ", "))
  }
}
