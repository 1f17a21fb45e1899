internal import TradeData

/// What a run of `saldo analyze` says on standard error: how the files were understood, and what
/// became of their rows.
enum AnalyzeNotes {
  static func write(_ reading: TradeReader.Reading) {
    let layout = reading.layout
    StandardError.say("layout: \(layout.title) (--layout \(layout.name)), in \(reading.unit)")
    for note in reading.notes { StandardError.say("note: \(note)") }
    let tally = reading.tally
    var parts = ["\(tally.used) used"]
    if tally.filtered > 0 { parts.append("\(tally.filtered) filtered out") }
    if tally.aggregates > 0 { parts.append("\(tally.aggregates) aggregates left out") }
    if tally.missing > 0 { parts.append("\(tally.missing) without a value") }
    if tally.rejected > 0 { parts.append("\(tally.rejected) rejected") }
    StandardError.say("rows: \(tally.read) read = \(parts.joined(separator: " + "))")
    if let first = reading.rejects.first {
      StandardError.say(
        "first rejected row: \(first.file):\(first.line), field \(first.field): \(first.reason); "
          + "--rejects FILE lists them")
    }
  }
}
