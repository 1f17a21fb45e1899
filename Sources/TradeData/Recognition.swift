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
  ///   - layouts: The layouts to try, in order.
  ///   - isNamed: Whether the user named the layout.
  /// - Throws: `TradeDataError` that says what the file seems to be.
  init(
    of file: InputFile, among layouts: [Layout], isNamed: Bool
  ) throws(TradeDataError) {
    let head = unsafe UnsafeRawBufferPointer(start: file.start, count: min(file.count, 1 << 20))
    if let refusal = unsafe FileKind.refusal(of: head) { throw TradeDataError(file.name, refusal) }
    let encoding = unsafe TextEncoding(guessing: head)
    var offset = 0
    var headers: [Header] = []
    for line in 1...Recognition.lines {
      guard
        let header = try Header(
          of: file, at: offset, line: line, encoding: encoding,
          separator: layouts.count == 1 ? layouts[0].separator : nil)?.namingLabels(in: file)
      else { break }
      if header.names.contains(where: { !$0.isEmpty }) { headers.append(header) }
      for candidate in layouts {
        let split = candidate.innerSeparator.map { header.split(alsoAt: $0) } ?? header
        if let binding = Binding(candidate, split.names) {
          if let (name, first, second) = binding.ambiguity(in: split.names) {
            throw TradeDataError(
              file.name, line: line,
              "columns \(first) and \(second) are both named \"\(name)\"; expected one, rename or "
                + "remove the other")
          }
          self.header = split
          self.binding = binding
          return
        }
      }
      if !isNamed, let refusal = Refusal.all.first(where: { $0.applies(to: header.names) }) {
        throw TradeDataError(file.name, line: line, refusal.description)
      }
      offset = header.bodyOffset
    }
    throw Recognition.unknown(headers, layouts, isNamed, file)
  }

  private static func unknown(
    _ headers: [Header], _ layouts: [Layout], _ isNamed: Bool, _ file: InputFile
  ) -> TradeDataError {
    guard let first = headers.first else {
      return TradeDataError(file.name, "has blank lines only; expected a header")
    }
    if unsafe UnsafeRawBufferPointer(start: file.start, count: min(file.count, 4096)).contains(0) {
      return TradeDataError(file.name, "holds NUL bytes: it is not text; expected CSV")
    }
    if first.hasBareReturns {
      return TradeDataError(
        file.name, line: first.line,
        "lines end with a carriage return alone; save the file with line feeds")
    }
    let names = first.names.filter { !$0.isEmpty }
    if !isNamed, let (header, description) = nearest(headers, layouts) {
      return TradeDataError(file.name, line: header.line, description)
    }
    if names.count == 1, first.names.count > 1 {
      return TradeDataError(
        file.name, line: first.line,
        "a title (\"\(names[0].prefix(60))\") and no header: a table for readers, not a data file")
    }
    if first.otherSeparators.count > 0, let other = first.otherSeparators.first {
      return TradeDataError(
        file.name, line: first.line,
        "a header with both \(Header.name(of: first.separator)) and \(Header.name(of: other)) between "
          + "names; expected one separator throughout")
    }
    let found = first.names.prefix(8).joined(separator: ",").oneLine
    guard isNamed, let layout = layouts.first else {
      return TradeDataError(
        file.name, line: first.line,
        "unknown header \"\(found)\"; expected that of a known layout (saldo analyze --help), or "
          + "columns named period, reporter, partner, flow, product, value; --layout FILE.json "
          + "names them")
    }
    let needed = layout.required.compactMap { layout.columns[$0]?.first } + layout.marks
    return TradeDataError(
      file.name, line: first.line,
      "unknown header \"\(found)\"; expected, for layout \(layout.name), the columns "
        + needed.joined(separator: ", "))
  }

  /// A layout of which all but one of at least four columns are there, and what it lacks.
  private static func nearest(_ headers: [Header], _ layouts: [Layout]) -> (Header, String)? {
    for header in headers {
      let names = Set(header.names.map { ColumnName($0).folded })
      for layout in layouts where layout.required.count >= 3 {
        let missing = layout.required.filter { role in
          !(layout.columns[role] ?? []).contains { names.contains(ColumnName($0).folded) }
        }
        let bound = layout.columns.keys.count { role in
          (layout.columns[role] ?? []).contains { names.contains(ColumnName($0).folded) }
        }
        guard missing.count == 1, bound >= 4, let role = missing.first,
          let name = layout.columns[role]?.first
        else { continue }
        return (
          header,
          "a header of layout \(layout.name) (\(layout.title)) without the column of the "
            + "\(role.rawValue); expected \"\(name)\" besides"
        )
      }
    }
    return nil
  }
}
