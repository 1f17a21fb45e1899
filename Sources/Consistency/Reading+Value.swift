public import Exact

extension Reading {
  /// The figure, in its own unit and before its scale, that would be exactly true of these values;
  /// nil where a value is unknown, a base is not positive, or the kind lacks its reference.
  public func figure(where value: (Quantity) -> Rational?) -> Rational? {
    var shares: [Quantity: Rational] = [:]
    for (share, part, whole) in comparedShares {
      guard let above = value(part), let below = value(whole), below.signum > 0 else { return nil }
      shares[share] = above / below * 100
    }
    var point: [Rational] = []
    var isKnown = true
    let claim = claim(
      variable: { quantity in
        let known = shares[quantity] ?? value(quantity)
        isKnown = isKnown && known != nil
        point.append(known ?? .zero)
        return point.count - 1
      }, shareIsAsked: { _ in false })
    return isKnown ? claim?.figure(at: point) : nil
  }

  /// The shares that percentage points compare, each with its part and its whole.
  public var comparedShares: [(share: Quantity, part: Quantity, whole: Quantity)] {
    guard kind == .points, let reference, let whole else { return [] }
    let before = whole.with(period: reference.period)
    return [
      (Quantity.share(of: subject, in: whole), subject, whole),
      (Quantity.share(of: reference, in: before), reference, before),
    ]
  }
}
