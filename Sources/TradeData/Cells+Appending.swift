public import Exact

extension Cells {
  /// No numbers yet; room for `capacity` of them.
  public init(scale: Int, capacity: Int) {
    self.init(digits: [], scale: scale)
    digits.reserveCapacity(capacity)
  }

  /// Appends digits at the scale of these cells.
  public mutating func append(digits number: Int64) {
    if number > Cells.elsewhere {
      digits.append(number)
    } else {
      append(ScaledInteger(digits: Int128(number), scale: scale))
    }
  }

  /// Appends the absence of a number.
  public mutating func appendAbsent() { digits.append(Cells.absent) }

  /// Appends a number of any size and scale, or its absence.
  public mutating func append(_ number: ScaledInteger?) {
    guard let number else { return appendAbsent() }
    if number.scale <= scale, let same = try? number.rescaled(to: scale),
      let small = Int64(exactly: same.digits), small > Cells.elsewhere
    {
      digits.append(small)
    } else {
      wide[digits.count] = number
      digits.append(Cells.elsewhere)
    }
  }
}
