import Exact

/// `real + infinitesimal · ε` for one positive ε smaller than every positive number that occurs.
///
/// A strict bound `x < b` becomes `x ≤ b − ε`, so that strict and other bounds go through the same
/// simplex (Dutertre & de Moura, A Fast Linear-Arithmetic Solver for DPLL(T), CAV 2006, section 5).
struct DeltaRational: Hashable, Comparable {
  var real: Rational
  var infinitesimal: Rational

  static let zero = DeltaRational(.zero)

  init(_ real: Rational, _ infinitesimal: Rational = .zero) {
    self.real = real
    self.infinitesimal = infinitesimal
  }

  static func < (left: DeltaRational, right: DeltaRational) -> Bool {
    left.real == right.real
      ? left.infinitesimal < right.infinitesimal : left.real < right.real
  }

  static func + (left: DeltaRational, right: DeltaRational) -> DeltaRational {
    DeltaRational(left.real + right.real, sum(left.infinitesimal, right.infinitesimal))
  }

  static func - (left: DeltaRational, right: DeltaRational) -> DeltaRational {
    DeltaRational(left.real - right.real, sum(left.infinitesimal, -right.infinitesimal))
  }

  static prefix func - (value: DeltaRational) -> DeltaRational {
    DeltaRational(-value.real, -value.infinitesimal)
  }

  static func * (factor: Rational, value: DeltaRational) -> DeltaRational {
    DeltaRational(
      factor * value.real,
      value.infinitesimal.isZero ? .zero : factor * value.infinitesimal)
  }

  static func / (value: DeltaRational, divisor: Rational) -> DeltaRational {
    DeltaRational(
      value.real / divisor, value.infinitesimal.isZero ? .zero : value.infinitesimal / divisor)
  }

  static func += (left: inout DeltaRational, right: DeltaRational) { left = left + right }

  var signum: Int { real.isZero ? infinitesimal.signum : real.signum }

  // Most numbers have no infinitesimal part; zero then costs no fraction arithmetic.
  private static func sum(_ left: Rational, _ right: Rational) -> Rational {
    left.isZero ? right : right.isZero ? left : left + right
  }
}
