import Exact

/// A number that a tableau computes with: a machine word, two of them, or a fraction.
///
/// An operation whose result the type cannot hold sets `overflow`, and its result means nothing.
protocol TableauNumber: Comparable, Sendable {
  static var zero: Self { get }
  static var one: Self { get }
  /// What an operation costs, in those on machine words.
  static var cost: Int { get }

  /// The number as a fraction.
  var fraction: Rational { get }

  /// The same number; nil where the type cannot hold it.
  init?(_ fraction: Rational)

  /// -1, 0 or 1.
  var direction: Int { get }

  /// `a · b`.
  static func product(_ a: Self, _ b: Self, _ overflow: inout Bool) -> Self
  /// `a · b + c · d`.
  static func sum(_ a: Self, _ b: Self, plus c: Self, _ d: Self, _ overflow: inout Bool) -> Self
  /// The sign of `a · b − c · d`, which never overflows.
  static func order(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> Int

  /// A positive divisor of `self`, which is positive, and of `other`: what a row whose denominator
  /// is `self` and one of whose coefficients is `other` can be divided by.
  func divisor(with other: Self) -> Self
  /// `self / divisor`, which comes out even.
  func divided(by divisor: Self) -> Self
  var negated: Self { get }
}

extension TableauNumber where Self: FixedWidthInteger & SignedInteger {
  static var one: Self { 1 }

  var direction: Int { self > 0 ? 1 : self < 0 ? -1 : 0 }

  static func product(_ a: Self, _ b: Self, _ overflow: inout Bool) -> Self {
    let (product, isOver) = a.multipliedReportingOverflow(by: b)
    // Without the least number every sign can be changed.
    overflow = overflow || isOver || product == .min
    return product
  }

  static func sum(
    _ a: Self, _ b: Self, plus c: Self, _ d: Self, _ overflow: inout Bool
  ) -> Self {
    let (first, isLarge) = a.multipliedReportingOverflow(by: b)
    let (second, isWide) = c.multipliedReportingOverflow(by: d)
    let (sum, isOver) = first.addingReportingOverflow(second)
    overflow = overflow || isLarge || isWide || isOver || sum == .min
    return sum
  }

  func divisor(with other: Self) -> Self {
    var (larger, smaller) = (self, other < 0 ? -other : other)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
  }

  func divided(by divisor: Self) -> Self { self / divisor }

  var negated: Self { -self }
}

extension Int64: TableauNumber {
  static var cost: Int { 1 }

  var fraction: Rational { Rational(Int(self)) }

  init?(_ fraction: Rational) {
    guard case (let numerator, 1)? = fraction.words, numerator != .min else { return nil }
    self = numerator
  }

  static func order(_ a: Int64, _ b: Int64, _ c: Int64, _ d: Int64) -> Int {
    let left = Int128(a) &* Int128(b)
    let right = Int128(c) &* Int128(d)
    return left < right ? -1 : left > right ? 1 : 0
  }
}

extension Int128: TableauNumber {
  static var cost: Int { 4 }

  func divisor(with other: Int128) -> Int128 {
    var (larger, smaller) = (self, other < 0 ? -other : other)
    while smaller != 0 {
      // A division of two words costs as much as dozens of one.
      if let one = UInt64(exactly: larger), let two = UInt64(exactly: smaller) {
        var (larger, smaller) = (one, two)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return Int128(larger)
      }
      (larger, smaller) = (smaller, larger % smaller)
    }
    return larger
  }

  var fraction: Rational { Rational(self) }

  init?(_ fraction: Rational) {
    guard let whole = fraction.whole, whole != .min else { return nil }
    self = whole
  }

  static func order(_ a: Int128, _ b: Int128, _ c: Int128, _ d: Int128) -> Int {
    let left = a.multipliedFullWidth(by: b)
    let right = c.multipliedFullWidth(by: d)
    if left.high != right.high { return left.high < right.high ? -1 : 1 }
    return left.low < right.low ? -1 : left.low > right.low ? 1 : 0
  }
}

/// Fractions never overflow, and a row of them is divided by its whole denominator.
extension Rational: TableauNumber {
  static var cost: Int { 40 }

  var fraction: Rational { self }

  init?(_ fraction: Rational) { self = fraction }

  var direction: Int { signum }

  static func product(_ a: Rational, _ b: Rational, _ overflow: inout Bool) -> Rational { a * b }

  static func sum(
    _ a: Rational, _ b: Rational, plus c: Rational, _ d: Rational, _ overflow: inout Bool
  ) -> Rational { a * b + c * d }

  static func order(_ a: Rational, _ b: Rational, _ c: Rational, _ d: Rational) -> Int {
    let left = a * b
    let right = c * d
    return left < right ? -1 : left > right ? 1 : 0
  }

  func divisor(with other: Rational) -> Rational { self }

  func divided(by divisor: Rational) -> Rational { self / divisor }

  var negated: Rational { -self }
}

/// `real + infinitesimal · ε`, or the two over the denominator of a row.
struct TableauValue<Number: TableauNumber>: Sendable {
  var real: Number
  var infinitesimal: Number

  static var zero: TableauValue { TableauValue(real: .zero, infinitesimal: .zero) }

  /// Whether it is less than `other`.
  func isLess(than other: TableauValue) -> Bool {
    real == other.real ? infinitesimal < other.infinitesimal : real < other.real
  }

  /// The sign of `self · factor − other · otherFactor`, both factors positive.
  @inline(__always)
  func order(times factor: Number, _ other: TableauValue, times otherFactor: Number) -> Int {
    let order = Number.order(real, factor, other.real, otherFactor)
    guard order == 0 else { return order }
    return Number.order(infinitesimal, factor, other.infinitesimal, otherFactor)
  }

  /// Adds `factor · other`.
  @inline(__always)
  mutating func add(_ factor: Number, times other: TableauValue, _ overflow: inout Bool) {
    if other.real != .zero {
      real = Number.sum(factor, other.real, plus: real, .one, &overflow)
    }
    if other.infinitesimal != .zero {
      infinitesimal = Number.sum(
        factor, other.infinitesimal, plus: infinitesimal, .one, &overflow)
    }
  }

  /// `factor · self`.
  @inline(__always)
  func times(_ factor: Number, _ overflow: inout Bool) -> TableauValue {
    TableauValue(
      real: Number.product(real, factor, &overflow),
      infinitesimal: Number.product(infinitesimal, factor, &overflow))
  }

  /// `self / divisor`, which comes out even.
  func divided(by divisor: Number) -> TableauValue {
    TableauValue(
      real: real.divided(by: divisor), infinitesimal: infinitesimal.divided(by: divisor))
  }
}
