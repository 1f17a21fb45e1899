@testable import Releases

/// `kind measure period base value` of each statement's plainest reading.
func plain(_ text: String) -> [String] {
  ReleaseReader().read(text).statements.map { statement in
    let reading = statement.readings[0]
    let parts = [
      reading.kind.rawValue, reading.subject.measure.rawValue, reading.subject.period.description,
      reading.basePeriod?.description ?? "-", reading.figure.printed.description,
    ]
    return parts.joined(separator: " ")
  }
}
