import Exact

/// The error that the press makes which would explain a figure of a table; nil where none does.
///
/// `allowed` is what the figures beside it allow in its place.
public func usualError(in figure: Figure, kind: Kind, allowed: Interval) -> String? {
  let subject = Quantity(.other, period: Period(year: 0))
  return PressErrors(
    reading: Reading(id: "", kind: kind, subject: subject, figure: figure),
    agrees: { !$0.intersection(allowed).isEmpty }, agreesInstead: { _ in false }
  ).hint
}
