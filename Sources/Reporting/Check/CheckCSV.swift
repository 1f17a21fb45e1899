internal import Consistency
public import Releases

/// Writes checked documents as a table of RFC 4180: one row for each reading of each statement.
///
/// `lower` and `upper` are the ends that the figure's rounding allows, before the scale; an end that
/// is not bounded is empty. A document that was confronted with data has five columns more: what
/// became of the reading there, the exact value and by how much the figure differs from it where
/// they disagree, both in the figure's own unit and scale, what was matched, and why there is no
/// plain answer.
public enum CheckCSV {
  /// The names of the columns for `document`, with a line end.
  public static func header(for document: CheckedDocument) -> String {
    let columns =
      "document,statement,quote,kind,measure,scope,period,base,value,scale,unit,lower,upper,status,"
      + "tested"
    return columns
      + (document.confrontation == nil
        ? "" : ",data_outcome,data_value,data_difference,data_matched,data_reason") + "\n"
  }

  /// The rows of one document; for spreadsheets, no text is a formula.
  public static func rows(of document: CheckedDocument, forSpreadsheets: Bool = false) -> String {
    var rows = ""
    for statement in document.statements {
      for reading in statement.readings {
        let finding = document.assessment.readings[reading.id]
        let subject = reading.subject
        let fields = [
          document.path, statement.id, statement.quote, reading.kind.rawValue,
          // A comparison of two flows is about neither of them alone.
          reading.comparesFlows ? Measure.other.rawValue : subject.name ?? subject.measure.rawValue,
          subject.scope.description, subject.period.description,
          reading.basePeriod?.description ?? "", reading.figure.printed.description,
          reading.figure.scale.description, reading.figure.unit,
          reading.figure.interval.lower.value?.description ?? "",
          reading.figure.interval.upper.value?.description ?? "",
          (finding?.status ?? .open).rawValue, finding?.isTested == true ? "true" : "false",
        ]
        let all = fields + (document.confrontation.map { data(reading, $0) } ?? [])
        rows +=
          all.map { CSVText.field($0, forSpreadsheets: forSpreadsheets) }
          .joined(separator: ",") + "\n"
      }
    }
    return rows
  }

  private static func data(_ reading: Reading, _ confrontation: Confrontation) -> [String] {
    guard let figure = confrontation.figures.first(where: { $0.reading == reading.id }) else {
      return ["", "", "", "", ""]
    }
    let difference =
      if case .disagrees(_, let difference) = figure.outcome { difference.description } else { "" }
    let matches = confrontation.matches.filter {
      !$0.terms.isEmpty
        && [reading.subject, reading.reference, reading.whole].contains($0.quantity)
    }
    return [
      figure.outcome.name, figure.outcome.value?.description ?? "", difference,
      matches.map { "\($0.quantity): \($0.description)" }.joined(separator: "; "),
      figure.outcome.reason ?? "",
    ]
  }
}
