import Exact
import Testing

@testable import Consistency

/// The tableau in machine words, in two of them and in fractions, on the same random systems.
@Suite struct TableauTests {
  private struct System {
    let variables = 4
    var forms: [[Term]] = []
    var bounds: [DeltaRational] = []
    var limits = Limits(upper: [], lower: [])
    let objective: [Term]

    init(size: Int, using random: inout some RandomNumberGenerator) {
      func form(_ random: inout some RandomNumberGenerator) -> [Term] {
        (0..<4).map {
          Term(variable: $0, coefficient: Rational(Int.random(in: -size...size, using: &random)))
        }.filter { !$0.coefficient.isZero }
      }
      for _ in 0..<6 { forms.append(form(&random)) }
      objective = form(&random)
      for column in 0..<(variables + forms.count) {
        let reach = column < variables ? 60 : 20 * size
        let lower = Int.random(in: -reach...reach, using: &random)
        limits.lower.append(bounds.count)
        bounds.append(DeltaRational(Rational(lower), Bool.random(using: &random) ? 1 : 0))
        limits.upper.append(bounds.count)
        bounds.append(DeltaRational(Rational(lower + Int.random(in: 0...reach, using: &random))))
      }
    }

    func tableau<Number>(_: Number.Type) -> Tableau<Number>? {
      Tableau(variables: variables, forms: forms, bounds: bounds)
    }

    func value<Number>(_ tableau: Tableau<Number>) -> DeltaRational {
      objective.reduce(.zero) { $0 + $1.coefficient * tableau.value(of: $1.variable) }
    }

    /// The largest value of the objective, or nil where nothing is feasible; the tableau's end.
    func answer<Number>(_ start: Tableau<Number>) -> (fits: Bool, DeltaRational?, Tableau<Number>) {
      var tableau = start
      var work = 0
      switch tableau.solve(limits, &work, workLimit: .max) {
      case nil, .exhausted?: return (false, nil, tableau)
      case .contradiction?: return (true, nil, tableau)
      case .feasible?: break
      }
      guard case .optimum? = tableau.maximize(objective, limits, &work, workLimit: .max) else {
        return (false, nil, tableau)
      }
      return (true, value(tableau), tableau)
    }
  }

  @Test(arguments: [9, 1_000, 1_000_000, 1_000_000_000_000])
  func wordsOfAnyWidthAnswerAsFractionsDo(size: Int) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    var outgrown = 0
    for number in 0..<50 {
      let system = System(size: size, using: &random)
      let expected = system.answer(try #require(system.tableau(Rational.self)))
      #expect(expected.fits)
      let narrow = system.answer(try #require(system.tableau(Int64.self)))
      var answer = (narrow.fits, narrow.1)
      if !narrow.fits {
        outgrown += 1
        // What does not fit goes on from where it stopped.
        let double = system.answer(try #require(Tableau<Int128>(narrow.2)))
        answer = (double.fits, double.1)
        if !double.fits {
          let wide = system.answer(try #require(Tableau<Rational>(double.2)))
          answer = (wide.fits, wide.1)
        }
      }
      #expect(answer.0 && answer.1 == expected.1, "seed \(seed), system \(number)")
    }
    #expect(size > 9 || outgrown == 0)
    #expect(size < 1_000_000_000_000 || outgrown > 0)
  }
}
