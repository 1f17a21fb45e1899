/// What a column of a trade file holds.
public enum Role: String, Sendable, Hashable, CaseIterable {
  /// The country or region that reports, and, where the file has no flow, exports.
  case reporter
  /// The other side of the trade.
  case partner
  /// Export or import.
  case flow
  /// A code of a goods classification; always text.
  case product
  /// The name of the product, where a column beside the code says it.
  case productLabel = "product-label"
  /// A region within the reporter.
  case region
  /// What is measured and in which unit, where one file holds several.
  case indicator
  /// A second partner: the country of consignment beside that of origin.
  case secondPartner
  /// The mode of transport.
  case transport
  /// The customs procedure.
  case procedure
  /// The year, quarter, month or span.
  case period
  /// The trade value.
  case value
}

/// The direction of trade, seen from the reporter.
public enum Flow: String, Sendable, Hashable, CaseIterable {
  /// Goods that leave the reporter.
  case export
  /// Goods that enter the reporter.
  case `import`
}
