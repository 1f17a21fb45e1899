import LinearAlgebra
import Testing

@testable import Analytics

/// The examples that come with the Stata program ppmlhdfe, of which its guide on separation says which
/// rows are separated (Sergio Correia, Paulo Guimarães, Tom Zylkin; MIT licence).
@Suite struct SeparationTests {
  private static func column(_ name: String, _ values: [Double]) -> GravityDesign.Regressor {
    GravityDesign.Regressor(name: name, values: values)
  }

  /// z = x2 − x1 is positive in rows 1 and 5, and zero elsewhere; without them b[x3] is 0.066.
  @Test func combinationOfRegressorsSeparatesRows() throws {
    let design = GravityDesign(
      outcomes: [0, 0, 0, 0, 0, 2, 3, 5, 7, 10],
      regressors: [
        Self.column("x1", [0, 0, 0, 0, 1, 21, 0, 0, 0, -18]),
        Self.column("x2", [1, 0, 0, 0, 9, 21, 0, 0, 0, -18]),
        Self.column("x3", [0, 0, 0, 0, 0, 21, 0, 0, 0, 0]),
      ])
    let result = try Gravity(Formula("y ~ x")).fit(design)
    #expect(result.observations == 8)
    #expect(result.isConverged)
    #expect(result.coefficients.first { $0.name == "x2" }?.dropped == .collinear)
    let third = try #require(result.coefficients.first { $0.name == "x3" }?.value)
    #expect(abs(third - 0.066) < 0.0005)
  }

  /// Row 5 is separated by x1 − x2; without it the constant is 0.59095.
  @Test func fitWithoutSeparatedRowsIsThePublishedOne() throws {
    let design = GravityDesign(
      outcomes: [0, 0, 0, 0, 0, 2, 2, 2, 2, 4, 6, 6],
      regressors: [
        Self.column("x1", [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, -3, 0]),
        Self.column("x2", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -3, 0]),
        Self.column("x3", [2, 0, 0, 4, 0, 0, 0, -2, 0, -3, 0, 0]),
        Self.column("x4", [10, -2, 6, 5, 3, 3, 4, 15, -7, 15, 4, 4]),
      ])
    let result = try Gravity(Formula("y ~ x")).fit(design)
    #expect(result.observations == 11)
    let values = result.coefficients.map { $0.value ?? .nan }
    #expect(abs(values[0] - 0.59095) < 5e-6)
    #expect(abs(values[3] - -0.47085) < 5e-6)
    #expect(abs(values[4] - -0.03779) < 5e-6)
  }

  private static func groups(_ name: String, _ codes: [Int32]) -> GravityDesign.Groups {
    let grouping = Grouping(codes: codes, count: 9).selecting(Array(codes.indices))
    return GravityDesign.Groups(name: name, grouping: grouping)
  }

  /// Four rows are separated by x2 within the effects; b[x1] is −0.4845 and the deviance 13.3644.
  @Test func regressorWithinEffectsSeparatesRows() throws {
    let design = GravityDesign(
      outcomes: [2, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2],
      regressors: [
        Self.column("x1", [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 2, 0, 1, 0, 0, 0, 0, 0]),
        Self.column("x2", [0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0]),
      ],
      effects: [
        Self.groups("i", [2, 4, 1, 4, 2, 2, 5, 2, 1, 2, 1, 1, 2, 5, 2, 1, 1, 1]),
        Self.groups("j", [1, 2, 1, 3, 2, 2, 4, 3, 1, 2, 3, 3, 2, 2, 4, 2, 1, 2]),
      ])
    let result = try Gravity(Formula("y ~ x | i + j")).fit(design)
    let dropped = Dictionary(uniqueKeysWithValues: result.dropped.map { ($0.name, $0.value) })
    #expect(dropped["separated by regressors"] == 4)
    #expect(dropped["singleton"] == 1)
    let first = try #require(result.coefficients[0].value)
    #expect(abs(first - -0.4845) < 5e-5)
    #expect(abs(result.deviance - 13.3644) < 5e-5)
  }

  /// The guide's z, 2 in level 4 of i, −2 in levels 1 and 6, −6 in levels 1 and 3 of j, −2 in level 4,
  /// −1 in level 5, and 8, is positive in seven rows; the deviance of the others is 13.9161.
  @Test func levelsOfZerosSeparateRows() throws {
    let i: [Int32] = [1, 1, 1, 1, 1, 1, 4, 4, 4, 6, 8, 8, 1, 1, 6, 1]
    let j: [Int32] = [1, 1, 1, 3, 5, 6, 1, 4, 5, 1, 4, 6, 1, 3, 3, 3]
    let design = GravityDesign(
      outcomes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 5, 7],
      regressors: [
        Self.column("x1", [0, 3, -2, 2, 2, 0, 7, 1, 2, 1, -2, 3, -5, 1, -2, 2])
      ], effects: [Self.groups("i", i), Self.groups("j", j)])
    let result = try Gravity(Formula("y ~ x | i + j")).fit(design)
    let dropped = Dictionary(uniqueKeysWithValues: result.dropped.map { ($0.name, $0.value) })
    #expect(dropped["separated by effects"] == 7)
    #expect(result.observations == 9)
    #expect(abs(result.deviance - 13.9161) < 5e-5)
  }
}
