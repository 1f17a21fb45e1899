internal import Consistency
internal import Exact
internal import Releases

/// The whole derivation of a verdict in steps that a reader can follow with a calculator: what each
/// statement says as an inequality, and for a conflict the multiplied rows that add to a
/// contradiction, for a consistent document the witness put into each of them.
struct Derivation: Sendable {
  private let document: CheckedDocument

  init(_ document: CheckedDocument) {
    self.document = document
  }

  func lines() -> [String] {
    let assessment = document.assessment
    var lines = ["Quantities"]
    for finding in assessment.quantities {
      var line = "  \(finding.id) = \(finding.quantity)"
      if let unit = finding.quantity.unit { line += ", \(unit)" }
      lines.append(line)
    }
    lines += ["", "Statements"]
    for statement in document.release.statements {
      for reading in statement.readings {
        let status = assessment.readings[reading.id]?.status.rawValue ?? "open"
        lines.append(
          "  \(reading.id) «\(document.quote(statement))» (\(status)): \(Wording.claim(reading))")
      }
    }
    if !assessment.identities.isEmpty {
      lines += ["", "Identities"]
      lines += assessment.identities.map { "  \($0.id) \($0.identity.text)" }
    }
    if let witness = assessment.witness, !witness.isEmpty {
      lines += ["", "Values for which all of it holds"]
      for finding in assessment.quantities {
        guard let value = witness[finding.id] else { continue }
        lines.append("  \(finding.id) = \(value)")
      }
    }
    for conflict in assessment.conflicts {
      for refutation in conflict.refutations { lines += contradiction(refutation) }
    }
    return lines
  }

  private func contradiction(_ refutation: Refutation) -> [String] {
    var lines = ["", "\(refutation.readings.joined(separator: ", ")) cannot hold together:"]
    var bound = Rational.zero
    for row in refutation.rows {
      let terms = row.coefficients.sorted { $0.key < $1.key }.map { id, coefficient in
        "\(sign(coefficient)) \(coefficient.magnitude)·\(id)"
      }
      lines.append(
        "  \(row.from): \(terms.joined(separator: " ")) \(row.relation.rawValue) \(row.bound)   × \(row.multiplier)"
      )
      bound += row.bound * row.multiplier
    }
    lines.append("  added up: 0 <= \(bound), which is false")
    return lines
  }

  private func sign(_ value: Rational) -> String { value.signum < 0 ? "−" : "+" }
}
