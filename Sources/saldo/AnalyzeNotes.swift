internal import TradeData

/// What a run of `saldo analyze` says on standard error: how the files were understood, and what
/// became of their rows.
enum AnalyzeNotes {
  private static let shownReasons = 5

  static func write(_ reading: TradeReader.Reading) {
    let layout = reading.layout
    StandardError.say("layout: \(layout.title) (--layout \(layout.name)), in \(reading.unit)")
    StandardError.say("columns: \(reading.columns)")
    for note in reading.notes { StandardError.say("note: \(note)") }
    if let line = duplicates(reading.duplicates) { StandardError.say("note: \(line)") }
    let tally = reading.tally
    var parts = ["\(tally.used) used"]
    if tally.filtered > 0 { parts.append("\(tally.filtered) filtered out") }
    if tally.aggregates > 0 { parts.append("\(tally.aggregates) aggregates left out") }
    if tally.domestic > 0 { parts.append("\(tally.domestic) domestic kept apart") }
    if tally.missing > 0 { parts.append("\(tally.missing) without a value") }
    if tally.rejected > 0 { parts.append("\(tally.rejected) rejected") }
    StandardError.say("rows: \(tally.read) read = \(parts.joined(separator: " + "))")
    if let first = reading.rejects.first {
      StandardError.say(
        "first rejected row: \(first.file):\(first.line), field \(first.field): \(first.reason); "
          + "--rejects FILE lists them")
    }
    for count in reading.rejectCounts.prefix(AnalyzeNotes.shownReasons) {
      StandardError.say("rejected rows: \(count.rows), field \(count.field): \(count.reason)")
    }
    let others = reading.rejectCounts.dropFirst(AnalyzeNotes.shownReasons)
    if !others.isEmpty {
      StandardError.say(
        "rejected rows: \(others.reduce(0) { $0 + $1.rows }) for \(others.count) other reasons; "
          + "--rejects FILE lists them")
    }
  }

  /// What is said of rows that repeat a key; nil where there are none.
  private static func duplicates(_ duplicates: Duplicates) -> String? {
    switch duplicates {
    case .counted(let same, let conflicting, let keys):
      guard same + conflicting > 0 else { return nil }
      let rows = same + conflicting
      return "\(rows) \(rows == 1 ? "row repeats" : "rows repeat") the "
        + "\(keys.joined(separator: ", ")) of an earlier row, \(same) with the same value and "
        + "\(conflicting) with another; all are added"
    case .notSearched: return nil
    case .tooMany(let rows):
      return "duplicates are not counted: more than \(rows) rows with keys of their own"
    }
  }
}
