internal import Consistency
public import Releases

/// Writes checked documents as a table of RFC 4180: one row for each reading of each statement.
///
/// `lower` and `upper` are the ends that the figure's rounding allows, before the scale; an end that
/// is not bounded is empty.
public enum CheckCSV {
  /// The names of the columns, with a line end.
  public static let header =
    "document,statement,quote,kind,measure,scope,period,base,value,scale,unit,lower,upper,status,"
    + "tested\n"

  /// The rows of one document.
  public static func rows(of document: CheckedDocument) -> String {
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
        rows += fields.map(CSVText.field).joined(separator: ",") + "\n"
      }
    }
    return rows
  }
}
