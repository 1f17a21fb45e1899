/// How concentrated a whole is on few of its parts.
///
/// H = Σ s², s = x / Σ x, from 1/n to 1 (Herfindahl and Hirschman). Only positive parts count; a whole
/// without any has no index.
public struct Concentration: Sendable, Equatable {
  /// Σ s².
  public let sumOfSquares: Double
  /// √Σ s²: the sectoral Hirschman index (ESCAP, WITS).
  public let hirschman: Double
  /// 1 / Σ s²: how many equal parts would be as concentrated.
  public let effectiveNumber: Double
  /// The number of parts that the normalised index supposes.
  public let count: Int

  /// The concentration of these parts; nil where none is positive.
  ///
  /// - Parameters:
  ///   - parts: Values of any unit; what is not positive is left out.
  ///   - possible: The number of parts that there could be; nil for those that are positive.
  public init?(_ parts: some Sequence<Double>, possible: Int? = nil) {
    var (total, squares, positive) = (0.0, 0.0, 0)
    for part in parts where part > 0 {
      total += part
      squares += part * part
      positive += 1
    }
    guard positive > 0 else { return nil }
    // Equal parts come out as 1/n to the last bit or nearly; rounding must not pass the bounds.
    sumOfSquares = min(1, squares / total / total)
    hirschman = sumOfSquares.squareRoot()
    effectiveNumber = 1 / sumOfSquares
    count = possible ?? positive
  }

  /// The index between 0 for equal parts and 1 for a single one; nil where there is one part only.
  public func normalised(_ form: ConcentrationConventions.Normalised) -> Double? {
    guard count > 1 else { return nil }
    let least = 1 / Double(count)
    return switch form {
    case .common: max(0, (sumOfSquares - least) / (1 - least))
    case .unctad: max(0, (hirschman - least.squareRoot()) / (1 - least.squareRoot()))
    }
  }
}

/// How concentration is expressed, where several ways are in use.
public struct ConcentrationConventions: Sendable, Equatable {
  /// The scale of the plain index.
  public enum Scale: String, Sendable, CaseIterable {
    /// From 1/n to 1 (WITS).
    case fraction
    /// The same times 10,000 (competition authorities, the R package `comtrade`).
    case points
  }

  /// The index that does not depend on how many parts there are.
  public enum Normalised: String, Sendable, CaseIterable {
    /// (H − 1/n) / (1 − 1/n).
    case common
    /// (√H − √(1/n)) / (1 − √(1/n)), as UNCTAD publishes it.
    case unctad
  }

  /// What n counts.
  public enum Count: String, Sendable, CaseIterable {
    /// The parts with a positive value.
    case positive
    /// Every code of the data, zeros included.
    case all
  }

  /// The scale of `hhi`.
  public var scale = Scale.fraction
  /// The form of `hhi_normalised`.
  public var normalised = Normalised.common
  /// What n counts in `hhi_normalised`.
  public var count = Count.positive

  /// Fractions, the common form, positive parts.
  public init() {}
}
