import LinearAlgebra
import Testing

@Suite struct ProductTests {
  @Test func productIsRowsTimesColumns() {
    let a = Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])
    let b = Matrix(rows: 3, columns: 2, elements: [7, 8, 9, 10, 11, 12])
    #expect(a.multiplied(by: b) == Matrix(rows: 2, columns: 2, elements: [58, 64, 139, 154]))
  }

  @Test(arguments: [(false, false), (false, true), (true, false), (true, true)])
  func everyTranspositionAgreesWithTheTextbookSum(_ left: Bool, _ right: Bool) {
    var random = Generator(seed: 7)
    let a = random.matrix(left ? 5 : 4, left ? 4 : 5)
    let b = random.matrix(right ? 3 : 5, right ? 5 : 3)
    var product = Matrix(rows: 4, columns: 3, repeating: .nan)
    Matrix.multiply(
      a, left ? .transposed : .none, by: b, right ? .transposed : .none, into: &product)
    let (plainA, plainB) = (left ? a.transposed : a, right ? b.transposed : b)
    for i in 0..<4 {
      for j in 0..<3 {
        let sum = (0..<5).reduce(0.0) { $0 + plainA[i, $1] * plainB[$1, j] }
        #expect(abs(product[i, j] - sum) <= 1e-14)
      }
    }
  }

  @Test func emptyInnerDimensionGivesZeros() {
    let product = Matrix(rows: 2, columns: 0).multiplied(by: Matrix(rows: 0, columns: 3))
    #expect(product == Matrix(rows: 2, columns: 3))
    #expect(Matrix(rows: 0, columns: 2).multiplied(by: Matrix(rows: 2, columns: 2)).rows == 0)
  }

  @Test func gramIsTheMatrixTimesItsTranspose() {
    let a = Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])
    #expect(a.gram() == Matrix(rows: 2, columns: 2, elements: [14, 32, 32, 77]))
    #expect(
      a.gram(.transposed)
        == Matrix(rows: 3, columns: 3, elements: [17, 22, 27, 22, 29, 36, 27, 36, 45]))
  }

  @Test func unequalShapesAreTheCallersError() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix(rows: 2, columns: 3).multiplied(by: Matrix(rows: 2, columns: 3))
    }
  }
}

@Suite struct CholeskyTests {
  @Test func factorIsTheTextbookOne() throws {
    // The worked example of the English Wikipedia's "Cholesky decomposition".
    let a = Matrix(rows: 3, columns: 3, elements: [4, 12, -16, 12, 37, -43, -16, -43, 98])
    let lower = Matrix(rows: 3, columns: 3, elements: [2, 0, 0, 6, 1, 0, -8, 5, 3])
    #expect(try Cholesky(a).lower == lower)
  }

  @Test func solvesAllRightSidesAtOnce() throws {
    let a = Matrix(rows: 3, columns: 3, elements: [4, 12, -16, 12, 37, -43, -16, -43, 98])
    let x = Matrix(rows: 3, columns: 2, elements: [1, -2, 3, 0.5, 2, 1])
    let solution = try Cholesky(a).solve(a.multiplied(by: x))
    for index in x.elements.indices {
      #expect(abs(solution.elements[index] - x.elements[index]) < 1e-10)
    }
  }

  @Test func sayWhichMinorIsNotPositive() {
    let a = Matrix(rows: 2, columns: 2, elements: [1, 2, 2, 1])
    #expect(throws: Cholesky.NotPositiveDefinite.self) { try Cholesky(a) }
    do { _ = try Cholesky(a) } catch { #expect(error.minor == 2) }
  }
}

@Suite struct SymmetricEigenTests {
  @Test func largestComeFirst() throws {
    let a = Matrix(rows: 3, columns: 3, elements: [2, 0, 0, 0, 3, 4, 0, 4, 9])
    let eigen = try SymmetricEigen(a, largest: 2)
    #expect(abs(eigen.values[0] - 11) < 1e-12)
    #expect(abs(eigen.values[1] - 2) < 1e-12)
    let top = (0..<3).map { eigen.vectors[0, $0] }
    #expect(abs(abs(top[1]) - 1 / 5.0.squareRoot()) < 1e-12)
    #expect(abs(top[2] / top[1] - 2) < 1e-12)
  }

  @Test func valuesThatAreNotFiniteAreAnError() {
    let a = Matrix(rows: 1, columns: 1, elements: [.nan])
    #expect(throws: SymmetricEigen.NotConverged.self) { try SymmetricEigen(a, largest: 1) }
  }
}

/// SplitMix64: the same matrices on every run.
struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func matrix(_ rows: Int, _ columns: Int) -> Matrix {
    let elements = (0..<rows * columns).map { _ in Double.random(in: -1...1, using: &self) }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }
}
