import LinearAlgebra
import Testing

@Suite struct TallProductTests {
  @Test(arguments: [
    (8_191, 28, 8), (8_192, 28, 8), (20_001, 3, 16), (40_000, 200, 1), (9_999, 12, 11),
    (10_001, 256, 9), (8_193, 1, 7),
  ])
  func tallProductIsTheSumOfItsTerms(_ rows: Int, _ inner: Int, _ columns: Int) {
    // Whole numbers, so that every order of adding gives the same.
    let left = Matrix(
      rows: rows, columns: inner, elements: (0..<rows * inner).map { Double($0 * 7 % 1009) - 500 })
    let right = Matrix(
      rows: inner, columns: columns, elements: (0..<inner * columns).map { Double($0 % 11) - 5 })
    let product = left.multiplied(by: right)
    var wrong = 0
    for row in Array(stride(from: 0, to: rows, by: 37)) + [rows - 2, rows - 1] {
      for column in 0..<columns {
        var sum = 0.0
        for place in 0..<inner {
          sum += left.elements[row * inner + place] * right.elements[place * columns + column]
        }
        if product[row, column] != sum { wrong += 1 }
      }
    }
    #expect(wrong == 0)
    #expect(product[rows - 1, columns - 1] != 0)
  }

  @Test func manyElementsBeginWithTheirValue() {
    let matrix = Matrix(rows: 1_000, columns: 1_000, repeating: 3)
    #expect(matrix.elements.count == 1_000_000)
    #expect(matrix.elements.allSatisfy { $0 == 3 })
  }
}
