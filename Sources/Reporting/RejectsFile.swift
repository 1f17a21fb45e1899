public import TradeData

/// The rows that could not be read, as a CSV file of their own.
public enum RejectsFile {
  /// Writes `file,line,field,reason,text` and a line for each reject; the header alone where there is
  /// none.
  ///
  /// The file takes its place when the caller closes it. For spreadsheets, no text is a formula.
  public static func written(
    _ rejects: [Reject], to path: String, forSpreadsheets: Bool = false
  ) throws -> ByteSink {
    var sink = try ByteSink.file(path)
    var text = "file,line,field,reason,text\n"
    for reject in rejects {
      text +=
        [
          reject.file, String(reject.line), String(reject.field), reject.reason, reject.text,
        ].map { CSVText.field($0, forSpreadsheets: forSpreadsheets) }.joined(separator: ",") + "\n"
      if text.utf8.count > 1 << 16 {
        try sink.write(Array(text.utf8))
        text = ""
      }
    }
    try sink.write(Array(text.utf8))
    return sink
  }

  /// Writes `field,reason,rows` and a line for each reason, where rows are not known one by one.
  ///
  /// The file takes its place when the caller closes it. For spreadsheets, no text is a formula.
  public static func written(
    _ counts: [RejectCount], to path: String, forSpreadsheets: Bool = false
  ) throws -> ByteSink {
    var sink = try ByteSink.file(path)
    let lines = counts.map { count in
      let reason = CSVText.field(count.reason, forSpreadsheets: forSpreadsheets)
      return "\(count.field),\(reason),\(count.rows)\n"
    }
    try sink.write(Array(("field,reason,rows\n" + lines.joined()).utf8))
    return sink
  }
}
