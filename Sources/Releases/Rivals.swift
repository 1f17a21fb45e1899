import Consistency
import Exact

/// Statements whose figure the text seems to give again with another number.
///
/// A release has one number for one thing. Where two figures were read as the same and differ, one of
/// them is of something that the reader did not see (re-exports, a part, another period), and it need
/// not be the later one: no alarm rests on either.
struct Rivals {
  /// What a reading says, apart from the number.
  private struct Subject: Hashable {
    let kind: Kind
    let quantity: Quantity
    let reference: Quantity?
    let whole: Quantity?
    let isInverted: Bool

    init(_ reading: Reading) {
      kind = reading.kind
      quantity = reading.subject
      reference = reading.reference
      whole = reading.whole
      isInverted = reading.isInverted
    }
  }

  private var values: [Subject: [(statement: String, interval: Interval)]] = [:]

  private let shown: [String: String]

  /// The rivals among `statements`, of which arithmetic settled on the readings `shown`, by their ids.
  init(_ statements: [Statement], shown: [String: String]) {
    self.shown = shown
    for statement in statements {
      for reading in statement.likelyReadings(shown[statement.id]) {
        values[Subject(reading), default: []].append((statement.id, reading.figure.amount))
      }
    }
  }

  /// Whether another statement gives what this one does with a number that excludes its own.
  func contains(_ statement: Statement) -> Bool {
    statement.likelyReadings(shown[statement.id]).contains { reading in
      values[Subject(reading)]?.contains {
        $0.statement != statement.id && $0.interval.intersection(reading.figure.amount).isEmpty
      } ?? false
    }
  }
}

extension Statement {
  /// The reading that arithmetic settled on; every one that was ruled out where only the far-fetched
  /// one was left; and where nothing is settled the only plain one, if there is no other.
  fileprivate func likelyReadings(_ shown: String?) -> [Reading] {
    let plain = readings.filter { !$0.isDetached }
    guard let reading = readings.first(where: { $0.id == shown }) else {
      return plain.count == 1 ? plain : []
    }
    return reading.isDetached ? plain : [reading]
  }
}

extension Figure {
  /// The values that it allows, its scale applied.
  fileprivate var amount: Interval { interval.scaled(by: scale) }
}
