/// What became of the rows: every one of them is in exactly one count.
public struct Tally: Sendable, Equatable {
  /// Rows whose value is in the result.
  public var used = 0
  /// Rows left out by the query's conditions or its span of months.
  public var filtered = 0
  /// Rows that repeat, added up, what other rows hold: a world total beside its partners.
  public var aggregates = 0
  /// Rows of trade with oneself, in layouts whose tables hold domestic sales beside trade.
  public var domestic = 0
  /// Rows without a value.
  public var missing = 0
  /// Rows that could not be read.
  public var rejected = 0

  /// No rows.
  public init() {}

  /// All rows.
  public var read: Int { used + filtered + aggregates + domestic + missing + rejected }

  /// Adds the counts of another part of the data.
  public static func += (left: inout Tally, right: Tally) {
    left.used += right.used
    left.filtered += right.filtered
    left.aggregates += right.aggregates
    left.domestic += right.domestic
    left.missing += right.missing
    left.rejected += right.rejected
  }
}

/// A row that could not be read.
public struct Reject: Sendable, Equatable {
  /// The file, as it was named.
  public let file: String
  /// The line on which the row begins, from 1.
  public let line: Int
  /// The field at fault, from 1.
  public let field: Int
  /// What is wrong with it.
  public let reason: String
  /// The row, shortened if long.
  public let text: String
}

/// Rows that could not be read for one reason.
public struct RejectCount: Sendable, Equatable {
  /// The field at fault, from 1.
  public let field: Int
  /// What is wrong with it.
  public let reason: String
  /// The number of rows.
  public let rows: Int
}
